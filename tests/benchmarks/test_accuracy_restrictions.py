"""The scorer of instructions: how a clause is written in a judgement, and what counts as right."""

from __future__ import annotations

from benchmarks.accuracy.picture_texts import PictureText
from benchmarks.accuracy.restrictions import reading, scored

CAPTION = PictureText("house:1", "caption", "(UK OUT FOR 28 DAYS) Ana Ruiz rows at dawn. (Photo by Jonas Helm/AFP)")
RIGHTS = PictureText("house:2", "rights", "MANDATORY CREDIT: Ana Ruiz/AFP. NO SALES")


def test_clauses_are_written_with_their_details() -> None:
    assert reading(CAPTION) == {"territory-out GB days=28"}
    assert reading(RIGHTS) == {"mandatory-credit credit=18:30", "no-sales"}


def test_one_wrong_detail_makes_the_text_wrong() -> None:
    verdicts = {CAPTION.key: "territory-out GB days=14", RIGHTS.key: "no-sales + mandatory-credit credit=18:30"}
    measure = scored("house/restrictions", [CAPTION, RIGHTS], verdicts)
    assert (measure.count, measure.figure) == (2, 0.5)
    assert [case.key for case in measure.cases] == [CAPTION.key]
