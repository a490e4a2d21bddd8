"""Wrong alarms in the record, counted by rule, each finding of a story once."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from compliance.service.store.desk_rows import Alarm, AlarmCount
from compliance.service.store.desk_tables import wrong_alarms
from compliance.service.store.rows import insert_new, known_person, person_row
from compliance.service.types import Person, new_id


def insert_alarm(connection: Connection, alarm: Alarm) -> bool:
    """Keep that a finding was called wrong; whether nobody had done so before."""
    values = {**alarm._asdict(), "id": new_id("alm"), "by": person_row(alarm.by)}
    return insert_new(connection, wrong_alarms, values)


def alarms_of(connection: Connection, desk_id: str) -> Mapping[str, Person]:
    """Who called a finding of a story wrong, by its fingerprint."""
    query = select(wrong_alarms.c.fingerprint, wrong_alarms.c.by).where(wrong_alarms.c.desk_id == desk_id)
    return {row.fingerprint: known_person(row.by) for row in connection.execute(query)}


def count_alarms(connection: Connection, title: str) -> tuple[AlarmCount, ...]:
    """How many wrong alarms each rule gave under a title, the most first."""
    many = func.count().label("many")
    query = select(wrong_alarms.c.rule, many, func.min(wrong_alarms.c.at).label("since"))
    query = query.where(wrong_alarms.c.title == title).group_by(wrong_alarms.c.rule)
    rows = connection.execute(query.order_by(many.desc(), wrong_alarms.c.rule))
    return tuple(AlarmCount(row.rule, row.many, row.since) for row in rows)
