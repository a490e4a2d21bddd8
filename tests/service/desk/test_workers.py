"""What the desk leaves to the workers: reading under a time budget, and the rules of the present configuration."""

from __future__ import annotations

import html
import os
import re
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from compliance.service.access import AccessSettings
from compliance.service.api.app import create_app
from compliance.service.api.reload import Reloader
from compliance.service.api.state import State
from compliance.service.desk.opening import desk_routes
from compliance.service.settings import Settings
from compliance.service.store import Store
from tests.patience import ROOM, roomy, until

STORY = "Ferry crews to strike\n\nCrews will stop work on Monday, their union said after a long night.\n"
READERS = """
import time

from compliance import hookimpl
from compliance.readers import Reader


def _seen(request):
    # leave a file that the test looks for, if the story names one
    for word in request.source.text.split():
        if word.startswith("/"):
            open(word, "w").close()


def _sleeps(request):
    _seen(request)
    while True:
        time.sleep(0.05)


def _stuck(request):
    _seen(request)
    return [sum(range(10**13))]


def _starts(word):
    return lambda head: 1.0 if head.startswith(word) else 0.0


@hookimpl
def compliance_register_readers():
    return [
        Reader("sleeps", (".sleeps",), ("text/x-sleeps",), _starts("SLEEPS"), _sleeps),
        Reader("stuck", (".stuck",), ("text/x-stuck",), _starts("STUCK"), _stuck),
    ]
"""
PACK = """pack: house
title: House style
language: en
rules:
  - id: long-night
    check: substitution
    message: {en: "Say how many hours", es: "Diga cuántas horas"}
    reason: The desk counts hours, not adjectives.
    swap: {a long night: nine hours}
    bad: ["They met for a long night."]
    good: ["They met for nine hours."]
"""


@pytest.fixture(scope="module")
def strange_readers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an installed plugin whose readers never come to an end."""
    folder = tmp_path_factory.mktemp("strange")
    (folder / "strange_readers.py").write_text(READERS)
    info = folder / "strange_readers-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: strange-readers\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[compliance]\nstrange = strange_readers\n")
    return folder


@pytest.fixture
def config(tmp_path: Path) -> Path:
    found = tmp_path / "compliance.toml"
    found.write_text("")
    return found


@pytest.fixture
def story_seconds() -> float:
    """How long reading and checking may take."""
    return ROOM


@pytest.fixture
def desk(strange_readers: Path, config: Path, story_seconds: float, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Somebody at the desk of a service with two workers."""
    monkeypatch.setenv("PYTHONPATH", str(strange_readers))
    monkeypatch.setattr("compliance.service.api.reload.LOOK_SECONDS", 3600.0)  # the test itself says when
    store = Store.open(str(config.with_name("record.db")))
    state = State(config, Settings(story_seconds=story_seconds), 2, None, store)  # type: ignore[arg-type]
    app = create_app(state, desk_routes(state, AccessSettings))
    headers = {"accept-language": "en"}
    with TestClient(app, base_url="http://localhost", client=("127.0.0.1", 5000), headers=headers) as found:
        page = found.post("/desk/sign-in", data={"name": "Ada"})
        found.word = re.findall(r'name="csrf" value="(\w+)"', page.text)[0]
        yield found


def paste(desk: Any, text: str) -> Any:
    return desk.post("/desk/stories", data={"csrf": desk.word, "text": text})


@pytest.mark.parametrize("word", ["SLEEPS", "STUCK"])
def test_a_story_whose_reading_never_ends_holds_nobody_up(desk: Any, tmp_path: Path, word: str) -> None:
    seen, answers = tmp_path / "seen", []
    asking = threading.Thread(target=lambda: answers.append(paste(desk, f"{word} for ever. {seen}")))
    asking.start()
    until(seen.exists)
    assert desk.get("/desk/keys").status_code == 200
    assert 'class="headline" dir="auto">Ferry crews to strike' in paste(desk, STORY).text
    assert asking.is_alive(), "the others were answered while it was still being read"
    until(lambda: not killed(desk) and not asking.is_alive())
    assert answers
    assert "Ferry crews" in desk.get("/desk").text


def killed(desk: Any) -> bool:
    """End the workers that are at work; whether there were any."""
    workers = desk.app.state.service.workers
    at_rest = {worker.pid for worker in workers._idle._queue}
    found = [pid for pid in children(workers._template._process.pid) if pid not in at_rest]
    for pid in found:
        os.kill(pid, signal.SIGKILL)
    return bool(found)


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


@pytest.mark.parametrize("story_seconds", [1.0])
@pytest.mark.parametrize(
    ("text", "said", "in_spanish"),
    [
        ("SLEEPS for ever.", "could not be read in time", "no se pudo leer a tiempo"),
        ("STUCK for ever.", "reading the story", "la lectura de la noticia"),
    ],
)
def test_a_story_whose_reading_never_ends_is_refused(desk: Any, text: str, said: str, in_spanish: str) -> None:
    answer = paste(desk, text)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert said in answer.text
    assert "Traceback" not in answer.text
    desk.headers["accept-language"] = "es"
    assert in_spanish in paste(desk, text).text


def test_after_a_reload_the_new_rule_speaks_and_says_why(desk: Any, config: Path) -> None:
    page = paste(desk, STORY)
    assert "Say how many hours" not in page.text
    address = page.url.path
    pack = config.parent / "house"
    pack.mkdir()
    (pack / "pack.yaml").write_text(PACK)
    config.write_text(roomy('packs = ["./house"]\n'))
    assert desk.portal.call(Reloader(desk.app.state.service).reload)
    page = html.unescape(desk.get(address).text)
    assert "Say how many hours" in page
    assert "The desk counts hours, not adjectives." in page
    config.write_text(roomy(""))
    assert desk.portal.call(Reloader(desk.app.state.service).reload)
    assert "Say how many hours" not in desk.get(address).text
