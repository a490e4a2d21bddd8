"""The figures of headlines are changed in their own form, and what the story bears is left out."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import stories
from benchmarks.accuracy.figure_mutants import changed, mutants

BODY = "The harbour of Karsholm will cost {}, the town said on Monday, and the work is to begin in the spring."


@pytest.mark.parametrize(
    ("written", "way", "became"),
    [
        ("$14m", "up", "$15m"),
        ("$14m", "down", "$13m"),
        ("$14m", "swapped", "$41m"),
        ("1,500", "up", "1,501"),
        ("3,5 %", "swapped", None),
        ("99", "up", None),
        ("11", "swapped", None),
        ("twelve", "up", None),
        ("10", "swapped", None),
    ],
)
def test_a_figure_is_changed_in_its_own_form(written: str, way: str, became: str | None) -> None:
    assert changed(written, way) == became


def test_mutants_are_made_of_what_the_story_bears() -> None:
    borne = stories.story({"headline": "Harbour to cost $14m", "body": [BODY.format("$14m")], "language": "en"})
    unborne = stories.story({"headline": "Harbour to cost $17m", "body": [BODY.format("$14m")], "language": "en"})
    assert [mutant.became for mutant in mutants("a:1", borne)] == ["$15m", "$13m", "$41m"]
    assert not list(mutants("a:2", unborne))


def test_a_change_that_the_story_bears_too_is_none() -> None:
    told = BODY.format("$14m, not $15m")
    article = stories.story({"headline": "Harbour to cost $14m", "body": [told], "language": "en"})
    assert [mutant.way for mutant in mutants("a:3", article)] == ["down", "swapped"]
