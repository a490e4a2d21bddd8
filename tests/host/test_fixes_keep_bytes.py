"""Only the edited stretch of a file changes, whatever format and encoding it has and whatever is written there."""

from __future__ import annotations

import codecs
import html
import json
import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance import Checker, plugins
from compliance.article import Article, Span
from compliance.finding import Edit, Finding, Kind, Safety, Severity, Suggestion
from compliance.fix_edits import Reason
from compliance.fixes import SAFE, UNSAFE, Mended, mend
from compliance.hookspecs import hookimpl
from compliance.rule import rule

WORD = "quxword"
NEW: list[str] = []


def _swap(rule_: object, article: Article, safety: Safety) -> Iterable[Finding]:
    for match in re.finditer(WORD, article.text):
        yield rule_.finding(  # type: ignore[attr-defined]
            Span(*match.span()), suggestions=[Suggestion("fix", (Edit(Span(*match.span()), NEW[-1]),), safety)]
        )


@rule("house/swap", kind=Kind.FAIL, severity=Severity.ERROR, messages={"en": {"message": "a word", "fix": "swap"}})
def swap(article: Article, options: object) -> Iterable[Finding]:
    """Flags one word."""
    return _swap(swap, article, Safety.SAFE)


@rule("house/gap", kind=Kind.FAIL, severity=Severity.ERROR, messages={"en": {"message": "a word", "fix": "gap"}})
def gap(article: Article, options: object) -> Iterable[Finding]:
    """Flags one word and leaves a gap."""
    return _swap(gap, article, Safety.PLACEHOLDER)


@rule("house/flip", kind=Kind.FAIL, severity=Severity.ERROR, messages={"en": {"message": "a word", "fix": "flip"}})
def flip(article: Article, options: object) -> Iterable[Finding]:
    """Is never content."""
    for word, other in (("flipped", "flopped"), ("flopped", "flipped")):
        at = article.text.find(word)
        if at >= 0:
            span = Span(at, at + len(word))
            yield flip.finding(span, suggestions=[Suggestion("fix", (Edit(span, other),), Safety.SAFE)])
            return


@rule("house/twice", kind=Kind.FAIL, severity=Severity.ERROR, messages={"en": {"message": "a word", "fix": "both"}})
def twice(article: Article, options: object) -> Iterable[Finding]:
    """Suggests two edits that lie over one another, one that reaches into the next block, and one that does nothing."""
    for at in (match.start() for match in re.finditer("overword", article.text)):
        yield _suggests(at, Edit(Span(at, at + 6), "a"), Edit(Span(at + 4, at + 8), "b"))
    for at in (match.start() for match in re.finditer("edgeword", article.text)):
        yield _suggests(at, Edit(Span(at, min(at + 20, len(article.text))), "c"))
    for at in (match.start() for match in re.finditer("sameword", article.text)):
        yield _suggests(at, Edit(Span(at, at + 8), "sameword"))


def _suggests(at: int, *edits: Edit) -> Finding:
    return twice.finding(Span(at, at + 4), suggestions=[Suggestion("both", edits, Safety.SAFE)])


def _checker(*rules: object) -> Checker:
    core = [plugin for plugin in plugins.discover() if plugin.name == "core"]

    class Module:
        @hookimpl
        def compliance_register_rules(self) -> tuple[object, ...]:
            return rules

    mine = plugins.Plugin("house", "house", "house-rules", "1.0", Module)
    return Checker(registry=plugins.load([*core, mine])._replace(packs={}))


@pytest.fixture(scope="module")
def checker() -> Checker:
    return _checker(swap)


def _mended(checker: Checker, data: bytes, name: str, new: str) -> Mended:
    NEW.append(new)
    return mend(checker, data, name)


STORIES = {
    "story.txt": "Bridge\r\n\r\nThe quxword  plan, quxword\tand café.\n\r\n  Tail quxword \n",
    "story.md": "---\r\nheadline: 'A quxword bridge'\r\n"
    'tags: [a,  b]\r\n---\r\n\r\n*First* quxword &amp; **the quxword** [q](u "t").'
    "\r\n\r\n> Quoted\r\n> quxword\\*\n\n- item quxword  \n",
    "story.html": "<!doctype html>\n<HTML><head><title>Bridge</title></head>"
    "<body><h1>A quxword</h1>\n<p class=x>A <b>Caf&eacute; "
    "&amp;</b> bar&nbsp;quxword<br/>and quxword.</p><figure><img src=a.jpg alt='quxword x'><figcaption>Cap quxword"
    "</figcaption></figure></body></HTML>\r\n",
    "story.json": '{ "headline":"A \\u0071uxword \\"b\\" quxword",\r\n "body" : ["The \\"old\\" quxword plan.",'
    '  "Caf\\u00e9 quxword\\/x."], "extra":{ "n":1.50, "x":"quxwor" } }\n',
    "page.json": '{"headline":"Bridge","body":"<p>A \\"plan\\" &amp; quxword: '
    '<a href=\\"u\\">the quxword<\\/a>.<\\/p>"}',
}
MARKS = [
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-32-be", codecs.BOM_UTF32_BE),
]
LETTERS = st.text(st.sampled_from("ab é’“”\"'&<>*_[]`\\:#{}|~😀"), min_size=1, max_size=6)


