"""Checks many files: what an earlier run found is taken from it, the rest is shared among processes.

The answers come in the order of the files, and are the same whatever the number of processes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, cast

from compliance.errors import ComplianceError, ReadError
from compliance.examining import Answer, Examiner
from compliance.runner import content_of

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.renderers.model import Seen
    from compliance.results.entries import Entry, Shelf
    from compliance.results.store import Store
    from compliance.runner import Job, Outcome

_CHUNK = 16
_Named = tuple["Sequence[str]", "Sequence[bytes] | None"]
"""The files of a chunk, with their keys where these are known."""
_Found = list["tuple[str, Entry | None]"]
"""Each file of a chunk, with what an earlier run left of it; ``None``: nothing."""


def outcomes(
    checker: Checker,
    job: Job,
    paths: Sequence[str],
    processes: int = 1,
    store: Store | None = None,
    keys: Sequence[bytes] | None = None,
) -> Generator[Outcome, None, None]:
    """The answers for all files.

    :param store: where the answers are kept, and those of earlier runs may be; it is used where the job's ``known``
        says what they are known by.
    :param keys: of :func:`keys_of`, where it has been asked.
    """
    examiner = Examiner(checker, job)
    shelf = _shelf(examiner, store) if store is not None and job.known else None
    chunks: deque[_Found] = deque()
    size = max(1, min(_CHUNK, -(-len(paths) // (processes * 4))))
    parts = (slice(at, at + size) for at in range(0, len(paths), size))
    some = ((paths[part], None if keys is None else keys[part]) for part in parts)
    unknown = _unknown(examiner, some, shelf, chunks)
    for answers in _answers(examiner, unknown, processes):
        yield from _merged(chunks.popleft(), iter(answers), shelf)


def _shelf(examiner: Examiner, store: Store) -> Shelf:
    from compliance.results.entries import Shelf

    def again(path: str, key: bytes) -> Sequence[Seen]:
        answer = examiner.examine(path)
        if answer.key == key:
            return cast("Sequence[Seen]", answer.outcomes)
        raise ComplianceError("the file changed while it was looked at", where=path, hint="check it again")

    return Shelf(store, examiner.checker.config.gate, again)


def _unknown(
    examiner: Examiner, chunks: Iterable[_Named], shelf: Shelf | None, kept: deque[_Found]
) -> Iterator[Sequence[str]]:
    """The files of each chunk of which nothing is known; what is known of the others stands in ``kept`` by then."""
    for paths, keys in chunks:
        if shelf is None or not shelf.store.lasts:
            found: list[Entry | None] = [None] * len(paths)
        else:
            found = shelf.find(paths, keys or keys_of(examiner.checker, examiner.job, paths))
        kept.append(list(zip(paths, found, strict=True)))
        yield [path for path, entry in kept[-1] if entry is None]


def keys_of(checker: Checker, job: Job, paths: Iterable[str]) -> list[bytes]:
    """What the answers for files are known by; empty for a file that cannot be read."""
    from compliance.results.known import file_key

    keys = []
    for path in paths:
        try:
            keys.append(file_key(job.known, checker.config, path, content_of(checker, job, path)))
        except ReadError:
            keys.append(b"")
    return keys


def _answers(examiner: Examiner, chunks: Iterator[Sequence[str]], processes: int) -> Iterator[Iterable[Answer]]:
    """For each chunk the answers for its files; in this process they come one by one."""
    for chunk in chunks:
        if chunk and processes > 1:
            # not before there is a file to check: to have processes costs as much as many files that are known
            from compliance.pool import shared

            yield from shared(examiner.checker, examiner.job, chain((chunk,), chunks), processes)
            return
        yield map(examiner.examine, chunk)


def _merged(kept: _Found, answers: Iterator[Answer], shelf: Shelf | None) -> Iterator[Outcome]:
    """The answers for a chunk in the order of its files; what is new is kept."""
    for path, entry in kept:
        if entry is not None:
            yield from entry
            continue
        answer = next(answers)
        if shelf is not None and answer.key:
            yield from shelf.add(path, answer)
        else:
            yield from answer.outcomes
