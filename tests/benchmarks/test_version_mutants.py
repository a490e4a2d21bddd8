"""A mutant differs from its published version in one fact, and the rule finds that and nothing else."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import stories
from benchmarks.accuracy.version_mutants import PLACES, _findings, _noted, again, mistaken

BODY = [
    "The harbour of Karsholm will cost $14m, Harold Dunmore, the mayor of the town, said on Monday evening.",
    "“Nobody in this town will ever regret what we have decided here tonight,” Mr Dunmore told reporters.",
    "A clerk was charged with fraud in March over the sale of land beside the harbour, the police said.",
    "Three men were injured in January when a crane fell. The works are to begin in the spring.",
]


@pytest.mark.parametrize(
    ("written", "swapped", "became"),
    [
        ("$14m", True, "$41m"),
        ("$14m", False, "$24m"),
        ("9 %", False, "1 %"),
        ("11", True, None),
        ("three", False, None),
    ],
)
def test_a_figure_is_mistaken_in_its_own_form(written: str, swapped: bool, became: str | None) -> None:
    assert mistaken(written, swapped) == became


@pytest.mark.parametrize("kind", ["number", "name", "quotation", "charge"])
def test_one_fact_is_changed_and_found_unless_a_note_tells_it(kind: str) -> None:
    article = stories.story({"headline": "Harbour to cost $14m", "body": BODY, "language": "en"})
    place = PLACES[kind]("a:1", article, "en")
    assert place is not None
    mutant = again("a:1", kind, article, *place)
    assert mutant.article.previous is not None
    assert mutant.article.text != mutant.article.previous.text
    assert mutant.article[mutant.span] == mutant.became
    (found,) = _findings(mutant.article)
    assert found.span.overlaps(mutant.span)
    assert found.variant == kind
    assert not _findings(_noted(mutant, "en").article)


def test_a_count_in_words_is_no_toll_that_can_be_raised() -> None:
    article = stories.story({"headline": "Crane falls", "body": BODY, "language": "en"})
    assert PLACES["toll"]("a:1", article, "en") is None
