"""Where readers find help: every line has its pages or is marked, and no line is advised that nobody verified."""

from __future__ import annotations

import json
from datetime import date

import pytest

from compliance import Checker
from compliance.config import Config
from compliance.lexicon import Entry

WORDS = ("word", "call")


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Config())


@pytest.fixture(scope="module")
def lines(checker: Checker) -> list[Entry]:
    return [entry for entry in checker.context.lexicon.entries("help-lines") if entry.text("kind") not in WORDS]


def advice(checker: Checker, country: str) -> list[str]:
    """What an editor of a country is told to give, in a story that gives no line."""
    story = {
        "headline": "Actor found dead at home",
        "language": "en",
        "territories": [country],
        "body": ["The actor, 61, died by suicide on Monday, his family said."],
    }
    (article,) = checker.read(json.dumps(story).encode(), "story.json")
    report = checker.check(article)
    (finding,) = (one for one in report.findings if one.rule == "sensitive/suicide")
    return [suggestion.title for suggestion in finding.suggestions] + list(finding.data["offers"])


def test_every_line_has_its_pages_and_their_day_or_is_marked(lines: list[Entry]) -> None:
    assert len({entry.canonical for entry in lines}) > 60
    for entry in lines:
        pages = entry.texts("source")
        assert pages or entry.texts("unverified"), entry.phrase
        assert all(page.startswith(("https://", "http://")) for page in pages), entry.phrase
        assert bool(pages) == bool(entry.text("checked")), entry.phrase
        if pages:
            assert date(2026, 1, 1) <= date.fromisoformat(entry.text("checked")), entry.phrase


def test_where_a_line_answers_is_said_once_and_in_codes(lines: list[Entry]) -> None:
    for entry in lines:
        answers = (*entry.texts("country"), *entry.texts("unverified"))
        assert len(set(answers)) == len(answers), entry.phrase
        assert all(len(country) == 2 and country.isupper() for country in answers), entry.phrase


def test_only_what_a_page_confirms_is_offered(lines: list[Entry]) -> None:
    for entry in lines:
        if entry.text("offer"):
            assert entry.texts("source"), entry.phrase
            assert entry.texts("country"), entry.phrase


@pytest.mark.parametrize("country", ["GB", "ES", "AR", "PT", "JP", "KE"])
def test_the_lines_of_a_country_are_offered(checker: Checker, country: str) -> None:
    assert "give" in advice(checker, country)


@pytest.mark.parametrize("country", ["NG", "SE"])
def test_where_none_is_verified_a_directory_is_named(checker: Checker, country: str) -> None:
    assert advice(checker, country) == ["find"]
