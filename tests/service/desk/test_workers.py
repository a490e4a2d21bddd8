"""What the desk leaves to the workers: reading under a time budget, and the rules of the present configuration."""

from __future__ import annotations

import html
import re
import threading
import time
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

STORY = "Ferry crews to strike\n\nCrews will stop work on Monday, their union said after a long night.\n"
READERS = """
import time

from compliance import hookimpl
from compliance.readers import Reader


def _sleeps(request):
    while True:
        time.sleep(0.05)


def _stuck(request):
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
def desk(strange_readers: Path, config: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Somebody at the desk of a service with two workers, who has half a second for a story."""
    monkeypatch.setenv("PYTHONPATH", str(strange_readers))
    store = Store.open(str(config.with_name("record.db")))
    state = State(config, Settings(story_seconds=0.5), 2, None, store)  # type: ignore[arg-type]
    app = create_app(state, desk_routes(state, AccessSettings))
    headers = {"accept-language": "en"}
    with TestClient(app, base_url="http://localhost", client=("127.0.0.1", 5000), headers=headers) as found:
        page = found.post("/desk/sign-in", data={"name": "Ada"})
        found.word = re.findall(r'name="csrf" value="(\w+)"', page.text)[0]
        yield found


def paste(desk: Any, text: str) -> Any:
    return desk.post("/desk/stories", data={"csrf": desk.word, "text": text})


@pytest.mark.parametrize(
    ("text", "said", "in_spanish"),
    [
        ("SLEEPS for ever.", "could not be read in time", "no se pudo leer a tiempo"),
        ("STUCK for ever.", "reading the story", "la lectura de la noticia"),
    ],
)
def test_a_story_whose_reading_never_ends_holds_nobody_up(desk: Any, text: str, said: str, in_spanish: str) -> None:
    answers: list[tuple[float, Any]] = []

    def ask() -> None:
        answers.append((time.monotonic(), paste(desk, text)))

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.1)
    started = time.monotonic()
    assert desk.get("/desk/keys").status_code == 200
    assert 'class="headline" dir="auto">Ferry crews to strike' in paste(desk, STORY).text
    assert asking.is_alive(), "the others were answered while it was still being read"
    assert time.monotonic() - started < 5
    asking.join(20)
    ((_, answer),) = answers
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert said in answer.text
    assert "Traceback" not in answer.text
    desk.headers["accept-language"] = "es"
    assert in_spanish in paste(desk, text).text
    assert "Ferry crews" in desk.get("/desk").text


def test_after_a_reload_the_new_rule_speaks_and_says_why(desk: Any, config: Path) -> None:
    page = paste(desk, STORY)
    assert "Say how many hours" not in page.text
    address = page.url.path
    pack = config.parent / "house"
    pack.mkdir()
    (pack / "pack.yaml").write_text(PACK)
    config.write_text('packs = ["./house"]\n')
    assert desk.portal.call(Reloader(desk.app.state.service).reload)
    page = html.unescape(desk.get(address).text)
    assert "Say how many hours" in page
    assert "The desk counts hours, not adjectives." in page
    config.write_text("")
    assert desk.portal.call(Reloader(desk.app.state.service).reload)
    assert "Say how many hours" not in desk.get(address).text
