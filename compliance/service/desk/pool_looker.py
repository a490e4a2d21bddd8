"""Checks for the page in the service's worker processes, under their time budget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from compliance.errors import ReadError
from compliance.service.desk.looking import Copy, Looked, form_of, stories
from compliance.service.workers.building import build
from compliance.service.workers.jobs import Job, Recipe

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.checker import Checker
    from compliance.rule import Rule
    from compliance.service.workers.pool import Workers


class PoolLooker:
    """Reads here, to show the story, and checks in a worker.

    :param workers: those of the present configuration.
    :param recipe: what they were built from.
    """

    def __init__(self, workers: Callable[[], Workers], recipe: Recipe) -> None:
        self._workers = workers
        self._recipe = recipe

    @cached_property
    def _checker(self) -> Checker:
        """What reads; made when the first story comes."""
        return build(self._recipe)

    @property
    def rules(self) -> Mapping[str, Rule]:
        """As in :class:`Looker`."""
        return self._checker.catalogue

    async def count(self, copy: Copy) -> int:
        """As in :class:`Looker`."""
        return len(await run_in_threadpool(self._stories, copy))

    async def look(self, copy: Copy, language: str) -> Looked:
        """As in :class:`Looker`.

        :raises OverloadedError: the workers have as much to do as they can.
        """
        article = (await run_in_threadpool(self._stories, copy))[copy.item]
        form = form_of(self._checker, article, copy)
        media = next(r.content_types[0] for r in self._checker.desk.readers if r.name == form)
        workers = self._workers()
        with workers.slot():
            answer = await workers.run(Job(copy.data, media, language, copy.now))
        if answer.refused is not None:
            raise ReadError(answer.refused.what, where=answer.refused.where, hint=answer.refused.hint)
        return Looked(article, form, answer.stories[copy.item])

    def _stories(self, copy: Copy) -> list[Article]:
        return stories(self._checker, copy)
