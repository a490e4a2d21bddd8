"""What becomes of a checked story: waivers, the comparison with the version before, the record, the certificate."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from compliance.record import Record
from compliance.service.api.asked import Asked
from compliance.service.api.state import State
from compliance.service.types import Caller, Checked, Event


class Conclusion(Record):
    """What is the same for all stories of a request.

    :param key: the ``Idempotency-Key``.
    :param digest: of the body and what in the address changes the answer.
    """

    state: State
    caller: Caller
    asked: Asked
    key: str | None
    digest: str
    at: datetime

    @classmethod
    def of(cls, state: State, caller: Caller, asked: Asked, data: bytes, key: str | None) -> Conclusion:
        """The conclusion of a request with this body."""
        digest = ""
        if key is not None:
            digest = sha256(f"{asked.event}{asked.utf16}{asked.language}\n".encode() + data).hexdigest()
        return cls(state, caller, asked, key, digest, datetime.now(UTC))


async def conclude(conclusion: Conclusion, checked: Checked) -> dict[str, Any]:
    """The answer for a story."""
    asked, caller = conclusion.asked, conclusion.caller
    report = {
        "report_id": None,
        "story_id": checked.story_id,
        "event": asked.event.value,
        "asked_by": caller.id,
        "checked_at": stamp(conclusion.at),
        **checked.report,
        "digest": checked.digest,
        "unchecked": list(checked.unchecked),
    }
    conclusion.state.metrics.stories.labels(asked.event.value, report["verdict"]).inc()
    return report


def stamp(moment: datetime) -> str:
    """A moment in UTC, ISO 8601 with Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


__all__ = ["Conclusion", "Event", "conclude", "stamp"]
