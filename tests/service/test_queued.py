"""What the queue says of a story."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from compliance.article import Article
from compliance.checker import Checker
from compliance.service.workers.queued import goes_out, headline_of

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def read(checker: Checker, **told: Any) -> Article:
    story = {"headline": "Baths to close", "body": "The council voted.", **told}
    (article,) = checker.read(json.dumps(story).encode(), "story.json", now=NOW)
    return article


def test_the_first_words_stand_for_a_headline_that_is_missing(checker: Checker) -> None:
    assert headline_of(read(checker)) == "Baths to close"
    long = headline_of(read(checker, headline="", body="The council  voted " + "and voted " * 50))
    assert long.startswith("The council voted and voted")
    assert (len(long), long[-1]) == (160, "…")


@pytest.mark.parametrize(
    ("told", "due"),
    [
        ({"published": "2026-03-02T18:00:00+01:00"}, datetime(2026, 3, 2, 17, 0, tzinfo=UTC)),
        ({"embargo": "2026-03-02T18:00:00Z"}, datetime(2026, 3, 2, 18, 0, tzinfo=UTC)),
        (
            {"published": "2026-03-02T13:00:00Z", "embargo": "2026-03-02T18:00:00Z"},
            datetime(2026, 3, 2, 18, tzinfo=UTC),
        ),
        ({"published": "2026-03-02T11:00:00Z"}, None),
        ({"published": "2026-03-03"}, None),
        ({"published": "2026-03-02T18:00:00"}, None),
        ({"embargo": "until the minister has spoken"}, None),
        ({"published": "9999-12-31T23:59:00-12:00"}, None),
        ({}, None),
    ],
)
def test_when_a_story_goes_out(checker: Checker, told: dict[str, str], due: datetime | None) -> None:
    assert goes_out(read(checker, **told)) == due
