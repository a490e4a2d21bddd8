"""The schema of [service] says what the code reads: the same keys, and the same values."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from compliance import config_values
from compliance.config_values import Problem
from compliance.service import settings
from compliance.service.access import reading as access
from compliance.service.settings import Settings
from compliance.service.settings_schema import service_schema

SECRET = "a-secret-of-some-forty-letters-and-digits"
WHOLE = """
story_seconds = 1.5
cors = ["https://cms.example"]
[record]
retention_days = 365
[titles.daily]
profile = "web"
[access]
idle_minutes = 30
[access.groups.night]
roles = ["check", "waive"]
titles = ["daily"]
[access.oidc]
issuer = "https://id.example"
client_id = "desk"
public_url = "https://desk.example"
secret_env = "THE_SECRET"
[access.proxy]
addresses = ["10.0.0.5/32"]
secret_file = "secret"
[webhooks.cms]
title = "daily"
url = "https://cms.example/in"
secret_env = "THE_SECRET"
"""
NAMES = ("daily", "night", "cms")
VALUES: tuple[Any, ...] = (
    True,
    False,
    0,
    1,
    3,
    -1,
    0.01,
    0.5,
    2.5,
    10**9,
    "",
    " ",
    "check",
    "hold",
    [],
    [""],
    ["check"],
    {},
    [1],
)
"""What a key is tried with; not all of it makes sense anywhere."""
STRICTER = {
    ("access", "proxy", "addresses"),
    ("webhooks", "cms", "events"),
    ("webhooks", "cms", "url"),
    ("titles", "daily", "profile"),
}
"""Keys of which the code knows more than a schema can say: an address is one, an event exists."""


@pytest.fixture(autouse=True)
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THE_SECRET", SECRET)
    for name in VALUES:
        if isinstance(name, str):
            monkeypatch.setenv(name.strip() or "NO", SECRET)
    for file in ("secret", "check", "hold"):
        (tmp_path / file).write_text(SECRET)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(values: Mapping[str, Any]) -> None:
    """Read a table ``[service]``.

    :raises Problem: something in it is not allowed.
    """
    access.from_tables(settings.from_table(values).parts)


def whole() -> dict[str, Any]:
    return tomllib.loads(WHOLE)


def keys_of_schema(schema: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every key that the schema allows; the names that a house gives are those of the example."""
    for key, told in schema["properties"].items():
        yield (*path, key)
        named = told.get("additionalProperties")
        if isinstance(named, dict):
            (name,) = whole_at((*path, key))
            yield from keys_of_schema(named, (*path, key, name))
        elif told.get("type") == "object":
            yield from keys_of_schema(told, (*path, key))


def whole_at(path: tuple[str, ...]) -> Any:
    found: Any = whole()
    for key in path:
        found = found[key]
    return found


def test_every_key_that_is_read_is_in_the_schema_and_the_other_way_round(monkeypatch: pytest.MonkeyPatch) -> None:
    read_keys: set[tuple[str, ...]] = set()

    def spy(values: Mapping[str, Any], known: Any, path: tuple[str, ...] = ()) -> None:
        names = tuple(known)
        read_keys.update((*path, name) for name in names)
        config_values.check_keys(values, names, path)

    monkeypatch.setattr(settings, "check_keys", spy)
    monkeypatch.setattr(access, "check_keys", spy)
    read(whole())
    assert read_keys == set(keys_of_schema(service_schema()))


def test_the_defaults_are_those_of_the_code() -> None:
    told = service_schema()["properties"]
    for name, value in Settings()._asdict().items():
        if name in told:
            assert told[name]["default"] == (list(value) if isinstance(value, tuple) else value), name
    read(whole())
    jsonschema.Draft202012Validator.check_schema(service_schema())
    jsonschema.validate(whole(), service_schema())


@pytest.mark.parametrize("path", list(keys_of_schema(service_schema())), ids=".".join)
def test_what_the_code_takes_the_schema_takes_and_the_other_way_round(path: tuple[str, ...]) -> None:
    validator = jsonschema.Draft202012Validator(service_schema())
    differ = []
    for value in VALUES:
        table = whole()
        at = table
        for key in path[:-1]:
            at = at[key]
        if path[-1].startswith("secret_"):
            for other in ("secret_env", "secret_file"):
                at.pop(other, None)
        at[path[-1]] = value
        try:
            read(table)
            taken = True
        except Problem:
            taken = False
        allowed = validator.is_valid(table)
        if taken != allowed and not (allowed and path in STRICTER):
            differ.append((value, f"code {taken}, schema {allowed}"))
    assert differ == []


@pytest.mark.parametrize("path", [("titles", "daily", "colour"), ("access", "doors"), ("colour",), ("record", "days")])
def test_an_unknown_key_is_refused_by_both(path: tuple[str, ...]) -> None:
    table = whole()
    at = table
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = 1
    with pytest.raises(Problem, match="no such setting"):
        read(table)
    assert not jsonschema.Draft202012Validator(service_schema()).is_valid(table)


def test_one_secret_and_no_second_one() -> None:
    for at in (("access", "oidc"), ("access", "proxy"), ("webhooks", "cms")):
        table = whole()
        one = table[at[0]][at[1]]
        one.update(secret_env="THE_SECRET", secret_file="secret")
        with pytest.raises(Problem, match="two secrets"):
            read(table)
        assert not jsonschema.Draft202012Validator(service_schema()).is_valid(table)


def test_every_setting_and_its_default_stand_in_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
    rows = {row[1].strip(): row[-2].strip() for row in (line.split("|") for line in page.splitlines()) if len(row) == 5}
    for name, told in service_schema()["properties"].items():
        if "default" in told:
            assert rows[f"`{name}`"] == f"`{json.dumps(told['default'])}`", name
        else:
            assert any(key.startswith(f"`[service.{name}") for key in rows), name
