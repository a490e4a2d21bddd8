"""When many places of a story have one cause, and are told of once: the first place, with the next ones beside it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from compliance.finding import Finding, Label, Suggestion

# Up to as many an editor mends one by one; more than these came out of one conversion or one habit.
FEW = 5


def together(findings: Iterable[Finding], cause: Callable[[Finding], Hashable]) -> list[Finding]:
    """The findings in the order of their places, those of a cause with more than a few places as one.

    That one marks the first place, labels the next few (``also``), notes how many others there are (``more``, with
    ``data["others"]``) and mends all of them where every one can be mended. A rule that uses it has both messages.
    """
    by_cause: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        by_cause.setdefault(cause(finding), []).append(finding)
    told: list[Finding] = []
    for group in by_cause.values():
        told += group if len(group) <= FEW else [_as_one(group)]
    told.sort(key=lambda finding: finding.span)
    return told


def _as_one(group: list[Finding]) -> Finding:
    first, *others = group
    return first._replace(
        data={**first.data, "others": len(others)},
        labels=(*first.labels, *(Label(other.span, "also") for other in others[: FEW - 1])),
        notes=(*first.notes, "more"),
        suggestions=tuple(_for_all(group, suggestion) for suggestion in first.suggestions),
    )


def _for_all(group: list[Finding], suggestion: Suggestion) -> Suggestion:
    same = [one for finding in group for one in finding.suggestions if one.title == suggestion.title]
    if len(same) < len(group):
        return suggestion
    return suggestion._replace(edits=tuple(edit for one in same for edit in one.edits))
