"""SARIF 2.1.0, for code scanning and editors: every label a related location, every repair a fix.

``kind`` says whether something is wrong (``fail``) or for a human to decide (``review``). SARIF allows a level
other than ``none`` for ``fail`` only, so the severity of a ``review`` stands in its properties.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from compliance.renderers import Writer
from compliance.renderers.json import BETWEEN, items, listed, written
from compliance.renderers.manual import sections, summary, why
from compliance.renderers.model import ErrorView, FindingView, LabelView, Piece, Seen, SuggestionView
from compliance.renderers.repairs import applies
from compliance.renderers.waived import waived_how

if TYPE_CHECKING:
    from compliance.finding import Standing
    from compliance.renderers import Run
    from compliance.renderers.model import Placed
    from compliance.rule import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_KNOWN = {
    "baselineState": "unchanged",
    "suppressions": [{"kind": "external", "status": "accepted", "justification": "in the baseline"}],
}
"""Some readers of SARIF look at the one, some at the other."""
_OBSERVED = {"suppressions": [{"kind": "external", "status": "accepted", "justification": "observed, does not count"}]}


def render(run: Run) -> Iterator[str]:
    """The log: one run, a result a line, then the rules that spoke and what could not be read."""
    rules, own = _Rules(run.rules), writer(run)
    notifications: list[dict[str, Any]] = []
    yield f'{{"$schema":"{_SCHEMA}","version":"2.1.0","runs":[{{"columnKind":"unicodeCodePoints","results":['
    yield from listed(_all_results(run, own, rules, notifications))
    yield f'\n],"invocations":[{written(_invocation(notifications))}],\n'
    yield f'"tool":{{"driver":{written(_driver(rules, run.version))}}}}}]}}\n'


def _driver(rules: _Rules, version: str) -> dict[str, Any]:
    told: dict[str, Any] = {"name": "compliance", "rules": rules.written}
    return {**told, "semanticVersion": version} if version else told


def _invocation(notifications: list[dict[str, Any]]) -> dict[str, Any]:
    told: dict[str, Any] = {"executionSuccessful": not notifications}
    return {**told, "toolExecutionNotifications": notifications} if notifications else told


def _all_results(run: Run, own: Writer, rules: _Rules, notifications: list[dict[str, Any]]) -> Iterator[str]:
    """The results of each story; what could not be read has none, and is noted."""
    for outcome in run.outcomes:
        if isinstance(outcome, ErrorView):
            notifications.append(_notification(outcome))
            yield ""
        else:
            yield _indexed(own.piece(outcome), rules)


def writer(run: Run) -> Writer:
    """What writes a story's results, without the places of their rules in the list, which hang on other stories."""
    language = run.look.language

    def write(seen: Seen) -> Piece:
        results = list(_results(seen, language))
        return Piece(items(results), [result["ruleId"] for result in results])

    return Writer(f"sarif {language}", write)


def _indexed(piece: Piece, rules: _Rules) -> str:
    """A story's results, each with the place of its rule in the list, behind the rule's name, which comes first."""
    lines = []
    for name, line in zip(piece.told, piece.text.split(BETWEEN), strict=False):
        at = len(f'{{"ruleId":{written(name)}')
        lines.append(f'{line[:at]},"ruleIndex":{rules.index(name)}{line[at:]}')
    return BETWEEN.join(lines)


def _results(seen: Seen, language: str) -> Iterator[dict[str, Any]]:
    """The results of a story; those that were let through are suppressed."""
    view, settled = seen.view, dict(seen.standings)
    for finding in view.findings:
        yield {**_result(view.file, finding), **_state(settled.get(finding.fingerprint))}
    for finding in view.baseline:
        yield {**_result(view.file, finding), **_KNOWN}
    for finding in view.observed:
        yield {**_result(view.file, finding), **_state(settled.get(finding.fingerprint)), **_OBSERVED}
    for finding in view.waived:
        state = _state(settled.get(finding.fingerprint))
        yield {**_result(view.file, finding), **state, "suppressions": [_suppression(finding, language)]}


def _state(standing: Standing | None) -> dict[str, Any]:
    return {"baselineState": standing.baseline} if standing and standing.baseline else {}


