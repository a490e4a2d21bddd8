from __future__ import annotations

import re
from pathlib import Path

import pytest

from compliance.cli import run


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "record.db")


def create(database: str, *more: str) -> int:
    return run(["token", "create", "--role", "check", "--title", "daily", "--database", database, *more])


def test_the_secret_alone_is_printed_once(database, capsys):
    assert create(database) == 0
    out, err = capsys.readouterr()
    assert re.fullmatch(r"tok_[0-9A-Z]{26}\.[A-Za-z0-9_-]{43}\n", out)
    assert out.partition(".")[2].strip() not in err
    assert "check for daily" in err


def test_list_and_revoke(database, capsys):
    create(database, "--role", "waive", "--observe", "--expires", "90d")
    create(database, "--expires", "never")
    first, second = capsys.readouterr().out.split()
    assert run(["token", "revoke", first.partition(".")[0], "--database", database]) == 0
    capsys.readouterr()
    assert run(["token", "list", "--database", database]) == 0
    listed = capsys.readouterr().out
    head, one, other = listed.splitlines()
    assert head.split()[:4] == ["ID", "TITLE", "ROLES", "STATE"]
    assert "check, waive (observes)" in one
    assert "revoked" in one
    assert "counts" in other
    assert "never" in other
    assert not any(secret.partition(".")[2] in listed for secret in (first, second))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["create", "--role", "king", "--title", "t"], "--role king is no role"),
        (["create", "--role", "check", "--title", " "], "--title must be"),
        (["create", "--role", "check", "--title", "t", "--expires", "soon"], "--expires soon is no time"),
        (["create", "--role", "check", "--title", "t", "--expires", "0d"], "--expires 0d is no time"),
        (["create", "--role", "check", "--title", "t", "--person-key", "none.pem"], "none.pem: the key cannot be read"),
        (["create", "--role", "check", "--title", "t", "--person-key", __file__], "this is no public key"),
        (["revoke", "tok_1"], "there is no token 'tok_1'"),
        (["list", "--database", "mysql://x/y"], "no database"),
    ],
)
def test_what_is_wrong_is_said(database, capsys, arguments, said):
    more = [] if "--database" in arguments else ["--database", database]
    assert run(["token", *arguments, *more]) == 2
    assert said in capsys.readouterr().err


def test_without_the_extra(database, capsys, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert create(database) == 2
    assert "pip install 'editorial-compliance[server]'" in capsys.readouterr().err
