"""``examples/webhook`` as its page tells, against a service in processes of its own."""

from __future__ import annotations

import importlib.util
import json
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import HTTPServer
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any

import pytest

from compliance.client.signing import sign
from tests.patience import PATIENCE
from tests.service.pasted import commands, pasted

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "webhook"
PAGE = ROOT / "docs" / "service" / "webhooks.md"
SECRET = "what both sides know"


def test_the_page_works_as_pasted(tmp_path: Path) -> None:
    assert len(commands(PAGE)) == 8
    run = pasted(PAGE, EXAMPLE, tmp_path, {})
    assert run.wrong == [], run.log


def test_the_page_names_every_setting_of_the_example() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for line in (EXAMPLE / "compliance.toml").read_text(encoding="utf-8").splitlines():
        key = line.partition("=")[0].strip()
        assert key.startswith("#") or key in page, key


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The receiver's own module, in a folder with its secret."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out.secret").write_text(f"{SECRET}\n")
    found = importlib.util.spec_from_file_location("receive", EXAMPLE / "receive.py")
    assert found is not None
    assert found.loader is not None
    made = importlib.util.module_from_spec(found)
    found.loader.exec_module(made)
    return made


@pytest.fixture
def receiver(module: ModuleType) -> Iterator[str]:
    with sqlite3.connect(module.STORIES) as connection:
        connection.executescript(module.TABLES)
    with HTTPServer(("127.0.0.1", 0), module.Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/compliance"
        server.shutdown()


def told(verdict: str, checked_at: str, **but: Any) -> bytes:
    data = {"story_id": "story-17", "verdict": verdict, "checked_at": checked_at, "report_id": "rpt_1", "rules": []}
    return json.dumps({"type": "report.ready", "data": {**data, **but}}).encode()


def post(address: str, body: bytes, headers: dict[str, str]) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=PATIENCE) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def kept() -> list[Any]:
    with sqlite3.connect("stories.db") as connection:
        return connection.execute("SELECT story_id, verdict, checked_at FROM stories").fetchall()


def test_the_receiver_keeps_the_newest_verdict_whatever_comes_late_or_twice(receiver: str) -> None:
    newer, older = told("publish", "2026-03-02T12:00:01Z"), told("hold", "2026-03-02T12:00:00Z")
    assert post(receiver, newer, sign(SECRET, "evt_2", newer)) == 204
    assert post(receiver, older, sign(SECRET, "evt_1", older)) == 204
    assert post(receiver, older, sign(SECRET, "evt_1", older)) == 204
    assert kept() == [("story-17", "publish", "2026-03-02T12:00:01Z")]


def test_the_receiver_takes_nothing_from_others(receiver: str) -> None:
    body = told("publish", "2026-03-02T12:00:01Z")
    assert post(receiver, body, sign("another secret", "evt_1", body)) == 401
    assert post(receiver, body, sign(SECRET, "evt_1", body, at=1000)) == 401
    assert post(receiver, body, {}) == 401
    assert post(receiver, b"x" * 100_001, sign(SECRET, "evt_1", b"x" * 100_001)) == 413
    assert kept() == []


def test_what_the_receiver_could_not_keep_is_new_when_it_comes_again(module: ModuleType, receiver: str) -> None:
    found = json.loads(told("publish", "2026-03-02T12:00:01Z"))
    with sqlite3.connect("stories.db") as connection:
        broken = {"type": "report.ready", "data": {"story_id": "story-17"}}
        with pytest.raises(sqlite3.ProgrammingError):
            module.take(connection, "evt_1", broken)
        assert module.take(connection, "evt_1", found)
        assert not module.take(connection, "evt_1", found)