def _suppression(finding: FindingView, language: str) -> dict[str, Any]:
    """That it was let through, in the story's file or by something outside; by whom and why, where that is known."""
    kind = "inSource" if finding.waiver is not None and finding.waiver.in_story else "external"
    told: dict[str, Any] = {"kind": kind, "status": "accepted"}
    return {**told, "justification": waived_how(finding, language)} if finding.waiver is not None else told


class _Rules:
    """The rules that spoke, in the order in which they first did."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules
        self._index: dict[str, int] = {}
        self.written: list[dict[str, Any]] = []

    def index(self, name: str) -> int:
        """The place of a rule in the list; it is added when first asked for."""
        if name not in self._index:
            self._index[name] = len(self.written)
            self.written.append(_descriptor(name, self._rules.get(name)))
        return self._index[name]


def _descriptor(name: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": name}
    told = {
        "id": name,
        "name": "".join(part.capitalize() for part in name.replace("/", "-").split("-")),
        "shortDescription": {"text": summary(rule)},
        "help": {"text": sections(rule.doc).get("Instead") or summary(rule), "markdown": rule.doc},
        "defaultConfiguration": {"level": rule.severity.value if rule.kind.value == "fail" else "none"},
        "properties": {"kind": rule.kind.value, "severity": rule.severity.value},
    }
    reason = why(rule)
    if reason:
        told["fullDescription"] = {"text": reason}
    url = next((basis.url for basis in rule.basis if basis.url), "")
    if url:
        told["helpUri"] = url
    return told


def _result(file: str, finding: FindingView) -> dict[str, Any]:
    lines = [finding.message, *finding.notes, *(suggestion.title for suggestion in finding.suggestions)]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "kind": finding.kind,
        "level": finding.severity if finding.kind == "fail" else "none",
        "message": {"text": "\n".join(lines)},
        "locations": [_location(file, finding)],
        "partialFingerprints": {"compliance/v1": finding.fingerprint},
        "properties": {
            "severity": finding.severity,
            "confidence": finding.confidence,
            "data": dict(finding.data),
        },
    }
    if finding.variant:
        result["properties"]["variant"] = finding.variant
    if finding.labels:
        result["relatedLocations"] = [
            {"id": number, **_location(label.file or file, label), "message": {"text": label.text}}
            for number, label in enumerate(finding.labels, 1)
        ]
    fixes = [fix for suggestion in finding.suggestions if (fix := _fix(file, suggestion))]
    if fixes:
        result["fixes"] = fixes
    return result


def _location(file: str, place: FindingView | LabelView) -> dict[str, Any]:
    physical = {
        "artifactLocation": {"uri": _uri(file)},
        "region": {**_region(place), "snippet": {"text": place.matched}},
    }
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.block:
        logical: dict[str, Any] = {"name": place.block}
        if place.source.pointer:
            logical["fullyQualifiedName"] = place.source.pointer
        location["logicalLocations"] = [logical]
    return location


def _region(place: Placed) -> dict[str, Any]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.region.end_line,
        "endColumn": place.region.end_column,
        "charOffset": place.region.start,
        "charLength": place.region.end - place.region.start,
    }


def _fix(file: str, suggestion: SuggestionView) -> dict[str, Any] | None:
    """A suggestion as a fix; only where every edit can be written into the file as it stands."""
    if not applies(suggestion):
        return None
    replacements = [
        {"deletedRegion": _region(edit), "insertedContent": {"text": edit.text}} for edit in suggestion.edits
    ]
    change = {"artifactLocation": {"uri": _uri(file)}, "replacements": replacements}
    return {"description": {"text": suggestion.title}, "artifactChanges": [change]}


def _uri(file: str) -> str:
    """The file as a reference; bytes of its name that are no UTF-8 stand as they are on the disk."""
    path = PurePath(file)
    if path.is_absolute():
        return path.as_uri()
    return quote(os.fsencode(path.as_posix()))


def _notification(error: ErrorView) -> dict[str, Any]:
    said = f"{error.message}\n{error.hint}" if error.hint else error.message
    return {
        "level": "error",
        "message": {"text": said},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(error.file)}}}],
    }
