"""Reads and checks for the page in the service's worker processes, under their time budget."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from compliance.errors import ReadError
from compliance.service.desk.looking import Copy, Looked
from compliance.service.workers.comparing import held_against
from compliance.service.workers.jobs import Answer, Job

if TYPE_CHECKING:
    from compliance.service.published import Published
    from compliance.service.workers.pool import Workers

_MEDIA = {"text": "text/plain", "markdown": "text/markdown", "html": "text/html", "json": "application/json"}


class PoolLooker:
    """Gives every file to a worker: nothing of a story is read in this process.

    :param workers: those of the present configuration.
    :param profile: the profile that a title's stories are checked with.
    :param published: what readers have of a title's story, by its id and another digest; ``None``: nobody knows.
    """

    def __init__(
        self,
        workers: Callable[[], Workers],
        profile: Callable[[str], str | None],
        published: Callable[[str, str, str], Published | None] | None = None,
    ) -> None:
        self._workers, self._profile, self._published = workers, profile, published

    @property
    def edition(self) -> object:
        """As in :class:`compliance.service.desk.looking.Looker`: the workers are others after a reload."""
        return self._workers()

    async def look(self, title: str, copy: Copy, language: str) -> tuple[Looked, ...]:
        """As in :class:`compliance.service.desk.looking.Looker`.

        :raises OverloadedError: the workers have as much to do as they can.
        """
        media = copy.media or _MEDIA.get(copy.told or "")
        profile = self._profile(title)
        job = Job(copy.data, media, language, copy.now, profile=profile, name=copy.name, layout=True)
        workers = self._workers()
        with workers.slot():
            answer = await workers.run(job)
            if self._published is not None:
                answer = await held_against(workers, job, answer, partial(self._published, title))
        _refuse(answer, copy)
        return tuple(map(Looked, answer.layouts, answer.stories))


def _refuse(answer: Answer, copy: Copy) -> None:
    """Say why there is nothing to show."""
    if answer.refused is not None:
        raise ReadError(answer.refused.what, where=copy.name + answer.refused.where, hint=answer.refused.hint)
    if len(answer.layouts) < len(answer.stories):
        message = answer.stories[0].report["findings"][0]["message"]
        raise ReadError(message, where=copy.name, hint="send it in a simpler form, or tell whoever runs the service")
