from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance.service.api.reload import Reloader, stamps
from tests.patience import roomy, until

DRAFT = "/v1/check?event=draft"
TEXT = b"Baths to close\n\nThe council voted on Monday to close [TK] the baths.\n"


@pytest.fixture(autouse=True)
def _nobody_else_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service's own look at its files would take over what a test has just written, at a moment of its own."""
    monkeypatch.setattr("compliance.service.api.reload.LOOK_SECONDS", 3600.0)


def verdict(client: Any) -> str:
    answer = client.post(DRAFT, content=TEXT, headers={"content-type": "text/plain"})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["verdict"])


def test_a_new_configuration_takes_over_without_a_request_lost_and_a_broken_one_does_not(
    strained: Callable[..., Any], tmp_path: Path
) -> None:
    config = tmp_path / "compliance.toml"
    config.write_text(roomy('gate = "warning"\n'))
    with strained(config) as client:
        state = client.app.state.service
        reload = Reloader(state).reload
        assert verdict(client) == "hold"
        answers: list[str] = []
        over = threading.Event()

        def ask() -> None:
            while not (answers and over.wait(0.1)):
                answers.append(client.post(DRAFT, content=TEXT, headers={"content-type": "text/plain"}).text)

        asking = threading.Thread(target=ask)
        asking.start()
        config.write_text(roomy('gate = "never"\n'))
        assert client.portal.call(reload)
        over.set()
        asking.join()
        assert answers
        assert all('"verdict":"' in answer for answer in answers)
        assert verdict(client) == "publish"
        before = client.get("/v1/rules").json()["versions"]["configuration"]

        config.write_text("gate = 'loud'\n")
        assert not client.portal.call(reload)
        assert verdict(client) == "publish", "the old one stays"
        ready = client.get("/readyz")
        assert ready.status_code == 200
        assert "compliance.toml:1" in ready.json()["refused_configuration"]
        assert "compliance_configuration_ok 0.0" in client.get("/metrics").text
        assert client.get("/v1/rules").json()["versions"]["configuration"] == before

        config.write_text("[service]\nstory_seconds = 0\n")
        assert not client.portal.call(reload)
        assert "story_seconds" in client.get("/readyz").json()["refused_configuration"]
        config.write_text(roomy("[service]\nobserve = ['copy/*']\n"))
        assert client.portal.call(reload)
        assert client.get("/readyz").json()["refused_configuration"] is None
        assert verdict(client) == "publish"


def test_a_change_of_any_file_of_a_pack_is_seen(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("a: 1")
    before = stamps([str(tmp_path)])
    (tmp_path / "more.yaml").write_text("b: 2")
    assert stamps([str(tmp_path)]) != before
    assert stamps([str(tmp_path / "gone")]) == {}


def test_a_batch_at_work_is_answered_to_its_last_line_by_the_workers_it_began_with(
    strained: Callable[..., Any], tmp_path: Path
) -> None:
    config = tmp_path / "compliance.toml"
    config.write_text(roomy('gate = "warning"\n'))
    line = b'{"headline": "SLOW baths", "body": ["The council voted on Monday to close [TK] the baths."]}\n'
    answers: list[str] = []
    with strained(config) as client:

        def ask() -> None:
            answers.append(client.post(DRAFT, content=line * 12, headers={"content-type": "application/x-ndjson"}).text)

        asking = threading.Thread(target=ask)
        asking.start()
        until(lambda: client.app.state.service.workers.in_flight)
        config.write_text(roomy('gate = "never"\n'))
        assert client.portal.call(Reloader(client.app.state.service).reload)
        assert verdict(client) == "publish"
        asking.join()
    assert [json.loads(one)["verdict"] for one in answers[0].splitlines()] == ["hold"] * 12
