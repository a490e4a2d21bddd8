"""Webhooks out and in, between a service in processes of its own and a receiver at a port."""

from __future__ import annotations

import json
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from compliance.client.signing import sign, statement
from compliance.service.access.settings import Hook
from compliance.service.telling import Telling
from compliance.service.types import Event
from tests.patience import free_port, posted, until
from tests.service.served import SECRET, Receiver, Served
from tests.service.store.made import ANN, BO, NOON, report, waiver

HELD = {"id": "story-1", "headline": "Baths to close", "body": ["The council met on Monday. TK: the cost."]}
CLEAN = {"id": "story-1", "headline": "Baths to close", "body": ["The council met on Monday, its clerk said."]}


def configuration(*ways: tuple[str, int]) -> str:
    out = "".join(
        f'[service.webhooks.{name}]\ntitle = "daily"\nsecret_file = "secret"\n'
        f'url = "http://127.0.0.1:{port}/in"\nprivate = true\n'
        for name, port in ways
    )
    return f'{out}[service.webhooks.wire]\ntitle = "daily"\nsecret_file = "secret"\n'


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "secret").write_text(SECRET)
    made = Served(tmp_path)
    yield made
    made.end(signal.SIGKILL)


def ask(served: Served, token: str, path: str, body: Any, **more: str) -> dict[str, Any]:
    headers = {"authorization": f"Bearer {token}", **more}
    answer = posted(f"{served.address}/v1/{path}", json=body, headers=headers)
    assert answer.status_code in (200, 201), answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_what_is_told_names_rules_and_people_and_no_text() -> None:
    hook = Hook("cms", "daily", SECRET, "https://cms.example/in")
    telling = Telling({"cms": hook, "wire": Hook("wire", "daily", SECRET)})
    found = {"rule": "copy/placeholder", "message": "TEXT", "matched": "TEXT", "fingerprint": "f1"}
    body = {
        "findings": [found, found],
        "waived": [found],
        "override": {"by": {"id": "u-ann", "name": "Ann Ek"}, "reason": "TEXT", "again": False},
    }
    stored = report(event=Event.KILL, report={**body, "certificate": {"id": "cer_1", "document": {}}})
    told = [json.loads(message.body) for message in telling.of_report(stored)]
    assert [one["type"] for one in told] == ["report.ready", "story.overridden", "story.killed"]
    data = told[0]["data"]
    assert data["report_id"] == stored.id
    assert (data["story_id"], data["verdict"], data["certificate_id"]) == ("story-1", "publish", "cer_1")
    assert (data["rules"], data["waived"], data["observed"]) == (["copy/placeholder"], ["copy/placeholder"], [])
    assert told[1]["data"]["by"]["name"] == "Ann Ek"
    (message,) = telling.of_waiver("rpt_1", waiver(by=(ANN, BO), reason="TEXT"), 2, NOON)
    assert (message.hook, message.story_id, message.due_at) == ("cms", "story-1", NOON)
    data = json.loads(message.body)["data"]
    assert (data["rules"], data["counts"]) == (["captions/missing"], True)
    assert [one["id"] for one in data["by"]] == ["u-ann", "u-bo"]
    assert "TEXT" not in json.dumps(told) + message.body


def test_a_withdrawal_says_who_ended_which_waiver() -> None:
    telling = Telling({"cms": Hook("cms", "daily", SECRET, "https://cms.example/in", ("story.waiver_withdrawn",))})
    gone = waiver(reason="TEXT")
    (message,) = telling.of_withdrawal(gone, BO, NOON)
    assert message.story_id == "story-1", "it is erased with its story"
    told = json.loads(message.body)
    assert (told["type"], told["title"]) == ("story.waiver_withdrawn", "daily")
    assert told["data"] == {
        "story_id": "story-1",
        "waiver_id": gone.id,
        "rules": ["captions/missing"],
        "fingerprint": "f1",
        "withdrawn_by": {"id": "u-bo", "name": "Bo Li", "position": "editor in chief"},
        "withdrawn_at": "2026-03-02T12:00:00.000Z",
    }


