from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.patience import PATIENCE, got, posted, roomy

RUN = (sys.executable, "-m", "compliance")
TEXT = b"Baths to close\n\nThe council voted on Monday to close [TK] the baths.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def token(folder: Path) -> str:
    told = ("token", "create", "--role", "check", "--title", "daily", "--database", "record.db")
    return subprocess.run([*RUN, *told], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def served(folder: Path, token: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a service in processes of its own."""
    (folder / "compliance.toml").write_text(roomy(""))
    command = [*RUN, "serve", "--port", "0", "--workers", "1", "--database", "record.db"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, line + (folder / "log").read_text()
        yield found[0], process
    finally:
        process.kill()
        process.wait()


def test_a_token_opens_the_door_and_nothing_else_does(
    served: tuple[str, subprocess.Popen[str]], token: str, folder: Path
) -> None:
    address, _ = served
    headers = {"authorization": f"Bearer {token}", "content-type": "text/plain"}
    report = posted(f"{address}/v1/check", content=TEXT, headers=headers).json()
    assert report["verdict"] == "hold"
    assert report["report_id"].startswith("rpt_")
    assert got(f"{address}/v1/reports/{report['report_id']}", headers=headers).json() == report
    for wrong in ({}, {"authorization": "Bearer tok_nobody"}, {"authorization": "Basic eA=="}):
        answer = posted(f"{address}/v1/check", content=TEXT, headers={"content-type": "text/plain", **wrong})
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
        assert "Bearer" in answer.headers["www-authenticate"]
    log = (folder / "log").read_text()
    assert 401 in [json.loads(line).get("status") for line in log.splitlines()]
    assert "council" not in log
    assert token not in log


def test_a_port_that_is_taken_is_an_error_that_says_so(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        ended = subprocess.run([*RUN, "serve", "--port", port], cwd=tmp_path, capture_output=True, text=True)
    assert ended.returncode == 2
    assert port in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_wrong_setting_is_an_error_that_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "compliance.toml").write_text('gate = "warning"\n[service]\non_overrun = "publish"\n')
    ended = subprocess.run([*RUN, "serve", "--port", "0"], cwd=tmp_path, capture_output=True, text=True)
    assert ended.returncode == 2
    assert "compliance.toml:3: service.on_overrun" in ended.stderr


def test_it_ends_when_told_to(served: tuple[str, subprocess.Popen[str]]) -> None:
    address, process = served
    assert got(f"{address}/livez").status_code == 200
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) in (0, -signal.SIGTERM)
