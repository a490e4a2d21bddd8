"""Workers that are closed finish what they have, and leave nobody waiting."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
from datetime import UTC, datetime
from typing import Any

import pytest

from compliance.service.published import Published
from compliance.service.settings import Settings
from compliance.service.types import Checked
from compliance.service.workers.jobs import SIZE, Answer, Job, Recipe, Refused
from compliance.service.workers.pool import OverloadedError, Workers
from tests.patience import PATIENCE, ROOM

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
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


def test_what_goes_over_the_socket_is_the_same_behind_it() -> None:
    checked = Checked(0, {"verdict": "hold"}, "story-1", "sha256:0", {"f": "sha256:1"}, {"a/b": 2}, goes_out=NOON)
    answer = Answer((checked, checked._replace(item=1)), (("a/b",), ()), Refused("what", "where"), 1)
    assert Answer.of(_behind(answer.framed())) == answer
    published = Published("rpt_1", {"headline": ["Baths to close"]})
    job = JOB._replace(now=NOON, left_out=frozenset({"a/b"}), previous={0: published})
    assert Job._make(_behind(job.framed())) == job


def _behind(frame: bytes) -> Any:
    assert SIZE.unpack_from(frame)[0] == len(frame) - SIZE.size
    return pickle.loads(frame[SIZE.size :])
