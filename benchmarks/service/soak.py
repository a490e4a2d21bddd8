"""Whether memory stays as it is while story after story is checked: a soak in miniature.

What counts is what a process has for itself (``Private_*`` of ``/proc/PID/smaps_rollup``): the pages that workers share
with the process they were forked from are no growth when they are read. The first third warms up and is left out.
"""

from __future__ import annotations

import asyncio
import json
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.service.load import answer_of, request
from benchmarks.service.running import Service, below
from benchmarks.service.stories import stories

GROWTH_WANTED = 3.0
"""Megabytes that the server, or all workers, may have more at the end than after the first third."""
_CONNECTIONS = 4


class Sample(NamedTuple):
    """What the processes had for themselves after so many stories, in megabytes.

    :param workers: of the template that they were forked from too.
    """

    stories: int
    server: float
    workers: float


def soak(service: Service, count: int, steps: int = 6) -> list[Sample]:
    """Send so many stories, all different, each checked for an event that is recorded; a sample after each step."""
    samples = []
    for step in range(1, steps + 1):
        number = count // steps
        told = [{**story, "id": f"soak-{step}-{n}"} for n, story in enumerate(stories(number, seed=step))]
        bodies = [request(service.port, service.token, json.dumps(story).encode(), "publish") for story in told]
        asyncio.run(_send(service.port, bodies))
        samples.append(Sample(step * number, own_mb(service.pid), sum(map(own_mb, below(service.pid)))))
    return samples


def growth(samples: list[Sample]) -> tuple[float, float]:
    """How much more the server and the workers had at the end than after the first third.

    What leaks does so at every step: the step in the middle of all tells, times their number. What comes once, as one
    more thread with its connection does on a busy machine, is no growth.
    """
    later = samples[max(len(samples) // 3 - 1, 0) :]
    steps = len(later) - 1
    server = median(after.server - before.server for before, after in pairwise(later))
    workers = median(after.workers - before.workers for before, after in pairwise(later))
    return server * steps, workers * steps


def own_mb(pid: int) -> float:
    """The memory that a process shares with no other."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1000


def table(samples: list[Sample]) -> list[str]:
    """The samples in words, and whether memory stayed flat."""
    lines = [f"{'stories':>8} {'server MB':>10} {'workers MB':>11}"]
    lines += [f"{one.stories:8,} {one.server:10.1f} {one.workers:11.1f}" for one in samples]
    server, workers = growth(samples)
    flat = max(server, workers) <= GROWTH_WANTED
    said = f"{server:+.1f} MB in the server and {workers:+.1f} in the workers since the first third"
    return [*lines, f"{'flat' if flat else 'NOT flat'}: {said} (wanted: at most {GROWTH_WANTED:g})"]


async def _send(port: int, bodies: list[bytes]) -> None:
    async def one(first: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for body in bodies[first::_CONNECTIONS]:
            writer.write(body)
            status = await answer_of(reader)
            if status != 200:
                raise SystemExit(f"a story was answered with {status}")
        writer.close()

    await asyncio.gather(*map(one, range(_CONNECTIONS)))
