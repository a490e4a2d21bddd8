from __future__ import annotations

import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest

from compliance.client.signing import SignatureError, sign, verify
from compliance.service.access import AccessSettings, Denied, Gate
from compliance.service.access.addresses import reachable
from compliance.service.access.courier import Courier
from compliance.service.access.settings import Hook
from compliance.service.access.webhooks import AFTER, Outcome, Webhooks
from compliance.service.store.outbox import all_messages, insert_messages
from compliance.service.telling import Telling
from compliance.service.types import Role, ServiceError
from tests.patience import PATIENCE, until

SECRET = "what both sides know"


class Receiver:
    """Takes webhooks on this machine, and answers as it is told."""

    def __init__(self) -> None:
        self.status = 204
        self.got: list[tuple[dict[str, str], bytes]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.got.append((dict(self.headers.items()), body))
                self.send_response(outer.status)
                self.send_header("Location", "http://127.0.0.1:1/")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None: ...

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def hook(self, **but: Any) -> Hook:
        url = f"http://localhost:{self.server.server_port}/in?a=b"
        return Hook(**{"name": "cms", "title": "daily", "secret": SECRET, "url": url, "private": True, **but})


@pytest.fixture
def receiver():
    made = Receiver()
    yield made
    made.server.shutdown()
    made.server.server_close()


class Out:
    """The webhooks of a house: those that it tells, and the sending of them."""

    def __init__(self, record, clock, hooks: tuple[Hook, ...]) -> None:
        self.outcomes: list[Outcome] = []
        self.clock, self.record = clock, record
        self.telling = Telling({hook.name: hook for hook in hooks})
        self.webhooks = Webhooks(
            record, lambda: self.telling, clock=clock, seen=lambda message, seen: self.outcomes.append(seen)
        )

    def tell(self, event: str, title: str, data: dict[str, Any] | None = None) -> int:
        messages = self.telling.message(event, title, "story-1", data or {}, self.clock())
        with self.record.writing() as connection:
            insert_messages(connection, messages)
        return len(messages)

    def send_due(self) -> int:
        tried = 0
        for hook in sorted(self.webhooks.due()):
            while self.webhooks.send_next(hook):
                tried += 1
        return tried


@pytest.fixture
def hooks(record, clock):
    return lambda *some: Out(record, clock, some)


def left(record) -> list[Any]:
    with record.reading() as connection:
        return list(all_messages(connection, "daily"))


def test_a_webhook_arrives_signed(hooks, receiver, record, clock):
    out = hooks(receiver.hook())
    assert out.tell("report.ready", "daily", {"report_id": "rpt_1", "verdict": "hold"}) == 1
    assert out.send_due() == 1
    ((headers, body),) = receiver.got
    webhook_id = verify(SECRET, headers, body, now=clock.now.timestamp())
    told = json.loads(body)
    assert (told["type"], told["title"], told["data"]["report_id"]) == ("report.ready", "daily", "rpt_1")
    assert headers["Host"] == f"localhost:{receiver.server.server_port}"
    with pytest.raises(SignatureError, match="not of the last"):
        verify(SECRET, headers, body, now=clock.now.timestamp() + 301)
    (message,) = left(record)
    assert (message.id, message.due_at, message.attempts, message.error) == (webhook_id, None, 1, "")
    assert out.send_due() == 0


def test_each_is_told_what_it_asked_for(hooks, receiver):
    some = hooks(
        receiver.hook(),
        receiver.hook(name="other", title="weekly"),
        receiver.hook(name="few", events=("story.waived",)),
        receiver.hook(name="inbound", url=""),
    )
    assert some.tell("report.ready", "daily", {}) == 1
    assert some.tell("story.waived", "daily", {}) == 2
    assert some.tell("story.waived", "monthly", {}) == 0
    assert some.send_due() == 3


@pytest.mark.parametrize("status", [301, 307, 400, 404, 500, 503])
def test_what_was_not_taken_is_tried_again(hooks, receiver, record, clock, status):
    out, receiver.status = hooks(receiver.hook()), status
    out.tell("report.ready", "daily", {})
    for seconds in AFTER:
        assert out.send_due() == 1
        assert out.send_due() == 0
        clock.forward(seconds=seconds * 1.1 + 0.001)
    receiver.status = 200
    assert out.send_due() == 1
    assert left(record)[0].sent_at == clock.now
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    assert len({headers["webhook-timestamp"] for headers, _ in receiver.got}) == len(AFTER) + 1


def test_what_is_never_taken_is_given_up(hooks, receiver, record, clock):
    out, receiver.status = hooks(receiver.hook()), 500
    out.tell("report.ready", "daily", {})
    for _ in range(len(AFTER) + 1):
        assert out.send_due() == 1
        clock.forward(days=2)
    assert out.send_due() == 0
    assert left(record)[0].error == "it answered 500; given up"
    receiver.status = 410
    out.tell("report.ready", "daily", {})
    assert out.send_due() == 1
    clock.forward(days=2)
    assert out.send_due() == 0, "a receiver that is gone is not asked again"


def test_a_receiver_that_was_taken_out_by_mistake_loses_nothing(hooks, receiver, record, clock):
    hooks(receiver.hook()).tell("report.ready", "daily", {})
    assert hooks().send_due() == 1
    assert left(record)[0].error == "there is no such receiver now"
    clock.forward(seconds=AFTER[0] * 1.1 + 1)
    assert hooks(receiver.hook()).send_due() == 1
    assert len(receiver.got) == 1


def test_nothing_private_is_called_unless_it_is_meant(hooks, receiver, record):
    out = hooks(receiver.hook(private=False))
    out.tell("report.ready", "daily", {})
    out.send_due()
    assert receiver.got == []
    assert "private network" in left(record)[0].error


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 255.255.255.255 ::1 "
    "fe80::1 fc00::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1::1 :: ff02::1".split(),
)
def test_private_addresses(address, monkeypatch):
    def found(*some: Any, **more: Any) -> list[Any]:
        return [(0, 0, 0, "", ("93.184.215.14", 443)), (0, 0, 0, "", (address, 443))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    with pytest.raises(ServiceError, match="private network"):
        reachable("cms.example", 443, private=False)
    assert reachable("cms.example", 443, private=True) == "93.184.215.14"


def test_public_addresses(monkeypatch):
    for address in ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"):
        monkeypatch.setattr(socket, "getaddrinfo", lambda *a, one=address, **b: [(0, 0, 0, "", (one, 443))])
        assert reachable("cms.example", 443, private=False) == address


def test_a_courier_sends_by_itself(hooks, receiver):
    out = hooks(receiver.hook())
    courier = Courier(out.webhooks, seconds=0.01)
    courier.start()
    out.tell("report.ready", "daily", {})
    until(lambda: receiver.got)
    courier.stop()
    assert len(receiver.got) == 1


def test_a_receiver_that_never_answers_keeps_no_other_waiting(hooks, receiver):
    with socket.create_server(("127.0.0.1", 0)) as silent, ThreadPoolExecutor(1) as beside:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        out = hooks(receiver.hook(name="a-silent", url=url), receiver.hook(name="quick"))
        client, tried = httpx.Client(timeout=PATIENCE, trust_env=False), []
        sending = Webhooks(out.record, lambda: out.telling, client=client, seen=lambda one, _: tried.append(one.hook))
        courier = Courier(sending, seconds=0.01)
        for _ in range(3):
            out.tell("report.ready", "daily")
        courier.start()
        until(lambda: tried.count("quick") == 3)
        assert "a-silent" not in tried
        stopping = beside.submit(courier.stop)
        until(courier._ended.is_set)
        silent.close()
        stopping.result(PATIENCE)
        assert tried.count("a-silent") == 1, "what else waits for it is left for the next start"


def test_what_fails_in_no_foreseen_way_is_tried_again_and_ends_nothing(hooks, receiver, caplog):
    out = hooks(receiver.hook(name="odd"), receiver.hook())
    posted = out.webhooks._posted

    def failing(hook, message, now):
        if hook.name == "odd":
            raise KeyError("never thought of")
        return posted(hook, message, now)

    out.webhooks._posted = failing
    courier = Courier(out.webhooks, seconds=0.01)
    out.tell("report.ready", "daily")
    courier.start()
    until(lambda: receiver.got and caplog.records)
    courier.stop()
    assert caplog.records[0].message == "webhooks failed"
    assert [message.hook for message in left(out.record) if message.due_at] == ["odd"]


def test_a_secret_that_cannot_sign_is_an_error_of_the_try(hooks, receiver, record):
    out = hooks(receiver.hook(secret="whsec_***"))
    out.tell("report.ready", "daily")
    assert out.send_due() == 1
    assert "no Base64" in left(record)[0].error


def test_receivers_change_while_it_runs(hooks, receiver):
    out = hooks()
    assert out.tell("report.ready", "daily") == 0
    out.telling = Telling({"cms": receiver.hook()})
    assert out.tell("report.ready", "daily") == 1
    assert out.send_due() == 1
    assert out.outcomes == [Outcome.SENT]


def test_a_cms_comes_in_by_a_signed_webhook(record, clock, asked):
    inbound = Hook("cms", "daily", SECRET)
    gate = Gate(record, AccessSettings(hooks={"cms": inbound}), clock=clock)
    body = b'{"headline": "Baths to close"}'
    headers = sign(SECRET, "msg_1", body, at=clock.now.timestamp())
    caller = gate.caller_of(asked(headers, query="hook=cms"), body)
    assert (caller.id, caller.title, caller.roles) == ("hook:cms", "daily", {Role.CHECK})
    with pytest.raises(Denied, match="received before"):
        gate.caller_of(asked(headers, query="hook=cms"), body)
    fresh = sign(SECRET, "msg_2", body, at=clock.now.timestamp())
    for query, sent in (("hook=cms", body + b" "), ("hook=other", body), ("", body)):
        with pytest.raises(Denied) as refused:
            gate.caller_of(asked(fresh, query=query), sent)
        assert refused.value.status == 401
    clock.forward(seconds=302)
    with pytest.raises(Denied, match="not of the last"):
        gate.caller_of(asked(fresh, query="hook=cms"), body)


def test_a_way_out_is_no_way_in(record, clock, asked):
    hook = Hook("out", "daily", SECRET, "https://cms.example/in")
    gate = Gate(record, AccessSettings(hooks={"out": hook}), clock=clock)
    with pytest.raises(Denied, match="not known"):
        gate.caller_of(asked(sign(SECRET, "msg_1", b"", at=clock.now.timestamp()), query="hook=out"), b"")
