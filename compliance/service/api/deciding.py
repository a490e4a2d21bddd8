"""Writes decisions into the record: a waiver, agreed to by as many people as the rule asks for; an override."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from compliance.finding import Verdict
from compliance.service.api.conclude import stamp
from compliance.service.api.problems import Problem
from compliance.service.certificates import certify
from compliance.service.decisions import override_entry, people_needed, settle
from compliance.service.signing import SigningKey
from compliance.service.store import Store
from compliance.service.telling import Telling
from compliance.service.types import Caller, Checked, Override, Person, StoredReport, Waiver, new_id


def let_through(
    store: Store,
    stored: StoredReport,
    person: Person,
    fingerprint: str,
    reason: str,
    until: datetime,
    people: Mapping[str, int],
    telling: Telling,
) -> dict[str, Any]:
    """Waive a finding of a report, or agree to a waiver that waits for another person.

    :param people: how many people a rule asks for, where it is not one.
    :raises Problem: there is no such finding, or nobody may waive it.
    """
    found = next((one for one in stored.report["findings"] if one["fingerprint"] == fingerprint), None)
    if found is None:
        raise Problem(422, "the report has no open finding of this fingerprint", place="/fingerprint")
    if stored.story_id is None:
        raise Problem(422, "a story without an id cannot have waivers", hint="send it with its id")
    needed = people_needed(_again(stored, people), found["rule"], found["variant"])
    if needed == 0:
        raise Problem(422, f"nobody may waive {found['rule']}", hint="mend the story, or have it overridden")
    waiver = _waiting(store, stored, found, person, needed)
    made_at = datetime.now(UTC)
    if waiver is not None:
        agreed = waiver._replace(by=(*waiver.by, person))
        told = telling.of_waiver(stored.id, agreed, needed, made_at)
        waiver = store.agree(stored.title, waiver.id, person, messages=told)
    else:
        waiver = Waiver(
            id=new_id("wvr"),
            title=stored.title,
            story_id=stored.story_id,
            rule=found["rule"],
            fingerprint=fingerprint,
            facts=found["facts"],
            by=(person,),
            reason=reason,
            until=until,
            made_at=made_at,
        )
        store.add_waiver(waiver, messages=telling.of_waiver(stored.id, waiver, needed, made_at))
    return _told(waiver, needed)


def _waiting(
    store: Store, stored: StoredReport, found: Mapping[str, Any], person: Person, needed: int
) -> Waiver | None:
    """A waiver of the same finding on the same facts that lacks a person, and is not this person's own."""
    now = datetime.now(UTC)
    for waiver in store.waivers(stored.title, str(stored.story_id)):
        same = (waiver.rule, waiver.fingerprint, waiver.facts) == (found["rule"], found["fingerprint"], found["facts"])
        agreed = {one.id for one in waiver.by}
        if same and waiver.until > now and len(agreed) < needed and person.id not in agreed:
            return waiver
    return None


def _told(waiver: Waiver, needed: int) -> dict[str, Any]:
    return {
        "waiver_id": waiver.id,
        "story_id": waiver.story_id,
        "rule": waiver.rule,
        "fingerprint": waiver.fingerprint,
        "by": [{"id": person.id, "name": person.name, "position": person.position} for person in waiver.by],
        "reason": waiver.reason,
        "until": stamp(waiver.until),
        "people_needed": needed,
        "counts": len({person.id for person in waiver.by}) >= needed,
    }


def overridden(
    store: Store,
    key: SigningKey | None,
    telling: Telling,
    stored: StoredReport,
    caller: Caller,
    person: Person,
    reason: str,
) -> Mapping[str, Any]:
    """A report with its verdict overridden, recorded beside the first, in the journal, and certified.

    :raises Problem: there is nothing to override.
    """
    if stored.verdict == Verdict.PUBLISH.value:
        raise Problem(409, "this report lets the story through already")
    now = datetime.now(UTC)
    checked = _again(stored, {})
    settled = settle(checked, (), now=now, override=Override(person, reason, now), at_least=Verdict(stored.verdict))
    kept = {name: stored.report.get(name, []) for name in ("waived", "observed", "lapsed")}
    beside = {"report_id": new_id("rpt"), "overrides": stored.id, "asked_by": caller.id, "checked_at": stamp(now)}
    report: dict[str, Any] = {**settled.report, **kept, **beside}
    report.pop("certificate", None)
    new = stored._replace(
        id=report["report_id"],
        checked_at=now,
        asked_by=caller.id,
        person=person,
        verdict=settled.verdict,
        report=report,
    )
    certificate = certify(new, checked, key) if key is not None else None
    if certificate is not None:
        report["certificate"] = {"id": certificate.id, "document": certificate.document}
    entry = override_entry(stored.title, stored.story_id, new.id, settled)
    entries, messages = () if entry is None else (entry,), telling.of_report(new)
    return store.record(new, certificate=certificate, entries=entries, messages=messages).report


def _again(stored: StoredReport, people: Mapping[str, int]) -> Checked:
    """What the worker answered, as far as the record has it."""
    skipped = stored.report.get("rules_skipped", ())
    return Checked(
        item=stored.report.get("item") or 0,
        report=stored.report,
        story_id=stored.story_id,
        digest=stored.digest,
        waivable=people,
        undecided=any(one["undecided"] for one in skipped),
        gate=None,
        unchecked=stored.report.get("unchecked", ()),
    )
