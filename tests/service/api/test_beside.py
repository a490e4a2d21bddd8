from __future__ import annotations

import asyncio
import threading
from time import monotonic, sleep

import pytest

from compliance.service.api.beside import Beside


def test_what_work_returns_comes_back_and_what_it_raises_too() -> None:
    async def main() -> None:
        beside = Beside()
        assert await beside.run(lambda: 6 * 7) == 42
        with pytest.raises(ZeroDivisionError):
            await beside.run(lambda: 1 // 0)
        assert await beside.run(threading.current_thread) is not threading.main_thread()
        beside.close()

    asyncio.run(main())


def test_one_after_the_other_one_thread_does_it_all() -> None:
    async def main() -> set[int]:
        beside = Beside()
        found = set()
        for _ in range(20):
            found.add(await beside.run(threading.get_ident))
            await asyncio.sleep(0.002)
        beside.close()
        return found

    assert len(asyncio.run(main())) == 1


def test_so_many_wait_at_once_and_no_more() -> None:
    at_once: list[int] = []
    lock = threading.Lock()
    present = 0

    def work() -> None:
        nonlocal present
        with lock:
            present += 1
            at_once.append(present)
        sleep(0.02)
        with lock:
            present -= 1

    async def main() -> None:
        beside = Beside(3)
        await asyncio.gather(*(beside.run(work) for _ in range(12)))
        beside.close()

    asyncio.run(main())
    assert (len(at_once), max(at_once)) == (12, 3)


def test_what_was_begun_is_finished_though_nobody_waits_and_before_it_is_closed() -> None:
    done = threading.Event()

    def work() -> None:
        sleep(0.1)
        done.set()

    async def main() -> None:
        beside = Beside()
        waiting = asyncio.ensure_future(beside.run(work))
        await asyncio.sleep(0.02)
        waiting.cancel()
        started = monotonic()
        beside.close()
        assert done.is_set()
        assert monotonic() - started > 0.05

    asyncio.run(main())
