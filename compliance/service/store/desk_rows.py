"""What the record keeps of the desk page, and how it stands in rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from compliance.record import Record
from compliance.service.counting import Counted
from compliance.service.store.columns import storable
from compliance.service.store.rows import known_person, person_of, person_row
from compliance.service.types import Checked, Event, Person, Waiver

_KEPT = ("digest", "facts", "undecided", "gate", "unchecked")


class SentBack(Record):
    """That a story went back to whoever wrote it."""

    by: Person
    reason: str
    at: datetime


class InHand(Record):
    """A story at the desk.

    :param id: of the desk; a story that came without an id is known by its first report's.
    :param story_id: what its waivers bind: its own id, or for what was pasted without one, the desk's; ``None``: it
        came without an id, and nothing in it can be waived.
    :param verdict: when it came last; what was decided since is not in it.
    :param event: what it was last sent for; ``None`` for what was only pasted.
    :param report_id: its last check in the record; ``None`` for what was only pasted.
    :param override: who answers for publishing it all the same, as the report says it.
    :param version: the number of its newest version, from 1.
    :param counted: how it stands now, in a queue; ``None`` elsewhere.
    """

    id: str
    title: str
    story_id: str | None
    headline: str
    verdict: str
    event: Event | None
    report_id: str | None
    arrived: datetime
    deadline: datetime | None = None
    holder: Person | None = None
    sent_back: SentBack | None = None
    override: Mapping[str, Any] | None = None
    version: int = 1
    changed_at: datetime | None = None
    counted: Counted | None = None


_IN_ROW = tuple(name for name in InHand.__annotations__ if name != "counted")


class Version(Record):
    """A version of a story at the desk.

    :param id: its report's, or one of the desk's own.
    :param name: of the file, or what stands for one.
    :param told: the format that somebody said; ``None``: found out.
    :param media: the media type that it was sent as; ``None`` for what was pasted.
    :param item: which story of its file, from 0.
    :param now: the moment it was judged at.
    :param checked: what a worker answered, before anybody decided anything.
    :param data: its bytes, where they are kept.
    """

    id: str
    name: str
    told: str | None
    media: str | None
    item: int
    now: datetime
    checked: Checked
    data: bytes | None = None


class Hand(Record):
    """A story at the desk with all that was decided of it.

    :param newest: its newest version.
    :param before: the one before; ``None`` where there is none, or it was not asked for.
    :param alarms: by fingerprint, who called a finding a wrong alarm.
    """

    story: InHand
    newest: Version
    before: Version | None = None
    waivers: tuple[Waiver, ...] = ()
    alarms: Mapping[str, Person] = {}


class Arrival(Record):
    """A story as it comes to the desk.

    :param desk_id: the id that it gets where the desk does not know it yet.
    :param event: what it was checked for; ``None``: somebody brought it to the desk.
    :param report_id: its check in the record.
    :param deadline: when it must be out; ``None`` where nobody said.
    :param holder: who has it from the start.
    :param override: with which it may be published, as the report says it.
    :param observed: globs of the rules whose findings never count, by which it is counted.
    """

    title: str
    story_id: str | None
    desk_id: str
    headline: str
    verdict: str
    at: datetime
    version: Version
    event: Event | None = None
    report_id: str | None = None
    deadline: datetime | None = None
    holder: Person | None = None
    override: Mapping[str, Any] | None = None
    observed: tuple[str, ...] = ()


class Overruled(Record):
    """That a held story is published all the same.

    :param report_id: the check that was overridden.
    :param by_report: the report that says so.
    :param override: as that report says it.
    """

    title: str
    report_id: str
    by_report: str
    override: Mapping[str, Any]
    at: datetime


class Unanswered(Record):
    """That nobody answers any more for publishing a story all the same.

    :param story_id: the story's; another version of it that somebody answers for has its override withdrawn too.
    """

    title: str
    story_id: str
    at: datetime


class Alarm(Record):
    """A finding that somebody called wrong."""

    title: str
    desk_id: str
    story_id: str | None
    rule: str
    variant: str | None
    fingerprint: str
    by: Person
    at: datetime


class AlarmCount(Record):
    """How many findings of a rule were called wrong.

    :param findings: that number; each finding of a story counts once.
    :param since: the first of them that is still kept.
    """

    rule: str
    findings: int
    since: datetime


def in_hand(row: Row[Any]) -> InHand:
    """The story of a row."""
    values = {name: getattr(row, name) for name in _IN_ROW}
    back = row.sent_back
    if back is not None:
        back = SentBack(known_person(back["by"]), back["reason"], datetime.fromisoformat(back["at"]))
    event = None if row.event is None else Event(row.event)
    return InHand(**{**values, "event": event, "holder": person_of(row.holder), "sent_back": back})


def sent_back_row(back: SentBack) -> dict[str, Any]:
    """That a story went back, as JSON."""
    return {"by": person_row(back.by), "reason": back.reason, "at": back.at.isoformat()}


def version_row(version: Version) -> dict[str, Any]:
    """The columns of a version, its story and number apart."""
    return {**version._asdict(), "name": storable(version.name), "checked": _checked_row(version.checked)}


def version_of(row: Row[Any], story_id: str | None) -> Version:
    """The version of a row.

    :param story_id: of its story.
    """
    values: dict[str, Any] = {name: getattr(row, name, None) for name in Version.__annotations__}
    values["checked"] = Checked(item=row.item, story_id=story_id, **row.checked)
    return Version(**values)


def _checked_row(checked: Checked) -> dict[str, Any]:
    """What a page needs of a worker's answer; places in the sender's bytes are the sender's."""
    report = {**checked.report, "findings": [_bare(found) for found in checked.report["findings"]]}
    rules = {found["rule"] for found in report["findings"]}
    people = {rule: n for rule, n in checked.waivable.items() if rule.partition(":")[0] in rules}
    return {**{name: getattr(checked, name) for name in _KEPT}, "report": report, "waivable": people}


def _bare(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name != "ranges"}
