"""Certificates: what was verified in a version of a story, by which rules, what was let through and who answers for it.

A certificate is JSON. Its ``signature`` (Ed25519, base64url) is over all the rest in the form of RFC 8785, so whoever
has the public key can verify it without this program. It holds no text of the story, only digests.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from compliance.record import Record
from compliance.service.canonical import canonical_json, digest_of
from compliance.service.signing import PublicKey, SigningKey
from compliance.service.types import Certificate, Checked, Event, Person, ServiceError, StoredReport, new_id

FORMAT = "editorial-compliance certificate"
VERSION = 1
_CERTIFIED = (Event.PUBLISH, Event.UPDATE, Event.CORRECT)
_FIELDS = {
    **{"format": str, "version": int, "id": str, "title": str, "event": str, "verdict": str, "report_id": str},
    **{"checked_at": str, "issued_at": str, "asked_by": str, "key_id": str, "signature": str},
    **{"story": dict, "versions": dict, "verified": list, "skipped": list, "unchecked": list},
    **{"open": list, "waived": list, "observed": list, "reviewed_by": list},
}


class CertificateError(ServiceError):
    """A certificate is no certificate, was changed after it was signed, or was signed with another key."""


class Match(Record):
    """Whether what is about to be published is what was checked.

    :param differs: the canonical fields that are not the same; empty also where only the whole could be compared.
    """

    same: bool
    differs: tuple[str, ...] = ()


def certify(stored: StoredReport, checked: Checked, key: SigningKey) -> Certificate | None:
    """The certificate of a version that may be published; ``None`` where it may not, or nothing is published.

    :param stored: the report after all decisions, as it will be recorded.
    :param checked: what the worker answered, for the story's digests and what could not be checked.
    """
    if stored.verdict != "publish" or stored.event not in _CERTIFIED:
        return None
    made_at = datetime.now(UTC)
    document = {
        "format": FORMAT,
        "version": VERSION,
        "id": new_id("cer"),
        "title": stored.title,
        "story_id": stored.story_id,
        "report_id": stored.id,
        "event": stored.event.value,
        "verdict": stored.verdict,
        "checked_at": _moment(stored.checked_at),
        "issued_at": _moment(made_at),
        "asked_by": stored.asked_by,
        "reviewed_by": _reviewers(stored),
        "story": {"digest": stored.digest, "parts": dict(checked.parts)},
        "versions": dict(stored.versions),
        **_account(stored.report, checked),
        "key_id": key.public.id,
    }
    signed = canonical_json(document)
    document["signature"] = signature = _encoded(key.sign(signed))
    text = f'{signed[:-1].decode("utf-8", "surrogatepass")},"signature":"{signature}"}}'
    return Certificate(document["id"], stored.title, stored.story_id, stored.id, key.public.id, made_at, document, text)


def verify(document: Any, *keys: PublicKey) -> Mapping[str, Any]:
    """The certificate itself, once its signature is found to be whole.

    :param document: the JSON of a certificate, from anywhere.
    :param keys: those that the service ever signed with; the certificate's own is chosen by its id.
    :raises CertificateError: it is not; the message says what is wrong.
    """
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        raise CertificateError("this is no certificate", hint="give the JSON that the service handed out, unchanged")
    if document.get("version") != VERSION:
        raise CertificateError(
            f"this certificate is of version {document.get('version')!r}, and only {VERSION} is known",
            hint="use a newer version of the program",
        )
    wrong = next((name for name, kind in _FIELDS.items() if type(document.get(name)) is not kind), None)
    if wrong is not None:
        raise CertificateError(f"the certificate lacks {wrong!r}, or it is not of its kind", hint=_CHANGED)
    key = next((one for one in keys if one.id == document["key_id"]), None)
    if key is None:
        raise CertificateError(
            f"it was signed with another key: {document['key_id']}, and not {', '.join(one.id for one in keys)}",
            hint="use the public key that the service had then: GET /v1/keys names all of them",
        )
    rest = {name: value for name, value in document.items() if name != "signature"}
    try:
        fits = key.fits(_decoded(document["signature"]), canonical_json(rest))
    except (ValueError, RecursionError) as error:
        raise CertificateError("the signature cannot be read", hint=_CHANGED) from error
    if not fits:
        raise CertificateError("the certificate was changed after it was signed", hint=_CHANGED)
    return document


def match(document: Mapping[str, Any], digest: str, parts: Mapping[str, str] | None = None) -> Match:
    """Whether a story is the one that was certified.

    :param document: a verified certificate.
    :param digest: of the story that is about to be published.
    :param parts: the digests of its canonical fields, so that the answer can say what differs.
    """
    story = document["story"]
    if story["digest"] == digest:
        return Match(True)
    certified = story.get("parts") or {}
    if not parts or not certified:
        return Match(False)
    names = (*certified, *(name for name in parts if name not in certified))
    return Match(False, tuple(name for name in names if certified.get(name) != parts.get(name)))


def _account(report: Mapping[str, Any], checked: Checked) -> dict[str, Any]:
    """What was verified, what was not, and what was let through."""
    return {
        "verified": list(report["rules_run"]),
        "skipped": [dict(skipped) for skipped in report["rules_skipped"]],
        "unchecked": [dict(gap) for gap in checked.unchecked],
        "open": [_named(found) for found in report["findings"]],
        "waived": [{**_named(found), "waiver": found.get("waiver")} for found in report["waived"]],
        "observed": [_named(found) for found in report.get("observed") or ()],
        "override": report.get("override"),
        "findings_digest": digest_of({pile: report.get(pile) or [] for pile in ("findings", "waived", "observed")}),
    }


def _named(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: found[name] for name in ("rule", "kind", "severity", "fingerprint")}


def _reviewers(stored: StoredReport) -> list[dict[str, str]]:
    """Everybody who answers for this version: who asked, who let findings through, who overrode; each once."""
    people = [] if stored.person is None else [_person(stored.person)]
    people += [person for found in stored.report["waived"] for person in (found.get("waiver") or {}).get("by", ())]
    if stored.report.get("override"):
        people.append(stored.report["override"]["by"])
    # why they let something through stands beside it
    return list({one["id"]: {name: one[name] for name in ("id", "name", "position")} for one in people}.values())


def _person(person: Person) -> dict[str, str]:
    return {"id": person.id, "name": person.name, "position": person.position}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _encoded(signature: bytes) -> str:
    return urlsafe_b64encode(signature).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    try:
        signature = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (Base64Error, ValueError) as error:
        raise ValueError("no base64") from error
    if _encoded(signature) != text:
        raise ValueError("another spelling of the same signature")
    return signature


_CHANGED = "get it again from the service; if it is the same, somebody changed it"
