"""One word of a story is written otherwise, where it is the writer's own, and nothing else is changed."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import stories
from benchmarks.accuracy.word_mutants import Mutant, mutants

SPELT = "The harbour of Karsholm is shut. The colour of its boats is red, and the council likes the colour."
NAMED = "On Monday, the talks with president Orme began, and the town met president Orme’s staff."
SHORT = "Bread will cost more, the Federation of Harbour Bakers (FHB) said. Nobody told the FHB that it would."


def made(body: str, kind: str) -> list[Mutant]:
    article = stories.story({"headline": "Harbour shut on Monday", "body": [body], "language": "en"})
    return [mutant for mutant in mutants("a:1", article, "en") if mutant.kind == kind]


@pytest.mark.parametrize(
    ("body", "kind", "was", "became"),
    [
        (SPELT, "spelling", "colour", "color"),
        (NAMED, "capitals", "president", "President"),
        (SHORT, "acronym-alone", "Federation of Harbour Bakers (FHB)", "FHB"),
    ],
)
def test_the_last_of_several_is_changed(body: str, kind: str, was: str, became: str) -> None:
    (mutant,) = made(body, kind)
    assert (mutant.was, mutant.became) == (was, became)


def test_a_later_mention_gets_another_long_form() -> None:
    (mutant,) = made(SHORT, "acronym-twice")
    assert mutant.article.text.count("(FHB)") == 2
    assert mutant.became != "Federation of Harbour Bakers"


def test_a_word_that_stands_once_or_is_quoted_is_left_alone() -> None:
    assert made("The harbour of Karsholm is shut.", "spelling") == []
    assert made("The harbour is shut. “I like the harbour,” said the mayor.", "spelling") == []


def test_an_acronym_that_everybody_knows_is_left_alone() -> None:
    known = SHORT.replace("Federation of Harbour Bakers", "Federal Bureau of Investigation").replace("FHB", "FBI")
    assert made(known, "acronym-alone") == []
