"""The record: every check of an event, the waivers, the certificates, and what was erased.

A method that writes returns when what it wrote is on disk, all of it, and raises :class:`StoreError` when nothing of
it is. All are synchronous and safe from any thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine

from compliance.service.published import Published
from compliance.service.store import (
    certificates,
    counts,
    journal,
    outbox,
    queue,
    repeats,
    reports,
    waivers,
)
from compliance.service.store.database import prepared
from compliance.service.store.desk_record import DeskRecord
from compliance.service.store.desk_rows import Arrival, Overruled, Unanswered
from compliance.service.store.kept import Transaction
from compliance.service.store.leaving import Leaving
from compliance.service.store.outbox import Message
from compliance.service.types import Certificate, Entry, Idempotency, Person, StoredReport, Waiver, new_id

KEYS_KEPT = timedelta(hours=24)
"""How long an ``Idempotency-Key`` is remembered unless the house says otherwise."""


class Store(Leaving):
    """The record in a database; open one with :meth:`open`.

    :ivar desk: the desk page's part of it.
    :param engine: of a database that has the present schema.
    :param keys_kept: how long an ``Idempotency-Key`` is remembered.
    """

    def __init__(self, engine: Engine, *, keys_kept: timedelta = KEYS_KEPT) -> None:
        super().__init__(engine)
        self._keys_kept = keys_kept
        self.desk = DeskRecord(self)

    @classmethod
    def open(cls, url: str, *, keys_kept: timedelta = KEYS_KEPT) -> Store:
        """Open the record, made or brought to the present schema where it must be.

        :param url: ``sqlite:///FILE``, a file's path, or ``postgresql://…``.
        :raises StoreError: it cannot be opened, or a newer version of the program wrote it.
        """
        return cls(prepared(url), keys_kept=keys_kept)

    def check(self) -> None:
        """Whether the record can be read, for ``/readyz``.

        :raises StoreError: it cannot.
        """
        with self.reading() as connection:
            connection.exec_driver_sql("SELECT 1 FROM reports LIMIT 1")

    # reports

    def replayed(self, asked: Idempotency) -> StoredReport | None:
        """What the same request was answered before; ``None`` where it is new.

        :raises KeyReusedError: the key came before with another body.
        """
        with self.reading() as connection:
            made = repeats.made_before(connection, asked, _now() - self._keys_kept)
            return None if made is None else reports.report_by_id(connection, made)

    def record(
        self,
        stored: StoredReport,
        *,
        idempotency: Idempotency | None = None,
        certificate: Certificate | None = None,
        canonical: Mapping[str, Any] | None = None,
        entries: Sequence[Entry] = (),
        messages: Sequence[Message] = (),
        desk: Arrival | Overruled | None = None,
        text: str = "",
    ) -> StoredReport:
        """Keep one answer with all that belongs to it, in one transaction.

        :param canonical: the story's canonical fields, where the house keeps story text.
        :param entries: lines of the journal, such as an override.
        :param messages: webhooks that tell of it.
        :param desk: what the desk page learns of it.
        :param text: the report as it is answered, where it is written already: it need not be written twice.
        :returns: what is to be answered: the report that was given, or the one that the same request got before;
            then nothing was written.
        :raises KeyReusedError: the same key was faster, with another body.
        :raises StoreError: nothing of it was kept.
        """
        with self.kept_writing() as connection:
            made = self._claim(connection, idempotency, stored.id)
            earlier = None if made is None else reports.report_by_id(connection, made)
            if earlier is not None:
                return earlier
            reports.insert_report(connection, stored, canonical, text)
            if certificate is not None:
                certificates.insert_certificate(connection, certificate)
            for entry in entries:
                journal.insert_entry(connection, entry)
            outbox.insert_messages(connection, messages)
            if desk is not None:
                queue.learn(connection, desk)
        return stored

    def report(self, title: str, report_id: str) -> StoredReport | None:
        """A report of a title by its id."""
        with self.reading() as connection:
            return reports.report_by_id(connection, report_id, title)

    def history(
        self, title: str, story_id: str, *, before: str | None = None, limit: int = 100
    ) -> tuple[StoredReport, ...]:
        """The reports of a story, the newest first.

        :param before: the id of a report; only older ones.
        """
        with self.reading() as connection:
            return reports.reports_of_story(connection, title, story_id, before=before, limit=limit)

    def latest_published(self, title: str, story_id: str) -> StoredReport | None:
        """The check with which the version before the readers went out; ``None`` where none did, or it was killed."""
        with self.reading() as connection:
            return reports.newest_published(connection, title, story_id)

    def published_before(self, title: str, story_id: str, digest: str) -> Published | None:
        """What readers have of a story, where its digest is another; without its text where the house keeps none."""
        with self.reading() as connection:
            return reports.published_before(connection, title, story_id, digest)

    def story(self, title: str, report_id: str) -> Mapping[str, Any] | None:
        """The canonical fields of the story that a report is of, where the house keeps them."""
        with self.reading() as connection:
            return reports.story_fields(connection, title, report_id)

    # waivers

    def waived(self, asked: Idempotency) -> Waiver | None:
        """The waiver that the same request made or agreed to, as it is now; ``None`` where it is new.

        :raises KeyReusedError: the key came before with another body.
        """
        with self.reading() as connection:
            made = repeats.made_before(connection, asked, _now() - self._keys_kept)
            return None if made is None else waivers.ever_made(connection, made)

    def add_waiver(
        self, waiver: Waiver, *, messages: Sequence[Message] = (), idempotency: Idempotency | None = None
    ) -> Waiver:
        """Keep a waiver with those who agreed so far, and the webhooks that tell of it.

        :returns: the waiver; or the one that the same request made before, and then nothing was written.
        """
        with self.writing() as connection:
            earlier = self._waived(connection, idempotency, waiver.id)
            if earlier is not None:
                return earlier
            waivers.insert_waiver(connection, waiver)
            counts.decided(connection, waiver.title, waiver.story_id, _now())
            outbox.insert_messages(connection, messages)
        return waiver

    def agree(
        self,
        title: str,
        waiver_id: str,
        person: Person,
        reason: str = "",
        *,
        messages: Sequence[Message] = (),
        idempotency: Idempotency | None = None,
    ) -> Waiver:
        """Add somebody who agrees to a waiver, and the webhooks that tell of it; the waiver with all who agree.

        :param reason: of their own; empty where they gave none.
        :raises StoreError: there is no such waiver, or it was withdrawn.
        """
        with self.writing() as connection:
            earlier = self._waived(connection, idempotency, waiver_id)
            if earlier is not None:
                return earlier
            waiver = waivers.agree(connection, title, waiver_id, person, _now(), reason)
            counts.decided(connection, title, waiver.story_id, _now())
            outbox.insert_messages(connection, messages)
        return waiver

    def _waived(self, connection: Connection, asked: Idempotency | None, waiver_id: str) -> Waiver | None:
        made = self._claim(connection, asked, waiver_id)
        return None if made is None else waivers.ever_made(connection, made)

    def _claim(self, connection: Transaction, asked: Idempotency | None, made: str) -> str | None:
        """What the same request made before; else its key is kept."""
        now = _now()
        return None if asked is None else repeats.claim(connection, asked, made, now, now - self._keys_kept)

    def withdraw(
        self,
        title: str,
        waiver_id: str,
        person: Person,
        *,
        reason: str = "",
        at: datetime | None = None,
        messages: Sequence[Message] = (),
    ) -> bool:
        """End a waiver, which the journal keeps; whether there was one to end.

        :param reason: empty where nobody asked for one.
        :param at: when it ended; now, unless told.
        :param messages: webhooks that tell of it.
        """
        with self.writing() as connection:
            waiver, when = waivers.waiver_by_id(connection, title, waiver_id), at or _now()
            if waiver is None or not waivers.withdraw(connection, title, waiver_id, person, when):
                return False
            counts.decided(connection, title, waiver.story_id, _now())
            detail = {"waiver": waiver.id, "rule": waiver.rule, "fingerprint": waiver.fingerprint, "reason": reason}
            entry = Entry(new_id("jrn"), title, "withdrawn", when, person.id, waiver.story_id, detail)
            journal.insert_entry(connection, entry)
            outbox.insert_messages(connection, messages)
        return True

    def waiver(self, title: str, waiver_id: str) -> Waiver | None:
        """A waiver that was not withdrawn."""
        with self.reading() as connection:
            return waivers.waiver_by_id(connection, title, waiver_id)

    def waivers(self, title: str, story_id: str) -> tuple[Waiver, ...]:
        """The waivers of a story that were not withdrawn, those that have ended included, the oldest first."""
        with self.reading() as connection:
            return waivers.waivers_of_story(connection, title, story_id)

    # certificates

    def certificate(self, title: str, certificate_id: str) -> Certificate | None:
        """A certificate of a title by its id."""
        with self.reading() as connection:
            return certificates.certificate_by_id(connection, title, certificate_id)

    def certificates(self, title: str, story_id: str) -> tuple[Certificate, ...]:
        """The certificates of a story, the newest first."""
        with self.reading() as connection:
            return certificates.certificates_of_story(connection, title, story_id)

    def keep_key(self, key_id: str, pem: str) -> None:
        """Keep a public key, so that what it signed can be verified after the next one took its place."""
        with self.writing() as connection:
            certificates.insert_key(connection, key_id, pem, _now())

    def keys(self) -> Mapping[str, str]:
        """The public keys (PEM) by their ids, the first used first."""
        with self.reading() as connection:
            return certificates.keys(connection)

    # the journal

    def note(self, entry: Entry) -> None:
        """Add a line to the journal."""
        with self.writing() as connection:
            journal.insert_entry(connection, entry)

    def journal(
        self, title: str, *, kind: str | None = None, story_id: str | None = None, limit: int = 100
    ) -> tuple[Entry, ...]:
        """The lines of a title's journal, the newest first."""
        with self.reading() as connection:
            return journal.entries_of(connection, title, kind=kind, story_id=story_id, limit=limit)

    def withdraw_override(self, entry: Entry, told: Unanswered, *, messages: Sequence[Message] = ()) -> bool:
        """End what an override still does, with the line of the journal that says so; whether it still did anything.

        :param entry: the line; its ``override`` is the line of the override.
        :param told: what the desk page learns of it.
        :param messages: webhooks that tell of it.
        """
        with self.writing() as connection:
            counts_now = journal.newest_override(connection, entry.title, str(entry.story_id))
            if counts_now is None or counts_now.id != entry.detail["override"]:
                return False
            journal.insert_entry(connection, entry)
            queue.restore(connection, told)
            counts.decided(connection, entry.title, str(entry.story_id), entry.at)
            outbox.insert_messages(connection, messages)
        return True

    def override_withdrawn(self, title: str, story_id: str, made_at: datetime) -> Entry | None:
        """The line of the journal which says that an override was withdrawn; ``None`` where it was not.

        :param made_at: when the override was made.
        """
        with self.reading() as connection:
            return journal.withdrawal_of(connection, title, story_id, made_at)

    def decided(self, title: str, story_id: str) -> tuple[tuple[Waiver, ...], Entry | None]:
        """What people decided of a story, as it stands at one moment.

        :returns: its waivers, as :meth:`waivers` has them, and the newest override that somebody made of it since it
            was last killed, or one withdrawn; ``None`` where nobody did.
        """
        with self.kept_reading() as connection:
            let_through = waivers.waivers_of_story(connection, title, story_id)
            return let_through, journal.newest_override(connection, title, story_id)


def _now() -> datetime:
    return datetime.now(UTC)
