"""GitLab's Code Quality report: what a merge request shows, told from what its target has by fingerprint.

The form is that of GitLab's documentation ("Code Quality report format"): a list of issues, each with
``description``, ``check_name``, ``fingerprint``, ``severity`` and ``location``. What was waived is there as ``info``.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from compliance.renderers import Writer
from compliance.renderers.counting import in_repository, lines_of, trouble, waived_lines
from compliance.renderers.json import items, listed
from compliance.renderers.model import ErrorView, FindingView, Piece, ReportView

if TYPE_CHECKING:
    from compliance.renderers import Run

_SEVERITIES = {"error": "critical", "warning": "major", "note": "minor"}
NOT_CHECKED = "compliance/not-checked"


def render(run: Run) -> Iterator[str]:
    """The list, an issue a line."""
    own = writer(run)
    yield "["
    yield from listed(
        items([_unread(outcome)]) if isinstance(outcome, ErrorView) else own.piece(outcome).text
        for outcome in run.outcomes
    )
    yield "\n]\n"


def writer(run: Run) -> Writer:
    """What writes a story's issues."""
    language = run.look.language
    return Writer(f"gitlab {language}", lambda seen: Piece(items(_issues(seen.view, language))))


def _issues(view: ReportView, language: str) -> Iterator[dict[str, Any]]:
    for finding in view.findings:
        yield _issue(view, finding, lines_of(finding, language), _SEVERITIES[finding.severity])
    for finding in view.observed:
        yield _issue(view, finding, lines_of(finding, language, observed=True), "info")
    for finding in view.waived:
        yield _issue(view, finding, waived_lines(finding, language), "info")


def _issue(view: ReportView, finding: FindingView, lines: list[str], severity: str) -> dict[str, Any]:
    return {
        "description": "\n".join(lines),
        "check_name": finding.rule,
        "fingerprint": _digest(in_repository(view.file), str(view.item), finding.fingerprint),
        "severity": severity,
        "location": {
            "path": in_repository(view.file),
            "lines": {"begin": finding.line, "end": finding.region.end_line},
        },
    }


def _unread(error: ErrorView) -> dict[str, Any]:
    return {
        "description": trouble(error),
        "check_name": NOT_CHECKED,
        "fingerprint": _digest(in_repository(error.file), NOT_CHECKED),
        "severity": "blocker",
        "location": {"path": in_repository(error.file), "lines": {"begin": 1}},
    }


def _digest(*parts: str) -> str:
    """A fingerprint that no other issue of the report has: the same words may stand in two files."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
