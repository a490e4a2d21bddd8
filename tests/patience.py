"""What makes tests the same on a slow and busy machine: patience, room, ports, and growth that is told from noise."""

from __future__ import annotations

import gc
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from math import inf
from typing import Any

import httpx

PATIENCE = 180.0
"""How long anything may take to come, in seconds: only what never comes is a failure."""
ROOM = 60.0
"""How long the rules of a service may take over a story where their time is not what is tested, in seconds."""
_ROUNDS = 15
_ports = count(20_000 + os.getpid() * 101 % 12_000)


def until(done: Callable[[], Any], why: str = "it never came") -> Any:
    """What ``done`` says, once it says something.

    :raises AssertionError: it never does.
    """
    ended = time.monotonic() + PATIENCE
    while not (found := done()):
        assert time.monotonic() < ended, why
        time.sleep(0.05)
    return found


def keeps_step(seconds: Callable[[int], float], small: int, large: int, *, times: float, floor: float = 0.0) -> None:
    """That work on ``large`` takes at most ``times`` as long as work on ``small``.

    What else a machine does only ever adds to a measurement, so the least of several is the nearest to the truth: they
    are made until it shows that the bound is kept, and a bound that is not kept never shows. Garbage is not looked for
    meanwhile: that takes the longer the more tests ran before. A busy machine doubles what takes long and not what is
    done between two of its other tasks, so ``times`` is best four times what growth in step would come to.

    :param seconds: does the work on so much, and says the time of the processor that it took.
    :param floor: less than so many seconds count as so many.
    """
    least = {small: inf, large: inf}
    with _uncollected():
        for _ in range(_ROUNDS):
            for size in least:
                least[size] = min(least[size], seconds(size))
            if least[large] <= times * max(least[small], floor):
                return
    raise AssertionError(f"{least[large]:.3f} s for {large}, and {least[small]:.3f} s for {small}")


@contextmanager
def _uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def asked(method: str, url: str, **how: Any) -> httpx.Response:
    """One request, whose answer is waited for."""
    return httpx.request(method, url, **{"timeout": PATIENCE, **how})


def got(url: str, **how: Any) -> httpx.Response:
    """One GET request, as :func:`asked`."""
    return asked("GET", url, **how)


def posted(url: str, **how: Any) -> httpx.Response:
    """One POST request, as :func:`asked`."""
    return asked("POST", url, **how)


def warm(address: str, token: str) -> None:
    """Have a service check its first story, which takes longer than those behind it."""
    told = {"authorization": f"Bearer {token}", "content-type": "text/plain"}
    text = "Baths to close\n\nThe council voted on Monday to close the baths.\n"
    assert posted(f"{address}/v1/check?event=draft", content=text, headers=told).status_code == 200


def roomy(configuration: str) -> str:
    """A service's configuration in which no slow machine cuts off a rule, unless it says itself how long they have.

    Clients may be slow too. A line comes before the others, and three after ``[service]``.
    """
    if "story_seconds" in configuration:
        return configuration
    room = f"[service]\nstory_seconds = {ROOM}\nheader_seconds = {ROOM}\nbody_seconds = {ROOM}\n"
    head, table, rest = configuration.partition("[service]\n")
    return f"rule_seconds = {ROOM / 2}\n{head}{room}{rest}" if table else f"rule_seconds = {ROOM / 2}\n{head}\n{room}"


def free_port() -> int:
    """A port that nobody has, nor is given by chance: below those that systems hand out, and each only once."""
    for port in _ports:
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("unreachable")
