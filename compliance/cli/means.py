"""How many stories are checked in little time: the options that say how many processes share them, and what is kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compliance.cli.speech import say
from compliance.errors import ComplianceError
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.collection.remembered import Remembered
    from compliance.results.store import Store
    from compliance.runner import Job, Outcome

F = TypeVar("F", bound=Callable[..., Any])
_MANY_TO_KEEP = 20
"""From so many files on, to look for earlier results costs less than to check."""
_THIS_RUN = b"this run"
"""What findings are known by that are kept for the run alone."""
_MANY_TO_SHARE = 64
"""From so many files on, to begin processes costs less than they save."""


class Means(Record):
    """What a run over many files may use.

    :param processes: ``None``: one a processor, where there are many files.
    :param folder: where results are kept.
    :param shown: on a terminal it is shown how far the run has come.
    """

    processes: int | None = 1
    keep: bool = False
    folder: Path | None = None
    shown: bool = True


def means_options(function: F) -> F:
    """Which means a run may use."""
    for option in (
        click.option("--cache-dir", metavar="DIR", help="Keep results there, not in the user's cache folder."),
        click.option("--no-cache", is_flag=True, help="Check every story again, and keep no results."),
        click.option(
            "--jobs",
            "-j",
            default="auto",
            metavar="N",
            help="Processes that share many files (auto: one a processor).",
        ),
    ):
        function = option(function)
    return function


def means(told: Mapping[str, Any]) -> Means:
    """What the options say.

    :param told: the options of :func:`means_options`.
    :raises ComplianceError: the number of processes is none.
    """
    folder = Path(told["cache_dir"]) if told["cache_dir"] else None
    return Means(_processes(told["jobs"]), not told["no_cache"], folder)


def _processes(jobs: str) -> int | None:
    if jobs == "auto":
        return None
    if jobs.isdecimal() and int(jobs) > 0:
        return int(jobs)
    raise ComplianceError(f"--jobs {jobs} is no number of processes", hint="a number from 1, or auto")


def outcomes(checker: Checker, job: Job, paths: Sequence[str], means: Means) -> Iterator[Outcome]:
    """The answers for files, in their order."""
    with (
        _kept(checker, job, paths, means) as (job, store),
        closing(_outcomes(checker, job, paths, means, store)) as found,
    ):
        yield from found


def outcomes_together(checker: Checker, job: Job, paths: Sequence[str], means: Means) -> Iterator[Outcome]:
    """As :func:`outcomes`, with what comparing the stories found."""
    from compliance.collection.joining import joined

    with _kept(checker, job, paths, means) as (job, store):
        remembered = _remembered(checker, job, paths, store)
        keys = None if remembered is None else tuple(remembered.keys.values())
        with closing(_outcomes(checker, job, paths, means, store, keys)) as found:
            yield from joined(checker, job, found, remembered)


def _remembered(checker: Checker, job: Job, paths: Sequence[str], store: Store | None) -> Remembered | None:
    """What earlier runs' comparisons came to."""
    if store is None or not store.lasts:
        return None
    from compliance.collection.remembered import Remembered
    from compliance.many import keys_of

    return Remembered(job.known, store, dict(zip(paths, keys_of(checker, job, paths), strict=True)))


def _outcomes(
    checker: Checker,
    job: Job,
    paths: Sequence[str],
    means: Means,
    store: Store | None,
    keys: Sequence[bytes] | None = None,
) -> Generator[Outcome, None, None]:
    from compliance import many

    processes = _processors() if means.processes is None and len(paths) >= _MANY_TO_SHARE else means.processes or 1
    with closing(many.outcomes(checker, job, paths, processes, store, keys)) as found:
        yield from _watched(found, len(paths)) if means.shown else found


def _watched(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    """The same answers; on a terminal it is shown how far the run has come."""
    if total < _MANY_TO_SHARE:
        return outcomes
    from compliance.cli.time_left import TimeLeft

    return TimeLeft(total).watch(outcomes)


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _kept(checker: Checker, job: Job, paths: Sequence[str], means: Means) -> Iterator[tuple[Job, Store | None]]:
    """The job with what its findings are known by, and where they are kept; neither where nothing can be kept."""
    # what is mended changes under the run, and times are those of this one; by a version beside it no story is known
    if len(paths) < _MANY_TO_KEEP or job.fix or job.timed or job.previous:
        yield job, None
        return
    from compliance.cache import folder
    from compliance.results.known import run_key
    from compliance.results.store import Store

    told = (job.language, job.told, job.now, job.with_text, job.collect)
    known = run_key(checker, told) if means.keep else b""
    store = Store((means.folder or folder()) if known else None, _note)
    try:
        yield job._replace(known=known or _THIS_RUN), store
    finally:
        store.close()


def _note(what: str) -> None:
    say(f"note: {what}", err=True)
