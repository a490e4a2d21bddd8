"""Records behave as named tuples do, whichever constructor makes them."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import pytest

from compliance.record import Record


class Pair(Record):
    first: int
    second: str = "two"

    @property
    def both(self) -> str:
        return f"{self.first} {self.second}"


@pytest.fixture(params=["shared", "own"])
def rounds(request: pytest.FixtureRequest) -> Iterator[int]:
    return iter(range(1 if request.param == "shared" else 300))


def test_fields_are_read_by_name_and_by_position(rounds):
    for _ in rounds:
        pair = Pair(1, second="x")
        assert (pair.first, pair.second, pair.both) == (1, "x", "1 x") == (*pair, pair.both)


def test_what_is_not_given_is_the_default(rounds):
    for _ in rounds:
        assert Pair(1) == (1, "two") == Pair(first=1)


@pytest.mark.parametrize(("values", "named"), [((), {}), ((1, "x", 3), {}), ((1,), {"third": 3}), ((1,), {"first": 1})])
def test_wrong_arguments_are_refused(rounds, values, named):
    for _ in rounds:
        with pytest.raises(TypeError):
            Pair(*values, **named)


def test_a_field_is_replaced():
    assert Pair(1)._replace(second="x") == Pair(1, "x")
    with pytest.raises(ValueError, match="third"):
        Pair(1)._replace(third=3)


def test_fields_may_have_any_name_however_many_records_are_made():
    class Change(Record):
        """A field of every name that what makes records might want for itself."""

        new: int
        cls: int = 2
        values: int = 3

    made = {Change(number) for number in range(300)}
    assert len(made) == 300
    assert (7, 2, 3) in made


def test_it_survives_pickling_and_shows_its_fields():
    pair = Pair(1)
    assert pickle.loads(pickle.dumps(pair)) == pair
    assert type(pickle.loads(pickle.dumps(pair))) is Pair
    assert repr(pair) == "Pair(first=1, second='two')"
    assert pair._asdict() == {"first": 1, "second": "two"}
    assert Pair._make([1, "x"]) == Pair(1, "x")


def test_it_holds_nothing_but_its_fields():
    with pytest.raises(AttributeError):
        Pair(1).third = 3


def test_a_default_before_a_field_without_one_is_refused():
    with pytest.raises(TypeError, match="default"):
        type(Record)("Wrong", (Record,), {"__annotations__": {"a": "int", "b": "int"}, "a": 1})


def test_a_record_without_fields_can_be_made_many_times() -> None:
    class Bare(Record):
        """Nothing to set."""

    assert {Bare() for _ in range(300)} == {()}
