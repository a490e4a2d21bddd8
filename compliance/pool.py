"""Shares files among processes, and outlives each of them.

A file that takes its process down is found by checking it alone, and named. A rule that held its process beyond
its time is reported as overrun on that file, and the file's other rules still run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context
from typing import TYPE_CHECKING, Any, NoReturn

from compliance.checker import Checker
from compliance.errors import RuleTimeout
from compliance.pulse import Pulses
from compliance.runner import Job, Outcome, check_file, unread

if TYPE_CHECKING:
    from compliance.config import Config

_CHUNK = 16
_LOOK_SECONDS = 0.5
_MOST_GIVEN_UP = 3
_worker: dict[str, Any] = {}


def shared(checker: Checker, job: Job, paths: Sequence[str], processes: int) -> Iterator[Outcome]:
    """The answers for all files, in their order."""
    size = max(1, min(_CHUNK, -(-len(paths) // (processes * 4))))
    chunks = [paths[at : at + size] for at in range(0, len(paths), size)]
    done = 0
    while done < len(chunks):
        pool = _Pool(checker, job, processes)
        try:
            for answers in pool.answers(chunks[done:]):
                yield from answers
                done += 1
        except BrokenProcessPool:
            for path in chunks[done]:
                yield from _alone(checker, job, path)
            done += 1
        finally:
            pool.close()


def _alone(checker: Checker, job: Job, path: str) -> list[Outcome]:
    """One file in a process of its own, after a process died over it or one of its neighbours."""
    given_up: list[str] = []
    while len(given_up) <= _MOST_GIVEN_UP:
        pool = _Pool(checker, job, 1, given_up)
        try:
            return next(pool.answers([(path,)]))
        except BrokenProcessPool:
            if pool.pulses.killed_over is None:
                what, hint = "the process that checked this file was killed", "check it alone, with --jobs 1"
                return [unread(path, what, hint, job.language)]
            given_up.append(pool.pulses.killed_over)
        finally:
            pool.close()
    what = f"these rules never came to an end: {', '.join(given_up)}"
    hint = "report them to their authors, or leave them out with --ignore"
    return [unread(path, what, hint, job.language)]


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
            initargs=(checker if forks else None, checker.config, job, self.pulses, tuple(given_up)),
        )

    def answers(self, chunks: Iterable[Sequence[str]]) -> Iterator[list[Outcome]]:
        """What comes of each chunk of files, in order.

        :raises BrokenProcessPool: a process died.
        """
        for future in [self._pool.submit(_work, chunk) for chunk in chunks]:
            yield self._awaited(future)

    def _awaited(self, future: Future[list[Outcome]]) -> list[Outcome]:
        while not wait((future,), timeout=_LOOK_SECONDS).done:
            self.pulses.kill_stuck()
        return future.result()

    def close(self) -> None:
        """End the processes; one that is held is not waited for longer than it may be."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _start(checker: Checker | None, config: Config, job: Job, pulses: Pulses, given_up: Sequence[str]) -> None:
    """Begin a process: with the parent's checker where the process is a copy of it, else with its own."""
    if checker is None:
        checker = Checker(config)
    if given_up:
        checker = _without(checker, given_up)
    checker.interrupt, checker.collect = True, job.collect
    checker.pulse = pulses.taken()
    _worker.update(checker=checker, job=job)


def _without(checker: Checker, given_up: Sequence[str]) -> Checker:
    """A checker for which these rules are over their time at once."""
    rules = checker.registry.rules
    over = {name: rules[name]._replace(check=_over_time) for name in given_up}
    return Checker(checker.config, registry=checker.registry._replace(rules={**rules, **over}))


def _over_time(article: Any, options: Any) -> NoReturn:
    raise RuleTimeout


def _work(paths: Sequence[str]) -> list[Outcome]:
    job: Job = _worker["job"]
    check = check_file
    if job.fix:
        from compliance.fixing import fix_file

        check = fix_file
    return [outcome for path in paths for outcome in check(_worker["checker"], job, path)]
