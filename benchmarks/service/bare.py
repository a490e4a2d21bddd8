"""The bare check beside which the service is measured: reading and checking a story, in a process of its own.

A check that comes when the processor has done something else meanwhile costs more than one of many in a row. So there
are both: in a hot loop, and each story at its appointed time as requests come.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from benchmarks.service.stories import stories
from compliance import Checker

_WARMING = 50


class Bare:
    """The process, as the benchmark asks it; it is idle meanwhile."""

    def __init__(self, told: IO[str], said: IO[str]) -> None:
        self._told, self._said = told, said

    def hot(self, seconds: float) -> float:
        """CPU seconds that a story takes, one after the other."""
        return self._ask(0.0, seconds)

    def paced(self, rate: float, seconds: float) -> float:
        """CPU seconds that a story takes, so many of them a second at their appointed times; waiting not counted."""
        return self._ask(rate, seconds)

    def _ask(self, rate: float, seconds: float) -> float:
        print(json.dumps([rate, seconds]), file=self._told, flush=True)
        return float(json.loads(self._said.readline()))


@contextmanager
def bare(count: int) -> Iterator[Bare]:
    """The process, which has checked stories before.

    :param count: of how many stories, always the same ones.
    """
    run = [sys.executable, "-m", "benchmarks.service.bare", str(count)]
    process = subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    with process, process.stdin:
        yield Bare(process.stdin, process.stdout)


def main(count: int) -> None:
    """Answer what is asked on standard input, line by line, until it ends."""
    checker, bodies = Checker(), [json.dumps(story).encode() for story in stories(count)]
    for body in bodies[:_WARMING]:
        list(checker.check_bytes(body, "story.json", told="json"))
    for line in sys.stdin:
        rate, seconds = json.loads(line)
        print(_measured(checker, bodies, rate, seconds), flush=True)


def _measured(checker: Checker, bodies: list[bytes], rate: float, seconds: float) -> float:
    start, number, used = time.perf_counter(), 0, 0.0
    while True:
        due = number / rate if rate else time.perf_counter() - start
        if number and due >= seconds:
            return used / number
        time.sleep(max(start + due - time.perf_counter(), 0.0))
        before = time.process_time()
        list(checker.check_bytes(bodies[number % len(bodies)], "story.json", told="json"))
        used += time.process_time() - before
        number += 1


if __name__ == "__main__":
    main(int(sys.argv[1]))
