"""Annotations in GitHub Actions: a line for each finding, which GitHub shows beside the story's own line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.renderers.model import ErrorView, FindingView

if TYPE_CHECKING:
    from compliance.renderers import Run

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def render(run: Run) -> Iterator[str]:
    """One workflow command a finding, and one for each file that could not be read."""
    for outcome in run.outcomes:
        if isinstance(outcome, ErrorView):
            said = f"{outcome.message}; {outcome.hint}" if outcome.hint else outcome.message
            yield f"::error file={_value(outcome.file)},title=not checked::{_text(said)}\n"
            continue
        for finding in outcome.view.findings:
            yield _command(outcome.view.file, finding)


def _command(file: str, finding: FindingView) -> str:
    region = finding.region
    values = {
        "file": file,
        "line": str(finding.line),
        "endLine": str(region.end_line),
        "col": str(finding.column),
        "endColumn": str(max(region.end_column - 1, 1)) if region.end_line == finding.line else "",
        "title": finding.rule,
    }
    told = ",".join(f"{key}={_value(value)}" for key, value in values.items() if value)
    said = [finding.message]
    said += [f"{label.text}: “{label.matched}”, line {label.line}" for label in finding.labels]
    said += [suggestion.title for suggestion in finding.suggestions[:1]]
    return f"::{_LEVELS[finding.severity]} {told}::{_text(chr(10).join(said))}\n"


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