@pytest.mark.parametrize(
    ("event", "kinds"), [(Event.PUBLISH, ["report.ready"]), (Event.KILL, ["report.ready", "story.killed"])]
)
def test_a_kill_is_told_beside_its_report(event: Event, kinds: list[str]) -> None:
    telling = Telling({"cms": Hook("cms", "daily", SECRET, "https://cms.example/in")})
    told = telling.of_report(report(event=event, verdict="publish"))
    assert [json.loads(message.body)["type"] for message in told] == kinds


def test_each_event_is_told_once_and_signed(served: Served, receiver: Receiver) -> None:
    served.configure(configuration(("cms", receiver.port)))
    token = served.token("check", "waive", "override")
    served.start()
    held = ask(served, token, "check", HELD, **{"idempotency-key": "k1"})
    assert held["verdict"] == "hold"
    assert ask(served, token, "check", HELD, **{"idempotency-key": "k1"}) == held, "a repeated request is no event"
    ask(served, token, "check?event=draft", HELD)
    found = held["findings"][0]
    waived = {"fingerprint": found["fingerprint"], "reason": "The desk knows.", "until": "2099-01-01T00:00:00Z"}

    def speaks() -> dict[str, str]:
        return {"on-behalf-of": statement(token, "ann", "Ann Ek")}

    ask(served, token, f"reports/{held['report_id']}/waivers", waived, **speaks())
    ask(served, token, f"reports/{held['report_id']}/override", {"reason": "The desk knows."}, **speaks())
    ask(served, token, "check?event=kill", CLEAN)
    wanted = ["report.ready", "story.waived", "report.ready", "story.overridden", "report.ready", "story.killed"]
    until(lambda: len(receiver.got) >= len(wanted))
    until(lambda: served.metric("compliance_webhooks_waiting") == 0)
    assert sorted(receiver.types()) == sorted(wanted)
    assert len({webhook_id for webhook_id, _ in receiver.got}) == len(wanted)
    told = {one["type"]: one["data"] for _, one in receiver.got}
    assert told["story.waived"]["rules"] == [found["rule"]]
    assert told["story.overridden"]["overrides"] == held["report_id"]
    assert told["story.overridden"]["by"]["name"] == "Ann Ek"
    first = next(one["data"] for _, one in receiver.got if one["data"]["report_id"] == held["report_id"])
    assert (first["story_id"], first["verdict"], first["rules"]) == ("story-1", "hold", ["copy/placeholder"])
    assert "council" not in json.dumps(receiver.got)
    assert served.metric('compliance_webhooks_total{receiver="cms",result="sent"}') == len(wanted)


def test_a_receiver_that_was_down_is_told_when_it_is_back(served: Served) -> None:
    port = free_port()
    served.configure(configuration(("cms", port)))
    token = served.token()
    served.start()
    held = ask(served, token, "check", HELD)
    until(lambda: served.metric('compliance_webhooks_total{receiver="cms",result="failed"}'))
    assert served.metric("compliance_webhooks_waiting") == 1
    back = Receiver(port)
    until(lambda: back.got)
    until(lambda: served.metric("compliance_webhooks_waiting") == 0)
    assert [told["data"]["report_id"] for _, told in back.got] == [held["report_id"]]
    back.close()


def test_what_was_recorded_is_told_after_a_kill(served: Served) -> None:
    """Killed as soon as it has answered: what was not sent by then is sent by the next one."""
    port = free_port()
    served.configure(configuration(("cms", port)))
    token = served.token()
    served.start()
    reports = [ask(served, token, "check", HELD)["report_id"] for _ in range(3)]
    served.end(signal.SIGKILL)
    back = Receiver(port)
    served.start()
    until(lambda: len(back.got) == 3)
    assert sorted(told["data"]["report_id"] for _, told in back.got) == sorted(reports)
    back.close()


