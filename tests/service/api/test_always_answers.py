from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from compliance.service.api.state import State

DRAFT = "/v1/check?event=draft"


def told(client: Any, words: str) -> Any:
    text = f"Baths to close\n\nThe council voted on Monday to close the baths. {words}\n"
    answer = client.post(DRAFT, content=text.encode(), headers={"content-type": "text/plain"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def crashed(report: Any) -> list[tuple[str, str]]:
    return [(one["variant"], one["data"].get("failed_rule", "")) for one in report["findings"]]


def state(client: Any) -> State:
    return client.app.state.service


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration with so few rules that a story's time is short for none but those that misbehave."""
    found = tmp_path_factory.mktemp("few") / "compliance.toml"
    found.write_text('select = ["bad/*", "copy/placeholder"]\n')
    return found


@pytest.fixture(scope="module")
def held(strained: Callable[..., Any], few: Path) -> Iterator[Any]:
    with strained(few, story_seconds=3, suspend_after=100) as client:
        yield client


def test_a_rule_that_overruns_is_cut_off_and_named_and_the_others_have_their_say(held: Any) -> None:
    report = told(held, "SPINS [TK]")
    assert report["verdict"] == "hold"
    assert ("overran", "bad/spins") in crashed(report)
    assert "copy/placeholder" in [one["rule"] for one in report["findings"]]


def test_what_hears_no_timer_is_killed_and_named(held: Any) -> None:
    before = state(held).workers.restarts
    report = told(held, "STUCK [TK]")
    assert ("overran", "bad/stuck") in crashed(report)
    assert "copy/placeholder" in [one["rule"] for one in report["findings"]]
    assert state(held).workers.restarts == before + 1


def test_a_story_that_takes_every_process_down_is_held_and_the_next_one_is_checked(held: Any) -> None:
    report = told(held, "DIES")
    assert report["verdict"] == "hold"
    assert report["findings"][0]["data"]["lost"] == 2
    assert report["unchecked"][0]["what"] == "story"
    assert told(held, "")["verdict"] == "publish"


def test_a_killed_worker_costs_no_answer(held: Any) -> None:
    worker = state(held).workers._idle._queue[0]  # type: ignore[attr-defined]
    os.kill(worker.pid, signal.SIGKILL)
    assert told(held, "")["verdict"] == "publish"


def test_a_killed_template_costs_no_answer_either(held: Any) -> None:
    workers = state(held).workers
    os.kill(workers._template._process.pid, signal.SIGKILL)
    workers._template._process.wait()
    os.kill(workers._idle._queue[0].pid, signal.SIGKILL)  # type: ignore[attr-defined]
    assert told(held, "")["verdict"] == "publish"


def test_the_words_of_an_exception_stay_out_of_the_log(held: Any, capfd: pytest.CaptureFixture[str]) -> None:
    assert ("raised", "bad/raises") in crashed(told(held, "RAISES"))
    assert "secret" not in capfd.readouterr().err


def test_a_house_may_want_a_review_where_a_rule_was_cut_off(strained: Callable[..., Any], few: Path) -> None:
    with strained(few, story_seconds=2, on_overrun="review", suspend_after=2, suspend_seconds=1000) as client:
        report = told(client, "SPINS")
        assert report["verdict"] == "review"
        assert report["unchecked"] == [{"what": "bad/spins", "reason": "it was over its time and was stopped"}]
        assert "bad/spins" not in report["rules_run"]
        told(client, "SPINS")
        report = told(client, "SPINS")
        assert report["verdict"] == "review"
        assert "suspended" in report["unchecked"][0]["reason"]
        assert told(client, "")["unchecked"][0]["what"] == "bad/spins", "every report names it"
        assert client.get("/readyz").json()["suspended"] == ["bad/spins"]
        assert 'compliance_rule_suspended{rule="bad/spins"} 1.0' in client.get("/metrics").text
        state(client).workers.suspensions._clock = lambda: time.monotonic() + 1001
        assert told(client, "")["verdict"] == "publish", "it is tried again"


def test_without_an_essential_rule_no_story_goes_out(strained: Callable[..., Any], few: Path) -> None:
    with strained(few, on_overrun="review", essential=("bad/raises",), suspend_after=1) as client:
        assert told(client, "RAISES")["verdict"] == "hold"
        report = told(client, "")
        assert report["verdict"] == "hold"
        assert ("suspended", "bad/raises") in crashed(report)


def test_more_than_there_is_room_for_is_refused_at_once(strained: Callable[..., Any], tmp_path: Path) -> None:
    gate, config = tmp_path / "gate", tmp_path / "compliance.toml"
    gate.touch()
    config.write_text("rule_seconds = 300\n")
    with strained(config, story_seconds=600, in_flight=1) as client:
        first = threading.Thread(target=told, args=(client, f"WAITS {gate} "))
        first.start()
        while not state(client).workers.in_flight:
            time.sleep(0.005)
        answer = client.post(DRAFT, content=b"A story.", headers={"content-type": "text/plain"})
        assert first.is_alive(), "it did not wait for the one before it"
        gate.unlink()
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "1"
        first.join()
        assert told(client, "")["verdict"] == "publish"


def test_a_token_that_asks_too_often_is_told_when_to_come_back(strained: Callable[..., Any]) -> None:
    with strained(requests_per_minute=1, burst=2) as client:
        asked = [client.get("/v1/rules") for _ in range(3)]
        assert [answer.status_code for answer in asked] == [200, 200, 429]
        assert 0 < int(asked[2].headers["retry-after"]) <= 60
        assert client.get("/v1/rules", headers={"x-test-caller": "tok_other"}).status_code == 200


def test_a_rule_that_observes_is_heard_and_does_not_count(strained: Callable[..., Any], tmp_path: Path) -> None:
    with strained(observe=("copy/placeholder",)) as client:
        report = told(client, "[TK]")
        assert report["verdict"] == "publish"
        assert [one["rule"] for one in report["observed"]] == ["copy/placeholder"]


def test_what_the_house_observes_everywhere_is_observed_here_too(strained: Callable[..., Any], tmp_path: Path) -> None:
    config = tmp_path / "compliance.toml"
    config.write_text("observe = ['copy/*']\n")
    with strained(config) as client:
        report = told(client, "[TK]")
        assert report["verdict"] == "publish"
        (observed,) = report["observed"]
        assert (observed["rule"], bool(observed["ranges"]), bool(observed["facts"])) == ("copy/placeholder", True, True)
        assert report["findings"] == []
        listed = {rule["name"]: rule["observed"] for rule in client.get("/v1/rules").json()["rules"]}
        assert (listed["copy/placeholder"], listed["dates/impossible"]) == (True, False)
