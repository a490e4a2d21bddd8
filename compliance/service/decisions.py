"""Decides what waivers, overrides and observed rules make of a report, and the verdict after them.

A waiver counts while it has not ended, the finding has its fingerprint and rests on the same facts, and as many
different people agreed as the rule asks for. Nobody waives a finding of the host's own (``compliance/…``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Any

from compliance.article import Span
from compliance.finding import Finding, Kind, Severity, Verdict
from compliance.policy import people_for, verdict
from compliance.record import Record
from compliance.service.types import Checked, Override, Person, Waiver

NOBODY = "nobody may waive this rule"
OVER = "its time is over"
CHANGED = "a fact that it rests on has changed"
ANOTHER = "another person must agree"
GONE = "the words that it was made for, or near them, have changed"
"""Why a waiver does not count, as reports say it."""
_RANKS = {Verdict.PUBLISH: 0, Verdict.REVIEW: 1, Verdict.HOLD: 2}
_Found = Mapping[str, Any]


class Settled(Record):
    """A report after all decisions.

    :param report: its JSON, with ``waived``, ``observed``, ``lapsed`` and ``override`` as they are now.
    :param used: the waivers that count.
    """

    report: Mapping[str, Any]
    verdict: str
    used: tuple[Waiver, ...] = ()


def settle(
    checked: Checked,
    waivers: Iterable[Waiver],
    *,
    now: datetime,
    override: Override | None = None,
    observed: Collection[str] = (),
    observing: bool = False,
    at_least: Verdict = Verdict.PUBLISH,
) -> Settled:
    """Apply what people and the house decided.

    :param waivers: those of the story.
    :param observed: globs of rules whose findings are shown and never count.
    :param observing: the caller's findings never count, whatever the rule.
    :param at_least: no better verdict than this, for what stands in no finding: a rule that was cut off, or suspended.
    """
    kept, lapsed, used = [], [], []
    piles: dict[str, list[dict[str, Any]]] = {
        "waived": [],
        "observed": list(checked.report.get("observed") or ()),
    }
    waivers = tuple(waivers)
    for found in checked.report["findings"]:
        if observing or _is_observed(found, observed):
            piles["observed"].append(dict(found))
            continue
        waiver, why = _waiver_of(found, waivers, checked, now)
        if waiver is not None and not why:
            piles["waived"].append({**found, "waiver": _told(waiver)})
            used.append(waiver)
            continue
        kept.append(found)
        if waiver is not None:
            lapsed.append(_lapsed(waiver, why))
    lapsed += [_lapsed(waiver, GONE) for waiver in _without_place(waivers, checked, kept, now)]
    result = Verdict.PUBLISH if observing else _verdict(kept, checked, observed, at_least)
    report = {**checked.report, "findings": kept, **piles, "lapsed": lapsed, "override": None}
    if override is not None and result is not Verdict.PUBLISH:
        report["override"] = {**_overridden(override), "verdict": result.value}
        result = Verdict.PUBLISH
    return Settled({**report, "verdict": result.value}, result.value, tuple(used))


def people_needed(checked: Checked, rule: str, variant: str | None = None) -> int:
    """How many different people it takes to waive a finding; 0: nobody may."""
    return people_for(checked.waivable, rule, variant)


def stops(found: _Found, gate: str | None) -> bool:
    """Whether an open finding alone would hold a story, or have it reviewed.

    :param gate: the severity from which findings count; ``None``: only the host's own do.
    """
    return verdict((_finding(found),), False, _severity(gate)) is not Verdict.PUBLISH


def graver(one: str, other: str) -> bool:
    """Whether a verdict is graver than another."""
    return _RANKS[Verdict(one)] > _RANKS[Verdict(other)]


def undecided_rules(checked: Checked, observed: Collection[str]) -> frozenset[str]:
    """The rules that count, had work to do and could not do it; one without a name where nobody knows which."""
    if not checked.undecided:
        return frozenset()
    skipped = {one["rule"] for one in checked.report.get("rules_skipped", ()) if one["undecided"]} or {""}
    return frozenset(rule for rule in skipped if not rule or not _fits(rule, observed))


def _is_observed(found: _Found, observed: Collection[str]) -> bool:
    """Whether a finding is of an observed rule, or says of such rules alone that they failed."""
    if not found["rule"].startswith("compliance/"):
        return _fits(found["rule"], observed)
    data = found.get("data") or {}
    failed = data.get("rules") or (data.get("failed_rule"),)
    return all(rule and _fits(rule, observed) for rule in failed)


def _fits(rule: str, globs: Iterable[str]) -> bool:
    return any(fnmatchcase(rule, glob) for glob in globs)


def _waiver_of(found: _Found, waivers: Sequence[Waiver], checked: Checked, now: datetime) -> tuple[Waiver | None, str]:
    """The waiver of a finding, and why it does not count (empty where it does); of several, one that counts."""
    fingerprint = found["fingerprint"]
    last: tuple[Waiver | None, str] = (None, "")
    for waiver in waivers:
        if (waiver.fingerprint, waiver.rule, waiver.story_id) != (fingerprint, found["rule"], checked.story_id):
            continue
        last = (waiver, _why_not(waiver, found, checked, now))
        if not last[1]:
            break
    return last


def _without_place(
    waivers: Iterable[Waiver], checked: Checked, kept: Iterable[_Found], now: datetime
) -> Iterator[Waiver]:
    """The waivers whose words changed, so that their rule's finding is another one now, which stands."""
    there = {found["fingerprint"] for found in checked.report["findings"]}
    open_rules = {found["rule"] for found in kept}
    for waiver in waivers:
        stands = waiver.story_id == checked.story_id and waiver.until > now
        if stands and waiver.rule in open_rules and waiver.fingerprint not in there:
            yield waiver


def _lapsed(waiver: Waiver, why: str) -> dict[str, str]:
    return {"waiver": waiver.id, "rule": waiver.rule, "fingerprint": waiver.fingerprint, "why": why}


def _why_not(waiver: Waiver, found: _Found, checked: Checked, now: datetime) -> str:
    needed = people_needed(checked, found["rule"], found.get("variant"))
    if needed == 0:
        return NOBODY
    if waiver.until <= now:
        return OVER
    if waiver.facts != checked.facts.get(waiver.fingerprint):
        return CHANGED
    if len({person.id for person in waiver.by}) < needed:
        return ANOTHER
    return ""


def _verdict(kept: Iterable[_Found], checked: Checked, observed: Collection[str], at_least: Verdict) -> Verdict:
    found = verdict(map(_finding, kept), bool(undecided_rules(checked, observed)), _severity(checked.gate))
    return max(found, at_least, key=_RANKS.__getitem__)


def _finding(found: _Found) -> Finding:
    return Finding(found["rule"], Span(0, 0), kind=Kind(found["kind"]), severity=Severity(found["severity"]))


def _severity(gate: str | None) -> Severity | None:
    return None if gate is None else Severity(gate)


def _told(waiver: Waiver) -> dict[str, Any]:
    return {
        "id": waiver.id,
        "by": [{**_person(person), "reason": reason} for person, reason in waiver.agreed],
        "reason": waiver.reason,
        "until": waiver.until.isoformat().replace("+00:00", "Z"),
    }


def _overridden(override: Override) -> dict[str, Any]:
    at = override.made_at.isoformat().replace("+00:00", "Z")
    why = {"by": _person(override.person), "reason": override.reason, "at": at}
    return {**why, "made_for": override.made_for, "again": override.again}


def _person(person: Person) -> dict[str, str]:
    return {"id": person.id, "name": person.name, "position": person.position}
