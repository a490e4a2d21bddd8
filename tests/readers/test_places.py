"""For every format: each character of a block stands where the writer of the file put it.

A file is written character by character, each in one of the ways its format has, so the right place of each is
known; then the places the program gives for random stretches are compared.
"""

from __future__ import annotations

import html
import json
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.article import Article, Block, Span
from compliance.places import place_of

Stories = Callable[..., list[Article]]
many = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

CLUSTERS = (
    *"aZ7,;é中😀“’",
    "e\u0301",
    "n\u0303",
    "q\u0323\u0307",
    "q\u0307\u0323",
    "\u212b",
    "\u1100\u1161\u11a8",
    "\U0001f1f3\U0001f1f4",
    "o\u0302\u0301",
)


class Unit(NamedTuple):
    """A character as shown, and as a file writes it, with markup before and behind it."""

    shown: str
    written: str
    before: str = ""
    behind: str = ""


def units(ways: Callable[[str], st.SearchStrategy[Unit]], spaces: st.SearchStrategy[Unit]) -> Any:
    """Words of written characters, parted by written spaces."""
    word = st.lists(st.sampled_from(CLUSTERS).flatmap(ways), min_size=1, max_size=6)
    words = st.lists(st.tuples(word, spaces), min_size=1, max_size=8)
    return words.map(lambda some: [unit for word, space in some for unit in (*word, space)][:-1])


def as_is(shown: str) -> st.SearchStrategy[Unit]:
    return st.just(Unit(shown, shown))


def as_html(shown: str) -> st.SearchStrategy[Unit]:
    references = "".join(f"&#{ord(char)};" for char in shown)
    hexes = "".join(f"&#x{ord(char):X};" for char in shown)
    return st.sampled_from(
        [
            Unit(shown, shown),
            Unit(shown, references),
            Unit(shown, hexes),
            Unit(shown, shown, "<b>", "</b>"),
            Unit(shown, shown, "<a href='x>y' title=\"&amp;\">", "</a>"),
            Unit(shown, shown, "<!-- <p> -->"),
            Unit(shown, shown[0] + "".join(f"&#{ord(char)};" for char in shown[1:])),
        ]
    )


def as_markdown(shown: str) -> st.SearchStrategy[Unit]:
    return st.sampled_from(
        [
            Unit(shown, shown),
            Unit(shown, "".join(f"&#{ord(char)};" for char in shown)),
            Unit(shown, shown, "[", "](http://example.org/a_b_c)"),
            Unit(shown, shown, "<span class='x'>", "</span>"),
            Unit(shown, shown, "<i>", "</i>"),
            Unit("*", "\\*"),
            Unit("&", "&amp;"),
        ]
    )


def as_yaml(shown: str) -> st.SearchStrategy[Unit]:
    escape = "".join(f"\\U{ord(char):08x}" for char in shown)
    return st.sampled_from([Unit(shown, shown), Unit(shown, escape), Unit('"', '\\"'), Unit("\t", "\\t")])


HTML_SPACES = st.sampled_from([Unit(" ", written) for written in (" ", "\n", "\r\n\t ", " \t ", "&#32;", "  ")])
PLAIN_SPACES = st.just(Unit(" ", " "))
MARKDOWN_SPACES = st.sampled_from([Unit(" ", " "), Unit(" ", "\n"), Unit(" ", "\r\n")])
YAML_SPACES = st.sampled_from([Unit(" ", " "), Unit(" ", "\n    "), Unit(" ", " \r\n  ")])


class Page(NamedTuple):
    """A file that holds the units, and where each of them stands."""

    text: str
    starts: list[int]
    ends: list[int]


def page(lead: str, some: list[Unit], tail: str) -> Page:
    text, starts, ends = lead, [], []
    for unit in some:
        text += unit.before
        starts.append(len(text))
        text += unit.written
        ends.append(len(text))
        text += unit.behind
    return Page(text + tail, starts, ends)


def shown(some: list[Unit]) -> str:
    return "".join(unicodedata.normalize("NFC", unit.shown) for unit in some)


def check(article: Article, block: Block, some: list[Unit], where: Page, data: st.DataObject) -> None:
    """Any stretch of units has the place at which it was written."""
    assert article[block] == shown(some)
    first = data.draw(st.integers(0, len(some) - 1))
    last = data.draw(st.integers(first, len(some) - 1))
    start = block.start + len(shown(some[:first]))
    end = start + len(shown(some[first : last + 1]))
    place = place_of(article, Span(start, end))
    assert (place.start, place.end) == (where.starts[first], where.ends[last])


LEADS = st.sampled_from(["", "\ufeff", "<p>😀 é</p>\r\n\t", "<div>\r\n<h2>A &amp; B</h2>\r\n"])


