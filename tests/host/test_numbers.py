"""Numbers kept as text are the numbers that were."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from compliance.numbers import Numbers, as_text, of_text, places

NUMBERS = st.lists(st.integers(-(2**31), 2**31 - 1), max_size=20)


@given(NUMBERS)
def test_text_of_numbers_and_back(numbers: list[int]) -> None:
    text = as_text(numbers)
    assert len(text) == 4 * len(numbers)
    assert list(of_text(text.encode().decode())) == numbers


def test_numbers_by_name_are_read_when_asked_for() -> None:
    kept = Numbers({"a": as_text([1, -2]), "b": "broken"})
    assert (list(kept), len(kept), list(kept["a"])) == (["a", "b"], 2, [1, -2])


@given(st.lists(st.integers(-300, 300), max_size=60), st.integers(-300, 300))
def test_a_number_is_found_wherever_it_stands(numbers: list[int], number: int) -> None:
    found = list(places(array("i", numbers).tobytes(), number))
    assert found == [place for place, one in enumerate(numbers) if one == number]
