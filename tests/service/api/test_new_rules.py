"""Rules that an upgrade brings are observed until somebody accepts them; what the house writes counts at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from compliance.cli import run
from compliance.service.api.configured import configured
from compliance.service.api.reload import Reloader
from compliance.service.store import Store, known_rules
from tests.patience import roomy, until
from tests.service.api.conftest import running
from tests.service.store.made import NOON

RULE = '''
from compliance import hookimpl
from compliance.article import Span
from compliance.finding import Kind, Severity
from compliance.rule import rule


@rule("fresh/baths", kind=Kind.FAIL, severity=Severity.ERROR, messages={"en": {"message": "baths"}})
def baths(article, options):
    """Flags a word."""
    place = article.text.find("baths")
    if place >= 0:
        yield baths.finding(Span(place, place + 5))


@hookimpl
def compliance_register_rules():
    return [baths]
'''
PACK = """
pack: house
title: House
language: en
rules:
  - id: baths
    check: term
    message: {en: "no “{matched}”", es: "sin «{matched}»"}
    reason: The house says pools.
    kind: fail
    severity: error
    terms: [baths]
    bad: ["The baths are open."]
    good: ["The pools are open."]
"""
STORY = {"id": "b", "headline": "Old baths to close", "body": ["The council voted on Monday to close them in May."]}


@pytest.fixture(scope="module")
def upgrade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a distribution that has a rule of its own."""
    folder = tmp_path_factory.mktemp("upgrade")
    (folder / "fresh_rules.py").write_text(RULE)
    info = folder / "fresh_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fresh-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[compliance]\nfresh = fresh_rules\n")
    return folder


class House:
    """A folder with a record, in which services start and end."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.config, self.database = folder, folder / "compliance.toml", str(folder / "record.db")
        self.config.write_text("")

    @contextmanager
    def serving(self) -> Iterator[Any]:
        settings, access = configured(self.config)
        store = Store.open(self.database)
        try:
            with running(settings, config=self.config, store=store, house=access) as client:
                yield client
        finally:
            store.close()


@pytest.fixture
def house(tmp_path: Path) -> House:
    """One in which a service has run."""
    found = House(tmp_path)
    with found.serving() as client:
        listed = client.get("/v1/rules").json()["rules"]
        assert len(listed) > 40
        assert not any(rule["observed"] or rule["since"] for rule in listed), "at the first start every rule is known"
    return found


def checked(client: Any) -> tuple[str, list[str], list[str]]:
    """The verdict on a story, the rules that found something and count, and those that are observed."""
    report = client.post("/v1/check?event=draft", json=STORY).json()
    return report["verdict"], *([found["rule"] for found in report[pile]] for pile in ("findings", "observed"))


def listed(client: Any, name: str) -> tuple[bool, bool]:
    rule = next(rule for rule in client.get("/v1/rules").json()["rules"] if rule["name"] == name)
    return rule["observed"], rule["since"] is not None


def waiting(client: Any) -> float:
    line = next(line for line in client.get("/metrics").text.splitlines() if line.startswith("compliance_new_rules "))
    return float(line.split()[1])


NEW = ("publish", [], ["fresh/baths"])
COUNTS = ("hold", ["fresh/baths"], [])


def test_a_new_rule_is_observed_until_it_is_accepted(
    house: House, upgrade: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(upgrade))
    for _ in range(2):
        with house.serving() as client:
            assert checked(client) == NEW
            assert listed(client, "fresh/baths") == (True, True)
            assert listed(client, "copy/placeholder") == (False, False)
            assert waiting(client) == 1
    with house.serving() as client:
        assert run(["rules", "accept", "--database", house.database]) == 0
        assert capsys.readouterr().out.startswith("fresh/baths  since 20")
        assert run(["rules", "accept", "fresh/baths", "--by", "Ann Ek", "--database", house.database]) == 0
        assert capsys.readouterr().out == "accepted: fresh/baths\n"
        until(lambda: checked(client) == COUNTS)
        assert listed(client, "fresh/baths") == (False, False)
        assert waiting(client) == 0
    with house.serving() as client:
        assert checked(client) == COUNTS
        (line,) = client.app.state.service.store.journal("", kind="rules-accepted")
        assert (line.by, line.detail) == ("Ann Ek", {"rules": ["fresh/baths"]})


def test_a_reload_brings_it_as_a_start_does(house: House, upgrade: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with house.serving() as client:
        assert checked(client) == ("publish", [], [])
        monkeypatch.setenv("PYTHONPATH", str(upgrade))
        assert client.portal.call(Reloader(client.app.state.service).reload)
        assert checked(client) == NEW
        house.config.write_text(roomy("[service]\naccept_new_rules = true\n"))
        assert client.portal.call(Reloader(client.app.state.service).reload)
        assert checked(client) == COUNTS
        assert waiting(client) == 0


def test_what_the_house_writes_counts_at_once(house: House) -> None:
    (house.folder / "words").mkdir()
    (house.folder / "words" / "pack.yaml").write_text(PACK)
    house.config.write_text(roomy('packs = ["./words", "plain-language"]\n'))
    with house.serving() as client:
        assert checked(client) == ("hold", ["house/baths"], [])
        assert waiting(client) == 0, "the rules of a pack that was off are known too"
        assert any(rule["name"].startswith("plain-language/") for rule in client.get("/v1/rules").json()["rules"])


def test_which_rules_are_new_is_told_by_their_names_of_now_and_before(store: Store) -> None:
    def meet(**rules: tuple[str, ...]) -> tuple[str, ...]:
        with store.writing() as connection:
            return known_rules.meet(connection, rules, NOON)

    def observed() -> list[str]:
        with store.reading() as connection:
            return list(known_rules.observed(connection))

    assert meet(a=(), b=()) == ()
    assert meet(a=(), b=(), c=()) == ("c",)
    assert meet(a=(), c=(), d=()) == ("d",)
    assert meet(a2=("a",), c2=("c",)) == ("c2",), "under a new name a rule counts as it did under the old one"
    assert observed() == ["c", "c2", "d"]
    with store.writing() as connection:
        known_rules.accept(connection, ["c", "a", "none"], "Ann", NOON + timedelta(days=1))
    assert observed() == ["c2", "d"]
    assert meet(b=(), c=(), d=()) == (), "nothing is met twice, whatever was gone meanwhile"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a", "--all"], "say which rules, or --all"),
        (["fresh/bath"], "did you mean 'fresh/baths'?"),
        (["dates/*"], "no rule 'dates/*' waits to be accepted"),
        (["--all", "--database", "none.db"], "there is no such record"),
    ],
)
def test_what_cannot_be_accepted_is_said(
    tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    database = filled(tmp_path)
    assert run(["rules", "accept", "--database", database, *arguments]) == 2
    assert said in capsys.readouterr().err


def test_all_that_wait_are_accepted_and_then_none_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = filled(tmp_path)
    for arguments in (["fresh/*"], ["--all"], ["--all"], []):
        assert run(["rules", "accept", "--database", database, *arguments]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "accepted: fresh/baths, fresh/pools",
        "accepted: new/one",
        "no rule waits",
        "no rule waits",
    ]


def filled(folder: Path) -> str:
    """The record of a service that has met three new rules."""
    store = Store.open(str(folder / "record.db"))
    with store.writing() as connection:
        known_rules.meet(connection, {"old/one": ()}, NOON)
        known_rules.meet(connection, dict.fromkeys(("fresh/pools", "fresh/baths", "new/one"), ()), NOON)
    store.close()
    return str(folder / "record.db")
