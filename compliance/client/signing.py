"""Signs and verifies what goes between a newsroom's programs and the service. Needs the standard library alone.

Webhooks carry what the specification Standard Webhooks (standardwebhooks.com, version 1) asks for: ``webhook-id``,
``webhook-timestamp`` in seconds since 1970, and ``webhook-signature``, which is ``v1,`` and the Base64 of the
HMAC-SHA256 of id, time stamp and body, parted by full stops. A statement about a person is a compact JWS (RFC 7515).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping, Sequence

from compliance.errors import ComplianceError

ID, STAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
TOLERANCE = 300
"""Seconds by which a webhook's time stamp may be off."""

_PURPOSE = "compliance on-behalf-of v1"


class SignatureError(ComplianceError):
    """A webhook is not from whom it says, was changed on its way, or is too old."""


def derived(secret: str, purpose: str) -> str:
    """Another secret, from this one and for one purpose: HMAC-SHA256 of the purpose under it, in hexadecimal."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def statement_key(token: str) -> str:
    """What statements about people are signed with: made of the secret part of a token (``tok_….SECRET``)."""
    return derived(token.rpartition(".")[2], _PURPOSE)


def statement(
    token: str, person: str, name: str, *, roles: Sequence[str] = (), position: str = "", seconds: int = 120
) -> str:
    """On whose behalf a request is made, signed; for the header ``On-Behalf-Of``, once.

    :param token: the one that the request carries.
    :param person: their id, the same whichever program they use.
    :param roles: what they may do; none named: what the token may.
    :param seconds: for how long it counts, at most 300.
    """
    now = int(time.time())
    claims: dict[str, object] = {"sub": person, "name": name, "iat": now, "exp": now + seconds}
    claims["jti"] = secrets.token_urlsafe(16)
    if roles:
        claims["roles"] = list(roles)
    if position:
        claims["position"] = position
    head = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
    signed = hmac.new(statement_key(token).encode(), head.encode(), hashlib.sha256).digest()
    return f"{head}.{_base64url(signed)}"


def sign(secret: str, webhook_id: str, body: bytes, *, at: float | None = None) -> dict[str, str]:
    """The headers of a webhook.

    :param secret: shared with the receiver; one that begins with ``whsec_`` is the Base64 of a key.
    :param at: seconds since 1970; default: now.
    """
    stamp = str(int(time.time() if at is None else at))
    return {ID: webhook_id, STAMP: stamp, SIGNATURE: f"v1,{_signature(secret, webhook_id, stamp, body)}"}


def verify(
    secret: str, headers: Mapping[str, str], body: bytes, *, now: float | None = None, tolerance: int = TOLERANCE
) -> str:
    """The id of a webhook that is what it says; whoever receives one remembers it, and takes each once.

    :param headers: of the request, in any case.
    :param body: as it came: parsed and written anew, it is another one.
    :param now: seconds since 1970; default: now.
    :param tolerance: seconds by which its time stamp may be off.
    :raises SignatureError: it is not.
    """
    told = {name.lower(): value for name, value in headers.items()}
    webhook_id, stamp, signatures = (told.get(name, "") for name in (ID, STAMP, SIGNATURE))
    if not webhook_id or len(webhook_id) > 200 or not stamp.isascii() or not stamp.isdigit() or len(stamp) > 15:
        raise SignatureError(f"the webhook lacks {ID} or {STAMP}", hint="see docs/service/access.md")
    if abs((time.time() if now is None else now) - int(stamp)) > tolerance:
        raise SignatureError(f"the webhook is not of the last {tolerance} seconds", hint="check the clocks")
    wanted = _signature(secret, webhook_id, stamp, body).encode()
    # several, while a secret is being changed; each is compared, so that time tells nothing
    given = [one.partition(",")[2].encode() for one in signatures.split() if one.startswith("v1,")]
    right = [hmac.compare_digest(wanted, one) for one in given]
    if True not in right:
        raise SignatureError("the webhook's signature is not right", hint="check that both sides have the same secret")
    return webhook_id


def _signature(secret: str, webhook_id: str, stamp: str, body: bytes) -> str:
    content = f"{webhook_id}.{stamp}.".encode() + body
    return base64.b64encode(hmac.new(_key(secret), content, hashlib.sha256).digest()).decode()


def _key(secret: str) -> bytes:
    encoded = secret.removeprefix("whsec_")
    if encoded == secret:
        return secret.encode()
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise SignatureError("the secret after whsec_ is no Base64", hint="copy it anew") from error


def _part(value: object) -> str:
    return _base64url(json.dumps(value, separators=(",", ":")).encode())


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
