"""Checks files in this process: an answer for each story and each file that could not be read.

One bad file never stops the others: what a reader raises becomes that file's answer.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import adler32

from compliance.errors import ComplianceError, ReadError
from compliance.given import bytes_of
from compliance.readers.decoding import refuse_larger
from compliance.record import Record
from compliance.renderers.build import see
from compliance.renderers.messages import Messages
from compliance.renderers.model import ErrorView, Kept, Seen
from compliance.renderers.words.phrases import in_language

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.checker import Checker
    from compliance.earlier import Version
    from compliance.finding import Report, Safety
    from compliance.renderers import Look
    from compliance.waiving import House

Outcome = Seen | ErrorView


class Job(Record):
    """How files are checked.

    :param language: the reader's language, for messages.
    :param told: the files' format, where somebody said it.
    :param now: the moment the stories are judged at.
    :param with_text: whether the stories' text is part of the answer.
    :param timed: whether what each rule and analysis took is part of it.
    :param fix: which suggestions are written into the files; none where they are only checked.
    :param diff: what would be written is only shown.
    :param collect: whether the stories are to be compared with each other.
    :param house: what lets findings through: words that somebody let stand are not written over.
    :param contents: what stands in the files, by path, where that is not what lies on the disk.
    :param known: what the findings of the run are known by, beside the files; empty where none are kept.
    :param previous: by path, the version of the file's stories that is published.
    :param formats: what the answers are written in, each format's name with its look: where answers are kept, what can
        be written of a story is written where the story is checked.
    """

    language: str = "en"
    told: str | None = None
    now: datetime | None = None
    with_text: bool = False
    timed: bool = False
    fix: Collection[Safety] = ()
    diff: bool = False
    collect: bool = False
    house: House | None = None
    known: bytes = b""
    contents: Mapping[str, bytes] | None = None
    previous: Mapping[str, Version] | None = None
    formats: Sequence[tuple[str, Look]] = ()


def check_data(checker: Checker, job: Job, data: bytes, name: str) -> Iterator[Outcome]:
    """The answers for a file's bytes (standard input), with no folder to look for other files in."""
    return answers(checker, job, name, _reports(checker, job, name, data, None))


def check_file(checker: Checker, job: Job, path: str) -> Iterator[Outcome]:
    """The answers for one file."""
    try:
        data = content_of(checker, job, path)
    except ReadError as error:
        return iter((error_view(error, path, job.language),))
    return answers(checker, job, path, reports_on(checker, job, path, data))


def content_of(checker: Checker, job: Job, path: str) -> bytes:
    """What stands in a file; of one that is too large nothing is read.

    :raises ReadError: it cannot be read.
    """
    if job.contents is not None:
        return job.contents[path]
    with suppress(OSError):
        refuse_larger(os.stat(path).st_size, path, checker.config.max_bytes)
    return bytes_of(path)


def reports_on(checker: Checker, job: Job, path: str, data: bytes) -> Iterator[Report]:
    """The reports on the stories of a file with this content."""
    return _reports(checker, job, path, data, Path(path).parent)


def _reports(checker: Checker, job: Job, name: str, data: bytes, folder: Path | None) -> Iterator[Report]:
    version = job.previous.get(name) if job.previous else None
    if version is None:
        return checker.check_bytes(data, name, told=job.told, now=job.now, folder=folder)
    from compliance.earlier import held_against, published

    articles = checker.read(data, name, told=job.told, now=job.now, folder=folder)
    return map(checker.check, held_against(articles, published(checker, version), alone=version.alone))


def check_files(checker: Checker, job: Job, paths: Iterable[str]) -> Iterator[Outcome]:
    """The answers for all files, in their order."""
    for path in paths:
        yield from check_file(checker, job, path)


def answers(checker: Checker, job: Job, name: str, reports: Iterable[Report]) -> Iterator[Outcome]:
    """The answers that reports on a file's stories become."""
    messages = Messages(checker.catalogue, job.language)
    empty = True
    try:
        for report in reports:
            empty = False
            seen = see(report, messages, with_text=job.with_text, remarks=True)
            if seen is None:
                continue
            if report.sightings and report.article is not None:
                seen = seen._replace(kept=Kept(checksum(report.article), tuple(report.sightings.items())))
            if job.timed:
                seen = seen._replace(timings=tuple(report.timings.items()))
            yield seen if report.findings or report.observed else seen._replace(text="", blocks=())
    except ComplianceError as error:
        yield error_view(error, name, job.language)
    except RecursionError:
        what, hint = "the file is nested too deeply to be read", "export the story in a flatter form"
        yield unread(name, what, hint, job.language)
    except Exception as error:  # noqa: BLE001 - a slip in a reader must not cost the other files their check
        what = f"the program failed on this file: {type(error).__name__}: {error}"
        yield unread(name, what, "please report this as a bug", job.language)
    else:
        if empty:
            what = "there is no story in this file"
            yield unread(name, what, "give a file with the story's text in it", job.language)


def checksum(article: Article) -> int:
    """What a story's text is known by, to see whether its file has changed when it is read again."""
    return adler32(article.text.encode("utf-8", "surrogatepass"))


def unread(name: str, what: str, hint: str, language: str) -> ErrorView:
    """The answer for a file that was not checked, in the editor's language."""
    return ErrorView(name, in_language(what, language), in_language(hint, language))


def error_view(error: ComplianceError, name: str, language: str) -> ErrorView:
    """An error as the answer for a file; where it knows a place in the file, the message begins with it."""
    view = unread(name, error.what, error.hint, language)
    place = error.where.removeprefix(name).lstrip(":") if error.where.startswith(name) else error.where
    if not place:
        return view
    line = place.partition(":")[0]
    shown = in_language(f"line {line}", language) if line.isdecimal() else place
    return view._replace(message=f"{shown}: {view.message}")
