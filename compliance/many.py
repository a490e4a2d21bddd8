"""Checks many files: what an earlier run found is taken from it, the rest is shared among processes.

The answers come in the order of the files, and are the same whatever the number of processes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from compliance.errors import ReadError
from compliance.examining import Answer, examine
from compliance.runner import content_of

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.results.store import Store
    from compliance.runner import Job, Outcome

_CHUNK = 16
Kept = list[bytes | None]
"""For each file of a chunk what an earlier run left; ``None``: nothing."""


def outcomes(
    checker: Checker, job: Job, paths: Sequence[str], processes: int = 1, store: Store | None = None
) -> Generator[Outcome, None, None]:
    """The answers for all files.

    :param store: the results of earlier runs; it is used where the job's ``known`` says what they are known by.
    """
    kept: deque[Kept] = deque()
    chunks = _chunks(checker, job, paths, processes, store, kept)
    for answers in _answers(checker, job, chunks, processes):
        yield from _merged(checker, kept.popleft(), iter(answers), store)


def _chunks(
    checker: Checker, job: Job, paths: Sequence[str], processes: int, store: Store | None, kept: deque[Kept]
) -> Iterator[Sequence[str]]:
    """The files in chunks, without those that are known; what is known of a chunk stands in ``kept`` by then."""
    size = max(1, min(_CHUNK, -(-len(paths) // (processes * 4))))
    for at in range(0, len(paths), size):
        chunk = paths[at : at + size]
        found = _found(checker, job, chunk, store)
        kept.append(found)
        yield [path for path, content in zip(chunk, found, strict=True) if content is None]


def _found(checker: Checker, job: Job, paths: Sequence[str], store: Store | None) -> Kept:
    if store is None or not job.known:
        return [None] * len(paths)
    from compliance.results.known import file_key

    keys = []
    for path in paths:
        try:
            keys.append(file_key(job.known, checker.config, path, content_of(checker, job, path)))
        except ReadError:
            keys.append(b"")
    found = store.get([key for key in keys if key])
    return [found.get(key) for key in keys]


def _answers(checker: Checker, job: Job, chunks: Iterator[Sequence[str]], processes: int) -> Iterator[Iterable[Answer]]:
    """For each chunk the answers for its files; in this process they come one by one."""
    for chunk in chunks:
        if chunk and processes > 1:
            # not before there is a file to check: to have processes costs as much as many files that are known
            from compliance.pool import shared

            yield from shared(checker, job, chain((chunk,), chunks), processes)
            return
        yield (examine(checker, job, path) for path in chunk)


def _merged(checker: Checker, kept: Kept, answers: Iterator[Answer], store: Store | None) -> Iterator[Outcome]:
    """The answers for a chunk in the order of its files; what is new is kept."""
    from compliance.results.codec import decode

    gate = checker.config.gate
    for content in kept:
        if content is not None:
            yield from decode(content, gate)
            continue
        answer = next(answers)
        if store is not None and answer.key:
            store.put(answer.key, answer.content)
        if answer.outcomes:
            yield from answer.outcomes
        else:
            yield from decode(answer.content, gate)