def _ways(new: str) -> set[str]:
    """Every way a format may write the new words, or the old ones where it cannot."""
    tagged = {new, html.escape(new, quote=False), html.escape(new), re.sub(r"([\\`*_\[\]<>~&#|])", r"\\\1", new)}
    return {WORD, "\\u0071uxword", *tagged, *(json.dumps(one, ensure_ascii=False)[1:-1] for one in tagged)}


@pytest.mark.parametrize("name", STORIES)
@given(new=LETTERS, mark=st.sampled_from(MARKS))
def test_only_the_edited_stretch_changes(checker: Checker, name: str, new: str, mark: tuple[str, bytes]) -> None:
    encoding, bom = mark
    story = STORIES[name]
    done = _mended(checker, bom + story.encode(encoding), name, new)
    assert done.data.startswith(bom)
    written = done.data[len(bom) :].decode(encoding)
    parts = re.split(r"quxword|\\u0071uxword", story)
    ways = "|".join(map(re.escape, sorted(_ways(new), key=len, reverse=True)))
    assert re.fullmatch(f"({ways})".join(map(re.escape, parts)), written), written
    assert done.applied + len(done.left) == len(re.findall(WORD, "".join(a.text for a in _read(checker, story, name))))


@pytest.mark.parametrize("name", STORIES)
@given(new=LETTERS.filter(lambda new: new == new.strip() and "  " not in new))
def test_what_is_written_is_read_as_it_was_suggested(checker: Checker, name: str, new: str) -> None:
    new = f"x{new}x"
    done = _mended(checker, STORIES[name].encode(), name, new)
    text = "".join(article.text for article in _read(checker, done.text, name))
    assert text.count(new) == done.applied
    assert text.count(WORD) == len(done.left)


def _read(checker: Checker, text: str, name: str) -> list[Article]:
    return list(checker.read(text.encode(), name))


@pytest.mark.parametrize("name", STORIES)
def test_plain_words_are_written_everywhere(checker: Checker, name: str) -> None:
    done = _mended(checker, STORIES[name].encode(), name, "town")
    assert done.left == ()
    assert done.text == re.sub(r"quxword|\\u0071uxword", "town", STORIES[name])


def test_a_gap_is_never_filled() -> None:
    NEW.append("town")
    done = mend(_checker(gap), STORIES["story.txt"].encode(), "story.txt", safeties=UNSAFE)
    assert (done.text, {left.reason for left in done.left}) == (STORIES["story.txt"], {Reason.PLACEHOLDER})


def test_what_is_never_stable_ends_after_ten_rounds() -> None:
    done = mend(_checker(flip), b"A bridge was flipped.", "story.txt")
    assert (done.rounds, [left.reason for left in done.left]) == (10, [Reason.UNSTABLE])


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("An overword here.", {Reason.OVERLAP}),
        ("Ends in edgeword\n\nand a second paragraph that is long.", {Reason.BLOCK}),
        ("The sameword stays.", {Reason.ADVICE}),
    ],
)
def test_what_cannot_be_applied_is_left_with_its_reason(text: str, reasons: set[Reason]) -> None:
    done = mend(_checker(twice), text.encode(), "story.txt", safeties=SAFE)
    assert done.text == text
    assert {left.reason for left in done.left} == reasons


def test_several_stories_of_a_file_are_counted(checker: Checker) -> None:
    stories = [{"headline": "A", "body": ["One quxword."]}, {"headline": "B", "body": ["Two."]}]
    stories.append({"headline": "C", "body": ["quxword and quxword"]})
    done = _mended(checker, json.dumps(stories, indent=3).encode(), "feed.json", "town")
    assert (done.applied, done.stories, done.rounds) == (3, 2, 1)
    assert json.loads(done.text)[2]["body"] == ["town and town"]
