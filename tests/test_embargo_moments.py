"""What an embargo's words say: the day, the hour, whether a zone is told, and the earliest moment it can end."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from compliance import Checker
from compliance.config import Config
from compliance.lexicon import Lexicon
from compliance_plugins.legal._release import last_moment, release

NEAR = date(2025, 5, 8)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Checker(Config()).context.lexicon


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("2025-05-09T00:01:00Z", "2025-05-09T00:01"),
        ("2025-05-09T00:01:00+02:00", "2025-05-08T22:01"),
        ("0001 GMT on Friday 9 May", "2025-05-09T00:01"),
        ("00:01 BST, 9 May 2025", "2025-05-08T23:01"),
        ("10 a.m. ET, May 9, 2025", "2025-05-09T14:00"),
        ("6 pm London time on 9 May", "2025-05-09T17:00"),
        ("12 noon GMT on 9 May 2025", "2025-05-09T12:00"),
        ("midnight CET on 9 May 2025", "2025-05-08T23:00"),
        ("10.00 hora peninsular del 9 de mayo", "2025-05-09T08:00"),
        ("las 10:00 horas (CEST) del 9 de mayo de 2025", "2025-05-09T08:00"),
        ("9 May 2025 14:30 UTC+2", "2025-05-09T12:30"),
        ("1430Z 9 May 2025", "2025-05-09T14:30"),
        ("Friday 9 May 2025 GMT", "2025-05-09T00:00"),
    ],
)
def test_a_zone_makes_a_moment(words: str, first: str, lexicon: Lexicon) -> None:
    told = release(words, lexicon, NEAR)
    assert (told.told, told.zoned) == (True, True)
    assert told.first == datetime.fromisoformat(first).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "day", "minutes"),
    [
        ("2025-05-09T00:01:00", date(2025, 5, 9), 1),
        ("00:01 on Friday 9 May", date(2025, 5, 9), 1),
        ("9 May 2025", date(2025, 5, 9), None),
        ("00:01 local time, 9 May 2025", date(2025, 5, 9), 1),
        ("las 10.00 horas del 9 de mayo", date(2025, 5, 9), 600),
        ("5/6/2025", None, None),
    ],
)
def test_without_a_zone(words: str, day: date | None, minutes: int | None, lexicon: Lexicon) -> None:
    told = release(words, lexicon, NEAR)
    assert (told.told, told.zoned, told.day, told.minutes) == (True, False, day, minutes)


@pytest.mark.parametrize("words", ["", "until the minister has spoken", "hasta nuevo aviso", "GMT"])
def test_words_that_name_no_hour(words: str, lexicon: Lexicon) -> None:
    assert not release(words, lexicon, NEAR).told


@pytest.mark.parametrize(
    "words", ["9999-12-31T23:59:00-12:00", "0001-01-01T00:00:00+14:00", "99:99 GMT 99/99/9999", "1" * 500]
)
def test_no_moment_is_too_far(words: str, lexicon: Lexicon) -> None:
    assert release(words, lexicon, date(9999, 12, 31)).told


def test_a_day_without_a_zone_ends_in_the_farthest_west() -> None:
    assert last_moment(date(2025, 5, 9)) == datetime(2025, 5, 10, 11, 59, tzinfo=UTC)
    assert last_moment(date(9999, 12, 31)) is None
