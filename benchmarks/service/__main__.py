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
from pathlib import Path

from benchmarks.service.bare import bare
from benchmarks.service.costs import measured, table
from benchmarks.service.load import capacity, request
from benchmarks.service.running import resident_mb, running
from benchmarks.service.soak import GROWTH_WANTED, growth, soak
from benchmarks.service.soak import table as soaked
from benchmarks.service.stories import stories

STORIES = 200


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
    print("\n".join(soaked(samples)))
    if max(growth(samples)) > GROWTH_WANTED:
        raise SystemExit(1)


def _load(told: argparse.Namespace) -> None:
    bodies = [json.dumps(story).encode() for story in stories(STORIES)]
    print(f"{STORIES} stories, {sum(map(len, bodies)) / len(bodies) / 1000:.1f} KB each, event={told.event}", end=", ")
    print(f"{told.workers} worker(s)")
    with tempfile.TemporaryDirectory() as name, running(Path(name), told.workers) as service, bare(STORIES) as beside:
        requests = [request(service.port, service.token, body, told.event) for body in bodies]
        capacity(service.port, requests, 2.0, 4)
        most, memory = capacity(service.port, requests, told.seconds, 4 * told.workers), resident_mb(service.pid)
        rounds = measured(service, beside, requests, most, told.seconds, told.workers)
        print("\n".join(table(rounds, most)))
        print(f"memory of all processes    {memory:.0f} MB before, {resident_mb(service.pid):.0f} MB after")


main()
