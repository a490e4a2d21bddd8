"""GitLab's Code Quality report: what a merge request shows, told from what its target has by fingerprint.

The form is that of GitLab's documentation ("Code Quality report format"): a list of issues, each with
``description``, ``check_name``, ``fingerprint``, ``severity`` and ``location``. What was waived is there as ``info``.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from compliance.renderers.counting import in_repository, lines_of, trouble, waived_lines
from compliance.renderers.json import listed
from compliance.renderers.model import ErrorView, FindingView, ReportView, Seen

if TYPE_CHECKING:
    from compliance.renderers import Run

_SEVERITIES = {"error": "critical", "warning": "major", "note": "minor"}
NOT_CHECKED = "compliance/not-checked"


def render(run: Run) -> Iterator[str]:
    """The list, an issue a line."""
    yield "["
    yield from listed(_issues(outcome, run.look.language) for outcome in run.outcomes)
    yield "\n]\n"


def _issues(outcome: Seen | ErrorView, language: str) -> Iterator[dict[str, Any]]:
    if isinstance(outcome, ErrorView):
        yield _unread(outcome)
        return
    for finding in outcome.view.findings:
        yield _issue(outcome.view, finding, lines_of(finding, language), _SEVERITIES[finding.severity])
    for finding in outcome.view.observed:
        yield _issue(outcome.view, finding, lines_of(finding, language, observed=True), "info")
    for finding in outcome.view.waived:
        yield _issue(outcome.view, finding, waived_lines(finding, language), "info")


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
