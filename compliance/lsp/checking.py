"""Reads and checks one text of a document as ``compliance check`` would, with what is waived or known set apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.baseline import Matching
from compliance.errors import ComplianceError
from compliance.record import Record
from compliance.renderers.model import ErrorView, ReportView, Seen
from compliance.runner import Job, answers
from compliance.waiving import Holding

if TYPE_CHECKING:
    from compliance.baseline import Baseline
    from compliance.finding import Report, Severity
    from compliance.lsp.answers import Ask
    from compliance.lsp.houses import Setting
    from compliance.readers import Desk
    from compliance.waiving import Slip

_FORMATS = {
    "markdown": "markdown",
    "html": "html",
    "xhtml": "html",
    "json": "json",
    "jsonl": "json",
    "ndjson": "json",
    "plaintext": "text",
    "text": "text",
}
"""Formats by what editors call the language of a text, for documents whose name does not tell."""


class Checked(Record):
    """What came of a text.

    :param stories: each story's report, and its findings in words, parted into what counts and what does not.
    :param unread: why the text, or the rest of it, was not checked.
    :param unread_at: where reading ended: file, line and column where they are known.
    :param slips: comments that were to waive something and do not.
    """

    stories: tuple[tuple[Report, ReportView], ...]
    unread: tuple[ErrorView, ...] = ()
    unread_at: str = ""
    slips: tuple[Slip, ...] = ()


def told_format(desk: Desk, ask: Ask) -> str | None:
    """The format that the editor tells, where the document's name does not."""
    ending = Path(ask.name).suffix.lower()
    if any(ending in reader.extensions for reader in desk.readers):
        return None
    return _FORMATS.get(ask.language_id)


def folder_of(ask: Ask) -> Path | None:
    """Where files that a document names are looked for; ``None`` where it has no place itself."""
    path = Path(ask.name)
    return path.parent if path.is_absolute() else None


def bytes_of(text: str) -> bytes:
    """A text as the bytes of its file; half an emoji becomes a question mark, which is as long."""
    return text.encode("utf-8", "replace")


def checked(setting: Setting, ask: Ask, text: str) -> Checked:
    """What is found in a text.

    :param ask: whose text it is, or might be.
    """
    checker, refused_at = setting.checker, ""
    reports: list[Report] = []

    def read() -> Iterator[Report]:
        nonlocal refused_at
        told, folder = told_format(checker.desk, ask), folder_of(ask)
        try:
            for report in checker.check_bytes(bytes_of(text), ask.name, told=told, folder=folder):
                reports.append(report)
                yield report
        except ComplianceError as error:
            refused_at = error.where
            raise

    outcomes = list(answers(checker, Job(ask.language), ask.name, read()))
    seen = [outcome for outcome in outcomes if isinstance(outcome, Seen)]
    views = [outcome.view for outcome in seen]
    holding = Holding(setting.waivers, checker, ask.language) if setting.waivers is not None else None
    if holding is not None:
        views = [holding.parted(outcome) for outcome in seen]
    if setting.baseline is not None:
        views = _parted(views, setting.baseline, checker.config.gate)
    read_ones = (report for report in reports if report.article is not None)
    return Checked(
        stories=tuple(zip(read_ones, views, strict=False)),
        unread=tuple(outcome for outcome in outcomes if isinstance(outcome, ErrorView)),
        unread_at=refused_at,
        slips=tuple(holding.slips) if holding is not None else (),
    )


def _parted(views: Sequence[ReportView], baseline: Baseline, gate: Severity | None) -> list[ReportView]:
    """The reports with what the baseline has set apart; only its entries for what is found here are looked through."""
    here = {finding.fingerprint for view in views for finding in (*view.findings, *view.observed)}
    entries = tuple(entry for entry in baseline.entries if entry.fingerprint in here)
    matching = Matching(baseline._replace(entries=entries), gate)
    return [matching.parted(view) for view in views]
