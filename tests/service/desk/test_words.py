"""Every word of the page is there in both languages, with the same gaps, and is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compliance.service.desk.words import LANGUAGES, choose, words

DESK = Path(__file__).resolve().parents[3] / "compliance" / "service" / "desk"
GAP = re.compile(r"\{(\w+)\}")


def test_the_languages_have_the_same_words_with_the_same_gaps() -> None:
    gaps = [{key: set(GAP.findall(said)) for key, said in words(language).table.items()} for language in LANGUAGES]
    assert gaps[0] == gaps[1]


def test_every_word_a_template_asks_for_is_there() -> None:
    asked = {
        key
        for path in (DESK / "templates").glob("*.html")
        for key in re.findall(r"""\bt\(\s*["']([\w.]+)["'][,)]""", path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 40
    assert not asked - set(words("en").table)


def test_every_refusal_says_what_to_do_next() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in DESK.glob("*.py"))
    reasons = set(re.findall(r'DeskError\("(\w+)"\)', code))
    assert len(reasons) > 8
    for language in LANGUAGES:
        assert all(words(language)(f"refused.{r}") and words(language)(f"refused.{r}_next") for r in reasons)


@pytest.mark.parametrize(
    ("chosen", "accepted", "expected"),
    [
        (None, None, "en"),
        (None, "es-MX,es;q=0.9,en;q=0.8", "es"),
        (None, "fr, en;q=0.2, es;q=0.7", "es"),
        ("en", "es", "en"),
        ("xx", "es", "es"),
        (None, ";;q=x,,", "en"),
    ],
)
def test_the_choice_goes_before_the_browser(chosen: str | None, accepted: str | None, expected: str) -> None:
    assert choose(chosen, accepted) == expected


def test_one_and_many() -> None:
    assert words("en")("verified.run", n=1).startswith("1 rule looked")
    assert words("en")("verified.run", n=2).startswith("2 rules looked")
