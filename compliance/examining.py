"""One file of many: checked, mended, or put so that it can be found as a run left it, with what formats write of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from compliance import __version__
from compliance.errors import ReadError
from compliance.record import Record
from compliance.runner import Job, Outcome, answers, check_file, content_of, error_view, reports_on

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.finding import Report
    from compliance.renderers import Writer
    from compliance.renderers.model import Seen
    from compliance.results.head import Head


class Answer(Record):
    """What is said of one file.

    :param key: what it is known by; empty where it is not to be kept.
    :param head: with ``body``, the same as ``outcomes`` in the form in which it is kept.
    """

    outcomes: tuple[Outcome, ...]
    key: bytes = b""
    head: bytes = b""
    body: bytes = b""


class Examiner:
    """Examines the files of a job, one by one."""

    def __init__(self, checker: Checker, job: Job) -> None:
        self.checker, self.job = checker, job

    def examine(self, path: str) -> Answer:
        """Check one file, or mend it, as the job says."""
        checker, job = self.checker, self.job
        if job.fix:
            from compliance.fixing import fix_file

            return Answer(tuple(fix_file(checker, job, path)))
        if not job.known:
            return Answer(tuple(check_file(checker, job, path)))
        try:
            data = content_of(checker, job, path)
        except ReadError as error:
            return Answer((error_view(error, path, job.language),))
        return self._examined(path, data)

    def _examined(self, path: str, data: bytes) -> Answer:
        from compliance.results import codec, head, known

        checker, job = self.checker, self.job
        supplied: list[bool] = []
        outcomes = tuple(answers(checker, job, path, _noting(reports_on(checker, job, path, data), supplied)))
        # what was supplied with a story lies in files of its own, by which the story's is not known
        if any(supplied) or not codec.keepable(outcomes):
            return Answer(outcomes)
        key, gate = known.file_key(job.known, checker.config, path, data), checker.config.gate
        begin = self._written(head.head_of(outcomes, gate), outcomes)
        return Answer(outcomes, key, head.encode(begin), codec.encode(outcomes, gate))

    def _written(self, begin: Head, outcomes: Iterable[Seen]) -> Head:
        """A head with what the formats write of its stories."""
        for writer in self._writers:
            begin = begin.with_pieces(writer.form, [writer.write(seen) for seen in outcomes])
        return begin

    @cached_property
    def _writers(self) -> tuple[Writer, ...]:
        from compliance.renderers import Run, builtin, writers

        checker = self.checker
        run = Run((), checker.catalogue, version=__version__)
        return writers((*builtin(), *checker.registry.renderers), self.job.formats, run)


def _noting(reports: Iterable[Report], supplied: list[bool]) -> Iterator[Report]:
    """The same reports; it is noted of each whether anything was supplied with its story."""
    for report in reports:
        supplied.append(report.article is not None and bool(report.article.sources))
        yield report
