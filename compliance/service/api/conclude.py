"""What becomes of a checked story: waivers, the comparison with the version before, the record, the certificate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import Any

from starlette.concurrency import run_in_threadpool

from compliance.finding import Verdict
from compliance.record import Record
from compliance.service.access.settings import Title
from compliance.service.api.asked import Asked
from compliance.service.api.handing_on import arrival_of
from compliance.service.api.state import Present, State
from compliance.service.api.written import written
from compliance.service.certificates import certify
from compliance.service.changes import changes
from compliance.service.decisions import Settled, settle
from compliance.service.desk.looking import Copy
from compliance.service.overrides import counts_again, override_entry
from compliance.service.store import Store
from compliance.service.types import (
    Caller,
    Certificate,
    Checked,
    Entry,
    Event,
    Idempotency,
    StoredReport,
    StoreError,
    Waiver,
    new_id,
    stamp,
)

COMPARED = (Event.UPDATE, Event.CORRECT)
"""What is held against the version that readers have."""


class Conclusion(Record):
    """What is the same for all stories of a request.

    :param present: what the service worked with when the request came, whatever is reloaded meanwhile.
    :param title: what counts for the caller's title, then.
    :param key: the ``Idempotency-Key``.
    :param digest: of the body and what in the address changes the answer.
    """

    state: State
    present: Present
    title: Title
    caller: Caller
    asked: Asked
    at: datetime
    key: str | None = None
    digest: str = ""

    @classmethod
    def of(cls, state: State, caller: Caller, asked: Asked) -> Conclusion:
        """The conclusion of a request that comes now."""
        return cls(state, state.present, state.present.title(caller.title), caller, asked, datetime.now(UTC))

    def under(self, present: Present) -> Conclusion:
        """The same request, with what the service works with now."""
        if present is self.present:
            return self
        return self._replace(present=present, title=present.title(self.caller.title))

    def known(self, data: bytes, key: str | None) -> Conclusion:
        """The conclusion of a request with this body, known again by a key."""
        if key is None:
            return self
        told = f"{self.asked.event.value} {self.asked.utf16} {self.asked.language} {self.asked.told_now}\n"
        return self._replace(key=key, digest="sha256:" + sha256(told.encode() + data).hexdigest())

    @property
    def versions(self) -> dict[str, str]:
        """Of the program, the plugins, the title's profile, and the digests of rules and configuration."""
        return dict(self.present.workers.ready.under(self.title.profile).versions)

    @property
    def store(self) -> Store:
        """The record.

        :raises StoreError: there is none.
        """
        if self.state.store is None:
            raise StoreError("this service keeps no record, and checks drafts only")
        return self.state.store

    def known_by(self, item: int) -> Idempotency | None:
        """What a story of the request is known again by."""
        if self.key is None:
            return None
        return Idempotency(caller=self.caller.id, key=self.key, body=self.digest, item=item)


async def replayed(conclusion: Conclusion) -> Mapping[str, Any] | None:
    """What the same request was answered before, where it held one story; ``None`` where it is to be checked.

    :raises KeyReusedError: the key came before with another body.
    """
    known = conclusion.known_by(0)
    if known is None or not conclusion.asked.event.stored:
        return None
    earlier = await run_in_threadpool(conclusion.store.replayed, known)
    # of a list, some stories may not have been recorded: it is checked again, and each story's answer stands
    return earlier.report if earlier is not None and earlier.report.get("item") is None else None


class Concluded(Record):
    """The answer for a story.

    :param text: the report as it goes out, which is as the record keeps it.
    """

    report: Mapping[str, Any]
    text: bytes


async def conclude(conclusion: Conclusion, checked: Checked, copy: Copy) -> Concluded:
    """The answer for a story; of an event that is stored, it is in the record before it is given.

    :param copy: what was sent.
    :raises StoreError: it cannot be recorded, so there is no answer.
    """
    if conclusion.asked.event.stored:
        concluded = await conclusion.state.beside.run(partial(_recorded, conclusion, checked, copy))
    else:
        drafted = _answer(conclusion, checked, _settled(conclusion, checked), None)
        concluded = Concluded(drafted, written(drafted))
    report = concluded.report
    conclusion.state.metrics.checked(conclusion.asked.event.value, report)
    if report["override"]:
        conclusion.state.overrode()
    return concluded


