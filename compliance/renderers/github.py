"""Annotations in GitHub Actions: a line for each finding, which GitHub shows beside the story's own line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.renderers import Writer
from compliance.renderers.counting import in_repository, lines_of, trouble, waived_lines
from compliance.renderers.layout import clean
from compliance.renderers.model import ErrorView, FindingView, Piece, ReportView

if TYPE_CHECKING:
    from compliance.renderers import Run

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def render(run: Run) -> Iterator[str]:
    """One workflow command a finding, a notice for each that was waived, an error for each file that was not read."""
    own = writer(run)
    for outcome in run.outcomes:
        if isinstance(outcome, ErrorView):
            yield f"::error file={_value(in_repository(outcome.file))},title=not checked::{_text(trouble(outcome))}\n"
        else:
            yield own.piece(outcome).text


def writer(run: Run) -> Writer:
    """What writes a story's commands."""
    language = run.look.language
    return Writer(f"github {language}", lambda seen: Piece("".join(_commands(seen.view, language))))


def _commands(view: ReportView, language: str) -> Iterator[str]:
    for finding in view.findings:
        yield _command(view.file, finding, _LEVELS[finding.severity], lines_of(finding, language))
    for finding in view.observed:
        yield _command(view.file, finding, "notice", lines_of(finding, language, observed=True))
    for finding in view.waived:
        yield _command(view.file, finding, "notice", waived_lines(finding, language))


def _command(file: str, finding: FindingView, level: str, lines: list[str]) -> str:
    region = finding.region
    values = {
        "file": in_repository(file),
        "line": str(finding.line),
        "endLine": str(region.end_line),
        "col": str(finding.column),
        "endColumn": str(max(region.end_column - 1, 1)) if region.end_line == finding.line else "",
        "title": finding.rule,
    }
    told = ",".join(f"{key}={_value(value)}" for key, value in values.items() if value)
    return f"::{level} {told}::{_text(chr(10).join(lines))}\n"


def _text(text: str) -> str:
    """Text whose line breaks are those that GitHub decodes, and that a terminal shows as it stands."""
    return "%0A".join(clean(line).replace("%", "%25") for line in text.split("\n"))


def _value(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
