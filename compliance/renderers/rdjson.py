"""The Reviewdog Diagnostic Format, one document: comments on a change, with suggestions that can be committed.

Lines and columns count from 1, columns in bytes of UTF-8, the end is the column behind the last one
(``proto/rdf/reviewdog.proto`` of reviewdog).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from compliance.renderers.counting import in_repository, lines_of, trouble, waived_lines
from compliance.renderers.gitlab import NOT_CHECKED
from compliance.renderers.json import listed
from compliance.renderers.model import ErrorView, FindingView, Seen
from compliance.renderers.repairs import applies

if TYPE_CHECKING:
    from compliance.renderers import Run
    from compliance.renderers.model import Placed

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(run: Run) -> Iterator[str]:
    """The document, a diagnostic a line."""
    yield '{"source":{"name":"compliance"},"diagnostics":['
    yield from listed(_diagnostics(outcome, run.look.language) for outcome in run.outcomes)
    yield "\n]}\n"


def _diagnostics(outcome: Seen | ErrorView, language: str) -> Iterator[Mapping[str, Any]]:
    if isinstance(outcome, ErrorView):
        location = {"path": in_repository(outcome.file)}
        yield {"message": trouble(outcome), "location": location, "severity": "ERROR", "code": {"value": NOT_CHECKED}}
        return
    for finding in outcome.view.findings:
        yield _diagnostic(in_repository(outcome.view.file), finding, language)
    for finding in outcome.view.observed:
        said = "\n".join(lines_of(finding, language, observed=True))
        told = _diagnostic(in_repository(outcome.view.file), finding, language)
        yield {**told, "message": said, "severity": "INFO"}
    for finding in outcome.view.waived:
        yield _bare(in_repository(outcome.view.file), finding, waived_lines(finding, language), "INFO")


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
