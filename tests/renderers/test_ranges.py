"""Every place of a report can be cut out of what was sent: cut, decoded, it says what was matched."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.article import Article, Span
from compliance.checker import Checker
from compliance.config import Config
from compliance.renderers.build import see
from compliance.renderers.json import plain
from compliance.renderers.messages import Messages
from compliance.renderers.ranges import AROUND, Ranges, add_ranges
from tests.patience import keeps_step

SENTENCES = (
    "The first boat is to leave Karsholm on Tuesday 7 May 2025, the two towns said.",
    "Crews will stop work on Monday (TK), their union said.",
    "“Nobody asked us & nobody will”, said Zoë Müller‐Ørsted 😀 of the night boat.",
    "The café <opens> at six; it's cold 🥶 there.",
    "Los marineros cobran 20 % menos — desde el lunes 8 de mayo de 2025 — en El Puerto.",
)
FORMATS = ("text", "html", "markdown", "parts", "html in json", "markdown in json", "ninjs", "wordpress")
many = settings(max_examples=60, deadline=None)
_BREAKS = re.compile(r"<(?:br|/?p|/?div|/?li|/?figcaption)\b[^<>]*>")
_MARKS = re.compile(r"\*\*|\]\([^()]*\)|\[|^# ")
_TAG = re.compile(r"""<!--.*?-->|</?[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""", re.DOTALL)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Config(select=("dates/weekday-mismatch", "copy/placeholder")))


def bare(words: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", words)).strip()


def from_html(raw: str) -> str:
    return unescape(_TAG.sub("", _BREAKS.sub(" ", raw)))


def from_markdown(raw: str) -> str:
    return unescape(_MARKS.sub("", raw))


def as_it_is(raw: str) -> str:
    return raw


Decode = Callable[[str], str]
"""How the words of a field are written, told by its pointer."""


class Sent:
    """A body on its way to the service, and how its fields are decoded."""

    def __init__(self, told: str, body: str, decode: Callable[[str], Decode]) -> None:
        self.told, self.body, self.decode = told, body, decode

    def field(self, pointer: str) -> str:
        """The field that a pointer names; of a body that is the story itself, the body."""
        if not pointer:
            return "" if self.told in ("json", "ninjs", "wordpress") else self.body
        value = json.loads(self.body)
        for key in pointer.split("/")[1:]:
            key = key.replace("~1", "/").replace("~0", "~")
            value = value[int(key)] if isinstance(value, list) else value[key]
        return value if isinstance(value, str) else ""


def html_words(draw: Any, sentence: str) -> str:
    """A sentence as a content system may write it: references, tags and comments between and inside its words."""
    written = []
    for char in sentence:
        way = draw(st.sampled_from("pppppprtc"))
        plain = {"<": "&lt;", "&": "&amp;"}.get(char, char)
        if char == " ":
            written.append(draw(st.sampled_from((" ", "\n", " \t "))))
        elif way == "r":
            written.append(f"&#{ord(char)};")
        elif way == "t":
            written.append(f"<b title='x>y'>{plain}</b>")
        elif way == "c":
            written.append(f"<!-- a<b -->{plain}")
        else:
            written.append(plain)
    return "".join(written)


def markdown_words(draw: Any, sentence: str) -> str:
    words = []
    for word in sentence.replace("<", "‹").replace(">", "›").split(" "):
        way = draw(st.sampled_from("pppbla"))
        if way == "b" and word.isalnum():
            word = f"**{word}**"
        elif way == "l" and word.isalnum():
            word = f"[{word}](https://example.org/a_{word}_b)"
        elif way == "a":
            word = word.replace("&", "&amp;").replace("é", "&eacute;")
        words.append(word)
    return " ".join(words)


@st.composite
def bodies(draw: Any) -> Sent:
    some = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
    told = draw(st.sampled_from(FORMATS))
    if told == "text":
        return Sent("text", "\r\n\r\n".join(some), lambda _: as_it_is)
    if told == "html":
        body = "<h1>Boats</h1>" + "".join(f"<p>{html_words(draw, one)}</p>\n" for one in some)
        return Sent("html", body, lambda _: from_html)
    if told == "markdown":
        body = "# Boats\n\n" + "\n\n".join(markdown_words(draw, one) for one in some)
        return Sent("markdown", body, lambda _: from_markdown)
    escaped = draw(st.booleans())
    marked = "".join(f"<p>{html_words(draw, one)}</p>\n" for one in some) if told in ("ninjs", "wordpress") else ""
    if told == "ninjs":
        picture = {"type": "picture", "by": "Bo Lund", "descriptions": [{"value": f"{some[0]} 😀"}]}
        item = {"headlines": [{"value": "Boats"}], "bodies": [{"contentType": "text/html", "value": marked}]}
        body = json.dumps(item | {"associations": [picture]}, ensure_ascii=escaped)
        return Sent("ninjs", body, lambda pointer: from_html if pointer.startswith("/bodies") else as_it_is)
    if told == "wordpress":
        media = {"source_url": "a.jpg", "caption": {"rendered": f"<p>{html_words(draw, some[0])}</p>"}}
        post = {"title": {"rendered": html_words(draw, some[-1])}, "content": {"rendered": marked}}
        body = json.dumps(post | {"_embedded": {"wp:featuredmedia": [media]}}, ensure_ascii=escaped)
        return Sent("wordpress", body, lambda _: from_html)
    story: dict[str, Any] = {"headline": "Boats 😀"}
    decode: Decode = as_it_is
    if told == "parts":
        story["body"] = some
    elif told == "html in json":
        story |= {"body": "".join(f"<p>{html_words(draw, one)}</p>" for one in some), "body_format": "html"}
        decode = from_html
    else:
        story |= {"body": "\n\n".join(markdown_words(draw, one) for one in some), "body_format": "markdown"}
        decode = from_markdown
    story["pictures"] = [{"file": "a.jpg", "caption": "The quay “at” six 😀 on Tuesday 7 May 2025."}]
    return Sent(
        "json",
        json.dumps(story, ensure_ascii=escaped),
        lambda pointer: decode if pointer.startswith("/body") else as_it_is,
    )


def read(checker: Checker, sent: Sent) -> Article:
    (article,) = checker.read(sent.body.encode(), "sent", told=sent.told)
    return article


def places(report: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for finding in report["findings"]:
        yield finding
        yield from finding["labels"]
        for suggestion in finding["suggestions"]:
            yield from suggestion["edits"]


def units(text: str, offset: int) -> int:
    """The code-point offset of an offset in UTF-16 units."""
    return len(text.encode("utf-16-le")[: offset * 2].decode("utf-16-le"))


def said(sent: Sent, ranges: Any) -> str:
    """What ranges say, cut out of what was sent and decoded."""
    return " ".join(sent.decode(one.pointer)(sent.field(one.pointer)[one.start : one.end]) for one in ranges)


@many
@given(bodies(), st.booleans())
def test_what_findings_mark_is_cut_out_of_what_was_sent(checker: Checker, sent: Sent, utf16: bool) -> None:
    report = checker.check(read(checker, sent))
    view = see(report, Messages(checker.catalogue, "en"))
    assert view is not None
    shown = plain(view.view)
    add_ranges(shown, report, "utf16" if utf16 else "codepoints")
    for place in places(shown):
        cut = []
        for one in place["ranges"]:
            raw = sent.field(one["pointer"])
            start, end = (units(raw, one[key]) if utf16 else one[key] for key in ("start", "end"))
            assert raw[start:end] == one["exact"]
            assert raw[:start].endswith(one["prefix"])
            assert len(one["prefix"]) == min(AROUND, start)
            assert raw[end:].startswith(one["suffix"])
            assert len(one["suffix"]) == min(AROUND, len(raw) - end)
            cut.append(sent.decode(one["pointer"])(raw[start:end]))
        assert bare(" ".join(cut)) == bare(place["matched"])


@many
@given(bodies(), st.data())
def test_any_stretch_of_words_is_cut_out_of_what_was_sent(checker: Checker, sent: Sent, data: st.DataObject) -> None:
    article = read(checker, sent)
    words = [match.span() for match in re.finditer(r"\S+", article.text)]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 30, len(words) - 1)))
    span = Span(words[first][0], words[last][1])
    ranges = Ranges().of(article, span)
    assert bare(said(sent, ranges)) == bare(article[span])
    touched = [block for block in article.blocks if block and block.span.overlaps(span)]
    assert len(ranges) == len(touched)


def test_findings_are_found(checker: Checker) -> None:
    sent = Sent("html", "<p>It leaves on Tuesday <b>7 May</b> 2025 &amp; so on (TK).</p>", lambda _: from_html)
    report = checker.check(read(checker, sent))
    assert {finding.rule for finding in report.findings} == {"dates/weekday-mismatch", "copy/placeholder"}


def test_a_match_over_a_tag_is_one_range(checker: Checker) -> None:
    article = read(checker, Sent("html", "<p>It was <b>very</b>&nbsp;cold.</p>", lambda _: from_html))
    (one,) = Ranges().of(article, Span(article.text.index("was"), article.text.index("cold") + 4))
    assert one.exact == "was <b>very</b>&nbsp;cold"
    assert (one.prefix, one.suffix) == ("<p>It ", ".</p>")


def test_a_match_over_two_paragraphs_is_two_ranges(checker: Checker) -> None:
    article = read(checker, Sent("html", "<p>It was.</p><p>So cold.</p>", lambda _: from_html))
    ranges = Ranges().of(article, Span(3, article.text.index("cold")))
    assert [one.exact for one in ranges] == ["was.", "So "]


def test_words_of_another_block_part_a_range(checker: Checker) -> None:
    words = 'The quay <span class="credit">Bo Lund</span> at six.'
    page = f'<figure><img src="a.jpg"><figcaption>{words}</figcaption></figure><p>Boats.</p>'
    article = read(checker, Sent("html", page, lambda _: from_html))
    caption = article.pictures[0].caption
    assert article[caption] == "The quay at six."
    assert [one.exact.strip() for one in Ranges().of(article, caption.span)] == ["The quay", "at six."]


def test_what_is_missing_is_a_range_of_no_length(checker: Checker) -> None:
    story = {"headline": "H", "body": ["Words."], "pictures": [{"file": "a.jpg", "caption": "The quay."}]}
    article = read(checker, Sent("json", json.dumps(story), lambda _: as_it_is))
    (one,) = Ranges().of(article, article.pictures[0].credit.span)
    assert one == ("/pictures/0", 0, 0, "", "", "")


def test_browsers_count_in_utf16(checker: Checker) -> None:
    article = read(checker, Sent("text", "Boats 😀😀 sail 😀 on.", lambda _: as_it_is))
    at = article.text.index("sail")
    (points,) = Ranges().of(article, Span(at, at + 6))
    (wide,) = Ranges("utf16").of(article, Span(at, at + 6))
    assert (points.start, points.end) == (9, 15)
    assert (wide.start, wide.end) == (11, 18)
    assert points[3:] == wide[3:]


def test_many_findings_in_a_long_field_are_quick(checker: Checker) -> None:
    from time import process_time

    def seconds(times: int) -> float:
        article = read(checker, Sent("html", "".join(f"<p>A <b>b</b> &amp; {n}.</p>" for n in range(times)), str))
        blocks = [block for block in article.blocks if block]
        started = process_time()
        ranges = Ranges("utf16")
        for block in blocks:
            ranges.of(article, block.span)
        return process_time() - started

    keeps_step(seconds, 800, 8000, times=40, floor=0.002)
