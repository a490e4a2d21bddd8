"""The scorer of agencies: what is a candidate, and what a miss."""

from __future__ import annotations

from benchmarks.accuracy.agencies import candidates, key, scored
from benchmarks.accuracy.picture_texts import PictureText

TEXTS = [
    PictureText("house:1", "credit", "Ana Ruiz/Harbour Wire via Getty Images"),
    PictureText("house:2", "rights", "Northgate Pictures"),
]


def test_the_parts_of_credits_are_candidates_and_rights_are_not() -> None:
    assert candidates(TEXTS) == {"Ana Ruiz": "house:1", "Harbour Wire": "house:1", "Getty Images": "house:1"}


def test_an_agency_that_nobody_knows_is_missed() -> None:
    verdicts = {key("Harbour Wire"): "Harbour Wire", key("Getty Images"): "Getty Images"}
    measure = scored("house/agencies", candidates(TEXTS), verdicts)
    assert (measure.count, measure.figure) == (2, 0.5)
    assert [case.key for case in measure.cases] == [key("Harbour Wire")]
