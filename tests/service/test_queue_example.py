"""``examples/queue`` against a broker and a service in processes of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.patience import PATIENCE, until
from tests.service.broker import broker, program
from tests.service.pasted import pasted
from tests.service.served import Full, Served

pika = pytest.importorskip("pika", reason="pika, the client of RabbitMQ, is not installed")

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "queue"
HELD = {"id": "story-1", "headline": "Baths to close", "body": ["The council met on Monday. TK: the cost."]}
QUEUES = ("stories", "verdicts", "stories.dead")
DIES = "import os, consumer; consumer.publish = lambda *all: os._exit(9); consumer.main()"
"""A consumer that dies between the answer and its acknowledgement."""


@pytest.fixture(scope="module")
def amqp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if program() is None:
        pytest.skip("RabbitMQ is not installed")
    with broker(tmp_path_factory.mktemp("broker")) as address:
        yield address


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = Served(tmp_path_factory.mktemp("served"), "[service]\nin_flight = 1\n")
    made.made_token = made.token()
    yield made.start()
    made.end(signal.SIGKILL)


@pytest.fixture
def channel(amqp: str) -> Iterator[Any]:
    """A channel on empty queues."""
    connection = pika.BlockingConnection(pika.URLParameters(amqp))
    found = connection.channel()
    for queue in QUEUES:
        found.queue_declare(queue, durable=True)
        found.queue_purge(queue)
    yield found
    connection.close()


class Consumers:
    """Starts consumers, and ends those that still run."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self.folder, self.settings = folder, settings
        self.running: list[subprocess.Popen[str]] = []

    def __call__(self, *program: str, **but: str) -> subprocess.Popen[str]:
        environment = {**os.environ, **self.settings, **but, "PYTHONPATH": str(EXAMPLE)}
        command = [sys.executable, *(program or (str(EXAMPLE / "consumer.py"),))]
        with (self.folder / "log").open("a") as log:
            started = subprocess.Popen(command, cwd=self.folder, env=environment, stdout=log, stderr=log, text=True)
        self.running.append(started)
        return started

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()


@pytest.fixture
def consumer(tmp_path: Path, amqp: str, served: Served) -> Iterator[Consumers]:
    settings = {"AMQP_URL": amqp, "COMPLIANCE_URL": served.address, "COMPLIANCE_TOKEN": served.made_token}
    made = Consumers(tmp_path, settings)
    yield made
    for process in made.running:
        process.kill()
        process.wait()


def put(channel: Any, story: Any, message_id: str | None, **about: Any) -> None:
    body = story if isinstance(story, bytes) else json.dumps(story).encode()
    channel.basic_publish("", "stories", body, pika.BasicProperties(message_id=message_id, **about))


def take(channel: Any, queue: str) -> tuple[Any, Any]:
    """The next message of a queue: its properties and its body as JSON."""

    def got() -> Any:
        delivery, about, body = channel.basic_get(queue, auto_ack=True)
        return None if delivery is None else (about, body)

    about, body = until(got)
    try:
        return about, json.loads(body)
    except ValueError:
        return about, body


def waiting(channel: Any, queue: str) -> int:
    count: int = channel.queue_declare(queue, passive=True).method.message_count
    return count


def kept(served: Served, story_id: str) -> list[dict[str, Any]]:
    rows = served.run("record", "export", "--title", "daily", "--story", story_id).splitlines()
    return [row for row in map(json.loads, rows) if row["row"] == "report"]


def test_the_page_works_as_pasted(amqp: str, tmp_path: Path) -> None:
    page = ROOT / "docs" / "service" / "queue.md"
    run = pasted(page, EXAMPLE, tmp_path, {"amqp://guest:guest@127.0.0.1:5672/": amqp}, without=("pip install",))
    assert run.wrong == [], run.log


