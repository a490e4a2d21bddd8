"""The desk page's part of the record: who looks at it sees the same queue, whichever process answers."""

from __future__ import annotations

from datetime import UTC, datetime

from compliance.service.store import alarms, hands, queue
from compliance.service.store.database import Database
from compliance.service.store.desk_rows import Alarm, AlarmCount, Arrival, Hand, InHand, SentBack, sent_back_row
from compliance.service.store.journal import insert_entry
from compliance.service.store.rows import person_row
from compliance.service.types import Entry, Person, StoreError, new_id

SENT_BACK, PUT_AWAY = "sent_back", "put_away"
"""The kinds of the journal's lines about whole stories at the desk."""


class DeskRecord:
    """What the desk keeps, and what it did; its errors are those of the record.

    :param database: the record that it is part of.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def queue(self, title: str) -> tuple[Hand, ...]:
        """The stories of a title: the nearest deadline first, then the newest; without their text."""
        with self._database.reading() as connection:
            return hands.queue_of(connection, title, _now())

    def hand(self, title: str, desk_id: str) -> Hand | None:
        """A story of a title with its two newest versions; ``None`` where the desk does not have it."""
        with self._database.reading() as connection:
            return hands.hand_of(connection, title, desk_id)

    def take_in(self, arrival: Arrival) -> str:
        """Keep what somebody brought to the desk; the desk's id of it."""
        with self._database.writing() as connection:
            desk_id = queue.arrive(connection, arrival)
        if desk_id is None:
            raise StoreError("the story was taken off the desk meanwhile", hint="bring it again")
        return desk_id

    def hold(self, title: str, desk_id: str, holder: Person | None) -> bool:
        """Keep who has a story, ``None``: nobody; whether the desk has it."""
        with self._database.writing() as connection:
            return queue.change(connection, title, desk_id, _now(), holder=person_row(holder))

    def send_back(self, story: InHand, by: Person, reason: str) -> bool:
        """Keep that a story went back to whoever wrote it, in the journal too; whether the desk has it."""
        now = _now()
        back = sent_back_row(SentBack(by, reason, now))
        with self._database.writing() as connection:
            there = queue.change(connection, story.title, story.id, now, sent_back=back, holder=None)
            if there:
                insert_entry(connection, _handled(SENT_BACK, story, by, now, reason=reason))
        return there

    def put_away(self, story: InHand, by: Person) -> bool:
        """Take a story off the desk, which the journal keeps; whether it was there."""
        with self._database.writing() as connection:
            there = queue.put_away(connection, story.title, story.id)
            if there:
                insert_entry(connection, _handled(PUT_AWAY, story, by, _now()))
        return there

    def wrong_alarm(self, alarm: Alarm) -> bool:
        """Count a wrong alarm; whether it was not counted before."""
        with self._database.writing() as connection:
            return alarms.insert_alarm(connection, alarm)

    def alarms(self, title: str) -> tuple[AlarmCount, ...]:
        """How many wrong alarms each rule gave under a title, the most first."""
        with self._database.reading() as connection:
            return alarms.count_alarms(connection, title)


def _handled(kind: str, story: InHand, by: Person, at: datetime, **more: str) -> Entry:
    """The line of the journal for what somebody did with a whole story, as it was then."""
    detail = {"desk_id": story.id, "report_id": story.report_id, "version": story.version, "name": by.name, **more}
    return Entry(new_id("jrn"), story.title, kind, at, by.id, story.story_id, detail)


def _now() -> datetime:
    return datetime.now(UTC)