def _settled(conclusion: Conclusion, checked: Checked) -> Settled:
    """The report after people's decisions, of which drafts have none, since the record knows nothing of them."""
    title, story_id, observed = conclusion.caller.title, checked.story_id, conclusion.present.observed
    known = conclusion.asked.event.stored and story_id is not None
    waivers: tuple[Waiver, ...] = ()
    entry: Entry | None = None
    if known and (checked.report["findings"] or checked.undecided):  # else there is nothing to decide of
        waivers, entry = conclusion.store.decided(title, str(story_id))
    # nothing stands in the way of taking a story back
    observing = conclusion.caller.observe or conclusion.asked.event is Event.KILL
    decide = partial(settle, checked, waivers, now=conclusion.at, observed=observed, observing=observing)
    settled = decide()
    if entry is None or settled.verdict == Verdict.PUBLISH.value:
        return settled
    override = counts_again(entry, checked, settled, observed)
    return settled if override is None else decide(override=override)


def _answer(conclusion: Conclusion, checked: Checked, settled: Settled, report_id: str | None) -> dict[str, Any]:
    return {
        "report_id": report_id,
        "story_id": checked.story_id,
        "event": conclusion.asked.event.value,
        "asked_by": conclusion.caller.id,
        "checked_at": stamp(conclusion.at),
        **settled.report,
        "digest": checked.digest,
        "parts": dict(checked.parts),
        "unchecked": list(checked.unchecked),
    }


def _recorded(conclusion: Conclusion, checked: Checked, copy: Copy) -> Concluded:
    caller, store, asked = conclusion.caller, conclusion.store, conclusion.asked
    settled = _settled(conclusion, checked)
    report = _answer(conclusion, checked, settled, new_id("rpt"))
    if asked.event in COMPARED:
        before = store.latest_published(caller.title, checked.story_id) if checked.story_id else None
        report["changes"] = changes(report, before.report if before else None, before.id if before else None).json()
    stored = _to_store(conclusion, checked, report)
    certificate = _certificate(conclusion, checked, stored)
    text, entry = _with(certificate, report), override_entry(stored)
    # findings of a caller that observes concern nobody at the desk
    keep, observed = bool(conclusion.title.keep_text), conclusion.present.observed
    desk = None if caller.observe else arrival_of(stored, checked, copy, keep=keep, observed=observed)
    kept = store.record(
        stored,
        idempotency=conclusion.known_by(checked.item),
        certificate=certificate,
        canonical=checked.canonical if conclusion.title.keep_text else None,
        entries=() if entry is None else (entry,),
        messages=conclusion.present.telling.of_report(stored),
        desk=desk,
        text=text.decode(),
    )
    if desk is not None and kept is stored:
        _show(conclusion.state, stored, copy)
    return Concluded(kept.report, text if kept is stored else written(kept.report))


def _with(certificate: Certificate | None, report: dict[str, Any]) -> bytes:
    """The answer as it goes out, once its certificate is put in: the larger half of it, and written already."""
    text = written(report)
    if certificate is None:
        return text
    report["certificate"] = {"id": certificate.id, "document": certificate.document}
    document = certificate.text.encode("utf-8", "backslashreplace")
    return b'%s,"certificate":{"id":"%s","document":%s}}' % (text[:-1], certificate.id.encode(), document)


def _show(state: State, stored: StoredReport, copy: Copy) -> None:
    """Keep a story's bytes at hand while somebody at the desk may want to see it."""
    story = (stored.title, stored.story_id or stored.id)
    if stored.event is Event.KILL:
        state.texts.forget(story)
    elif stored.verdict != "publish" or state.texts.knows(story):
        state.texts.put(stored.id, copy.data, story)


def _to_store(conclusion: Conclusion, checked: Checked, report: dict[str, Any]) -> StoredReport:
    caller = conclusion.caller
    return StoredReport(
        id=report["report_id"],
        title=caller.title,
        story_id=checked.story_id,
        event=conclusion.asked.event,
        checked_at=conclusion.at,
        asked_by=caller.id,
        person=caller.person,
        digest=checked.digest,
        verdict=report["verdict"],
        report=report,
        versions=conclusion.versions,
    )


def _certificate(conclusion: Conclusion, checked: Checked, stored: StoredReport) -> Certificate | None:
    """The certificate of what may be published; none where the findings of this caller do not count."""
    key = conclusion.state.key
    return None if key is None or conclusion.caller.observe else certify(stored, checked, key)