@many
@given(LEADS, units(as_html, HTML_SPACES), st.data())
def test_html_text(stories: Stories, lead: str, some: list[Unit], data: st.DataObject) -> None:
    where = page(f"{lead.lstrip(chr(0xFEFF))}<blockquote>", some, "</blockquote><p>End.</p>")
    article = stories(("\ufeff" if lead.startswith("\ufeff") else "") + where.text, "html")[0]
    check(article, next(b for b in article.blocks if b.role.value == "quote"), some, where, data)


@many
@given(units(lambda c: as_html(c).filter(lambda unit: "<" not in unit.before), HTML_SPACES), st.data())
def test_html_alternative_text(stories: Stories, some: list[Unit], data: st.DataObject) -> None:
    where = page('<p>😀 é</p><img src="x.jpg" alt="', some, '"><p>End.</p>')
    article = stories(where.text, "html")[0]
    check(article, article.pictures[0].alt, some, where, data)  # type: ignore[arg-type]


@many
@given(units(as_html, HTML_SPACES), st.booleans(), st.data())
def test_html_inside_json(stories: Stories, some: list[Unit], ascii_only: bool, data: st.DataObject) -> None:
    where = page("<p>One &amp; “two”</p>\n<blockquote>", some, "</blockquote>")
    story = {"headline": 'A "😀"\n', "body": where.text, "body_format": "html"}
    article = stories(
        "\ufeff" + json.dumps([story], ensure_ascii=ascii_only, indent=data.draw(st.integers(0, 2))), "json"
    )[0]
    block = next(b for b in article.blocks if b.role.value == "quote")
    check(article, block, some, where, data)
    place = place_of(article, block.span)
    assert place.pointer == "/0/body"
    cut = article.source.text[place.file_start : place.file_end]
    assert json.loads(f'"{cut}"') == where.text[place.start : place.end]


@many
@given(
    units(as_markdown, MARKDOWN_SPACES),
    st.sampled_from(["", "---\nproduct: wire\n---\r\n", "## 😀 é\r\n\r\n"]),
    st.data(),
)
def test_markdown(stories: Stories, some: list[Unit], lead: str, data: st.DataObject) -> None:
    some = [Unit("W", "W"), *some, Unit(".", ".")]
    where = page(f"{lead}> First.\n\n", some, "\n\nEnd.\n")
    article = stories(where.text, "markdown")[0]
    check(article, next(b for b in article.blocks if b.role.value == "paragraph"), some, where, data)


@many
@given(units(as_markdown, st.sampled_from([Unit(" ", " "), Unit(" ", "\n> "), Unit(" ", "\r\n>   ")])), st.data())
def test_markdown_quote(stories: Stories, some: list[Unit], data: st.DataObject) -> None:
    some = [Unit("W", "W"), *some, Unit(".", ".")]
    where = page("First é.\n\n> ", some, "\n\nEnd.\n")
    article = stories(where.text, "markdown")[0]
    check(article, next(b for b in article.blocks if b.role.value == "quote"), some, where, data)


@many
@given(units(as_yaml, YAML_SPACES), st.data())
def test_front_matter(stories: Stories, some: list[Unit], data: st.DataObject) -> None:
    some = [Unit("W", "W"), *some, Unit(".", ".")]
    where = page('---\nproduct: wire # é😀\nstandfirst: "', some, '"\nsection: x\n---\n\nStory.\n')
    article = stories(where.text, "markdown")[0]
    check(article, next(b for b in article.blocks if b.role.value == "standfirst"), some, where, data)


@many
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00<", exclude_categories=["Cc"]), min_size=1))
def test_json_strings(stories: Stories, words: str) -> None:
    story = {"headline": "H", "body": [f"x{words}x"]}
    for ascii_only in (True, False):
        article = stories(json.dumps(story, ensure_ascii=ascii_only), "json")[0]
        block = article.body[0]
        place = place_of(article, block.span)
        assert article[block] == unicodedata.normalize("NFC", f"x{words}x")
        assert json.loads(f'"{article.source.text[place.file_start : place.file_end]}"') == f"x{words}x"


@many
@given(st.text(st.sampled_from("<>/ab \n\"'=&;!-[]pdivaimg"), max_size=80))
def test_any_html_is_read_or_refused(stories: Stories, text: str) -> None:
    article = stories(f"<p>Words.</p>{text}", "html")[0]
    for block in article.blocks:
        place = place_of(article, block.span)
        assert 0 <= place.file_start <= place.file_end <= len(article.source.text)
        assert html.unescape(article.source.text[place.file_start : place.file_end]) or not block


@many
@given(st.text(st.sampled_from("*_[]()`<>!#-+|\\&;: \n\tab1.~"), max_size=80))
def test_any_markdown_is_read(stories: Stories, text: str) -> None:
    article = stories(f"Words.\n\n{text}", "markdown")[0]
    for block in article.blocks:
        place = place_of(article, block.span)
        assert 0 <= place.file_start <= place.file_end <= len(article.source.text)