def test_what_no_receiver_wants_is_given_up_and_logged(served: Served, receiver: Receiver) -> None:
    receiver.status = 410
    served.configure(configuration(("cms", receiver.port)))
    token = served.token()
    served.start()
    ask(served, token, "check", HELD)
    until(lambda: "webhook given up" in served.log)
    line = json.loads(next(line for line in served.log.splitlines() if "given up" in line))
    assert (line["receiver"], line["tries"], line["webhook"]) == ("cms", 1, receiver.got[0][0])
    assert served.metric('compliance_webhooks_total{receiver="cms",result="given_up"}') == 1


def test_it_ends_soon_although_a_receiver_is_silent(served: Served) -> None:
    many = 20
    with socket.create_server(("127.0.0.1", 0), backlog=2 * many) as silent:
        served.configure(configuration(("cms", silent.getsockname()[1])))
        token = served.token()
        served.start()
        for _ in range(many):
            ask(served, token, "check", HELD)
        tried = [silent.accept()[0]]
        served.end()
        silent.setblocking(False)
        with suppress(BlockingIOError):
            while True:
                tried.append(silent.accept()[0])
        for one in tried:
            one.close()
        assert len(tried) < many, "most is left for the next start: each would have had its ten seconds"


def test_a_reload_changes_who_is_told_and_who_may_come_in(served: Served, receiver: Receiver) -> None:
    served.configure(configuration())
    token = served.token()
    served.start()
    ask(served, token, "check", HELD)
    served.configure(configuration(("cms", receiver.port)).replace("webhooks.wire", "webhooks.agency"))
    assert served.process is not None
    served.process.send_signal(signal.SIGHUP)
    until(lambda: "configuration taken over" in served.log)
    told = ask(served, token, "check", HELD)
    until(lambda: receiver.got)
    assert [one["data"]["report_id"] for _, one in receiver.got] == [told["report_id"]]
    body = json.dumps(HELD).encode()
    assert signed(served, body, "m1", hook="agency").status_code == 200
    assert signed(served, body, "m2", hook="wire").status_code == 401
    served.configure(configuration(("cms", receiver.port)).replace('"secret"', '"gone"'))
    served.process.send_signal(signal.SIGHUP)
    until(lambda: "configuration refused" in served.log)
    assert signed(served, body, "m3", hook="agency").status_code == 200


def signed(served: Served, body: bytes, webhook_id: str, *, hook: str = "wire", at: float | None = None) -> Any:
    headers = {"content-type": "application/json", **sign(SECRET, webhook_id, body, at=at)}
    return posted(f"{served.address}/v1/check?event=publish&hook={hook}", content=body, headers=headers)


def test_a_cms_that_signs_comes_in_once_and_in_time(served: Served) -> None:
    served.configure(configuration())
    served.token()
    served.start()
    body = json.dumps(HELD).encode()
    answer = signed(served, body, "m1")
    assert answer.json()["verdict"] == "hold"
    assert answer.json()["asked_by"] == "hook:wire"
    for refused, why in (
        (signed(served, body, "m1"), "received before"),
        (signed(served, body, "m2", at=time.time() - 301), "not of the last 300 seconds"),
        (signed(served, body, "m3", at=time.time() + 3600), "not of the last 300 seconds"),
        (signed(served, body, "m4", hook="nobody"), "not known"),
        (
            posted(
                f"{served.address}/v1/check?hook=wire",
                content=body + b" ",
                headers={"content-type": "application/json", **sign(SECRET, "m5", body)},
            ),
            "signature is not right",
        ),
    ):
        assert (refused.status_code, refused.headers["content-type"]) == (401, "application/problem+json")
        assert why in refused.json()["detail"]


def test_what_tells_of_a_story_is_erased_with_it(served: Served, receiver: Receiver) -> None:
    receiver.status = 500
    served.configure(configuration(("cms", receiver.port)))
    token = served.token()
    served.start()
    ask(served, token, "check", HELD)
    ask(served, token, "check", {**HELD, "id": "story-2"})
    until(lambda: len(receiver.got) == 2)
    told = served.run("record", "erase", "--title", "daily", "--story", "story-1", "--by", "Ann Ek")
    assert "1 outbox" in told
    rows = [json.loads(line) for line in served.run("record", "export", "--title", "daily").splitlines()]
    assert [row["story_id"] for row in rows if row["row"] == "webhook"] == ["story-2"]
