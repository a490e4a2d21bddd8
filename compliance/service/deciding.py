"""Writes decisions into the record: a waiver, agreed to by as many people as the rule asks for; an override.

The interface and the desk page decide through this one place, so what was decided at one counts at the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from compliance.finding import Verdict
from compliance.record import Record
from compliance.service.certificates import certify
from compliance.service.decisions import people_needed, settle
from compliance.service.overrides import override_entry
from compliance.service.signing import SigningKey
from compliance.service.store import Store
from compliance.service.store.desk_rows import Overruled, Unanswered
from compliance.service.store.journal import OVERRIDE_WITHDRAWN
from compliance.service.telling import Telling
from compliance.service.types import (
    Checked,
    Entry,
    Idempotency,
    Override,
    Person,
    ServiceError,
    StoredReport,
    Waiver,
    new_id,
    stamp,
)

NO_FINDING, NO_ID, NOBODY, NOT_HELD = "no_finding", "no_id", "not_waivable", "not_held"
TWICE, NO_WAIVER, NO_OVERRIDE = "same_person", "no_waiver", "no_override"


class DecisionError(ServiceError):
    """What somebody decided cannot be done.

    :param why: one of the constants of this module.
    :param where: the part of the request that is meant.
    :param status: of HTTP.
    """

    def __init__(self, why: str, what: str, *, where: str = "", hint: str = "", status: int = 422) -> None:
        super().__init__(what, where=where, hint=hint)
        self.why, self.status = why, status


class Case(Record):
    """A checked story that somebody decides about.

    :param report_id: the check that they have before them.
    :param checked: the story, its ``findings`` those that are open.
    """

    title: str
    report_id: str
    checked: Checked


def let_through(
    store: Store,
    telling: Telling,
    case: Case,
    person: Person,
    fingerprint: str,
    reason: str,
    until: datetime,
    *,
    asked: Idempotency | None = None,
) -> Waiver:
    """Waive a finding, or agree to a waiver that waits for another person; the waiver with all who agree.

    :param telling: who is told of it.
    :param reason: of whoever decides; who agrees to a waiver may give none of their own, and agrees to its end.
    :param until: the moment from which a new waiver no longer counts.
    :param asked: what the request is known again by.
    :raises DecisionError: there is no such finding, nobody may waive it, or this person has done so already.
    """
    checked = case.checked
    found = next((one for one in checked.report["findings"] if one["fingerprint"] == fingerprint), None)
    if found is None:
        raise DecisionError(NO_FINDING, "the report has no open finding of this fingerprint", where="/fingerprint")
    if checked.story_id is None:
        raise DecisionError(NO_ID, "a story without an id cannot have waivers", hint="send it with its id")
    needed = people_needed(checked, found["rule"], found["variant"])
    if needed == 0:
        hint = "mend the story, or have it overridden"
        raise DecisionError(NOBODY, f"nobody may waive {found['rule']}", hint=hint)
    made_at = datetime.now(UTC)
    new = Waiver(
        id=new_id("wvr"),
        title=case.title,
        story_id=checked.story_id,
        rule=found["rule"],
        fingerprint=fingerprint,
        facts=checked.facts[fingerprint],
        by=(person,),
        reason=reason,
        until=until,
        made_at=made_at,
    )
    standing = _standing(store.waivers(case.title, checked.story_id), new)
    people = {one.id for one in standing.by} if standing is not None else set()
    if person.id in people:
        hint = "another person must agree" if len(people) < needed else "it counts from the next check on"
        raise DecisionError(TWICE, "you have let this finding through already", hint=hint, status=409)
    if standing is not None and len(people) < needed:
        agreed = standing._replace(by=(*standing.by, person))
        told = telling.of_waiver(case.report_id, agreed, needed, made_at)
        return store.agree(case.title, standing.id, person, reason, messages=told, idempotency=asked)
    told = telling.of_waiver(case.report_id, new, needed, made_at)
    return store.add_waiver(new, messages=told, idempotency=asked)


def _standing(waivers: Sequence[Waiver], new: Waiver) -> Waiver | None:
    """The newest waiver of the same finding on the same facts that has not ended; it may lack a person."""
    for waiver in reversed(waivers):
        same = (waiver.rule, waiver.fingerprint, waiver.facts) == (new.rule, new.fingerprint, new.facts)
        if same and waiver.until > new.made_at:
            return waiver
    return None


def withdrawn(
    store: Store, telling: Telling, title: str, waiver_id: str, person: Person, reason: str
) -> tuple[Waiver, datetime]:
    """End a waiver, which the journal keeps with who did and why; the waiver, and when it ended.

    :param telling: who is told of it.
    :param reason: empty where nobody asked for one.
    :raises DecisionError: there is none of this title that still stands.
    """
    waiver, at = store.waiver(title, waiver_id), datetime.now(UTC)
    if waiver is not None:
        told = telling.of_withdrawal(waiver, person, at)
        if store.withdraw(title, waiver_id, person, reason=reason, at=at, messages=told):
            return waiver, at
    hint = "its id begins with wvr_; it may have been withdrawn already"
    raise DecisionError(NO_WAIVER, "there is no such waiver of this title", hint=hint, status=404)


def overridden(
    store: Store,
    key: SigningKey | None,
    telling: Telling,
    stored: StoredReport,
    asked_by: str,
    person: Person,
    reason: str,
    *,
    asked: Idempotency | None = None,
) -> Mapping[str, Any]:
    """A report with its verdict overridden, recorded beside the first, in the journal, and certified.

    :param telling: who is told of it.
    :param asked_by: the id of the token, or of the desk page's session.
    :param asked: what the request is known again by.
    :raises DecisionError: there is nothing to override.
    """
    if stored.verdict == Verdict.PUBLISH.value:
        raise DecisionError(NOT_HELD, "this report lets the story through already", status=409)
    now = datetime.now(UTC)
    checked, override = again(stored, {}), Override(person, reason, now, made_for=stored.id)
    settled = settle(checked, (), now=now, override=override, at_least=Verdict(stored.verdict))
    kept = {name: stored.report.get(name, []) for name in ("waived", "observed", "lapsed")}
    beside = {"report_id": new_id("rpt"), "overrides": stored.id, "asked_by": asked_by, "checked_at": stamp(now)}
    report: dict[str, Any] = {**settled.report, **kept, **beside}
    report.pop("certificate", None)
    new = stored._replace(
        id=report["report_id"],
        checked_at=now,
        asked_by=asked_by,
        person=person,
        verdict=settled.verdict,
        report=report,
    )
    certificate = certify(new, checked, key) if key is not None else None
    if certificate is not None:
        report["certificate"] = {"id": certificate.id, "document": certificate.document}
    entry = override_entry(new)
    entries, messages = () if entry is None else (entry,), telling.of_report(new)
    told = Overruled(stored.title, stored.id, new.id, report["override"], now)
    kept_as = store.record(
        new, idempotency=asked, certificate=certificate, entries=entries, messages=messages, desk=told
    )
    return kept_as.report


def unanswered(store: Store, telling: Telling, stored: StoredReport, person: Person, reason: str) -> Entry:
    """End what an override still does; the line of the journal that says so. Every report stays as it is.

    From then on the very same story is held again, at the desk as well; an override that was made of it before does not
    count either. What readers have is not taken back by that.

    :param telling: who is told of it.
    :param stored: a report with the override, the first one or one for which it counted again.
    :param reason: of whoever withdraws it.
    :raises DecisionError: the report has none, or it counts no longer.
    """
    override = stored.report.get("override")
    if not override:
        raise DecisionError(NO_OVERRIDE, "nobody has overridden this report", status=409)
    if stored.story_id is None:
        raise DecisionError(NO_ID, "an override of a story without an id counts once, and is over", status=409)
    _, made = store.decided(stored.title, stored.story_id)
    if made is None or (made.detail["made_for"], made.detail["at"]) != (override["made_for"], override["at"]):
        hint = "it was withdrawn already, the story was killed, or somebody has overridden it anew since"
        raise DecisionError(NO_OVERRIDE, "this override counts no longer", hint=hint, status=409)
    now = datetime.now(UTC)
    detail = {"override": made.id, "report_id": made.detail["report_id"], "made_for": override["made_for"]}
    detail |= {"by": _named(person), "reason": reason, "at": stamp(now), "answered": override["by"]}
    entry = Entry(new_id("jrn"), stored.title, OVERRIDE_WITHDRAWN, now, person.id, stored.story_id, detail)
    told = Unanswered(stored.title, stored.story_id, now)
    if not store.withdraw_override(entry, told, messages=telling.of_unanswered(stored, person, now)):
        raise DecisionError(NO_OVERRIDE, "this override counts no longer", hint="somebody was faster", status=409)
    return entry


def _named(person: Person) -> dict[str, str]:
    return {"id": person.id, "name": person.name, "position": person.position}


def again(stored: StoredReport, people: Mapping[str, int]) -> Checked:
    """What the worker answered, as far as the record has it: the findings are those that were open.

    :param people: how many people a rule asks for, where it is not one.
    """
    skipped = stored.report.get("rules_skipped", ())
    return Checked(
        item=stored.report.get("item") or 0,
        report=stored.report,
        story_id=stored.story_id,
        digest=stored.digest,
        facts={one["fingerprint"]: one.get("facts", "") for one in stored.report["findings"]},
        waivable=people,
        undecided=any(one["undecided"] for one in skipped),
        gate=None,
        unchecked=stored.report.get("unchecked", ()),
        parts=stored.report.get("parts", {}),
    )
