"""Decides what is new, gone and changed between two reports of a story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from compliance.record import Record

PILES = ("findings", "waived", "observed")
_Found = Mapping[str, Any]


class Changes(Record):
    """What differs from an earlier report; findings are told as rule, fingerprint, message and words.

    :param changed: findings of both reports that say something else now, that were let through or are no longer, or
        whose near words were edited; these have ``was``, the earlier fingerprint.
    :param against: the id of the earlier report; ``None`` where there is none, and everything is new.
    """

    new: tuple[_Found, ...] = ()
    gone: tuple[_Found, ...] = ()
    changed: tuple[_Found, ...] = ()
    against: str | None = None

    def json(self) -> dict[str, Any]:
        """The published form."""
        return {
            "new": list(self.new),
            "gone": list(self.gone),
            "changed": list(self.changed),
            "against": self.against,
        }


def changes(now: Mapping[str, Any], before: Mapping[str, Any] | None, against: str | None = None) -> Changes:
    """What differs between two reports as JSON.

    :param before: the earlier one; ``None`` where there is none.
    :param against: its id.
    """
    later, earlier = _found(now), _found(before or {})
    changed = [_told(f) for key, f in later.items() if key in earlier and _said(f) != _said(earlier[key])]
    gone = {key: f for key, f in earlier.items() if key not in later}
    new = []
    for key, finding in later.items():
        if key in earlier:
            continue
        was = _same(finding, gone.items())
        if was is None:
            new.append(_told(finding))
        else:
            del gone[was]
            changed.append({**_told(finding), "was": was})
    return Changes(tuple(new), tuple(map(_told, gone.values())), tuple(changed), against)


def _found(report: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {f["fingerprint"]: {**f, "pile": pile} for pile in PILES for f in report.get(pile) or ()}


def _said(finding: _Found) -> tuple[Any, ...]:
    """What of a finding an editor would call a change; where it stands is not."""
    labels = [(label.get("text"), label.get("matched")) for label in finding.get("labels") or ()]
    names = ("pile", "variant", "kind", "severity", "message", "matched", "data")
    return (*(finding.get(name) for name in names), labels)


def _same(finding: _Found, gone: Iterable[tuple[str, _Found]]) -> str | None:
    """The earlier finding that this one was before the words around it were edited."""
    what = [finding.get(name) for name in ("rule", "variant", "matched", "data")]
    for key, other in gone:
        if [other.get(name) for name in ("rule", "variant", "matched", "data")] == what:
            return key
    return None


def _told(finding: _Found) -> dict[str, Any]:
    return {name: finding.get(name) for name in ("rule", "fingerprint", "message", "matched")}
