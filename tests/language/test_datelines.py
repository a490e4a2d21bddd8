"""The forms of datelines that wires and papers use, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from compliance.article import Article
from compliance.checker import Checker
from compliance.language.datelines import dateline, find_dateline
from compliance.language.story_day import story_day

REST = " The ministers met."


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


FORMS = [
    ("Moscow, Apr 18 (EFE).-", ("Moscow",), "EFE", (None, 4, 18)),
    ("Madrid, 29 may (EFE).-", ("Madrid",), "EFE", (None, 5, 29)),
    ("MADRID, 29 May. (EUROPA PRESS) -", ("MADRID",), "EUROPA PRESS", (None, 5, 29)),
    ("MADRID 18 Abr. (EUROPA PRESS) -", ("MADRID",), "EUROPA PRESS", (None, 4, 18)),
    ("KATHMANDU, April 25 (Reuters) -", ("KATHMANDU",), "Reuters", (None, 4, 25)),
    ("BEIRUT/THE HAGUE, March 7 (Reuters) -", ("BEIRUT", "THE HAGUE"), "Reuters", (None, 3, 7)),
    ("MEXICO CITY (AP) —", ("MEXICO CITY",), "AP", (None, None, None)),
    ("LA CROSSE, Wis. (AP) —", ("LA CROSSE",), "AP", (None, None, None)),
    ("Kiel (dpo) -", ("Kiel",), "dpo", (None, None, None)),
    ("Berlin, 18. April 2023 (dpa) -", ("Berlin",), "dpa", (2023, 4, 18)),
    ("Paris, 3 juil 2024 (AFP) -", ("Paris",), "AFP", (2024, 7, 3)),
    ("PARIS, Tuesday 18 April (AFP) –", ("PARIS",), "AFP", (None, 4, 18)),
    ("Ciudad de México, 18 de abril (Notimex).-", ("Ciudad de México",), "Notimex", (None, 4, 18)),
    ("San José, Costa Rica, 3 ene (EFE).-", ("San José",), "EFE", (None, 1, 3)),
    ("MOSCOW, April 18. /TASS/.", ("MOSCOW",), "TASS", (None, 4, 18)),
    ("BEIJING, April 18 (Xinhua) --", ("BEIJING",), "Xinhua", (None, 4, 18)),
    ("SEOUL, South Korea (AP) _", ("SEOUL",), "AP", (None, None, None)),
    ("New Delhi, Apr 18 (PTI)", ("New Delhi",), "PTI", (None, 4, 18)),
    ("(ANSA) - ROMA, 18 APR -", ("ROMA",), "ANSA", (None, 4, 18)),
    ("(AP) —", (), "AP", (None, None, None)),
    ("(EFE).-", (), "EFE", (None, None, None)),
    ("LONDON, April 16 —", ("LONDON",), None, (None, 4, 16)),
    ("WASHINGTON —", ("WASHINGTON",), None, (None, None, None)),
    ("Bogotá.-", ("Bogotá",), None, (None, None, None)),
]


@pytest.mark.parametrize(("line", "places", "agency", "day"), FORMS)
def test_forms(
    checker: Checker, line: str, places: tuple[str, ...], agency: str | None, day: tuple[int | None, ...]
) -> None:
    text = line + REST
    found = find_dateline(text, checker.context.lexicon)
    assert found is not None
    assert text[found.start : found.end] == line
    assert found.places == places
    assert (text[found.agency.start : found.agency.end] if found.agency else None) == agency
    assert (found.year, found.month, found.day) == day


@pytest.mark.parametrize(
    "text",
    [
        "LONDON, ENGLAND - APRIL 16: A man walks along the river.",
        "MADRID, SPAIN - 2019/04/03: A man walks along the river.",
        "FILE - A man walks along the river.",
        "BREAKING - The ministers have met.",
        "ÚLTIMA HORA - Los ministros se han reunido.",
        "The company - a unit of another - said so.",
        "A man (Reuters) - said",
        "Soccer Football - Premier League - Northtown v Southtown",
        "Smith, who led the party (Labour) - and lost - was there.",
        "SUBSIDY TO END JULY 1 - MINISTER says so in parliament",
        "",
        "   ",
        "—",
    ],
)
def test_no_datelines(checker: Checker, text: str) -> None:
    assert find_dateline(text, checker.context.lexicon) is None


def read(checker: Checker, text: str) -> Article:
    (article,) = checker.read(text.encode(), "story.txt")
    return article


def test_the_day_a_story_reports(checker: Checker) -> None:
    article = read(checker, "LISBON, April 18, 2023 (Reuters) - They met on Monday.\n\nThey agreed.\n")
    day = article.get(story_day)
    assert (day.day, day.event, day.source) == (date(2023, 4, 18), date(2023, 4, 17), "dateline")
    assert day.span is not None
    assert article[day.span] == "April 18, 2023"
    assert day.lead is not None
    assert article[day.lead] == "Monday"


def test_a_story_without_a_day(checker: Checker) -> None:
    article = read(checker, "They met on Monday and agreed on grain, it was said.\n\nThey agreed at once.\n")
    assert article.get(dateline) is None
    assert article.get(story_day).day is None
