"""Threads that wait for the record, so that the loop that answers does not."""

from __future__ import annotations

from asyncio import AbstractEventLoop, Future, get_running_loop
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar

T = TypeVar("T")

MOST_THREADS = 8
"""So many wait at once; what is more waits for one of them."""


class Beside:
    """Runs work that waits. What the library has for it does more for each piece, at several times the cost.

    :param most: how many threads there are at the most; each is started when it is first needed.
    """

    def __init__(self, most: int = MOST_THREADS) -> None:
        self._most, self._free = most, 0
        self._threads: list[Thread] = []
        self._lock = Lock()
        self._work: SimpleQueue[tuple[AbstractEventLoop, Future[Any], Callable[[], Any]] | None] = SimpleQueue()

    async def run(self, work: Callable[[], T]) -> T:
        """What the work returns; begun once, it is done to its end, whether anybody still waits or not.

        :raises Exception: whatever the work raises.
        """
        loop = get_running_loop()
        future: Future[T] = loop.create_future()
        with self._lock:
            self._free -= 1
            if self._free < 0 and len(self._threads) < self._most:
                self._free += 1
                self._threads.append(Thread(target=self._serve, name="beside", daemon=True))
                self._threads[-1].start()
        self._work.put((loop, future, work))
        return await future

    def close(self) -> None:
        """Finish what was begun, and end."""
        for _ in self._threads:
            self._work.put(None)
        while self._threads:
            self._threads.pop().join()

    def _serve(self) -> None:
        while (told := self._work.get()) is not None:
            loop, future, work = told
            try:
                done, found = future.set_result, work()
            except BaseException as error:  # noqa: BLE001 - it belongs to who waits
                done, found = future.set_exception, error
            with self._lock:
                self._free += 1
            with suppress(RuntimeError):  # the loop has ended, and nobody waits
                loop.call_soon_threadsafe(_tell, future, done, found)


def _tell(future: Future[Any], done: Callable[[Any], None], found: Any) -> None:
    if not future.done():
        done(found)
