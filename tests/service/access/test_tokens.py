from __future__ import annotations

import hmac
from datetime import timedelta

import pytest

from compliance.service.access import AccessSettings, Denied, Gate, demand, secrets
from compliance.service.access.tokens import Tokens
from compliance.service.types import Role, ServiceError


@pytest.fixture
def gate(record, clock):
    return Gate(record, AccessSettings(), clock=clock)


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def make(gate: Gate, *roles: Role, **how) -> tuple:
    return gate.tokens.create(**{"title": "daily", "roles": roles or (Role.CHECK,), "lasts": timedelta(days=90), **how})


def test_a_token_is_its_title_and_roles(gate, asked):
    token, secret = make(gate, Role.CHECK, Role.WAIVE, observe=True)
    caller = gate.caller_of(asked(bearer(secret)))
    assert (caller.id, caller.title, caller.observe) == (token.id, "daily", True)
    assert caller.roles == {Role.CHECK, Role.WAIVE}
    assert caller.person is None
    demand(caller, Role.WAIVE)
    with pytest.raises(Denied) as refused:
        demand(caller, Role.OVERRIDE)
    assert refused.value.status == 403
    assert refused.value.headers == {}


def test_the_record_holds_no_secret(gate, record, tmp_path):
    _, secret = make(gate)
    stored = (tmp_path / "access.db").read_bytes() + (tmp_path / "access.db-wal").read_bytes()
    assert secret.partition(".")[0].encode() in stored
    assert secret.partition(".")[2].encode() not in stored


@pytest.mark.parametrize(
    "told",
    [
        "",
        "Basic dXNlcjpwYXNz",
        "Bearer",
        "Bearer ",
        "Bearer nonsense",
        "Bearer tok_00000000000000000000000000.AAAA",
        "Bearer tok_00000000000000000000000000." + "A" * 43,
        "Bearer {id}." + "A" * 43,
        "Bearer {secret}A",
        "Bearer {secret} {secret}",
        "Bearer  ' OR 1=1 --",
        "Bearer " + "A" * 10_000,
    ],
)
def test_a_garbled_token_is_refused(gate, asked, told):
    token, secret = make(gate)
    with pytest.raises(Denied) as refused:
        gate.caller_of(asked({"Authorization": told.format(id=token.id, secret=secret)} if told else {}))
    assert refused.value.status == 401
    assert refused.value.headers["WWW-Authenticate"].startswith("Bearer ")


def test_an_expired_token_is_refused(gate, asked, clock):
    _, secret = make(gate, lasts=timedelta(hours=1))
    assert gate.caller_of(asked(bearer(secret)))
    clock.forward(hours=1)
    with pytest.raises(Denied, match="expired"):
        gate.caller_of(asked(bearer(secret)))


def test_a_token_without_an_end_lasts(gate, asked, clock):
    _, secret = make(gate, lasts=None)
    clock.forward(days=10_000)
    assert gate.caller_of(asked(bearer(secret)))


def test_a_revoked_token_is_refused(gate, asked):
    token, secret = make(gate)
    assert gate.caller_of(asked(bearer(secret)))
    gate.tokens.revoke(token.id)
    with pytest.raises(Denied, match="revoked"):
        gate.caller_of(asked(bearer(secret)))
    with pytest.raises(ServiceError, match="no token"):
        gate.tokens.revoke(token.id)


def test_a_token_revoked_elsewhere_is_refused_a_second_later(gate, record, asked, monkeypatch):
    token, secret = make(gate)
    assert gate.caller_of(asked(bearer(secret)))
    Tokens(record).revoke(token.id)
    monkeypatch.setattr("compliance.service.access.tokens.REMEMBERED", 0.0)
    with pytest.raises(Denied, match="revoked"):
        gate.caller_of(asked(bearer(secret)))


def test_use_is_kept_to_the_minute(gate, asked, clock):
    _, secret = make(gate)
    assert gate.tokens.all()[0].used_at is None
    first = clock.now
    gate.caller_of(asked(bearer(secret)))
    clock.forward(seconds=59)
    gate.caller_of(asked(bearer(secret)))
    assert gate.tokens.all()[0].used_at == first
    clock.forward(seconds=1)
    gate.caller_of(asked(bearer(secret)))
    assert gate.tokens.all()[0].used_at == clock.now


def test_every_comparison_takes_the_same_time_whatever_is_wrong(gate, asked, monkeypatch):
    """An unknown id and a wrong secret are both compared, in constant time, digest with digest."""
    token, _ = make(gate)
    compared = []

    def watched(one, other):
        compared.append((len(one), len(other)))
        return hmac.compare_digest(one, other)

    monkeypatch.setattr(secrets, "hmac", type("hmac", (), {"compare_digest": staticmethod(watched)}))
    for told in ("x", f"{token.id}.{'A' * 43}", f"tok_{'0' * 26}.{'A' * 43}"):
        with pytest.raises(Denied, match="not known"):
            gate.caller_of(asked(bearer(told)))
    assert compared == [(64, 64)] * 3
