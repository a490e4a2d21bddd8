"""The Reviewdog Diagnostic Format, one document: comments on a change, with suggestions that can be committed.

Lines and columns count from 1, columns in bytes of UTF-8, the end is the column behind the last one
(``proto/rdf/reviewdog.proto`` of reviewdog).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from compliance.renderers import Writer
from compliance.renderers.counting import in_repository, lines_of, trouble, waived_lines
from compliance.renderers.gitlab import NOT_CHECKED
from compliance.renderers.json import items, listed
from compliance.renderers.model import ErrorView, FindingView, Piece, ReportView
from compliance.renderers.repairs import applies

if TYPE_CHECKING:
    from compliance.renderers import Run
    from compliance.renderers.model import Placed

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(run: Run) -> Iterator[str]:
    """The document, a diagnostic a line."""
    own = writer(run)
    yield '{"source":{"name":"compliance"},"diagnostics":['
    yield from listed(
        items([_unread(outcome)]) if isinstance(outcome, ErrorView) else own.piece(outcome).text
        for outcome in run.outcomes
    )
    yield "\n]}\n"


def writer(run: Run) -> Writer:
    """What writes a story's diagnostics."""
    language = run.look.language
    return Writer(f"rdjson {language}", lambda seen: Piece(items(_diagnostics(seen.view, language))))


def _unread(error: ErrorView) -> dict[str, Any]:
    location = {"path": in_repository(error.file)}
    return {"message": trouble(error), "location": location, "severity": "ERROR", "code": {"value": NOT_CHECKED}}


def _diagnostics(view: ReportView, language: str) -> Iterator[Mapping[str, Any]]:
    file = in_repository(view.file)
    for finding in view.findings:
        yield _diagnostic(file, finding, language)
    for finding in view.observed:
        said = "\n".join(lines_of(finding, language, observed=True))
        yield {**_diagnostic(file, finding, language), "message": said, "severity": "INFO"}
    for finding in view.waived:
        yield _bare(file, finding, waived_lines(finding, language), "INFO")


def _bare(file: str, finding: FindingView, lines: list[str], severity: str) -> dict[str, Any]:
    url = next((basis.url for basis in finding.basis if basis.url), "")
    return {
        "message": "\n".join(lines),
        "location": {"path": file, "range": _range(finding)},
        "severity": severity,
        "code": {"value": finding.rule, **({"url": url} if url else {})},
    }


def _diagnostic(file: str, finding: FindingView, language: str) -> dict[str, Any]:
    told = _bare(file, finding, lines_of(finding, language), _SEVERITIES[finding.severity])
    # a suggestion is one stretch there: a repair in two places would be committed by half
    edits = [s.edits[0] for s in finding.suggestions if applies(s) and len(s.edits) == 1]
    if edits:
        told["suggestions"] = [{"range": _range(edit), "text": edit.text} for edit in edits]
    if finding.labels:
        told["related_locations"] = [
            {
                "message": label.text,
                "location": {"path": in_repository(label.file) if label.file else file, "range": _range(label)},
            }
            for label in finding.labels
        ]
    return told


def _range(place: Placed) -> dict[str, Any]:
    region = place.region
    return {
        "start": {"line": place.line, "column": region.utf8_column},
        "end": {"line": region.end_line, "column": region.utf8_end_column},
    }
