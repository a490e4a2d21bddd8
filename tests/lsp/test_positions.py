"""Where an editor is shown a finding is where its words stand, whatever the line ends and the editor's unit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from compliance.lsp.answers import Ask, Mark, Range, Settings
from compliance.lsp.houses import Houses
from compliance.lsp.looking import look
from compliance.lsp.positions import Positions
from tests.lsp.editor import offset, words

ENDS = ["\n", "\r\n", "\r"]
UNITS = ["utf-16", "utf-8", "utf-32"]
SIGNS = st.sampled_from(
    [*"ab ", "é", "e\u0301", "ñ", "ﬁ", "漢", "𝒳", "🎉", "👩‍👧", "\u2028", "\x0b", "\x0c", "\x85", "\t"]
)
TEXTS = st.lists(st.one_of(SIGNS, st.sampled_from(ENDS)), max_size=60).map("".join)


def shown(found: Range) -> types.Range:
    return types.Range(types.Position(*found.start), types.Position(*found.end))


@given(st.booleans(), TEXTS, st.data(), st.sampled_from(UNITS))
def test_a_range_shows_the_words_between_two_offsets(mark: bool, rest: str, data: st.DataObject, unit: str) -> None:
    text = "\ufeff" * mark + rest
    start = data.draw(st.integers(0, len(rest)))
    end = data.draw(st.integers(start, len(rest)))
    found = shown(Positions(text, unit).range(start, end))
    inside = {n + 1 for n in range(len(rest)) if rest[n : n + 2] == "\r\n"}  # between the two an editor has no place
    if not inside & {start, end}:
        assert offset(text, found.start, unit) == start + mark
        assert words(text, found, unit) == rest[start:end]


@given(TEXTS, st.sampled_from(UNITS), st.integers(-1, 70))
def test_a_line_is_shown_without_its_end(text: str, unit: str, number: int) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = Positions(text, unit).line(number)
    told = lines[number - 1] if 1 <= number <= len(lines) else lines[0]
    assert words(text, shown(found), unit) == told


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Houses:
    folder = tmp_path_factory.mktemp("house")
    (folder / "compliance.toml").write_text('select = ["copy/placeholder", "copy/repeated", "copy/spacing"]')
    return Houses(Settings(str(folder / "compliance.toml")))


WORDS = st.lists(
    st.sampled_from(["(TK)", "the the", "budget", "🎉", "né", "año 👩‍👧", "word ,", "naïve", "“so”"]),
    min_size=1,
    max_size=12,
)
STORIES = st.lists(WORDS.map(" ".join), min_size=1, max_size=5)


def story(paragraphs: list[str], end: str) -> str:
    return end.join(["The council of 🎉 voted", *(f"{end}The council said {one} on it." for one in paragraphs), ""])


def marks(houses: Houses, text: str, unit: str, name: str, folder: Path) -> tuple[Mark, ...]:
    return look(houses, Ask(text, str(folder / name), str(folder), encoding=unit)).marks


@settings(max_examples=60)
@given(STORIES, st.sampled_from(ENDS), st.sampled_from(UNITS))
def test_findings_of_plain_text_are_shown_where_their_words_stand(
    houses: Houses, tmp_path_factory: pytest.TempPathFactory, paragraphs: list[str], end: str, unit: str
) -> None:
    text, folder = story(paragraphs, end), tmp_path_factory.getbasetemp()
    found = marks(houses, text, unit, "story.txt", folder)
    placeholders = [words(text, shown(mark.range), unit) for mark in found if mark.rule == "copy/placeholder"]
    assert placeholders == ["TK"] * text.count("(TK)")


@settings(max_examples=40)
@given(STORIES, st.sampled_from(ENDS), st.sampled_from(UNITS))
def test_all_formats_show_the_same_words(
    houses: Houses, tmp_path_factory: pytest.TempPathFactory, paragraphs: list[str], end: str, unit: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    page = f"<article>{end}<h1>The council of &amp; 🎉 voted</h1>{end}"
    page += end.join(f"<p>The <em>council</em> &#x1F389; said {one} on it.</p>" for one in paragraphs) + "</article>"
    told = '{"headline": "The council \\ud83c\\udf89 voted",' + end + '"body": ['
    told += f",{end}".join(f'"The council \\u00e9 said {one} on it."' for one in paragraphs) + "]}"
    for name, text in (("story.html", page), ("story.json", told)):
        found = marks(houses, text, unit, name, folder)
        shown_words = [words(text, shown(mark.range), unit) for mark in found if mark.rule == "copy/placeholder"]
        assert shown_words == ["TK"] * text.count("(TK)"), name
