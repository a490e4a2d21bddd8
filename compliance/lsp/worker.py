"""The other end of the process that checks: asks it, ends it where a rule never comes back, and starts another."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING

from compliance.lsp.answers import MOST_SECONDS, READING, Answer, Ask, Settings, Trouble
from compliance.pulse import Pulses
from compliance.renderers.words.phrases import in_language
from compliance.threads import in_thread

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_LOOK_SECONDS = 0.25
_MOST_LOST = 4
"""Processes that may be lost over one question: each takes a rule off it."""


class Worker:
    """A process that checks; it is started at once, while the editor and the server still greet each other.

    :param patience: seconds of a rule, of which three times as many must pass before the process is ended.
    """

    def __init__(self, settings: Settings, patience: float = MOST_SECONDS) -> None:
        self._settings, self._patience = settings, patience
        self._closed = False
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")
        self._pulses = Pulses(context, 1, self._patience)
        self._connection, other = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=_child, args=(other, self._pulses, self._settings), daemon=True, name="compliance"
        )
        self._process.start()
        other.close()

    async def ask(self, ask: Ask) -> tuple[Answer, tuple[str, ...]]:
        """What comes of a document, and the rules that are given up on it.

        Whoever asks sees to it that only one question is asked at a time.
        """
        at_work = ""
        for _ in range(_MOST_LOST):
            answer = await in_thread(partial(self._exchange, self._connection, self._pulses, ask))
            if answer is not None or self._closed:
                return answer or Answer(), ask.given_up
            over, at_work = self._pulses.killed_over, self._pulses.at_work
            self._end()
            self._start()
            if over == READING:
                return _lost("the story could not be read in time", "give it in a simpler form", ask)
            if over is None:
                break
            ask = ask._replace(given_up=(*ask.given_up, over))
        what = "the process that checks stories ended by itself"
        if at_work and at_work != READING:
            return _lost(what, f"it was at the rule {at_work}: tell its author, or leave it out with `ignore`", ask)
        return _lost(what, "restart the language server", ask)

    @staticmethod
    def _exchange(connection: Connection, pulses: Pulses, ask: Ask) -> Answer | None:
        """Ask, and wait; ``None`` where the process is gone."""
        try:
            connection.send(ask)
            while not connection.poll(_LOOK_SECONDS):
                pulses.kill_stuck()
            answer: Answer = connection.recv()
        except (EOFError, OSError):
            return None
        return answer

    def _end(self) -> None:
        with suppress(OSError):
            self._connection.close()
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._closed = True
        self._end()


def _child(connection: Connection, pulses: Pulses, settings: Settings) -> None:
    """What the process runs; what it needs is imported there alone."""
    from compliance.lsp.child import main

    main(connection, pulses, settings)


def _lost(what: str, hint: str, ask: Ask) -> tuple[Answer, tuple[str, ...]]:
    trouble = Trouble(in_language(what, ask.language), "", in_language(hint, ask.language))
    return Answer(trouble=trouble), ask.given_up
