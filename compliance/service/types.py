"""What the parts of the service hand to each other."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from itertools import product
from typing import Any

from compliance.errors import ComplianceError
from compliance.record import Record

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The letters of Crockford's base 32, where none is taken for another."""
_PLACES = range(120, -10, -10)
"""By how many bits a number is shifted for each two of its 26 letters."""
_NOTHING: Mapping[str, Any] = {}


class ServiceError(ComplianceError):
    """The service cannot start or go on as it is configured."""


class StoreError(ServiceError):
    """The record cannot be written or read: without a record there is no verdict."""


class KeyReusedError(ServiceError):
    """An ``Idempotency-Key`` came back with another body: its first answer stands for its first body only."""


class Event(StrEnum):
    """What is about to happen to a story. A draft is neither stored nor certified."""

    DRAFT = "draft"
    PUBLISH = "publish"
    UPDATE = "update"
    CORRECT = "correct"
    KILL = "kill"

    @property
    def stored(self) -> bool:
        """Whether a check for this event becomes part of the record."""
        return self is not Event.DRAFT


class Role(StrEnum):
    """What a token, or a person, may do."""

    CHECK = "check"
    WAIVE = "waive"
    OVERRIDE = "override"
    ADMIN = "admin"


class Person(Record):
    """Somebody who decides: an editor, not a program.

    :param id: what tells them from all others (``sub`` of OpenID Connect, the proxy's user name).
    :param name: as the record shows them.
    :param roles: what they may do.
    :param position: their position in the newsroom, as the house words it ("night editor").
    """

    id: str
    name: str
    roles: frozenset[Role] = frozenset()
    position: str = ""


class Caller(Record):
    """Who asks.

    :param id: of the token, or of the desk page's session; it stands in the record.
    :param title: the newspaper, site or desk that the caller belongs to; nobody sees another's stories.
    :param roles: of the token; with a person, what both may do.
    :param person: on whose behalf; ``None`` where a program speaks for itself.
    :param observe: findings are returned and stored, and never count.
    """

    id: str
    title: str
    roles: frozenset[Role]
    person: Person | None = None
    observe: bool = False

    def may(self, role: Role) -> bool:
        """Whether this caller has a role; administrators have every role."""
        return role in self.roles or Role.ADMIN in self.roles


class Checked(Record):
    """What a worker answers for one story, before waivers.

    :param item: its place among the stories of the body, from 0.
    :param report: the published JSON form of the report, places with ``ranges``.
    :param story_id: the story's own identifier; ``None`` where it has none.
    :param digest: of the story's canonical fields, ``sha256:…``.
    :param facts: by finding fingerprint, the digest of everything that a waiver of it rests on.
    :param waivable: by rule name (or ``rule:variant``), how many different people it takes to waive it; ``0``:
        nobody may. One is enough for rules that are not named.
    :param undecided: whether a rule had work to do and could not do it.
    :param gate: the severity from which findings count; ``None``: only the host's own do.
    :param unchecked: what could not be checked for want of data: ``{"what": …, "reason": …}``.
    :param canonical: the canonical fields themselves, kept only where the house keeps story text.
    :param parts: by canonical field, its digest: with them a mismatch can be told by the part that differs.
    :param headline: of the story; its first words where it has none.
    :param goes_out: when the story says that it goes out, where that is still to come.
    """

    item: int
    report: Mapping[str, Any]
    story_id: str | None
    digest: str
    facts: Mapping[str, str] = _NOTHING
    waivable: Mapping[str, int] = _NOTHING
    undecided: bool = False
    gate: str | None = "warning"
    unchecked: Sequence[Mapping[str, str]] = ()
    canonical: Mapping[str, Any] = _NOTHING
    parts: Mapping[str, str] = _NOTHING
    headline: str = ""
    goes_out: datetime | None = None


class Waiver(Record):
    """A finding that people let through, knowingly and for a time.

    :param facts: the digest that the finding must still have; another one means that a fact has changed.
    :param by: those who agreed, in order; some rules ask for two different people.
    :param reason: of the first of them, who made it.
    :param until: the moment from which it no longer counts.
    :param reasons: by the id of whoever agreed later, the reason that they gave, where they gave one.
    """

    id: str
    title: str
    story_id: str
    rule: str
    fingerprint: str
    facts: str
    by: tuple[Person, ...]
    reason: str
    until: datetime
    made_at: datetime
    reasons: Mapping[str, str] = _NOTHING

    @property
    def agreed(self) -> tuple[tuple[Person, str], ...]:
        """Who agreed, in order, each with the reason that they gave; empty where they gave none."""
        later = ((person, self.reasons.get(person.id, "")) for person in self.by[1:])
        return (*((person, self.reason) for person in self.by[:1]), *later)


class Override(Record):
    """A story that is published although it was held, because somebody answers for it.

    :param made_at: when they said so.
    :param made_for: the id of the report that they had before them.
    :param again: whether it counts for the same story once more, and nobody was asked anew.
    """

    person: Person
    reason: str
    made_at: datetime
    made_for: str
    again: bool = False


class StoredReport(Record):
    """A check as the record keeps it.

    :param verdict: after waivers and overrides.
    :param report: the JSON that was answered; without the story's text unless the house keeps it.
    :param versions: of the program, plugins, packs, and the digest of the configuration.
    """

    id: str
    title: str
    story_id: str | None
    event: Event
    checked_at: datetime
    asked_by: str
    person: Person | None
    digest: str
    verdict: str
    report: Mapping[str, Any]
    versions: Mapping[str, str]


class Idempotency(Record):
    """What a request is known again by when it is sent twice.

    :param caller: of the token; another token's keys are others.
    :param key: the header ``Idempotency-Key``.
    :param body: the digest of the whole request: its body, and what in the address changes the answer.
    :param item: which story of the body, from 0.
    """

    caller: str
    key: str
    body: str
    item: int = 0


class Certificate(Record):
    """A signed statement that a version of a story was checked.

    :param document: the JSON that is handed out, signature included.
    :param text: the same as it is written, where it is.
    """

    id: str
    title: str
    story_id: str | None
    report_id: str
    key_id: str
    made_at: datetime
    document: Mapping[str, Any]
    text: str = ""


class Entry(Record):
    """A line of the journal: an act that must be found again, such as an override or an erasure.

    :param title: the title that it concerns; empty for all.
    :param kind: ``override``, ``erased`` …
    :param by: who did it: a person's id, a token's, or the name that was told.
    :param detail: what was done, as JSON.
    """

    id: str
    title: str
    kind: str
    at: datetime
    by: str
    story_id: str | None = None
    detail: Mapping[str, Any] = _NOTHING


def new_id(kind: str) -> str:
    """An id that sorts by time: a kind (``rpt``, ``cer``, ``wvr``, ``tok``, ``jrn``), 26 letters and digits."""
    number = int(time.time() * 1000) << 80 | int.from_bytes(os.urandom(10))
    pairs = _pairs()
    return f"{kind}_{''.join([pairs[number >> place & 1023] for place in _PLACES])}"


@cache
def _pairs() -> tuple[str, ...]:
    """Every two letters, by the ten bits that they stand for."""
    return tuple(map("".join, product(_CROCKFORD, repeat=2)))


def stamp(moment: datetime) -> str:
    """A moment in UTC, ISO 8601 with milliseconds and Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
