"""Workers that are closed finish what they have, and leave nobody waiting."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from compliance.service.settings import Settings
from compliance.service.workers.jobs import Job, Recipe
from compliance.service.workers.pool import OverloadedError, Workers
from tests.patience import PATIENCE, ROOM

JOB = Job(b"Baths to close\n\nThe council voted on Monday to close [TK] the baths.\n", "text/plain")


def test_what_is_at_work_goes_on_while_its_workers_close_and_then_hears_that_they_are_gone() -> None:
    async def run() -> None:
        workers = await Workers.start(Recipe(settings=Settings(story_seconds=ROOM)), 1)
        with workers.slot():
            closing = asyncio.ensure_future(workers.close(PATIENCE))
            await asyncio.sleep(0.1)
            with pytest.raises(OverloadedError), workers.slot():
                pass
            assert (await workers.run(JOB)).stories
            worker = workers._idle.get_nowait()
            assert worker is not None
            workers._idle.put_nowait(worker)
            os.kill(worker.pid, signal.SIGKILL)
            assert (await asyncio.wait_for(workers.run(JOB), PATIENCE)).stories, "a lost one is replaced until the end"
        await closing
        for _ in range(2):
            with pytest.raises(OverloadedError, match="ended its workers"):
                await asyncio.wait_for(workers.run(JOB), PATIENCE)

    asyncio.run(run())


def test_workers_that_have_nothing_to_do_close_at_once() -> None:
    async def run() -> None:
        workers = await Workers.start(Recipe(settings=Settings(story_seconds=ROOM)), 1)
        await asyncio.wait_for(workers.close(10 * PATIENCE), PATIENCE)

    asyncio.run(run())
