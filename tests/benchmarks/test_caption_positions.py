"""Marks of position are put into captions of two people, and spoilt."""

from __future__ import annotations

import pytest

from benchmarks.accuracy.caption_positions import alone, placed, twice


@pytest.mark.parametrize(
    ("language", "caption", "with_marks"),
    [
        ("en", "Ana Orme and mayor Tom Hill at the fair", "Ana Orme (L) and mayor Tom Hill (R) at the fair"),
        ("es", "Ana Orme y el alcalde Luis Pardo en la feria", "Ana Orme (i) y el alcalde Luis Pardo (d) en la feria"),
        ("en", "Ana Orme (L) and Tom Hill (R) at the fair", "Ana Orme (L) and Tom Hill (R) at the fair"),
        ("en", "Ana Orme (L) at the fair", None),
        ("en", "From left, Ana Orme and Tom Hill at the fair", None),
        ("en", "Ana Orme and Tom Hill greet John Moss at the fair", None),
        ("en", "The fair of West Orme and North Moss", None),
    ],
)
def test_two_people_are_placed(language: str, caption: str, with_marks: str | None) -> None:
    assert placed(caption, language, 0) == with_marks


def test_marks_are_spoilt() -> None:
    caption = "Ana Orme (L) and Tom Hill (R) at the fair"
    assert twice(caption) == "Ana Orme (L) and Tom Hill (L) at the fair"
    assert alone(caption) == "Ana Orme (L) at the fair"
    assert alone("Ana Orme (L) greets Tom Hill (R) at the fair") is None
    assert twice("Ana Orme (left) and Tom Hill (2-L) at the fair") is None
