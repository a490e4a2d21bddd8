"""Decides which programs are told of what happened, and in which words: never a story's text, nor a reason given.

What it makes is put into the record with the thing that it tells of, in one transaction, and sent later.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from compliance.service.store.outbox import Message
from compliance.service.types import Event, Person, StoredReport, Waiver, new_id

if TYPE_CHECKING:
    from compliance.service.access.settings import Hook

REPORT_READY, WAIVED, WITHDRAWN = "report.ready", "story.waived", "story.waiver_withdrawn"
OVERRIDDEN, OVERRIDE_WITHDRAWN, KILLED = "story.overridden", "story.override_withdrawn", "story.killed"
EVENTS = (REPORT_READY, WAIVED, WITHDRAWN, OVERRIDDEN, OVERRIDE_WITHDRAWN, KILLED)
"""All that receivers can be told."""


class Telling:
    """Makes the webhooks of what happened.

    :param hooks: the house's webhooks by name; those without an address are ways in, and told nothing.
    """

    def __init__(self, hooks: Mapping[str, Hook] = MappingProxyType({})) -> None:
        self._hooks = {name: hook for name, hook in hooks.items() if hook.url}

    def receiver(self, name: str) -> Hook | None:
        """A receiver by its name; ``None`` where there is none."""
        return self._hooks.get(name)

    def of_report(self, stored: StoredReport) -> tuple[Message, ...]:
        """A report, and where it says so that a held story was published, or that a story was killed."""
        if not self._hooks:
            return ()
        told, at = _report(stored), stored.checked_at
        made = [*self.message(REPORT_READY, stored.title, stored.story_id, told, at)]
        override = stored.report.get("override")
        if override:
            made += self.message(
                OVERRIDDEN,
                stored.title,
                stored.story_id,
                {**told, "by": dict(override["by"]), "again": override["again"]},
                at,
            )
        if stored.event is Event.KILL:
            made += self.message(KILLED, stored.title, stored.story_id, told, at)
        return tuple(made)

    def of_waiver(self, report_id: str, waiver: Waiver, needed: int, at: datetime) -> tuple[Message, ...]:
        """A waiver, each time that somebody agrees to it.

        :param report_id: the report that they decided on.
        :param needed: how many people it takes.
        """
        told = {
            "report_id": report_id,
            **_waiver(waiver),
            "by": [_person(person) for person in waiver.by],
            "until": _stamp(waiver.until),
            "people_needed": needed,
            "counts": len({person.id for person in waiver.by}) >= needed,
        }
        return self.message(WAIVED, waiver.title, waiver.story_id, told, at)

    def of_withdrawal(self, waiver: Waiver, person: Person, at: datetime) -> tuple[Message, ...]:
        """That a waiver counts no longer.

        :param person: who withdrew it.
        :param at: when.
        """
        told = {**_waiver(waiver), "withdrawn_by": _person(person), "withdrawn_at": _stamp(at)}
        return self.message(WITHDRAWN, waiver.title, waiver.story_id, told, at)

    def of_unanswered(self, stored: StoredReport, person: Person, at: datetime) -> tuple[Message, ...]:
        """That nobody answers any more for a story that was published all the same.

        :param stored: the report that says who did.
        :param person: who withdrew it.
        """
        told: dict[str, Any] = {"report_id": stored.id, "story_id": stored.story_id, "digest": stored.digest}
        told |= {"withdrawn_by": _person(person), "withdrawn_at": _stamp(at)}
        return self.message(OVERRIDE_WITHDRAWN, stored.title, stored.story_id, told, at)

    def message(
        self, event: str, title: str, story_id: str | None, data: Mapping[str, Any], at: datetime
    ) -> tuple[Message, ...]:
        """A webhook for each receiver of the title that is told of such events; all have the same id.

        :param event: one of :data:`EVENTS`.
        :param at: when it happened; it is due at once.
        """
        to = [hook.name for hook in self._hooks.values() if hook.title == title and event in (hook.events or EVENTS)]
        if not to:
            return ()
        body = json.dumps({"type": event, "timestamp": _stamp(at), "title": title, "data": dict(data)})
        message_id = new_id("evt")
        return tuple(Message(message_id, name, title, story_id, body, at, at) for name in to)


def _report(stored: StoredReport) -> dict[str, Any]:
    report = stored.report
    told = {
        "report_id": stored.id,
        "story_id": stored.story_id,
        "event": stored.event.value,
        "verdict": stored.verdict,
        "checked_at": _stamp(stored.checked_at),
        "digest": stored.digest,
        **{name: _rules(report.get(pile)) for name, pile in _PILES},
    }
    if "overrides" in report:
        told["overrides"] = report["overrides"]
    if report.get("certificate"):
        told["certificate_id"] = report["certificate"]["id"]
    return told


_PILES = (("rules", "findings"), ("waived", "waived"), ("observed", "observed"))
"""By its name in a webhook, a part of the report, of which the names of the rules are told."""


def _rules(found: Any) -> list[str]:
    return sorted({one["rule"] for one in found or ()})


def _waiver(waiver: Waiver) -> dict[str, Any]:
    told = {"story_id": waiver.story_id, "waiver_id": waiver.id}
    return {**told, "rules": [waiver.rule], "fingerprint": waiver.fingerprint}


def _person(person: Person) -> dict[str, str]:
    return {"id": person.id, "name": person.name, "position": person.position}


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
