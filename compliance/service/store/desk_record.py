"""The desk page's part of the record: who looks at it sees the same queue, whichever process answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from compliance.service.counting import Counted
from compliance.service.store import alarms, counts, hands, queue
from compliance.service.store.database import Database
from compliance.service.store.desk_rows import Alarm, AlarmCount, Arrival, Hand, InHand, SentBack, sent_back_row
from compliance.service.store.desk_tables import desk_stories
from compliance.service.store.journal import insert_entry
from compliance.service.store.rows import person_row
from compliance.service.types import Entry, Person, StoreError, new_id

_AT_ONCE = 50
"""Stories that are counted anew in one transaction."""
SENT_BACK, PUT_AWAY = "sent_back", "put_away"
"""The kinds of the journal's lines about whole stories at the desk."""


class DeskRecord:
    """What the desk keeps, and what it did; its errors are those of the record.

    :param database: the record that it is part of.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def queue(self, title: str, observed: Sequence[str] = ()) -> tuple[InHand, ...]:
        """The stories of a title, each with how it stands: the nearest deadline first, then the newest.

        :param observed: globs of the rules whose findings never count now.
        """
        now, rules = _now(), counts.under(observed)
        with self._database.reading() as connection:
            found = hands.queue_of(connection, title, rules, now)
        anew = [story.id for story in found if story.counted is None]
        fresh = self._counted(title, anew, rules, now) if anew else {}
        stories = (story if story.counted else story._replace(counted=fresh.get(story.id)) for story in found)
        return tuple(story for story in stories if story.counted)

    def _counted(self, title: str, anew: Sequence[str], rules: str, now: datetime) -> Mapping[str, Counted]:
        """Count stories anew, some at a time, since others write too; what cannot be written can still be told."""
        found: dict[str, tuple[Counted, str]] = {}
        try:
            for at in range(0, len(anew), _AT_ONCE):
                some = desk_stories.c.id.in_(anew[at : at + _AT_ONCE])
                with self._database.writing() as connection:
                    now_counted = counts.count(connection, title, some, rules, now)
                    counts.keep(connection, now_counted)
                found.update(now_counted)
        except StoreError:
            left = desk_stories.c.id.in_([desk_id for desk_id in anew if desk_id not in found])
            with self._database.reading() as connection:
                found.update(counts.count(connection, title, left, rules, now))
        return {desk_id: one for desk_id, (one, _) in found.items()}

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
