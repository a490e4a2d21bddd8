from __future__ import annotations

import base64
import json
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from compliance.client.signing import statement, statement_key
from compliance.service.access import AccessSettings, Denied, Gate
from compliance.service.types import Role


@pytest.fixture
def gate(record, clock):
    return Gate(record, AccessSettings(), clock=clock)


@pytest.fixture
def token(gate):
    roles = (Role.CHECK, Role.WAIVE)
    return gate.tokens.create(title="daily", roles=roles, lasts=timedelta(days=1))[1]


@pytest.fixture
def speak(gate, asked):
    def caller(token: str, told: str):
        return gate.caller_of(asked({"Authorization": f"Bearer {token}", "On-Behalf-Of": told}))

    return caller


def claims(clock, **but) -> dict:
    now = int(clock.now.timestamp())
    told = {"sub": "ann", "name": "Ann Ek", "iat": now, "exp": now + 120, "jti": "0123456789", **but}
    return {name: value for name, value in told.items() if value is not None}


def test_a_person_speaks_through_a_program(token, speak):
    caller = speak(token, statement(token, "ann", "Ann Ek", position="night editor"))
    assert caller.person is not None
    assert (caller.person.id, caller.person.name, caller.person.position) == ("ann", "Ann Ek", "night editor")
    assert caller.roles == caller.person.roles == {Role.CHECK, Role.WAIVE}


def test_a_person_may_what_both_may(gate, token, speak):
    assert speak(token, statement(token, "bo", "Bo", roles=["waive", "override"])).roles == {Role.WAIVE}
    assert speak(token, statement(token, "bo", "Bo", roles=["admin"])).roles == {Role.CHECK, Role.WAIVE}
    _, all_powerful = gate.tokens.create(title="daily", roles=(Role.ADMIN,), lasts=None)
    caller = speak(all_powerful, statement(all_powerful, "bo", "Bo", roles=["waive"]))
    assert caller.may(Role.WAIVE)
    assert not caller.may(Role.OVERRIDE)


def test_two_tokens_of_one_person_are_one_person(gate, token, speak):
    _, other = gate.tokens.create(title="daily", roles=(Role.WAIVE,), lasts=None)
    written = ("Ann@example.org", " ann@EXAMPLE.org", "ａnn@example.org")
    people = {speak(key, statement(key, name, "Ann")).person.id for key in (token, other) for name in written}
    assert people == {"ann@example.org"}
    assert speak(token, statement(token, "bo@example.org", "Ann")).person.id not in people


def test_a_statement_counts_once(token, speak):
    told = statement(token, "ann", "Ann")
    assert speak(token, told)
    with pytest.raises(Denied, match="used before") as refused:
        speak(token, told)
    assert refused.value.status == 401


def test_a_statement_counts_with_its_own_token_alone(gate, token, speak):
    _, other = gate.tokens.create(title="weekly", roles=(Role.WAIVE,), lasts=None)
    with pytest.raises(Denied, match="not signed"):
        speak(other, statement(token, "ann", "Ann"))


@pytest.mark.parametrize(
    "but",
    [
        {"exp": None},
        {"iat": None},
        {"jti": None},
        {"jti": "short"},
        {"jti": "x" * 201},
        {"jti": 123456789},
        {"sub": None},
        {"sub": ""},
        {"sub": " "},
        {"sub": "an\u200bn"},
        {"sub": "x" * 201},
        {"sub": 7},
        {"iat": "now"},
        {"iat": True},
        {"exp": 1e300},
        {"exp": float("nan")},
        {"roles": []},
        {"roles": ["king"]},
        {"roles": "waive"},
        {"roles": [["waive"]]},
    ],
)
def test_a_statement_with_wrong_claims_is_refused(token, speak, clock, but):
    told = jwt.api_jws.encode(json.dumps(claims(clock, **but)).encode(), statement_key(token), "HS256")
    with pytest.raises(Denied) as refused:
        speak(token, told)
    assert refused.value.status == 401


@pytest.mark.parametrize(("issued", "lasts"), [(0, 301), (-400, 300), (60, 120), (-120, 60)])
def test_a_statement_is_of_these_minutes(token, speak, clock, issued, lasts):
    now = int(clock.now.timestamp()) + issued
    with pytest.raises(Denied, match="of these minutes"):
        speak(token, jwt.encode(claims(clock, iat=now, exp=now + lasts), statement_key(token), "HS256"))


def unsigned(told: dict, alg: str) -> str:
    parts = [json.dumps(part).encode() for part in ({"alg": alg}, told)]
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."


def test_a_statement_that_nobody_signed_is_refused(token, speak, clock):
    for told in ("", ".", "..", "a.b.c", "é.é.é", "x" * 5000, unsigned(claims(clock), "none"), "null.null."):
        with pytest.raises(Denied) as refused:
            speak(token, told) if told else speak(token, " ")
        assert refused.value.status == 401
    good = statement(token, "ann", "Ann")
    for broken in (good[:-2], good[:-4] + "AAAA", good.replace(".", ".."), good.swapcase()):
        with pytest.raises(Denied):
            speak(token, broken)
    assert speak(token, good)


def pair() -> tuple[Ed25519PrivateKey, str]:
    key = Ed25519PrivateKey.generate()
    return key, key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def test_a_registered_key_is_the_only_one_that_counts(gate, speak, clock):
    key, public = pair()
    _, token = gate.tokens.create(title="daily", roles=(Role.WAIVE,), lasts=None, person_key=public)
    assert speak(token, jwt.encode(claims(clock), key, "EdDSA")).person.id == "ann"
    public_as_secret = f"{unsigned(claims(clock), 'HS256')}"
    wrong = (statement(token, "ann", "Ann"), jwt.encode(claims(clock), pair()[0], "EdDSA"), public_as_secret)
    for told in wrong:
        with pytest.raises(Denied, match="not signed"):
            speak(token, told)


def test_a_statement_counts_once_for_all_tokens_of_a_key(gate, speak, clock):
    key, public = pair()
    tokens = [gate.tokens.create(title="d", roles=(Role.WAIVE,), lasts=None, person_key=public)[1] for _ in range(2)]
    told = jwt.encode(claims(clock), key, "EdDSA")
    assert speak(tokens[0], told)
    with pytest.raises(Denied, match="used before"):
        speak(tokens[1], told)
