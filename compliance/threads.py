"""Checks stories for a program with an event loop: in threads of their own, with a time for each story.

A thread cannot be stopped from outside, so the time is kept together with the rules: none begins once it is over,
and one that does not come back is not waited for. Its thread is then lost until the rule ends, the report says so
and holds the story, and the rule is left out of other stories meanwhile: a bad rule costs a few threads, never all.
The threads are nobody else's and end with the program, whatever is still at work in them.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from functools import partial
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from compliance.crashes import crashed, no_turns
from compliance.deadline import Watch
from compliance.errors import ReadError
from compliance.finding import Skipped
from compliance.rounds import run_rules

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.checker import Checker, Story
    from compliance.finding import Report
    from compliance.progress import Progress
    from compliance.rule import Rule
    from compliance.sighting import Told

T = TypeVar("T")

AT_ONCE = 2
"""Stories that one event loop has checked at once: threads share one interpreter, more of them only wait longer."""
GRACE = 0.05
"""Seconds beyond a story's time in which a thread may still bring its own report."""
NO_TURN = "the time for this story was over before its turn came"


class Turn:
    """One story's check in a thread.

    :param seconds: how long it may take.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.ends = monotonic() + seconds
        self.progress: Progress | None = None
        self.stopped = False
        self.rule = ""  # the one at work
        self.lost = ""  # the one that was not waited for
        self.had: set[str] = set()  # rules that had their turn
        self._claim = Lock()

    @property
    def over(self) -> bool:
        """Whether no further rule begins."""
        return self.stopped or monotonic() >= self.ends

    def claim(self) -> bool:
        """Whether the caller is the first to settle what comes of the story; nobody else is then."""
        return self._claim.acquire(blocking=False)


class Threads:
    """The threads of one checker."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._lost: Counter[str] = Counter()  # rules that did not come back, and how many threads they hold
        self._lock = Lock()
        self._slots: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()

    async def check(self, story: Story, seconds: float, how: dict[str, Any]) -> Report:
        """The report on a story; parameters as in :meth:`compliance.checker.Checker.acheck`."""
        slots = self._slots.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))
        await slots.acquire()
        turn = Turn(seconds)
        task = asyncio.ensure_future(self._watched(turn, story, how))
        # the slot is free when the thread is, or is given up; not when the caller is cancelled
        task.add_done_callback(lambda done: slots.release())
        task.add_done_callback(_heard)
        try:
            report = await asyncio.shield(task)
        except asyncio.CancelledError:
            turn.stopped = True
            turn.claim()
            raise
        assert report is not None  # only who is cancelled gets none
        return report

    async def _watched(self, turn: Turn, story: Story, how: dict[str, Any]) -> Report | None:
        work = in_thread(partial(self._work, turn, story, how))
        try:
            done, _ = await asyncio.wait((work,), timeout=turn.seconds + GRACE)
            if not done:
                self._give_up(turn)
                if turn.claim():
                    return await in_thread(partial(self._report, turn))
                if turn.stopped:
                    return None
            return await work
        finally:
            work.cancel()  # a lost thread has nobody to tell, and the loop may be closed by then

    def _give_up(self, turn: Turn) -> None:
        """Wait no longer for the rule at work."""
        with self._lock:
            turn.lost = turn.rule
            if turn.lost:
                self._lost[turn.lost] += 1

    def _work(self, turn: Turn, story: Story, how: dict[str, Any]) -> Report | None:
        checker = self._checker
        article = checker.article(story, **how)
        turn.progress = checker.begun(article)
        watch = Watch(checker.config.rule_seconds)
        run_rules(turn.progress, watch, partial(self._run, turn))
        return self._report(turn) if turn.claim() else None

    def _run(self, turn: Turn, rule: Rule, options: Any, article: Article, watch: Watch) -> list[Told]:
        name = rule.name
        if turn.over:
            return []
        if self._lost[name] > 0:
            turn.had.add(name)
            return [crashed(name, self._checker.registry.owners.get(name), "suspended", "not_back")]
        turn.rule = name
        try:
            return self._checker.run_rule(rule, options, article, watch)
        finally:
            with self._lock:
                turn.rule = ""
                turn.had.add(name)
                if turn.lost == name:
                    self._lost[name] -= 1

    def _report(self, turn: Turn) -> Report:
        if turn.progress is None:
            hint = "give it in a simpler form, or more time"
            raise ReadError("the story could not be read in time", hint=hint)
        progress = turn.progress.copy()  # a lost thread may still write in its own
        if turn.lost:
            owner = progress.owners.get(turn.lost)
            progress.findings.append(crashed(turn.lost, owner, "overran", "not_waited_for", seconds=turn.seconds))
        _add_missed(progress, turn)
        return self._checker.finished(progress)


def _add_missed(progress: Progress, turn: Turn) -> None:
    """Say which rules did not have their turn."""
    spoken_for = {skipped.rule for skipped in progress.skipped}
    spoken_for.update(str(finding.data.get("failed_rule")) for finding in progress.findings)
    missed = [name for name in progress.plan.names if name not in turn.had and name not in spoken_for]
    if missed:
        progress.findings.append(no_turns(missed, turn.seconds))
        progress.skipped += [Skipped(name, NO_TURN, undecided=True) for name in missed]
        progress.undecided.update(missed)


def in_thread(work: Callable[[], T]) -> asyncio.Future[T]:
    """What a function returns that runs in a thread of its own, which nobody waits for when the program ends."""
    promise: Future[T] = Future()
    promise.set_running_or_notify_cancel()
    context = copy_context()

    def run() -> None:
        try:
            promise.set_result(context.run(work))
        except BaseException as error:  # noqa: BLE001 - whoever waits is told, whatever it is
            promise.set_exception(error)

    Thread(target=run, name="compliance", daemon=True).start()
    waiting = asyncio.wrap_future(promise)
    waiting.add_done_callback(_heard)
    return waiting


def _heard(done: asyncio.Future[Any]) -> None:
    """An error that nobody waits for any more is no news."""
    if not done.cancelled():
        done.exception()
