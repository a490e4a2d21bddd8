"""Sends requests at their appointed times, whatever became of those before (an open loop).

A request's time counts from when it should have been sent: one that waits behind a slow one is slow itself, so that a
stall is seen as all who wait see it (coordinated omission is avoided).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import NamedTuple


class Load(NamedTuple):
    """What a run saw; times in seconds, sorted."""

    times: list[float]
    refused: int
    failed: int
    seconds: float
    own_cpu: float

    def at(self, share: float) -> float:
        """The time within which a share of the requests was answered."""
        return self.times[min(int(share * len(self.times)), len(self.times) - 1)] if self.times else float("nan")


def together(loads: Sequence[Load]) -> Load:
    """Several runs as one."""
    times = sorted(seconds for load in loads for seconds in load.times)
    return Load(times, *(sum(load[place] for load in loads) for place in range(1, 5)))


def request(port: int, token: str, body: bytes, event: str) -> bytes:
    """A request as it goes over the wire."""
    head = (
        f"POST /v1/check?event={event} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def capacity(port: int, requests: Sequence[bytes], seconds: float, connections: int) -> float:
    """Requests a second when each connection sends its next as soon as its last is answered."""
    return asyncio.run(_closed(port, requests, seconds, connections))


def open_loop(port: int, requests: Sequence[bytes], rate: float, seconds: float, connections: int) -> Load:
    """A run at a steady rate (requests a second)."""
    return asyncio.run(_open(port, requests, rate, seconds, connections))


async def _closed(port: int, requests: Sequence[bytes], seconds: float, connections: int) -> float:
    end, done = time.perf_counter() + seconds, 0

    async def one(first: int) -> None:
        nonlocal done
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        number = first
        while time.perf_counter() < end:
            writer.write(requests[number % len(requests)])
            status = await answer_of(reader)  # what others count meanwhile must not be lost
            done += status == 200
            number += connections
        writer.close()

    await asyncio.gather(*(one(number) for number in range(connections)))
    return done / seconds


async def _open(port: int, requests: Sequence[bytes], rate: float, seconds: float, connections: int) -> Load:
    waiting: asyncio.Queue[tuple[int, float] | None] = asyncio.Queue()
    times: list[float] = []
    counts = {"refused": 0, "failed": 0}

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (told := await waiting.get()) is not None:
            number, due = told
            writer.write(requests[number % len(requests)])
            status = await answer_of(reader)
            if status == 200:
                times.append(time.perf_counter() - due)
            else:
                counts["refused" if status in (429, 503) else "failed"] += 1
        writer.close()

    tasks = [asyncio.create_task(one()) for _ in range(connections)]
    cpu, start = time.process_time(), time.perf_counter()
    for number in range(int(rate * seconds)):
        due = start + number / rate
        if (left := due - time.perf_counter()) > 0:
            await asyncio.sleep(left)
        waiting.put_nowait((number, due))
    for _ in tasks:
        waiting.put_nowait(None)
    await asyncio.gather(*tasks)
    took = time.perf_counter() - start
    return Load(sorted(times), counts["refused"], counts["failed"], took, time.process_time() - cpu)


async def answer_of(reader: asyncio.StreamReader) -> int:
    """The status of an answer, its body read."""
    head = await reader.readuntil(b"\r\n\r\n")
    lowered = head.lower()
    if b"transfer-encoding: chunked" in lowered:
        while (size := int(await reader.readuntil(b"\r\n"), 16)) > 0:
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    else:
        length = lowered.partition(b"content-length:")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
    return int(head[9:12])
