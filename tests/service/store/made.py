"""What the tests of the record keep in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from compliance.service.store.outbox import Message
from compliance.service.types import Certificate, Event, Person, Role, StoredReport, Waiver, new_id

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ANN = Person("u-ann", "Ann Ek", frozenset({Role.WAIVE}), "night editor")
BO = Person("u-bo", "Bo Li", frozenset({Role.WAIVE, Role.OVERRIDE}), "editor in chief")


def report(**but: Any) -> StoredReport:
    values: dict[str, Any] = {
        "id": new_id("rpt"),
        "title": "daily",
        "story_id": "story-1",
        "event": Event.PUBLISH,
        "checked_at": NOON,
        "asked_by": "tok_1",
        "person": None,
        "digest": "sha256:00",
        "verdict": "publish",
        "report": {"verdict": "publish", "findings": []},
        "versions": {"compliance": "1.0"},
    }
    return StoredReport(**{**values, **but})


def message(**but: Any) -> Message:
    values: dict[str, Any] = {
        "id": new_id("evt"),
        "hook": "cms",
        "title": "daily",
        "story_id": "story-1",
        "body": "{}",
        "made_at": NOON,
        "due_at": NOON,
    }
    return Message(**{**values, **but})


def waiver(**but: Any) -> Waiver:
    values: dict[str, Any] = {
        "id": new_id("wvr"),
        "title": "daily",
        "story_id": "story-1",
        "rule": "captions/missing",
        "fingerprint": "f1",
        "facts": "sha256:aa",
        "by": (ANN,),
        "reason": "the picture desk confirmed it",
        "until": NOON + timedelta(days=2),
        "made_at": NOON,
    }
    return Waiver(**{**values, **but})


def certificate(of: StoredReport, **but: Any) -> Certificate:
    values: dict[str, Any] = {
        "id": new_id("cer"),
        "title": of.title,
        "story_id": of.story_id,
        "report_id": of.id,
        "key_id": "key_1",
        "made_at": NOON,
        "document": {"signature": "…"},
    }
    return Certificate(**{**values, **but})
