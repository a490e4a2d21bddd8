"""The client, blocking and awaited, against a service in processes of its own."""

from __future__ import annotations

import asyncio
import json
import signal
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from compliance.client import AsyncClient, Client, Editor, RefusedError
from tests.patience import PATIENCE, posted
from tests.service.client.test_client import Waited
from tests.service.served import Full, Served

HELD = {"id": "story-1", "headline": "Baths to close", "body": ["The council met on Monday. TK: the cost."]}
CLEAN = {"id": "story-2", "headline": "Baths to close", "body": ["The council met on Monday, its clerk said."]}
ANN = Editor("ann@example.org", "Ann Ek", ("check",), "night editor")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One service for all: a single story at work at once, so that it is soon full."""
    made = Served(tmp_path_factory.mktemp("served"), "[service]\nin_flight = 1\nburst = 1000\n")
    made.made_token = made.token()
    yield made.start()
    made.end(signal.SIGKILL)


@pytest.fixture(params=[Client, AsyncClient])
def client(request: pytest.FixtureRequest, served: Served) -> Callable[..., Any]:
    """What makes a client of the service."""

    def make(token: str = "", **how: Any) -> Any:
        arguments, how = (served.address, token or served.made_token), {"timeout": PATIENCE, **how}
        return Client(*arguments, **how) if request.param is Client else Fresh(arguments, how)

    return make


class Fresh:
    """An awaited client, made anew for each call: its connections belong to one loop."""

    def __init__(self, arguments: Any, how: Any) -> None:
        self.make = lambda: Waited(AsyncClient(*arguments, **how))

    def check(self, *story: Any, **how: Any) -> Any:
        return self.make().check(*story, **how)

    def flush(self) -> Any:
        return self.make().flush()

    def waive(self, *what: Any, **how: Any) -> Any:
        return self.make().waive(*what, **how)

    def override(self, *what: Any, **how: Any) -> Any:
        return self.make().override(*what, **how)


def kept(served: Served, story_id: str) -> list[dict[str, Any]]:
    """The reports of a story in the record."""
    rows = served.run("record", "export", "--title", "daily", "--story", story_id).splitlines()
    return [row for row in map(json.loads, rows) if row["row"] == "report"]


def test_a_story_is_checked(client) -> None:
    held, clean = client().check(HELD), client().check(CLEAN)
    assert (held.verdict, held.checked, held.may_publish) == ("hold", True, False)
    assert [finding["rule"] for finding in held.report["findings"]] == ["copy/placeholder"]
    assert (clean.verdict, clean.may_publish) == ("publish", True)
    assert clean.report["certificate"]["id"].startswith("cer_")


@pytest.mark.parametrize(
    ("story", "content_type"),
    [
        ("Baths to close\n\nThe council met. [TK]\n", None),
        ("# Baths to close\n\nThe council met. [TK]\n", "text/markdown"),
        (b"<h1>Baths to close</h1><p>The council met. [TK]</p>", "text/html"),
    ],
)
def test_a_story_in_another_form(client, story, content_type) -> None:
    assert client().check(story, content_type=content_type, event="draft").verdict == "hold"


def test_a_batch_has_the_gravest_verdict_and_every_report(client) -> None:
    lines = [json.dumps(story) for story in (CLEAN, HELD, CLEAN)]
    answer = client().check("\n".join(lines), content_type="application/x-ndjson", event="draft")
    assert (answer.verdict, answer.checked) == ("hold", True)
    assert [report["verdict"] for report in answer.report["reports"]] == ["publish", "hold", "publish"]
    answer = client().check(f"{lines[0]}\n{{broken\n", content_type="application/x-ndjson", event="draft")
    assert answer.verdict == "hold", "a line that is no story is no story that may go"
    assert answer.report["reports"][1]["problem"]["status"] == 422


def test_the_same_key_is_one_check(client, served, request) -> None:
    story = {**HELD, "id": f"keyed-{request.node.callspec.id}"}
    first = client().check(story, key=f"{request.node.name}-1")
    assert client().check(story, key=f"{request.node.name}-1").report == first.report
    assert len(kept(served, story["id"])) == 1
    with pytest.raises(RefusedError) as refused:
        client().check({**story, "headline": "Baths to open"}, key=f"{request.node.name}-1")
    assert refused.value.status == 409


def test_an_editor_is_spoken_for(client, served, request) -> None:
    story = {**HELD, "id": f"spoken-{request.node.callspec.id}"}
    made = client()
    made.check(story, editor=ANN)
    made.check(story, editor=ANN)
    people = [row["person"] for row in kept(served, story["id"])]
    assert [(one["id"], one["name"], one["position"]) for one in people] == [
        ("ann@example.org", "Ann Ek", "night editor")
    ] * 2


def test_an_editor_is_spoken_for_with_a_key_of_their_own(client, served, tmp_path) -> None:
    import jwt

    own = Ed25519PrivateKey.generate()
    public = own.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "public.pem").write_bytes(public)
    key_file = str(tmp_path / "public.pem")
    token = served.run("token", "create", "--role", "check", "--title", "daily", "--person-key", key_file).strip()

    def signer(editor: Editor) -> str:
        import time
        import uuid

        now = int(time.time())
        claims = {"sub": editor.id, "name": editor.name, "iat": now, "exp": now + 60, "jti": uuid.uuid4().hex}
        return jwt.encode(claims, own, algorithm="EdDSA")

    assert client(token, signer=signer).check(HELD, editor=ANN).checked
    with pytest.raises(RefusedError, match="not signed as it must be"):
        client(token).check(HELD, editor=ANN)


def test_an_editor_decides(client, served, request) -> None:
    story = {**HELD, "id": f"decided-{request.node.callspec.id}"}
    deciding = ("--role", "check", "--role", "waive", "--role", "override")
    made = client(served.run("token", "create", *deciding, "--title", "daily").strip())
    editor = Editor("bo@example.org", "Bo Li", ("check", "waive", "override"), "editor in chief")
    held = made.check(story).report
    overridden = made.override(held["report_id"], editor=editor, reason="It cannot wait.", key=f"{story['id']}-o")
    assert (overridden["verdict"], overridden["overrides"]) == ("publish", held["report_id"])
    again = made.override(held["report_id"], editor=editor, reason="It cannot wait.", key=f"{story['id']}-o")
    assert again["report_id"] == overridden["report_id"]
    finding, until = held["findings"][0]["fingerprint"], datetime.now(UTC) + timedelta(days=1)
    waiver = made.waive(held["report_id"], finding, editor=editor, reason="It is a name.", until=until)
    assert (waiver["rule"], waiver["counts"], waiver["by"][0]["name"]) == ("copy/placeholder", True, "Bo Li")
    assert made.check({**story, "body": [*story["body"], "More."]}).verdict == "publish"
    with pytest.raises(RefusedError) as refused:
        client().override(held["report_id"], editor=ANN, reason="It cannot wait.")
    assert refused.value.status == 403


def test_what_the_service_refuses(client, served) -> None:
    with pytest.raises(RefusedError) as refused:
        client().check(b'{"headline": ', content_type="application/json")
    assert refused.value.status == 422
    token = served.token()
    served.run("token", "revoke", token.partition(".")[0])
    with pytest.raises(RefusedError) as refused:
        client(token).check(HELD)
    assert refused.value.status == 401


def test_a_service_that_is_silent_is_given_up_in_time(client, served) -> None:
    made = client(timeout=2, retries=0)
    served.process.send_signal(signal.SIGSTOP)
    try:
        answer = made.check(HELD)
    finally:
        served.process.send_signal(signal.SIGCONT)
    assert (answer.verdict, answer.checked) == ("hold", False)
    assert answer.why == "the service is out of reach: ReadTimeout"
    assert client().check(HELD).checked


def test_a_full_service_is_asked_again_after_the_time_it_names(client, served) -> None:
    headers = {"authorization": f"Bearer {served.made_token}", "content-type": "text/plain"}
    with Full(served):
        refused = posted(f"{served.address}/v1/check?event=draft", content="Baths", headers=headers)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
        answer = client(retries=0).check(HELD)
        assert (answer.checked, answer.why) == (False, "the service answered 503")
    full = Full(served)
    full.__enter__()
    ending = threading.Timer(0.5, full.__exit__)
    ending.start()
    answer = client(retries=500).check(HELD)
    ending.join()
    assert (answer.verdict, answer.checked) == ("hold", True)


@pytest.mark.parametrize(("fail", "verdict"), [("closed", "hold"), ("open", "publish")])
def test_what_could_not_be_sent_waits_and_is_sent_when_the_service_is_back(
    client, served, tmp_path, fail, verdict, request
) -> None:
    story = {**HELD, "id": f"spooled-{request.node.callspec.id}"}
    made = client(spool=tmp_path / "spool", fail=fail, retries=0)
    served.end()
    answers = [made.check(story, editor=ANN), made.check(story, event="update"), made.check(story, event="draft")]
    assert [(one.verdict, one.checked, bool(one.spooled)) for one in answers] == [
        *((verdict, False, True), (verdict, False, True), (verdict, False, False)),
    ]
    assert tuple(made.flush()) == (0, 2, 0)
    served.start()
    assert tuple(made.flush()) == (2, 0, 0)
    assert tuple(made.flush()) == (0, 0, 0)
    rows = kept(served, story["id"])
    assert [(row["event"], (row["person"] or {}).get("name")) for row in rows] == [
        *(("publish", "Ann Ek"), ("update", None)),
    ]


def test_two_that_flush_at_once_send_each_request_once(client, served, tmp_path, request) -> None:
    story = {**HELD, "id": f"twice-{request.node.callspec.id}"}
    made = client(spool=tmp_path, retries=0)
    served.end(signal.SIGKILL)
    for _ in range(3):
        made.check(story)
    served.start()
    others = [client(spool=tmp_path, retries=500) for _ in range(2)]
    threads = [threading.Thread(target=one.flush) for one in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept(served, story["id"])) == 3
    assert not list(Path(tmp_path).glob("*.json"))


def test_many_awaited_at_once(served) -> None:
    async def all_of_them() -> list[Any]:
        async with AsyncClient(served.address, served.made_token, retries=500, timeout=PATIENCE) as one:
            return await asyncio.gather(*(one.check(HELD, event="draft") for _ in range(20)))

    answers = asyncio.run(all_of_them())
    assert {(one.verdict, one.checked) for one in answers} == {("hold", True)}
