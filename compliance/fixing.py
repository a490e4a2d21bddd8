"""Checks files in this process and writes into them what may be mended; the answers are those of what then lies there.

Where a file may not be written, or only a diff was asked for, they are those of the file as it is.
"""

from __future__ import annotations

import difflib
import itertools
import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from compliance.atomic import write_over
from compliance.errors import ComplianceError
from compliance.fixes import Mended, mend
from compliance.renderers.build import see
from compliance.renderers.messages import Messages
from compliance.renderers.model import FixesView, LeftView, Seen
from compliance.runner import Job, Outcome, answers, check_data, check_file
from compliance.source import line_index

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.finding import Report


def fix_file(checker: Checker, job: Job, path: str) -> Iterator[Outcome]:
    """The answers for one file; the first tells what was written into it."""
    file = Path(path)
    data = _content(file)
    done = _mended(checker, job, data, path, file.parent) if data is not None else None
    if data is None or done is None:
        yield from check_file(checker, job, path)
        return
    told = _told(job, path, done)
    if done.rounds and not job.diff:
        try:
            write_over(file, done.data, data)
        except ComplianceError as error:
            told = told._replace(applied=0, stories=0, refused=error.what, hint=error.hint)
    as_it_is = not done.rounds or not (job.diff or told.refused)
    yield from _first(answers(checker, job, path, done.reports) if as_it_is else check_file(checker, job, path), told)


def fix_data(checker: Checker, job: Job, data: bytes, name: str) -> tuple[bytes, Iterator[Outcome]]:
    """A file's bytes (standard input) as they are to be passed on, and the answers for them."""
    done = _mended(checker, job, data, name, None)
    if done is None:
        return data, check_data(checker, job, data, name)
    told = _told(job, name, done)
    if job.diff:
        return data, _first(check_data(checker, job, data, name), told)
    return done.data, _first(answers(checker, job, name, done.reports), told)


def _content(file: Path) -> bytes | None:
    """What stands in an ordinary file; others can be read only once, and the check does that."""
    try:
        return file.read_bytes() if file.is_file() else None
    except OSError:
        return None


def _mended(checker: Checker, job: Job, data: bytes, name: str, folder: Path | None) -> Mended | None:
    """What becomes of the bytes; ``None`` where they cannot be read: the check says why."""
    try:
        how: dict[str, Any] = {"told": job.told, "now": job.now, "folder": folder}
        return mend(checker, data, name, safeties=job.fix, spared=spared(checker, job), **how)
    except Exception:  # noqa: BLE001 - as the check does, which meets the same and tells it
        return None


def spared(checker: Checker, job: Job) -> Callable[[Report], Collection[str]] | None:
    """What tells the findings that somebody let stand."""
    house = job.house
    if house is None:
        return None
    from compliance.waiving import Holding

    holding, messages = Holding(house, checker, job.language), Messages(checker.catalogue, job.language)

    def stand(report: Report) -> Collection[str]:
        if not house.waivers and (report.article is None or not report.article.remarks):
            return ()
        seen = see(report, messages, remarks=True)
        return {one.fingerprint for one in holding.parted(seen).waived} if seen is not None else ()

    return stand


def _first(outcomes: Iterator[Outcome], told: FixesView) -> Iterator[Outcome]:
    """The answers, the first with what was written."""
    for n, outcome in enumerate(outcomes):
        yield outcome._replace(fixes=told) if n == 0 and isinstance(outcome, Seen) else outcome


def _told(job: Job, name: str, done: Mended) -> FixesView:
    lines = line_index(done.text)
    left = tuple(LeftView(one.rule, lines.line_column(one.at)[0], one.reason.value) for one in done.left)
    diff = unified(name, done.before, done.text) if job.diff else ""
    return FixesView(name, done.applied, done.stories, left, diff=diff)


def unified(name: str, before: str, after: str) -> str:
    """What differs between two texts of a file, as ``patch -p0`` and ``git apply -p0`` read it; empty: nothing."""
    old, new = _lines(before), _lines(after)
    named = _quoted(PurePath(name).as_posix())
    lines = difflib.unified_diff(old, new, named, named)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _quoted(name: str) -> str:
    """A file's name as git writes it in a diff: in quotation marks, bytes as octal numbers, where it is not plain."""
    if name.isprintable() and not {*name} & {'"', "\\"}:
        # what follows a tab is no part of the name, which may hold blanks
        return f"{name}\t" if " " in name else name
    plain = (chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}" for byte in os.fsencode(name))
    return '"' + "".join(f"\\{sign}" if sign in ('"', "\\") else sign for sign in plain) + '"'


def _lines(text: str) -> list[str]:
    """The lines with their ends, which only a line feed ends: a carriage return is the line's last sign."""
    parts = text.split("\n")
    return [*(f"{part}\n" for part in itertools.islice(parts, len(parts) - 1)), *([parts[-1]] if parts[-1] else [])]
