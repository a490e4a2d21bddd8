"""One file of many: checked, mended, or found as an earlier run left it; what is found may be kept for a later one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from compliance.errors import ReadError
from compliance.record import Record
from compliance.runner import Job, Outcome, answers, check_file, content_of, error_view, reports_on

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.finding import Report


class Answer(Record):
    """What is said of one file.

    :param key: what it is known by; empty where it is not to be kept.
    :param head: with ``body``, the same as ``outcomes`` in the form in which it is kept.
    """

    outcomes: tuple[Outcome, ...]
    key: bytes = b""
    head: bytes = b""
    body: bytes = b""


def examine(checker: Checker, job: Job, path: str) -> Answer:
    """Check one file, or mend it, as the job says."""
    if job.fix:
        from compliance.fixing import fix_file

        return Answer(tuple(fix_file(checker, job, path)))
    if not job.known:
        return Answer(tuple(check_file(checker, job, path)))
    try:
        data = content_of(checker, job, path)
    except ReadError as error:
        return Answer((error_view(error, path, job.language),))
    return _examined(checker, job, path, data)


def _examined(checker: Checker, job: Job, path: str, data: bytes) -> Answer:
    from compliance.results import codec, head, known

    supplied: list[bool] = []
    outcomes = tuple(answers(checker, job, path, _noting(reports_on(checker, job, path, data), supplied)))
    # what was supplied with a story lies in files of its own, by which the story's is not known
    if any(supplied) or not codec.keepable(outcomes):
        return Answer(outcomes)
    key, gate = known.file_key(job.known, checker.config, path, data), checker.config.gate
    return Answer(outcomes, key, head.encode(head.head_of(outcomes, gate)), codec.encode(outcomes, gate))


def _noting(reports: Iterable[Report], supplied: list[bool]) -> Iterator[Report]:
    """The same reports; it is noted of each whether anything was supplied with its story."""
    for report in reports:
        supplied.append(report.article is not None and bool(report.article.sources))
        yield report
