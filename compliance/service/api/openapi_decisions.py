"""The schemas of decisions and certificates: what is sent, what is answered, what stands in a report of them."""

from __future__ import annotations

from typing import Any

from compliance.service.api.openapi_shapes import (
    FLAG,
    MOMENT,
    STRINGS,
    TEXT,
    TEXT_OR_NULL,
    TEXTS_BY_NAME,
    a_list,
    an_object,
    ref,
)

_WORDS = {
    "type": "string",
    "minLength": 1,
    "maxLength": 2000,
    "pattern": r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*[^\x00-\x20\x7f-\xa0][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$",
}
_OF = {"waiver_id": TEXT, "story_id": TEXT, "rule": TEXT, "fingerprint": TEXT}


def decision_schemas() -> dict[str, Any]:
    """All of them by name."""
    return {**_asked(), **_told(), **_in_reports(), **_certificates()}


def _asked() -> dict[str, Any]:
    asked: dict[str, dict[str, Any]] = {
        "WaiverRequest": {"fingerprint": _WORDS, "reason": _WORDS, "until": MOMENT},
        "OverrideRequest": {"reason": _WORDS},
        "OverrideWithdrawalRequest": {"reason": _WORDS},
        "WithdrawalRequest": {"reason": _WORDS},
    }
    return {name: an_object(told) | {"additionalProperties": False} for name, told in asked.items()}


def _told() -> dict[str, Any]:
    people = {"type": "integer", "minimum": 1, "description": "How many different people it takes."}
    counts = FLAG | {"description": "Whether as many have agreed; if not, the finding still stands."}
    agreed = {"by": a_list("Agreed"), "reason": TEXT, "until": MOMENT, "people_needed": people, "counts": counts}
    own = TEXT | {"description": "The reason that this person gave; empty where they gave none."}
    return {
        # older reports and certificates lack the reason
        "Agreed": an_object({"id": TEXT, "name": TEXT, "position": TEXT, "reason": own}, "reason"),
        "Person": an_object({"id": TEXT, "name": TEXT, "position": TEXT}),
        "Waiver": an_object({**_OF, **agreed}),
        "WithdrawnOverride": an_object({"report_id": TEXT, "story_id": TEXT, "override": ref("Override")}),
        "Ended": an_object({"by": ref("Person"), "reason": TEXT, "at": MOMENT}),
        "Withdrawal": an_object({**_OF, "withdrawn_by": ref("Person"), "withdrawn_at": MOMENT}),
    }


def _in_reports() -> dict[str, Any]:
    waiver = an_object({"id": TEXT, "by": a_list("Agreed"), "reason": TEXT, "until": MOMENT})
    beside = {"type": "object", "properties": {"waiver": waiver}, "required": ["waiver"]}
    why = TEXT | {"description": "Why the waiver does not count, or not yet."}
    made_for = TEXT | {"description": "The report that the person had before them."}
    again = FLAG | {"description": "Whether it was made for an earlier check of the very same story, and counts again."}
    told = {"by": ref("Person"), "reason": TEXT, "at": MOMENT, "verdict": TEXT, "made_for": made_for, "again": again}
    told["withdrawn"] = ref("Ended")
    # older reports and certificates lack these, and an override that still stands has not ended
    override = an_object(told, "made_for", "again", "withdrawn")
    return {
        "WaivedFinding": {"allOf": [ref("Finding"), beside]},
        "Lapsed": an_object({"waiver": TEXT, "rule": TEXT, "fingerprint": TEXT, "why": why}),
        "Override": {"anyOf": [override, {"type": "null"}]},
    }


def _certificates() -> dict[str, Any]:
    named = {"rule": TEXT, "kind": TEXT, "severity": TEXT, "fingerprint": TEXT}
    withdrawn = {"anyOf": [ref("Ended"), {"type": "null"}], "description": "Who ended the override that it rests on."}
    key = {"kty": TEXT, "crv": TEXT, "use": TEXT, "alg": TEXT, "kid": TEXT, "x": TEXT}
    return {
        "Certificate": an_object({"id": TEXT, "document": ref("CertificateDocument")}),
        "CertificateDocument": _document(),
        "CertifiedFinding": an_object({**named, "waiver": {"type": "object"}}, "waiver"),
        "Match": an_object(
            {"same": FLAG, "differs": STRINGS, "certificate": TEXT, "digest": TEXT, "withdrawn": withdrawn}
        ),
        "Keys": an_object({"keys": a_list("Key")}) | {"description": "A JSON Web Key Set (RFC 7517)."},
        "Key": an_object(key) | {"description": "An Ed25519 public key (RFC 8037); `kid` is a certificate's `key_id`."},
    }


def _document() -> dict[str, Any]:
    texts = ("format", "id", "title", "report_id", "event", "verdict", "asked_by", "findings_digest", "key_id")
    told = {
        **dict.fromkeys((*texts, "signature"), TEXT),
        "version": {"const": 1},
        "story_id": TEXT_OR_NULL,
        "checked_at": MOMENT,
        "issued_at": MOMENT,
        "reviewed_by": a_list("Person"),
        "story": an_object({"digest": TEXT, "parts": TEXTS_BY_NAME}),
        "versions": TEXTS_BY_NAME,
        "verified": STRINGS,
        "skipped": a_list("Skipped"),
        "unchecked": a_list("Unchecked"),
        **{pile: a_list("CertifiedFinding") for pile in ("open", "waived", "observed")},
        "override": ref("Override"),
    }
    return an_object(told) | {"description": "What is signed: docs/record.md."}