def test_a_story_gets_its_verdict(channel: Any, consumer: Consumers) -> None:
    consumer()
    put(channel, HELD, "m1")
    put(channel, {**HELD, "body": ["The council met on Monday, its clerk said."]}, "m2", type="update")
    about, report = take(channel, "verdicts")
    assert (about.correlation_id, about.type, about.delivery_mode) == ("m1", "hold", 2)
    assert (report["verdict"], about.message_id) == ("hold", report["report_id"])
    about, report = take(channel, "verdicts")
    assert (about.correlation_id, report["verdict"], report["event"]) == ("m2", "publish", "update")


def test_a_crash_between_answer_and_acknowledgement_checks_nothing_twice(
    channel: Any, consumer: Consumers, served: Served
) -> None:
    story = {**HELD, "id": "crashed"}
    put(channel, story, "crash-1")
    assert consumer("-c", DIES).wait(PATIENCE) == 9
    assert len(kept(served, "crashed")) == 1, "it was checked before the crash"
    consumer()
    about, report = take(channel, "verdicts")
    assert about.correlation_id == "crash-1"
    (row,) = kept(served, "crashed")
    assert row["id"] == report["report_id"]
    until(lambda: waiting(channel, "stories") == 0)


@pytest.mark.parametrize(
    ("story", "message_id", "about", "status", "why"),
    [
        (b'{"headline": ', "dead-1", {}, 422, "no JSON"),
        (b"", "dead-2", {}, 400, "empty"),
        (HELD, None, {}, 0, "no message_id"),
        (HELD, "dead-3", {"type": "burn"}, 0, "no event"),
        (HELD, "dead-4", {"content_type": "image/png"}, 415, "image/png"),
        (HELD, "ñ", {}, 0, "no key"),
        (HELD, "dead-5", {"content_type": "ñ"}, 0, "no content type"),
    ],
)
def test_what_is_no_story_is_laid_aside(
    channel: Any, consumer: Consumers, story: Any, message_id: str | None, about: Any, status: int, why: str
) -> None:
    consumer()
    put(channel, story, message_id, **about)
    buried, body = take(channel, "stories.dead")
    assert (buried.message_id, buried.headers["status"]) == (message_id, status)
    assert why in buried.headers["why"]
    assert body == (json.loads(json.dumps(story)) if isinstance(story, dict) else story)
    put(channel, HELD, "after")
    assert take(channel, "verdicts")[0].correlation_id == "after", "and the next one has its turn"


def test_the_same_id_with_another_text_is_laid_aside(channel: Any, consumer: Consumers) -> None:
    consumer()
    put(channel, HELD, "same")
    put(channel, {**HELD, "headline": "Baths to open"}, "same")
    assert take(channel, "verdicts")[0].correlation_id == "same"
    assert take(channel, "stories.dead")[0].headers["status"] == 409


def test_it_waits_for_a_service_that_is_down(channel: Any, consumer: Consumers, served: Served) -> None:
    served.end()
    try:
        consumer()
        put(channel, HELD, "patient")
        until(lambda: "patient waits: the service is out of reach" in consumer.log)
        assert (waiting(channel, "verdicts"), waiting(channel, "stories.dead")) == (0, 0)
    finally:
        served.start()
    assert take(channel, "verdicts")[0].correlation_id == "patient"


def test_it_waits_for_a_service_that_is_full(channel: Any, consumer: Consumers, served: Served) -> None:
    consumer()
    with Full(served):
        put(channel, HELD, "queued")
        until(lambda: "queued waits: the service answered 503" in consumer.log)
    assert take(channel, "verdicts")[0].correlation_id == "queued"
    assert waiting(channel, "stories.dead") == 0


def test_a_token_that_was_revoked_loses_no_story(channel: Any, consumer: Consumers, served: Served) -> None:
    token = served.token()
    served.run("token", "revoke", token.partition(".")[0])
    put(channel, HELD, "kept")
    assert consumer(COMPLIANCE_TOKEN=token).wait(PATIENCE) == 1
    assert "the token opens nothing" in consumer.log
    until(lambda: waiting(channel, "stories") == 1)
    assert waiting(channel, "stories.dead") == 0
    consumer()
    assert take(channel, "verdicts")[0].correlation_id == "kept"
