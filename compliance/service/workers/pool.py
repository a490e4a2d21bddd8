"""Shares stories among workers: so many at once and no more, each lost worker replaced, each story answered."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from compliance.service.suspension import Suspensions
from compliance.service.types import ServiceError
from compliance.service.workers.jobs import Answer, Job, Ready, Recipe
from compliance.service.workers.lost import lost_answer
from compliance.service.workers.worker import Template, Worker, WorkerLostError

_MOST_GIVEN_UP = 3
_EACH = 8
_SETTLING = 0.05
"""Seconds until another worker is asked: what killed one may have killed others, and is seen to have by then."""


class OverloadedError(ServiceError):
    """As many stories are at work or waiting as are allowed."""


class Workers:
    """The workers of one configuration; make them with :meth:`start`.

    :param count: how many processes check; 0: one a processor.
    """

    def __init__(self, recipe: Recipe, count: int, template: Template) -> None:
        self.recipe, self.settings = recipe, recipe.settings
        self.count = count or os.cpu_count() or 1
        self.capacity = self.settings.in_flight or _EACH * self.count
        self.suspensions = Suspensions(
            self.settings.suspend_after, self.settings.suspend_within, self.settings.suspend_seconds
        )
        self.in_flight = self.restarts = 0
        self._rule_seconds = self.settings.story_seconds
        self._template = template
        self._idle: asyncio.Queue[Worker | None] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = self._ended = False

    @classmethod
    async def start(cls, recipe: Recipe, count: int = 0) -> Workers:
        """Build the checker and start the workers.

        :raises ServiceError: the configuration is wrong.
        """
        workers = cls(recipe, count, await Template.start(recipe))
        for worker in await asyncio.gather(*(workers._template.fork() for _ in range(workers.count))):
            workers._idle.put_nowait(worker)
        return workers

    @property
    def ready(self) -> Ready:
        """What is known of their checker."""
        return self._template.ready

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Room for one request.

        :raises OverloadedError: there is none.
        """
        if self.in_flight >= self.capacity or self._closing:
            raise OverloadedError("the service has as much to check as it can", hint="send the story again in a moment")
        self.in_flight += 1
        try:
            yield
        finally:
            self.in_flight -= 1

    async def run(self, job: Job) -> Answer:
        """The answer for a body, whatever happens to the processes that work on it; inside a :meth:`slot`."""
        given_up: frozenset[str] = frozenset()
        lost = 0
        left_out = self.suspensions.now()
        while True:
            asked = job._replace(left_out=left_out, given_up=given_up) if left_out or given_up else job
            try:
                answer = await self._ask(asked)
            except WorkerLostError as error:
                lost += 1
                if error.rule is not None:
                    given_up |= {error.rule}
                if lost > (_MOST_GIVEN_UP if error.rule else 1):
                    return lost_answer(job, sorted(given_up), lost)
                await asyncio.sleep(_SETTLING)
                continue
            for failed in answer.failed:
                self.suspensions.saw(failed)
            return answer._replace(lost=lost) if lost else answer

    async def _ask(self, job: Job) -> Answer:
        worker = await self._living()
        kept = False
        try:
            answer = await worker.ask(job, self._rule_seconds)
            kept = True
            return answer
        finally:
            if not kept:
                self._replace(worker)
            elif self._ended:
                worker.close()
            else:
                self._idle.put_nowait(worker)

    async def _living(self) -> Worker:
        """A worker that waits for a story.

        :raises OverloadedError: there is none any more.
        """
        while (worker := await self._idle.get()) is not None:
            if not worker.gone:
                return worker
            self._replace(worker)  # its death is no story's fault
        self._idle.put_nowait(None)
        raise OverloadedError("the service has ended its workers", hint="send the story again")

    def _replace(self, worker: Worker) -> None:
        """Another worker for one that is lost, or whose answer nobody waits for any more."""
        worker.kill()
        self.restarts += 1
        self._template.give_back(worker)
        if not self._ended:
            task = asyncio.ensure_future(self._refill())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _refill(self) -> None:
        pause = 0.05
        while not self._ended:
            try:
                if not self._template.alive:
                    self._template = await Template.start(self.recipe)
                self._idle.put_nowait(await self._template.fork())
                return
            except (ServiceError, OSError, TimeoutError):
                await asyncio.sleep(pause)
                pause = min(pause * 2, 5.0)

    async def close(self, seconds: float = 30.0) -> None:
        """Finish what is at work, then end.

        :param seconds: how long that may take.
        """
        self._closing = True
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self.in_flight:
                    await asyncio.sleep(0.02)
        self._ended = True
        for task in list(self._tasks):
            task.cancel()
        while not self._idle.empty():
            if (worker := self._idle.get_nowait()) is not None:
                worker.close()
        self._idle.put_nowait(None)  # whoever still asks hears that there is nobody left
        self._template.close()
