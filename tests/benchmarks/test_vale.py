"""How alerts of two programs are compared."""

from __future__ import annotations

from benchmarks.vale import compare


def test_alerts_are_the_same_where_rule_and_place_are() -> None:
    theirs = {"a": [("H.Tide", 1, 2, "x"), ("H.Tide", 3, 1, "x")], "b": [("H.Quay", 1, 1, "x")]}
    ours = {"a": [("H.Tide", 1, 2, "y"), ("H.Low", 3, 1, "x")]}
    same, only_theirs, only_ours = compare(theirs, ours)
    assert dict(same) == {"H.Tide": 1}
    assert dict(only_theirs) == {"H.Tide": [("a", ("H.Tide", 3, 1, "x"))], "H.Quay": [("b", ("H.Quay", 1, 1, "x"))]}
    assert dict(only_ours) == {"H.Low": [("a", ("H.Low", 3, 1, "x"))]}
