"""``python -m benchmarks.service``: the service beside the bare check, in one run, on the same stories.

    python -m benchmarks.service [--seconds N] [--workers N] [--event draft|publish]
    python -m benchmarks.service --soak [--stories N] [--workers N]

With ``--soak`` it says instead whether memory stays flat over so many stories; the exit code is then 1 where not.
The stories are written for it, of about 5 KB each, with a few findings in some of them.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.service.load import Load, capacity, open_loop, request, together
from benchmarks.service.running import Service, cpu_seconds, resident_mb, running
from benchmarks.service.soak import GROWTH_WANTED, growth, soak, table
from benchmarks.service.stories import stories
from compliance import Checker

CPU_WANTED = 1.5
TAIL_WANTED = 5.0
ROUNDS = 5
"""Bare check and service take turns, so that a busy machine slows both."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.service")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each run")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--event", default="draft", choices=("draft", "publish"))
    parser.add_argument("--soak", action="store_true", help="does memory stay flat?")
    parser.add_argument("--stories", type=int, default=3000, help="of the soak")
    told = parser.parse_args()
    if told.soak:
        _soak(told.stories, told.workers)
    else:
        _load(told)


def _soak(count: int, workers: int) -> None:
    with tempfile.TemporaryDirectory() as name, running(Path(name), workers) as service:
        samples = soak(service, count)
    print("\n".join(table(samples)))
    if max(growth(samples)) > GROWTH_WANTED:
        raise SystemExit(1)


def _load(told: argparse.Namespace) -> None:
    bodies = [json.dumps(story).encode() for story in stories(200)]
    print(f"{len(bodies)} stories, {sum(map(len, bodies)) / len(bodies) / 1000:.1f} KB each, event={told.event}")
    with tempfile.TemporaryDirectory() as name, running(Path(name), told.workers) as service:
        requests = [request(service.port, service.token, body, told.event) for body in bodies]
        capacity(service.port, requests, 2.0, 4)
        most, memory = capacity(service.port, requests, told.seconds, 4 * told.workers), resident_mb(service.pid)
        rounds = [_round(service, bodies, requests, 0.6 * most, told.seconds / ROUNDS) for _ in range(ROUNDS)]
        bare, used = (median(one[place] for one in rounds) for place in (0, 1))
        ratios = sorted(one[1] / one[0] for one in rounds)
        load = together([one[2] for one in rounds])
        print(f"bare check                 {1e3 * bare:7.2f} ms of CPU a story")
        print(f"service                    {1e3 * used:7.2f} ms of CPU a request: ", end="")
        print(f"{median(ratios):.2f} ({ratios[0]:.2f}-{ratios[-1]:.2f}) times the bare check")
        print(f"                           (wanted: at most {CPU_WANTED:g})")
        print(f"generator                  {1e3 * load.own_cpu / max(len(load.times), 1):7.2f} ms of CPU a request")
        print(f"capacity                   {most:7.0f} requests a second, {told.workers} worker(s)")
        print(f"at 60 % of it              p50 {1e3 * load.at(0.5):.1f}  p95 {1e3 * load.at(0.95):.1f}", end="  ")
        print(f"p99 {1e3 * load.at(0.99):.1f} ms: p99 {load.at(0.99) / load.at(0.5):.1f} times p50", end=" ")
        print(f"(wanted: at most {TAIL_WANTED:g})")
        print(f"refused {load.refused}, failed {load.failed} of {len(load.times) + load.refused + load.failed}")
        print(f"memory of all processes    {memory:.0f} MB before, {resident_mb(service.pid):.0f} MB after")


def _round(
    service: Service, bodies: list[bytes], requests: list[bytes], rate: float, seconds: float
) -> tuple[float, float, Load]:
    """CPU seconds of a bare check, those of a request just after it, and how the requests were answered."""
    bare = _bare(bodies)
    before = cpu_seconds(service.pid)
    load = open_loop(service.port, requests, rate, seconds, 64)
    return bare, (cpu_seconds(service.pid) - before) / max(len(load.times), 1), load


def _bare(bodies: list[bytes]) -> float:
    """CPU seconds that reading and checking a story takes in a process of one's own, which has done so before."""
    checker = Checker()
    for body in bodies[:50]:
        list(checker.check_bytes(body, "story.json", told="json"))
    start = time.process_time()
    for body in bodies:
        list(checker.check_bytes(body, "story.json", told="json"))
    return (time.process_time() - start) / len(bodies)


main()
