"""Ten times the input takes about ten times the time, whatever the input."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from time import process_time

import pytest

from compliance.article import Article
from compliance.errors import ReadError
from tests.patience import keeps_step

Stories = Callable[..., list[Article]]

UNITS = {
    "html": (
        "<p>Words and words.</p>", "<b>", "<b><p></b>", "</p>", "<li>", "<a ", '<a x="', '<a x=">" ', "<!--", "<!", "<",
        "&", "&#", "&amp", "<script>", "<br>", "<img>", "<p",
        "  \n", "<table><tr><td>x</table>", "<figure><img></figure>",
        "<b><i></b></i>", "<ul><li>x</ul>", "a\u0301<b>\u0301</b>",
    ),
    "markdown": (
        "Words and words.\n\n", "[", "]", "[]", "![", "*", "*a ", "_a", "**a*", "`", "`a``", "<", "<a ", "<!--", "\\",
        "&", "[a](", "[a](b ", "![a](b \"", "> ", "- ", "> x\n", "- x\n", "|", "|a|\n|-|\n", "#", "# ", "~~~\n",
        "a\n", "1. ", "[a]: b\n", "=", "-", "[a][", "*a_b`c[", "  \n",
    ),
    "json": ("[", '{"a":', '"', "1", "\\u0041"),
}  # fmt: skip


@pytest.mark.parametrize(("told", "unit"), [(told, unit) for told, some in UNITS.items() for unit in some])
def test_repeated(stories: Stories, told: str, unit: str) -> None:
    def seconds(size: int) -> float:
        started = process_time()
        with suppress(ReadError):
            stories("Words.\n\n" * (told != "json") + unit * (size // len(unit)), told)
        return process_time() - started

    keeps_step(seconds, 10_000, 100_000, times=40, floor=0.04)


@pytest.mark.parametrize(
    ("told", "before", "unit", "behind"),
    [
        ("html", "<figure><img>", "<figcaption>x <span>y</span></figcaption>", "</figure>"),
        ("html", "<div class=author>" * 400, "words ", ""),
        ("html", "<div class='caption credit'>" * 400, "<i>w</i> ", "<img>"),
        ("html", "<html><body>" + "<h1>" * 400, "words ", ""),
        ("html", "<figure><figcaption>" + "<span>" * 400, "words ", ""),
        ("markdown", '---\nheadline: "a', " ", 'b"\n---\nStory.'),
        ("markdown", "---\na:\n", "  - b\n", "---\nStory."),
        ("markdown", "# a", " ", ""),
        ("markdown", "# a", " #", " b"),
        ("markdown", "a", " ", "\nb"),
        ("markdown", "[a](", "(", ""),
        ("markdown", "", "[x](((aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ""),
        ("markdown", "[a](b '", "\\ ", ""),
    ],
)
def test_between(stories: Stories, told: str, before: str, unit: str, behind: str) -> None:
    def seconds(size: int) -> float:
        started = process_time()
        with suppress(ReadError):
            stories(before + unit * (size // len(unit)) + behind, told)
        return process_time() - started

    keeps_step(seconds, 10_000, 100_000, times=40, floor=0.04)


@pytest.mark.parametrize("told", ["html", "markdown", "text"])
def test_inside_json(stories: Stories, told: str) -> None:
    def seconds(size: int) -> float:
        story = {"headline": "H", "body": "Words “and” <b>x</b> &amp; more.\n\n" * size, "body_format": told}
        text = json.dumps(story)
        started = process_time()
        stories(text, "json")
        return process_time() - started

    keeps_step(seconds, 100, 1000, times=40, floor=0.02)
