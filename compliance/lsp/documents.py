"""The documents that are open in the editor: of each the newest text counts, and is looked at when typing rests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from compliance.lsp.answers import Answer, Ask

if TYPE_CHECKING:
    from compliance.lsp.worker import Worker

REST_SECONDS = 0.15
"""How long typing must rest before a document is looked at."""


class Document:
    """An open document.

    :param version: the editor's number of its text.
    :param asked: its text, and all else that the process that checks has to know.
    """

    def __init__(self, uri: str, version: int, asked: Ask) -> None:
        self.uri, self.version, self.asked = uri, version, asked
        self.answer = Answer()
        self.due = 1  # rises with everything that asks for another look
        self.done = 0  # what was due when it was looked at last
        self.timer: asyncio.TimerHandle | None = None

    @property
    def fresh(self) -> bool:
        """Whether its answer is that of its newest text."""
        return self.done == self.due


class Documents:
    """All open documents.

    :param show: called with a document when its newest text was looked at.
    """

    def __init__(self, worker: Worker, show: Callable[[Document], None]) -> None:
        self._worker, self._show = worker, show
        self._open: dict[str, Document] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()

    def get(self, uri: str) -> Document | None:
        """The document of that address; ``None`` where it is not open."""
        return self._open.get(uri)

    def opened(self, uri: str, version: int, asked: Ask) -> None:
        """A document was opened: it is looked at at once."""
        self._open[uri] = Document(uri, version, asked)
        self._soon(self._open[uri], 0)

    def changed(self, uri: str, version: int, text: str) -> None:
        """A document has another text: it is looked at when no further change comes for :data:`REST_SECONDS`."""
        if (document := self._open.get(uri)) is not None:
            document.version, document.asked = version, document.asked._replace(text=text)
            document.due += 1
            self._soon(document, REST_SECONDS)

    def closed(self, uri: str) -> None:
        """A document was closed: nothing is said of it any more."""
        document = self._open.pop(uri, None)
        if document is not None and document.timer is not None:
            document.timer.cancel()

    def again(self) -> None:
        """Look at every document again: what decides over them may have changed."""
        for document in self._open.values():
            document.due += 1
            self._soon(document, 0)

    async def answer(self, document: Document) -> Answer:
        """What is found in its newest text; whoever waits may be cancelled, the look goes on."""
        while not document.fresh and self._is_open(document):
            await asyncio.shield(self._task(document))
        return document.answer

    async def mended(self, document: Document) -> Answer:
        """What all safe repairs together would change in its newest text."""
        async with self._turn:
            answer, _ = await self._worker.ask(document.asked._replace(fix=True))
        return answer

    async def comment(self, document: Document, fingerprint: str) -> Answer:
        """The comment that would waive a finding of its newest text."""
        async with self._turn:
            answer, _ = await self._worker.ask(document.asked._replace(waive=fingerprint))
        return answer

    def _is_open(self, document: Document) -> bool:
        return self._open.get(document.uri) is document

    def _soon(self, document: Document, seconds: float) -> None:
        if document.timer is not None:
            document.timer.cancel()
        document.timer = asyncio.get_running_loop().call_later(seconds, self._task, document)

    def _task(self, document: Document) -> asyncio.Task[None]:
        task = asyncio.ensure_future(self._look(document))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _look(self, document: Document) -> None:
        async with self._turn:
            if document.fresh or not self._is_open(document):
                return
            due = document.due
            answer, given_up = await self._worker.ask(document.asked)
            document.asked = document.asked._replace(given_up=given_up)
            if document.due == due and self._is_open(document):
                document.answer, document.done = answer, due
                self._show(document)
