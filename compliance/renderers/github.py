"""Annotations in GitHub Actions: a line for each finding, which GitHub shows beside the story's own line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.renderers.counting import lines_of, trouble
from compliance.renderers.layout import clean
from compliance.renderers.model import ErrorView, FindingView

if TYPE_CHECKING:
    from compliance.renderers import Run

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def render(run: Run) -> Iterator[str]:
    """One workflow command a finding, and one for each file that could not be read."""
    for outcome in run.outcomes:
        if isinstance(outcome, ErrorView):
            yield f"::error file={_value(outcome.file)},title=not checked::{_text(trouble(outcome))}\n"
            continue
        for finding in outcome.view.findings:
            yield _command(outcome.view.file, finding, run.look.language)


def _command(file: str, finding: FindingView, language: str) -> str:
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
    return f"::{_LEVELS[finding.severity]} {told}::{_text(chr(10).join(lines_of(finding, language)))}\n"


def _text(text: str) -> str:
    return _escaped("\n".join(map(clean, text.split("\n"))))


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
