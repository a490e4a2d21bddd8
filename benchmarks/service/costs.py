"""What the service costs beside the bare check, like with like: one after the other, and at appointed times.

Bare check and service take turns, so that a busy machine slows both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.service.bare import Bare
from benchmarks.service.load import Load, capacity, open_loop, together
from benchmarks.service.running import Service, cpu_seconds

CPU_WANTED = 1.5
TAIL_WANTED = 5.0
ROUNDS = 5
SHARE = 0.6
"""Of its capacity: what the service is asked at appointed times."""
_CONNECTIONS = 64


class Round(NamedTuple):
    """CPU seconds a story.

    :ivar hot: the bare check in a hot loop.
    :ivar closed: the service, asked for the next story as soon as it has answered.
    :ivar paced: the bare check at the times at which the service is asked.
    :ivar open: the service, asked at its appointed times.
    :ivar load: how it answered then.
    """

    hot: float
    closed: float
    paced: float
    open: float
    load: Load


def measured(
    service: Service, bare: Bare, requests: Sequence[bytes], most: float, seconds: float, workers: int = 1
) -> list[Round]:
    """The rounds.

    :param workers: of the service; the bare check is asked as often as one of them.
    :param most: the service's capacity, in requests a second.
    :param seconds: that each of the four takes altogether.
    """
    each = seconds / ROUNDS
    return [_round(service, bare, requests, SHARE * most, each, workers) for _ in range(ROUNDS)]


def _round(service: Service, bare: Bare, requests: Sequence[bytes], rate: float, seconds: float, workers: int) -> Round:
    hot = bare.hot(seconds)
    before = cpu_seconds(service.pid)
    answered = capacity(service.port, requests, seconds, 1) * seconds
    closed = (cpu_seconds(service.pid) - before) / max(answered, 1)
    paced = bare.paced(rate / workers, seconds)
    before = cpu_seconds(service.pid)
    load = open_loop(service.port, requests, rate, seconds, _CONNECTIONS)
    return Round(hot, closed, paced, (cpu_seconds(service.pid) - before) / max(len(load.times), 1), load)


def table(rounds: Sequence[Round], most: float) -> Iterator[str]:
    """The figures in words: ratios of like with like first, then the mixed one."""
    yield f"{'ms of CPU a story':26} {'bare check':>10} {'service':>8}   times the bare check"
    yield _line("one after the other", [one.hot for one in rounds], [one.closed for one in rounds])
    yield _line(f"at {SHARE * most:.0f} a second", [one.paced for one in rounds], [one.open for one in rounds])
    yield f"{'':26} {'':10} {'':8}   (wanted: at most {CPU_WANTED:g})"
    mixed = "the second against the first"
    yield _line(mixed, [one.hot for one in rounds], [one.open for one in rounds])
    load = together([one.load for one in rounds])
    yield f"generator                  {1e3 * load.own_cpu / max(len(load.times), 1):7.2f} ms of CPU a request"
    yield f"capacity                   {most:7.0f} requests a second"
    yield (
        f"at 60 % of it              p50 {1e3 * load.at(0.5):.1f}  p95 {1e3 * load.at(0.95):.1f}  "
        f"p99 {1e3 * load.at(0.99):.1f} ms: p99 {load.at(0.99) / load.at(0.5):.1f} times p50 "
        f"(wanted: at most {TAIL_WANTED:g})"
    )
    yield f"refused {load.refused}, failed {load.failed} of {len(load.times) + load.refused + load.failed}"


def _line(what: str, bare: Sequence[float], service: Sequence[float]) -> str:
    ratios = sorted(theirs / ours for ours, theirs in zip(bare, service, strict=True))
    spread = f"{median(ratios):.2f} ({ratios[0]:.2f}-{ratios[-1]:.2f})"
    return f"{what:26} {1e3 * median(bare):10.2f} {1e3 * median(service):8.2f}   {spread}"
