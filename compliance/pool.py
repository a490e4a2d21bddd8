"""Shares files among processes, and outlives each of them.

A file that takes its process down is found by checking it alone, and named. A rule that held its process beyond
its time is reported as overrun on that file, and the file's other rules still run.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context
from typing import TYPE_CHECKING, Any, NoReturn

from compliance.checker import Checker
from compliance.errors import RuleTimeout
from compliance.examining import Answer, Examiner
from compliance.pulse import Pulses
from compliance.runner import Job, unread

if TYPE_CHECKING:
    from compliance.config import Config

_LOOK_SECONDS = 0.5
_MOST_GIVEN_UP = 3
_AHEAD = 4
"""Chunks for each process that are begun before the oldest is asked for."""
_worker: dict[str, Any] = {}


def shared(checker: Checker, job: Job, chunks: Iterable[Sequence[str]], processes: int) -> Iterator[Sequence[Answer]]:
    """The answers for the files of each chunk, in order; no process is begun before there is a file.

    :param chunks: taken only a little ahead of the answers, so that memory does not grow with their number.
    """
    crew = _Crew(checker, job, processes)
    ahead: deque[_Begun] = deque()
    try:
        for chunk in chunks:
            ahead.append(crew.begin(chunk))
            if len(ahead) > processes * _AHEAD:
                yield crew.end(ahead)
        while ahead:
            yield crew.end(ahead)
    except BaseException:
        crew.close(kill=True)
        raise
    crew.close()


_Begun = tuple[Sequence[str], "Future[list[Answer]] | None"]
"""A chunk and what will come of it; ``None`` where there is nothing to do."""


class _Crew:
    """Processes that are replaced when one of them dies."""

    def __init__(self, checker: Checker, job: Job, processes: int) -> None:
        self._checker, self._job, self._processes = checker, job, processes
        self._pool: _Pool | None = None

    def begin(self, chunk: Sequence[str]) -> _Begun:
        """Give a chunk to the processes."""
        if not chunk:
            return chunk, None
        if self._pool is None:
            self._pool = _Pool(self._checker, self._job, self._processes)
        try:
            return chunk, self._pool.submit(chunk)
        except BrokenProcessPool as error:
            broken: Future[list[Answer]] = Future()
            broken.set_exception(error)
            return chunk, broken

    def end(self, ahead: deque[_Begun]) -> Sequence[Answer]:
        """The answers for the oldest chunk; where a process died, file by file, and all others begin again."""
        chunk, future = ahead.popleft()
        if future is None or self._pool is None:
            return ()
        try:
            return self._pool.awaited(future)
        except BrokenProcessPool:
            self.close()
        answers = [_alone(self._checker, self._job, path) for path in chunk]
        again = [self.begin(chunk) for chunk, _ in ahead]
        ahead.clear()
        ahead.extend(again)
        return answers

    def close(self, *, kill: bool = False) -> None:
        """End the processes."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.close(kill=kill)


def _alone(checker: Checker, job: Job, path: str) -> Answer:
    """One file in a process of its own, after a process died over it or one of its neighbours."""
    given_up: list[str] = []
    while len(given_up) <= _MOST_GIVEN_UP:
        pool = _Pool(checker, job, 1, given_up)
        try:
            return pool.awaited(pool.submit((path,)))[0]
        except BrokenProcessPool:
            if pool.pulses.killed_over is None:
                what, hint = "the process that checked this file was killed", "check it alone, with --jobs 1"
                return Answer((unread(path, what, hint, job.language),))
            given_up.append(pool.pulses.killed_over)
        finally:
            pool.close()
    what = f"these rules never came to an end: {', '.join(given_up)}"
    hint = "report them to their authors, or leave them out with --ignore"
    return Answer((unread(path, what, hint, job.language),))


class _Pool:
    """Processes at work, and an eye on each of them.

    :param given_up: rules that are not run, and reported as over their time.
    """

    def __init__(self, checker: Checker, job: Job, processes: int, given_up: Iterable[str] = ()) -> None:
        forks = "fork" in get_all_start_methods()
        context = get_context("fork" if forks else "spawn")
        self.pulses = Pulses(context, processes, checker.config.rule_seconds)
        self._pool = ProcessPoolExecutor(
            processes,
            mp_context=context,
            initializer=_start,
            initargs=(checker if forks else None, checker.config, job, self.pulses, tuple(given_up), os.getpid()),
        )

    def submit(self, chunk: Sequence[str]) -> Future[list[Answer]]:
        """Begin with the files of a chunk.

        :raises BrokenProcessPool: a process died.
        """
        return self._pool.submit(_work, chunk)

    def awaited(self, future: Future[list[Answer]]) -> list[Answer]:
        """What comes of a chunk.

        :raises BrokenProcessPool: a process died.
        """
        while not wait((future,), timeout=_LOOK_SECONDS).done:
            self.pulses.kill_stuck()
        return future.result()

    def close(self, *, kill: bool = False) -> None:
        """End the processes; one that is held is not waited for longer than it may be.

        :param kill: at once, whatever they are at.
        """
        if kill:
            self.pulses.kill_all()
        # who is killed is gone at once, and what watches over them must not outlast what it writes to
        self._pool.shutdown(wait=kill, cancel_futures=True)


def _start(
    checker: Checker | None, config: Config, job: Job, pulses: Pulses, given_up: Sequence[str], parent: int
) -> None:
    """Begin a process: with the parent's checker where the process is a copy of it, else with its own."""
    # Ctrl-C reaches every process of a terminal: the parent ends the others
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # what there is now stays, and to look through it for garbage would copy every page that the parent shares
    gc.freeze()
    threading.Thread(target=_outlive_not, args=(parent,), daemon=True).start()
    if checker is None:
        checker = Checker(config)
    if given_up:
        checker = _without(checker, given_up)
    checker.interrupt, checker.collect = True, job.collect
    checker.pulse = pulses.taken()
    _worker.update(examiner=Examiner(checker, job))


def _outlive_not(parent: int) -> None:
    """End this process when its parent is gone, who can no longer do it."""
    while os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    os._exit(1)


def _without(checker: Checker, given_up: Sequence[str]) -> Checker:
    """A checker for which these rules are over their time at once."""
    rules = checker.registry.rules
    over = {name: rules[name]._replace(check=_over_time) for name in given_up}
    return Checker(checker.config, registry=checker.registry._replace(rules={**rules, **over}))


def _over_time(article: Any, options: Any) -> NoReturn:
    raise RuleTimeout


def _work(paths: Sequence[str]) -> list[Answer]:
    examiner: Examiner = _worker["examiner"]
    return [_sent(examiner.examine(path)) for path in paths]


def _sent(answer: Answer) -> Answer:
    """What is sent to the parent: what is kept says it all."""
    return answer._replace(outcomes=()) if answer.key else answer
