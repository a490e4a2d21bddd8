"""Decides on whose behalf a program speaks, by a statement that it signed: a compact JWS (RFC 7515) of a few minutes.

Its claims: ``sub`` and ``name``, the person; ``iat`` and ``exp``, at most five minutes apart; ``jti``, never the same
twice; and if wanted ``roles``, what the person may do, and ``position``. It is signed with HMAC-SHA256 under what
``compliance.client.signing.statement_key`` makes of the token, or with the Ed25519 key that the token was
registered with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

import jwt
from jwt.types import Options

from compliance.client.signing import statement_key
from compliance.service.access.denied import Denied
from compliance.service.access.people import person_id, person_name
from compliance.service.access.tokens import Known
from compliance.service.store import Store
from compliance.service.store.once import first_time
from compliance.service.types import Person, Role

HEADER = "On-Behalf-Of"
LONGEST = timedelta(minutes=5)
_SKEW = timedelta(seconds=30)
_MOST = 4096
# times and names are judged here, and said in words of ours
_SIGNATURE_ONLY: Options = {
    "verify_exp": False,
    "verify_iat": False,
    "verify_nbf": False,
    "verify_aud": False,
    "verify_sub": False,
    "verify_jti": False,
}


def spoken_for(statement: str, known: Known, store: Store, now: datetime) -> Person:
    """The person that a statement is about, with what both they and the token may do.

    :raises Denied: it is not signed as it must be, too old, or was used before.
    :raises StoreError: nobody can say whether it was used before.
    """
    claims = _claims(statement, known)
    issued, expires = _moment(claims, "iat"), _moment(claims, "exp")
    if expires - issued > LONGEST or issued > now + _SKEW or expires <= now - _SKEW:
        _refuse("is not of these minutes", "iat now, exp at most 300 seconds later")
    subject, once = claims.get("sub"), claims.get("jti")
    if not isinstance(subject, str) or not isinstance(once, str) or not (8 <= len(once) <= 200 and once.isprintable()):
        _refuse("lacks sub or jti", "sub names the person, jti is new each time: 8 to 200 characters that can be seen")
    person = _person(claims, subject, known)
    with store.writing() as connection:
        if not first_time(connection, _signer(known), once, now=now, until=expires + 2 * _SKEW):
            _refuse("was used before", "sign a new one for every request")
    return person


def _claims(statement: str, known: Known) -> Mapping[str, Any]:
    """The claims, once the signature holds; which kind it must be is the token's to say, not the statement's."""
    registered = known.token.person_key
    key, kind = (registered, "EdDSA") if registered is not None else (statement_key(known.secret), "HS256")
    if len(statement) > _MOST:
        _refuse("is too long", f"{_MOST} characters at most")
    try:
        claims: Mapping[str, Any] = jwt.decode(statement, key, algorithms=[kind], options=_SIGNATURE_ONLY)
    except (jwt.PyJWTError, ValueError, TypeError):
        _refuse("is not signed as it must be", f"a compact JWS, alg {kind}, signed with the key of this very token")
    return claims


def _signer(known: Known) -> str:
    """Whose ``jti`` it is: one key may be registered with two tokens, and a statement still counts once."""
    if known.token.person_key is None:
        return known.token.id
    return hashlib.sha256(known.token.person_key.encode()).hexdigest()


def _moment(claims: Mapping[str, Any], name: str) -> datetime:
    value = claims.get(name)
    try:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        _refuse(f"lacks a moment in {name}", "seconds since 1970")


def _person(claims: Mapping[str, Any], subject: str, known: Known) -> Person:
    name, position, told = (claims.get(key) for key in ("name", "position", "roles"))
    own = known.token.roles
    if told is not None:
        names = told if isinstance(told, list) else []
        if not names or any(one not in [role.value for role in Role] for one in names):
            _refuse("names roles that there are not", f"some of: {', '.join(role.value for role in Role)}")
        own = _both(frozenset(map(Role, names)), own)
    known_as = person_id(subject)
    shown = person_name(name if isinstance(name, str) else "", known_as)
    return Person(known_as, shown, own, person_name(position, "") if isinstance(position, str) else "")


def _both(one: frozenset[Role], other: frozenset[Role]) -> frozenset[Role]:
    """What both may do; administrators may everything."""
    if Role.ADMIN in one:
        return other
    return one if Role.ADMIN in other else one & other


def _refuse(what: str, hint: str) -> NoReturn:
    raise Denied(401, f"the statement in {HEADER} {what}", hint=hint)
