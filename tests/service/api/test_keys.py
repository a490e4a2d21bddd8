"""The keys that certificates were ever signed with, and certificates that outlive them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance.service.certificates import CertificateError, verify
from compliance.service.signing import SigningKey, public_keys
from compliance.service.types import ServiceError
from tests.service.api.house import open_house

FINE = {"id": "fine", "headline": "Baths to close", "body": "The council voted on Monday to close them."}


def certified(folder: Path, url: str, key: str) -> tuple[Any, Any]:
    """A certificate that the house signs now, and the keys that it hands out to anybody."""
    with open_house(folder, url, key=key) as house:
        report = house.check(house.token("check"), FINE)
        answer = house.ask("GET", "/v1/keys")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/jwk-set+json"
        return report["certificate"]["document"], answer.json()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_old_certificates_are_verified_after_a_new_key_took_its_place(
    tmp_path: Path, database: str, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path}/record.db"
    if database == "postgresql":
        url = request.getfixturevalue("new_database")()
    old, one = certified(tmp_path, url, "first.key")
    new, both = certified(tmp_path, url, "second.key")
    assert [key["kid"] for key in both["keys"]] == [old["key_id"], new["key_id"]], "the first used first"
    keys = public_keys(json.dumps(both))
    assert verify(old, *keys) == old
    assert verify(new, *keys) == new
    with pytest.raises(CertificateError, match="another key"):
        verify(new, *public_keys(json.dumps(one)))
    again, three = certified(tmp_path, url, "first.key")
    assert (again["key_id"], len(three["keys"])) == (old["key_id"], 2)


def run(folder: Path, *told: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "compliance", "verify", *told]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_the_command_takes_what_the_service_hands_out_or_a_pem(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/record.db"
    old, _ = certified(tmp_path, url, "first.key")
    _, keys = certified(tmp_path, url, "second.key")
    (tmp_path / "certificate.json").write_text(json.dumps(old))
    (tmp_path / "keys.json").write_text(json.dumps(keys))
    for key in ("keys.json", "first.key.pub"):
        told = run(tmp_path, "certificate.json", "--key", key)
        assert (told.returncode, told.stdout.startswith("verified: ")) == (0, True), told.stdout + told.stderr
    other = run(tmp_path, "certificate.json", "--key", "second.key.pub")
    assert other.returncode == 1
    assert "another key" in other.stdout
    (tmp_path / "certificate.json").write_text(json.dumps({**old, "title": "weekly"}))
    assert run(tmp_path, "certificate.json", "--key", "keys.json").returncode == 1


def one(**but: Any) -> dict[str, Any]:
    return {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", **but}


@pytest.mark.parametrize(
    "told",
    [
        lambda: "{",
        lambda: "{}",
        lambda: '{"keys": 1}',
        lambda: '{"keys": [1, null, {}]}',
        lambda: json.dumps({"keys": [one(crv="P-256")]}),
        lambda: json.dumps({"keys": [one(x="AAAA")]}),
        lambda: json.dumps({"keys": [one(x=None)]}),
        lambda: json.dumps({"keys": [one(x="é" * 43)]}),
        lambda: '{"keys":' * 100_000,
    ],
)
def test_a_file_without_a_key_is_an_error_that_names_it(told: Callable[[], str]) -> None:
    with pytest.raises(ServiceError, match="no public key of Ed25519, in PEM or as a JSON Web Key Set") as refused:
        public_keys(told(), "keys.json")
    assert refused.value.where == "keys.json"


def test_the_key_of_rfc_8037_is_read_and_written_as_it_stands_there() -> None:
    told = {"keys": [one(), one(kty="EC", crv="P-256")]}
    (key,) = public_keys(json.dumps(told))
    assert key.jwk["x"] == one()["x"]
    assert public_keys(json.dumps(one()))[0].id == key.id
    assert public_keys(key.pem)[0].id == key.id == key.jwk["kid"]


def test_a_house_without_a_record_has_no_keys(strained: Callable[..., Any]) -> None:
    with strained() as client:
        assert client.get("/v1/keys").json()["status"] == 404


def test_what_is_signed_with_a_made_key_is_verified_with_its_set(tmp_path: Path) -> None:
    key = SigningKey.at(tmp_path / "key")
    (public,) = public_keys(json.dumps({"keys": [key.public.jwk]}))
    assert public.fits(key.sign(b"words"), b"words")
    assert not public.fits(key.sign(b"words"), b"word")
