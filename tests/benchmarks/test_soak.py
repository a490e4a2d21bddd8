"""Memory stays flat: a soak short enough for every run; ``python -m benchmarks.service --soak`` is the long one."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="the extra 'server' is not installed")

from benchmarks.service.running import running
from benchmarks.service.soak import GROWTH_WANTED, Sample, growth, soak, table

COUNT = 900


def test_story_after_story_leaves_memory_as_it_was(tmp_path: Path) -> None:
    with running(tmp_path, 1) as service:
        samples = soak(service, COUNT)
    assert samples[-1].stories == COUNT
    assert max(growth(samples)) <= GROWTH_WANTED, "\n".join(table(samples))


def test_growth_is_what_comes_after_the_first_third() -> None:
    samples = [Sample(500 * n, 20.0 + n, 30.0 + 2 * max(n - 2, 0)) for n in range(1, 7)]
    assert growth(samples) == (4.0, 8.0)
    assert table(samples)[-1].startswith("NOT flat: +4.0 MB in the server and +8.0 in the workers")
