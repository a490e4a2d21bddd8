"""What a person decided about a report, as a program sends it: a waiver, or an override."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote

from compliance.client.answer import Editor
from compliance.client.request import Signer, signed, valid_key
from compliance.errors import ComplianceError
from compliance.record import Record


class UnansweredError(ComplianceError):
    """The service gave no answer to a decision, which may be in the record or not.

    :param key: the same call with this key is not a second decision.
    """

    def __init__(self, why: str, key: str) -> None:
        super().__init__(f"nobody knows whether the decision counts: {why}", hint=f"decide again with key={key!r}")
        self.key = key


class Decision(Record):
    """A decision without what is secret in it.

    :param path: where it is sent.
    :param key: by which the service knows it again, however often it is sent.
    """

    path: str
    body: bytes
    editor: Editor
    key: str

    @property
    def query(self) -> Mapping[str, str]:
        """What its address says behind the question mark: nothing."""
        return {}

    def headers(self, token: str, signer: Signer | None) -> dict[str, str]:
        """Its headers, for one try: a statement about an editor counts once, so each try signs its own."""
        found = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": self.key}
        return {**found, "On-Behalf-Of": signed(token, signer, self.editor)}


def waiver(report_id: str, fingerprint: str, editor: Editor, reason: str, until: datetime, key: str | None) -> Decision:
    """That a finding of a report is let through until a moment.

    :raises ComplianceError: the moment has no time zone, or the key cannot be sent.
    """
    if until.tzinfo is None:
        raise ComplianceError(
            f"until={until.isoformat()} has no time zone", hint="datetime.now(UTC) + timedelta(days=1)"
        )
    told = {"fingerprint": fingerprint, "reason": reason, "until": until.astimezone(UTC).isoformat()}
    return _decision(report_id, "waivers", told, editor, key)


def override(report_id: str, editor: Editor, reason: str, key: str | None) -> Decision:
    """That a held story is published all the same.

    :raises ComplianceError: the key cannot be sent.
    """
    return _decision(report_id, "override", {"reason": reason}, editor, key)


def _decision(report_id: str, what: str, told: Mapping[str, str], editor: Editor, key: str | None) -> Decision:
    path = f"/v1/reports/{quote(report_id, safe='')}/{what}"
    return Decision(path, json.dumps(told).encode(), editor, valid_key(key) or uuid.uuid4().hex)
