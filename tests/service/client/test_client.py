"""The client against a service that answers as each test tells, blocking and awaited alike."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import httpx
import pytest

from compliance.client import AsyncClient, Client, Editor, RefusedError, UnansweredError
from compliance.client import spool as spooling
from compliance.errors import ComplianceError

TOKEN = f"tok_{'0' * 26}.{'a' * 43}"
GOOD = httpx.Response(200, json={"verdict": "publish", "report_id": "rpt_1"})


class Service:
    """Gives its answers one after the other, the last one for ever; keeps what it was asked."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.asked.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)


@pytest.fixture(params=["blocking", "awaited"])
def client(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """What makes a client that talks to a service of the test's."""
    waits: list[float] = []
    monkeypatch.setattr("compliance.client.blocking.time.sleep", waits.append)

    async def no_sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("compliance.client.awaited.asyncio.sleep", no_sleep)

    def make(service: Service, **how: Any) -> Any:
        transport = httpx.MockTransport(service)
        if request.param == "blocking":
            return Client("https://service.example/", TOKEN, transport=transport, **how)
        return Waited(AsyncClient("https://service.example/", TOKEN, transport=transport, **how))

    make.waits = waits  # type: ignore[attr-defined]
    return make


class Waited:
    """An awaited client, waited for."""

    def __init__(self, client: AsyncClient) -> None:
        self.client = client

    def check(self, *story: Any, **how: Any) -> Any:
        return asyncio.run(self.client.check(*story, **how))

    def flush(self) -> Any:
        return asyncio.run(self.client.flush())

    def waive(self, *what: Any, **how: Any) -> Any:
        return asyncio.run(self.client.waive(*what, **how))

    def override(self, *what: Any, **how: Any) -> Any:
        return asyncio.run(self.client.override(*what, **how))


def test_a_story_is_checked(client):
    service = Service(GOOD)
    answer = client(service).check({"headline": "Baths to close"}, event="update")
    assert (answer.verdict, answer.checked, answer.may_publish) == ("publish", True, True)
    assert answer.report["report_id"] == "rpt_1"
    (asked,) = service.asked
    assert str(asked.url) == "https://service.example/v1/check?event=update"
    assert asked.headers["authorization"] == f"Bearer {TOKEN}"
    assert asked.headers["content-type"] == "application/json"
    assert json.loads(asked.content) == {"headline": "Baths to close"}
    assert len(asked.headers["idempotency-key"]) == 32


@pytest.mark.parametrize(
    ("story", "content_type", "sent"),
    [
        ("Plain", None, "text/plain; charset=utf-8"),
        ("# Mark", "text/markdown", "text/markdown"),
        (b"<p>x", "text/html", "text/html"),
    ],
)
def test_the_form_of_a_story_is_told(client, story, content_type, sent):
    service = Service(GOOD)
    client(service).check(story, content_type=content_type)
    assert service.asked[0].headers["content-type"] == sent


def test_the_editors_language_is_told_also_later(client, tmp_path):
    service = Service(httpx.Response(503), GOOD)
    made = client(service, retries=0, spool=tmp_path)
    made.check({"headline": "Baths"}, language="es")
    made.flush()
    assert [dict(asked.url.params) for asked in service.asked] == [{"event": "publish", "lang": "es"}] * 2


def test_the_gravest_of_several_verdicts_counts(client):
    verdicts = [{"verdict": verdict} for verdict in ("publish", "hold", "review")]
    assert client(Service(httpx.Response(200, json={"reports": verdicts}))).check("x").verdict == "hold"
    assert client(Service(httpx.Response(200, json={"reports": []}))).check("x").verdict == "hold"
    assert client(Service(httpx.Response(200, json={"verdict": "new"}))).check("x").verdict == "hold"


@pytest.mark.parametrize(
    "trouble",
    [
        httpx.ConnectError("no"),
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError("cut"),
        *(httpx.Response(status) for status in (408, 429, 500, 502, 503, 504)),
    ],
)
def test_it_tries_again_with_the_same_key(client, trouble):
    service = Service(trouble, trouble, GOOD)
    assert client(service, retries=2).check("x").checked
    assert len({asked.headers["idempotency-key"] for asked in service.asked}) == 1
    assert len(service.asked) == 3
    assert len(client.waits) == 2
    assert 0.1 <= client.waits[0] <= 0.2
    assert 0.2 <= client.waits[1] <= 0.4


def test_it_waits_as_long_as_the_service_asks_and_no_longer_than_sensible(client):
    assert client(Service(httpx.Response(503, headers={"Retry-After": "2"}), GOOD)).check("x").checked
    assert client.waits == [2.0]
    answer = client(Service(httpx.Response(429, headers={"Retry-After": "60"}), GOOD)).check("x")
    assert (answer.checked, answer.why) == (False, "the service answered 429")
    assert client.waits == [2.0]


@pytest.mark.parametrize(("fail", "verdict", "may"), [("closed", "hold", False), ("open", "publish", True)])
def test_it_fails_as_it_was_set_and_says_so(client, fail, verdict, may):
    answer = client(Service(httpx.ConnectError("no")), fail=fail, retries=1).check("x")
    assert (answer.verdict, answer.checked, answer.may_publish) == (verdict, False, may)
    assert answer.why == "the service is out of reach: ConnectError"
    assert (answer.report, answer.spooled) == ({}, "")


@pytest.mark.parametrize("answer", [httpx.Response(200, text="<html>"), httpx.Response(200, json=["publish"])])
def test_what_is_not_the_service_says_nothing(client, answer):
    found = client(Service(answer)).check("x")
    assert (found.verdict, found.why) == ("hold", "what answered is not the service")


@pytest.mark.parametrize("status", [301, 400, 401, 403, 409, 413, 422])
def test_a_refusal_is_an_error_however_it_fails(client, status):
    problem = {"detail": "the token has expired", "hint": "ask for another", "place": "3:1"}
    service = Service(httpx.Response(status, json=problem))
    with pytest.raises(RefusedError, match="the token has expired") as refused:
        client(service, fail="open").check("x")
    assert (refused.value.status, refused.value.hint, refused.value.where) == (status, "ask for another", "3:1")
    assert len(service.asked) == 1


def test_an_editor_is_signed_for_anew_at_each_try(client):
    service = Service(httpx.ConnectError("no"), GOOD)
    client(service).check("x", editor=Editor("ann", "Ann Ek", ("waive",), "night editor"))
    first, second = (asked.headers["on-behalf-of"] for asked in service.asked)
    assert first != second
    own = Service(GOOD)
    client(own, signer=lambda editor: f"signed for {editor.id}").check("x", editor=Editor("bo", "Bo"))
    assert own.asked[0].headers["on-behalf-of"] == "signed for bo"


def test_what_could_not_be_sent_is_sent_later(client, tmp_path):
    folder = tmp_path / "spool"
    down = client(Service(httpx.ConnectError("no")), retries=0, spool=folder)
    answers = [down.check(f"story {n}", editor=Editor("ann", "Ann")) for n in range(3)]
    assert sorted(answer.spooled for answer in answers) == sorted(path.name for path in folder.iterdir())
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
    assert TOKEN.encode() not in b"".join(path.read_bytes() for path in folder.iterdir())
    assert down.flush() == (0, 3, 0)
    service = Service(GOOD)
    up = client(service, spool=folder)
    assert up.flush() == (3, 0, 0)
    assert [asked.content for asked in service.asked] == [b"story 0", b"story 1", b"story 2"]
    assert len({asked.headers["idempotency-key"] for asked in service.asked}) == 3
    assert all("on-behalf-of" in asked.headers for asked in service.asked)
    assert up.flush() == (0, 0, 0)


def test_a_request_keeps_its_key_on_disk(client, tmp_path):
    service = Service(httpx.ConnectError("no"), GOOD)
    both = client(service, retries=0, spool=tmp_path)
    both.check("x")
    both.flush()
    assert service.asked[0].headers["idempotency-key"] == service.asked[1].headers["idempotency-key"]


def test_drafts_are_not_kept(client, tmp_path):
    answer = client(Service(httpx.ConnectError("no")), retries=0, spool=tmp_path).check("x", event="draft")
    assert answer.spooled == ""
    assert list(tmp_path.iterdir()) == []


def test_what_will_never_be_taken_is_laid_aside(client, tmp_path):
    client(Service(httpx.ConnectError("no")), retries=0, spool=tmp_path).check("x")
    for number, data in enumerate((b"no json", b"[]", b'{"key": 1}', b"\xff", b"{}")):
        (tmp_path / f"{number}.request.json").write_bytes(data)
    (tmp_path / "half.request.json.part").write_bytes(b"{")
    assert client(Service(httpx.Response(401)), spool=tmp_path).flush() == (0, 5, 0)
    assert client(Service(httpx.Response(422)), spool=tmp_path).flush() == (0, 0, 1)
    assert len(list((tmp_path / "refused").iterdir())) == 6


def test_a_spool_that_cannot_keep_says_so(client, tmp_path, monkeypatch):
    monkeypatch.setattr(spooling, "MOST", 1)
    down = client(Service(httpx.ConnectError("no")), retries=0, spool=tmp_path)
    assert down.check("x").spooled
    answer = down.check("y")
    assert answer.spooled == ""
    assert "could not be kept: 1 requests wait already" in answer.why
    (tmp_path / "file").write_text("")
    answer = client(Service(httpx.ConnectError("no")), retries=0, spool=tmp_path / "file").check("x")
    assert (answer.verdict, answer.spooled) == ("hold", "")
    assert "could not be kept" in answer.why


@pytest.mark.parametrize(
    ("url", "how", "said"),
    [
        ("service.example", {}, "no address"),
        ("ftp://service.example", {}, "no address"),
        ("https://x", {"fail": "ajar"}, "not known"),
        ("https://x", {"timeout": 0}, "timeout must be"),
        ("https://x", {"retries": -1}, "retries"),
    ],
)
def test_what_makes_no_sense_is_refused(url, how, said):
    for kind in (Client, AsyncClient):
        with pytest.raises(ComplianceError, match=said):
            kind(url, TOKEN, **how)


def test_a_request_that_makes_no_sense_is_refused(client):
    made = client(Service(GOOD))
    with pytest.raises(ComplianceError, match="no event"):
        made.check("x", event="burn")
    for key in ("", "x" * 256, "ñ", "a\nb"):
        with pytest.raises(ComplianceError, match="is no key"):
            made.check("x", key=key)
    with pytest.raises(ComplianceError, match="is no content type"):
        made.check(b"x", content_type="ñ")
    with pytest.raises(ComplianceError, match="content type"):
        made.check(b"x")
    with pytest.raises(ComplianceError, match="cannot hold object"):
        made.check({"headline": object()})


def test_without_the_extra(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ComplianceError, match="needs httpx") as refused:
        Client("https://x", TOKEN)
    assert "editorial-compliance[client]" in refused.value.hint


ANN = Editor("ann@example.org", "Ann Ek")
UNTIL = datetime(2030, 4, 18, 9, 30, tzinfo=timezone(timedelta(hours=2)))


def test_an_editor_lets_a_finding_through(client):
    service = Service(httpx.Response(201, json={"waiver_id": "wvr_1", "counts": True}))
    told = client(service).waive("rpt_1", "f1", editor=ANN, reason="The desk confirmed it.", until=UNTIL, key="k")
    assert told == {"waiver_id": "wvr_1", "counts": True}
    (asked,) = service.asked
    assert str(asked.url) == "https://service.example/v1/reports/rpt_1/waivers"
    assert (asked.headers["idempotency-key"], asked.headers["content-type"]) == ("k", "application/json")
    assert asked.headers["on-behalf-of"].count(".") == 2
    assert json.loads(asked.content) == {
        "fingerprint": "f1",
        "reason": "The desk confirmed it.",
        "until": "2030-04-18T07:30:00+00:00",
    }


def test_an_editor_publishes_all_the_same(client):
    service = Service(httpx.Response(503), httpx.Response(201, json={"verdict": "publish", "overrides": "rpt_1"}))
    assert client(service).override("rpt_1", editor=ANN, reason="It cannot wait.")["overrides"] == "rpt_1"
    first, second = service.asked
    assert str(first.url) == "https://service.example/v1/reports/rpt_1/override"
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"]
    assert first.headers["on-behalf-of"] != second.headers["on-behalf-of"], "a statement counts once"


def test_a_decision_that_nobody_answers_is_an_error_and_does_not_wait(client, tmp_path):
    making = client(Service(httpx.ConnectError("no")), spool=tmp_path, retries=1, fail="open")
    with pytest.raises(UnansweredError, match="nobody knows whether the decision counts") as raised:
        making.override("rpt_1", editor=ANN, reason="It cannot wait.", key="mine")
    assert raised.value.key == "mine"
    assert "key='mine'" in raised.value.hint
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_decision_that_is_refused_says_why(client):
    service = Service(httpx.Response(403, json={"detail": "this takes the role 'override'", "hint": "ask for it"}))
    with pytest.raises(RefusedError, match="takes the role") as raised:
        client(service).override("rpt_1", editor=ANN, reason="It cannot wait.")
    assert raised.value.status == 403


def test_a_waiver_needs_a_moment_that_everybody_understands(client):
    with pytest.raises(ComplianceError, match="has no time zone"):
        client(Service(GOOD)).waive("rpt_1", "f1", editor=ANN, reason="x", until=datetime(2030, 1, 1))
