from __future__ import annotations

import json
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

import pytest

from compliance.record import Record
from compliance.service.api.written import written


class _Pair(Record):
    one: int
    other: str


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"a": "café “x”", "b": [1, 2.5, True, None]}, {"a": "café “x”", "b": [1, 2.5, True, None]}),
        (MappingProxyType({"a": MappingProxyType({"b": 1})}), {"a": {"b": 1}}),
        (datetime(2026, 3, 2, 12, 0, tzinfo=UTC), "2026-03-02T12:00:00+00:00"),
        ([date(2026, 3, 2)], ["2026-03-02"]),
        ((_Pair(1, "x"),), [[1, "x"]]),
        ({"big": 2**70}, {"big": 2**70}),
        ({1: "number"}, {"1": "number"}),
    ],
)
def test_what_a_report_may_hold_is_written(value: Any, said: Any) -> None:
    assert json.loads(written(value)) == said


def test_half_a_surrogate_pair_stays_an_escape() -> None:
    assert written({"matched": "é\ud800"}) == '{"matched":"é\\ud800"}'.encode()


def test_nothing_is_written_that_is_not_needed() -> None:
    assert written({"a": [1, "é"]}) == '{"a":[1,"é"]}'.encode()
