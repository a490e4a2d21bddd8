"""The service's cost is set beside that of a bare check under the same conditions."""

from __future__ import annotations

import sys

import pytest

from benchmarks.service.bare import bare
from benchmarks.service.costs import Round, table
from benchmarks.service.load import Load

LOAD = Load([0.010] * 98 + [0.020, 0.030], 1, 2, 1.0, 0.1)


def test_like_is_set_beside_like_and_the_mixed_ratio_is_told_too() -> None:
    rounds = [Round(0.004, 0.006, 0.005, 0.007, LOAD), Round(0.005, 0.006, 0.005, 0.008, LOAD)]
    head, closed, at_times, wanted, mixed, *rest = table(rounds, 100.0)
    assert head.split("  ")[0] == "ms of CPU a story"
    assert closed.split() == ["one", "after", "the", "other", "4.50", "6.00", "1.35", "(1.20-1.50)"]
    assert at_times.split() == ["at", "60", "a", "second", "5.00", "7.50", "1.50", "(1.40-1.60)"]
    assert wanted.strip() == "(wanted: at most 1.5)"
    assert mixed.split() == ["the", "second", "against", "the", "first", "4.50", "7.50", "1.68", "(1.60-1.75)"]
    assert any("p50 10.0  p95 10.0  p99 30.0 ms: p99 3.0 times p50" in line for line in rest)
    assert "refused 2, failed 4 of 206" in rest


@pytest.mark.skipif(sys.platform == "win32", reason="the service runs on systems that fork")
def test_the_bare_check_is_measured_in_a_loop_and_at_its_times() -> None:
    with bare(3) as beside:
        assert 0 < beside.hot(0.2) < 2
        assert 0 < beside.paced(20, 0.2) < 2
