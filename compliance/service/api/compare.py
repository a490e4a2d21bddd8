"""Says what is new, gone and changed in a story's findings since the version that readers have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from compliance.service.types import StoredReport

Finding = Mapping[str, Any]


def changes(report: Mapping[str, Any], before: StoredReport | None) -> dict[str, Any]:
    """The differences between two checks of a story.

    :param before: the check of the version that was published; ``None`` where the record has none.
    """
    if before is None:
        return {"against": None, "new": [], "gone": [], "changed": []}
    now, then = _by_fingerprint(report), _by_fingerprint(before.report)
    new = [now[key] for key in now if key not in then]
    gone = [then[key] for key in then if key not in now]
    changed = list(_pairs(new, gone))
    paired = {one["fingerprint"] for pair in changed for one in pair}
    return {
        "against": before.id,
        "new": [_short(one) for one in new if one["fingerprint"] not in paired],
        "gone": [_short(one) for one in gone if one["fingerprint"] not in paired],
        "changed": [{"before": _short(then), "now": _short(now)} for now, then in changed],
    }


def _by_fingerprint(report: Mapping[str, Any]) -> dict[str, Finding]:
    return {one["fingerprint"]: one for one in (*report["findings"], *report["waived"])}


def _pairs(new: Iterable[Finding], gone: Iterable[Finding]) -> Iterable[tuple[Finding, Finding]]:
    """Findings of one rule in one block, whose words changed."""
    waiting: dict[tuple[Any, ...], list[Finding]] = {}
    for one in gone:
        waiting.setdefault(_kind(one), []).append(one)
    for one in new:
        if waiting.get(_kind(one)):
            yield one, waiting[_kind(one)].pop(0)


def _kind(finding: Finding) -> tuple[Any, ...]:
    return finding["rule"], finding["variant"], finding["block"]


def _short(finding: Finding) -> dict[str, Any]:
    return {key: finding[key] for key in ("rule", "fingerprint", "block", "message", "severity", "kind")}
