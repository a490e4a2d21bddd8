"""Starts the service as a house would, and reads what its processes have used."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_TICKS = os.sysconf("SC_CLK_TCK")


class Service(NamedTuple):
    port: int
    token: str
    pid: int


@contextmanager
def running(folder: Path, workers: int) -> Iterator[Service]:
    """A service with a record of its own."""
    run = [sys.executable, "-m", "compliance"]
    database = ["--database", f"sqlite:///{folder / 'record.db'}"]
    made = [*run, "token", "create", "--role", "check", "--title", "bench", *database]
    token = subprocess.run(made, check=True, capture_output=True, text=True, cwd=folder).stdout.strip()
    # what a test of load asks is more than any one token may
    config = folder / "compliance.toml"
    patience = "".join(f"{what}_seconds = 600\n" for what in ("story", "header", "body"))
    config.write_text(f"[service]\nrequests_per_minute = 10000000\nburst = 10000000\n{patience}")
    serve = [*run, "serve", "--port", "0", "--workers", str(workers), "--config", str(config), *database]
    process = subprocess.Popen(serve, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        yield Service(_port(process), token, process.pid)
    finally:
        process.terminate()
        process.wait()


def _port(process: subprocess.Popen[bytes]) -> int:
    """Where it listens, which it says when it is ready."""
    assert process.stdout is not None
    found = re.search(rb"http://127\.0\.0\.1:(\d+)", process.stdout.readline())
    if found is None:
        raise SystemExit(f"the service ended with code {process.wait()}")
    return int(found[1])


def cpu_seconds(pid: int) -> float:
    """What a process and all below it have used so far."""
    return sum(_own_seconds(each) for each in (pid, *below(pid)))


def resident_mb(pid: int) -> float:
    """The memory of a process and all below it, shared pages counted once a process."""
    pages = sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in (pid, *below(pid)))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _own_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def below(pid: int) -> list[int]:
    """All processes that a process started, and those that they started."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found += [child, *below(child)]
    return found
