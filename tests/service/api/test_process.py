"""The service as a process of its own, against slow, greedy and dying others, and against signals."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.patience import PATIENCE, asked, got, posted, until

RUN = (sys.executable, "-m", "compliance")
CONFIG = """
rule_seconds = 300
[service]
in_flight = 2
story_seconds = 600
header_seconds = 600
body_seconds = 600
max_body = 100000
requests_per_minute = 1000000
burst = 1000000
cors = ["https://cms.example"]
"""
IMPATIENT = CONFIG.replace("header_seconds = 600", "header_seconds = 4").replace(
    "body_seconds = 600", "body_seconds = 4"
)
DRAFT = "/v1/check?event=draft"


class Served:
    """A running service.

    :param process: the server; its workers are below it.
    """

    def __init__(self, process: subprocess.Popen[str], address: str, token: str) -> None:
        self.process, self.address = process, address
        self.headers = {"authorization": f"Bearer {token}"}
        self.port = int(address.rpartition(":")[2])

    def check(self, words: str = "", path: str = DRAFT) -> httpx.Response:
        text = f"Baths to close\n\nThe council voted on Monday to close the baths. {words}\n"
        headers = {**self.headers, "content-type": "text/plain"}
        return posted(self.address + path, content=text.encode(), headers=headers)

    def head(self, more: str = "") -> bytes:
        """The head of a check, up to where a body begins."""
        own = f"POST {DRAFT} HTTP/1.1\r\nHost: x\r\nAuthorization: {self.headers['authorization']}\r\n"
        return f"{own}Content-Type: text/plain\r\n{more}\r\n".encode()

    def connected(self) -> socket.socket:
        found = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return found

    def counted(self, name: str) -> float:
        """A number of /metrics."""
        found = re.search(rf"^{name} (\S+)$", got(f"{self.address}/metrics").text, re.MULTILINE)
        assert found, name
        return float(found[1])

    def at_work(self, many: int = 1) -> None:
        """Wait until so many stories are at work."""
        until(lambda: self.counted("compliance_in_flight") >= many)

    def workers(self) -> list[int]:
        """The processes that check: what the template below the server forked."""
        return [worker for template in _below(self.process.pid) for worker in _below(template)]


def _below(pid: int) -> list[int]:
    return [
        int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]


@contextmanager
def serving(folder: Path, rules: Path, config: str = CONFIG) -> Iterator[Served]:
    (folder / "compliance.toml").write_text(config)
    told = ("token", "create", "--role", "check", "--title", "daily", "--database", "record.db")
    token = subprocess.run([*RUN, *told], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()
    command = [*RUN, "serve", "--port", "0", "--workers", "2", "--database", "record.db"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(rules), os.environ.get("PYTHONPATH"))))},
            start_new_session=True,
        )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, line + (folder / "log").read_text()
        yield Served(process, found[0], token)
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory, bad_rules: Path) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("impatient"), bad_rules, IMPATIENT) as found:
        yield found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, bad_rules: Path) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("process"), bad_rules) as found:
        yield found


def beside(what: Callable[[], Any]) -> Callable[[], Any]:
    """Begin something in a thread; what waits for it and gives what it came to."""
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(what())
        except Exception as error:  # noqa: BLE001 - whoever waits for it is told
            found.append(error)

    thread = threading.Thread(target=run)
    thread.start()

    def result() -> Any:
        thread.join(PATIENCE)
        assert found, "it never came back"
        if isinstance(found[0], Exception):
            raise found[0]
        return found[0]

    return result


def rest_of(connection: socket.socket) -> bytes:
    """What comes until the other end closes."""
    parts = b""
    try:
        while part := connection.recv(65536):
            parts += part
    except ConnectionResetError:
        pass
    return parts


def test_slow_heads_hold_nobody_up(served: Served) -> None:
    slow = half_heads(served)
    assert served.check().json()["verdict"] == "publish", "the others are served meanwhile"
    for one in slow:
        one.setblocking(False)
        with pytest.raises(BlockingIOError):
            one.recv(1)  # their own time is not over
        one.close()


def test_slow_heads_are_shown_the_door(impatient: Served) -> None:
    slow = half_heads(impatient)

    def shown_out() -> bool:
        for one in slow[1::2]:  # a sign now and then buys no time
            with suppress(OSError):
                one.sendall(b"x")
        return all(ended(one) for one in slow)

    until(shown_out, "one of them is still let wait")  # one after the other they would have had two hundred seconds
    for one in slow:
        one.close()


def half_heads(served: Served) -> list[socket.socket]:
    """Fifty that have sent half of a head, or nothing."""
    slow = [served.connected() for _ in range(50)]
    for number, one in enumerate(slow):
        one.sendall(served.head().partition(b"Host: ")[0] + b"Host: " if number % 2 else b"")
    return slow


def ended(connection: socket.socket) -> bool:
    """Whether the other end has closed, without a word."""
    connection.setblocking(False)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_a_head_without_an_end_is_refused_before_it_fills_the_memory(served: Served) -> None:
    with served.connected() as greedy:
        sent = 0
        try:
            greedy.sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\n")
            while sent < 50_000_000:
                greedy.sendall(b"x-more: " + b"y" * 65536 + b"\r\n")
                sent += 65536
        except OSError:
            pass
        assert sent < 50_000_000
    assert served.check().status_code == 200


def test_a_slow_body_is_given_up_in_time(impatient: Served) -> None:
    with impatient.connected() as slow:
        started = time.monotonic()
        slow.sendall(impatient.head("Content-Length: 100000\r\n") + b"Baths ")

        def given_up() -> bytes:
            slow.sendall(b"x")  # a sign now and then buys no time
            try:
                return slow.recv(65536)
            except TimeoutError:
                return b""

        slow.settimeout(0.2)
        answer = until(given_up, "its body is still waited for")
        assert time.monotonic() - started > 3.0
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b"application/problem+json" in answer
        slow.settimeout(PATIENCE)
        answer += rest_of(slow)  # what is left of the body is not waited for
        assert b'"status": 408' in answer
    assert impatient.check().status_code == 200


def test_a_body_that_is_too_large_is_refused_by_what_its_head_says(served: Served) -> None:
    with served.connected() as large:
        large.settimeout(PATIENCE)
        large.sendall(served.head("Content-Length: 1000000000\r\n") + b"x" * 1000)
        answer = rest_of(large)  # not after what never comes
        assert answer.startswith(b"HTTP/1.1 413 ")
        assert b"application/problem+json" in answer


def test_a_body_that_says_no_length_is_cut_where_it_is_too_large(served: Served) -> None:
    with served.connected() as large:
        large.sendall(served.head("Transfer-Encoding: chunked\r\n"))
        sent, piece = 0, b"4000\r\n" + b"x" * 0x4000 + b"\r\n"
        try:
            while sent < 100_000_000:
                large.sendall(piece)
                sent += len(piece)
        except OSError:
            pass
        assert sent < 20_000_000, "nobody reads it to its end"
        assert rest_of(large).startswith(b"HTTP/1.1 413 ")


def test_who_sends_too_much_with_a_proper_client_is_told_so(served: Served) -> None:
    headers = {**served.headers, "content-type": "text/plain"}
    answer = posted(served.address + DRAFT, content=b"x" * 5_000_000, headers=headers)
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"


def test_what_is_no_request_is_refused_as_everything_else_is(served: Served) -> None:
    with served.connected() as nonsense:
        nonsense.sendall(b"this is no request\r\n\r\n")
        head, _, body = rest_of(nonsense).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert b"Content-Type: application/problem+json" in head
    assert json.loads(body)["detail"] == "this is no request of HTTP/1.1"


PREFLIGHT = {"Origin": "https://cms.example", "Access-Control-Request-Method": "POST"}


def test_scripts_of_a_named_origin_may_call_and_no_others(served: Served) -> None:
    wanted = {**PREFLIGHT, "Access-Control-Request-Headers": "authorization, content-type, idempotency-key"}
    yes = asked("OPTIONS", f"{served.address}/v1/check", headers=wanted)
    assert yes.status_code == 200
    assert yes.headers["access-control-allow-origin"] == "https://cms.example"
    assert "POST" in yes.headers["access-control-allow-methods"]
    no = asked("OPTIONS", f"{served.address}/v1/check", headers={**wanted, "Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in no.headers
    real = got(f"{served.address}/v1/rules", headers={**served.headers, "Origin": "https://cms.example"})
    assert real.headers["access-control-allow-origin"] == "https://cms.example"
    assert "retry-after" in real.headers["access-control-expose-headers"].lower()
    assert "access-control-allow-credentials" not in real.headers


def test_a_worker_killed_in_the_middle_costs_no_answer(served: Served, gate: Path) -> None:
    before = served.counted("compliance_worker_restarts")
    answer = beside(lambda: served.check(f"WAITS {gate}"))
    until(gate.with_suffix(".seen").exists)
    for worker in served.workers():
        os.kill(worker, signal.SIGKILL)
    gate.unlink()
    assert answer().json()["verdict"] == "publish"
    assert served.counted("compliance_worker_restarts") > before
    assert served.check().json()["verdict"] == "publish"


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """A file: a story that names it is at work until it is taken away."""
    found = tmp_path / "gate"
    found.touch()
    return found


def test_what_there_is_no_room_for_is_refused_at_once(served: Served, gate: Path) -> None:
    at_work = [beside(lambda: served.check(f"WAITS {gate}")) for _ in range(2)]
    served.at_work(2)
    answer = served.check()
    assert answer.status_code == 503
    served.at_work(2)  # it did not wait for those before it
    gate.unlink()
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.headers["content-type"] == "application/problem+json"
    assert [one().json()["verdict"] for one in at_work] == ["publish", "publish"]
    assert served.check().status_code == 200


@pytest.mark.parametrize("story_id", ["https://example.org/a?b=1&c=%20", "%2F%00%", "100% sure"])
def test_an_id_with_signs_of_percent_is_found_again(served: Served, story_id: str) -> None:
    from urllib.parse import quote

    body = {"id": story_id, "headline": "Baths to close", "body": "The council voted on Monday to close them."}
    report = posted(f"{served.address}/v1/check", json=body, headers=served.headers).json()
    found = got(f"{served.address}/v1/stories/{quote(story_id, safe='')}/history", headers=served.headers).json()
    assert (found["story_id"], found["reports"][0]["report_id"]) == (story_id, report["report_id"])


@pytest.mark.parametrize("to_all", [False, True], ids=["the server alone", "the whole group"])
def test_what_is_at_work_is_finished_when_it_is_told_to_end(
    tmp_path: Path, bad_rules: Path, gate: Path, to_all: bool
) -> None:
    with serving(
        tmp_path, bad_rules, "rule_seconds = 300\n[service]\nkeep_text = false\nstory_seconds = 600\n"
    ) as served:
        preflight = asked("OPTIONS", f"{served.address}/v1/check", headers=PREFLIGHT)
        assert "access-control-allow-origin" not in preflight.headers, "no origin may call unless it is named"
        answer = beside(lambda: served.check(f"WAITS {gate}", "/v1/check"))
        served.at_work()
        os.killpg(served.process.pid, signal.SIGTERM) if to_all else served.process.send_signal(signal.SIGTERM)
        gate.unlink()
        report = answer()
        assert report.status_code == 200, report.text
        assert report.json()["verdict"] == "publish"
        assert report.json()["report_id"]
        assert served.process.wait(PATIENCE) in (0, -signal.SIGTERM)
        with pytest.raises(httpx.ConnectError):
            served.check()
