"""A reload of a service in processes of its own: by SIGHUP, by a changed file, and with requests at work."""

from __future__ import annotations

import asyncio
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from compliance.client.signing import sign
from tests.patience import PATIENCE, got, posted, until

RUN = (sys.executable, "-m", "compliance")
TEXT = b"Baths to close\n\nThe council voted on Monday to close [TK] the baths.\n"
ORIGIN = {"origin": "https://cms.example"}
FIRST = """
[service]
story_seconds = 60
burst = 5000
requests_per_minute = 500000
"""
QUIET = '[rules]\n"copy/placeholder" = "off"\n'
SECOND = """
[service]
story_seconds = 60
burst = 5000
requests_per_minute = 500000
max_body = 5000
cors = ["https://cms.example"]

[service.titles.daily]
profile = "quiet.toml"
history = false

[service.webhooks.cms]
title = "daily"
secret_file = "hook.secret"
"""


class Served:
    """A service that runs."""

    def __init__(self, folder: Path, address: str, process: subprocess.Popen[str], token: str) -> None:
        self.folder, self.address, self.process = folder, address, process
        self.headers = {"authorization": f"Bearer {token}", "content-type": "text/plain"}

    def configure(self, text: str) -> None:
        (self.folder / "compliance.toml").write_text(text)

    def told(self) -> dict[str, float]:
        """The metrics of reloads."""
        lines = got(f"{self.address}/metrics").text.splitlines()
        return {
            line.split()[0]: float(line.split()[1]) for line in lines if line.startswith("compliance_reloads_total")
        }

    def check(self, **more: str) -> httpx.Response:
        return posted(f"{self.address}/v1/check", content=TEXT, headers={**self.headers, **more})

    def hooked(self, message: str) -> int:
        """What a CMS that signs its request is answered."""
        headers = {**sign("a-secret-of-some-forty-letters-and-digits", message, TEXT), "content-type": "text/plain"}
        return posted(f"{self.address}/v1/check?hook=cms", content=TEXT, headers=headers).status_code

    def rules(self) -> dict[str, Any]:
        found: dict[str, Any] = got(f"{self.address}/v1/rules", headers=self.headers).json()
        return found


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "quiet.toml").write_text(QUIET)
    (tmp_path / "hook.secret").write_text("a-secret-of-some-forty-letters-and-digits")
    (tmp_path / "compliance.toml").write_text(FIRST)
    told = ("token", "create", "--role", "check", "--title", "daily", "--database", "record.db")
    token = subprocess.run([*RUN, *told], cwd=tmp_path, capture_output=True, text=True, check=True).stdout.strip()
    command = [*RUN, "serve", "--port", "0", "--workers", "2", "--database", "record.db"]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found, (tmp_path / "log").read_text()
        yield Served(tmp_path, found[0], process, token)
    finally:
        process.kill()
        process.wait()


def test_titles_access_origins_and_limits_follow_a_reload_or_none_of_them_does(served: Served) -> None:
    large = b"The council voted on Monday. " * 400
    before = served.rules()["versions"]["configuration"]
    assert served.check().json()["verdict"] == "hold"
    assert "access-control-allow-origin" not in served.check(**ORIGIN).headers
    assert posted(f"{served.address}/v1/check", content=large, headers=served.headers).status_code == 200

    assert served.hooked("msg_1") == 401, "no webhook is known"

    served.configure(SECOND)
    served.process.send_signal(signal.SIGHUP)
    until(lambda: served.rules()["versions"].get("profile") == "quiet.toml")
    assert served.rules()["versions"]["configuration"] != before
    report = served.check().json()
    assert report["verdict"] == "publish"
    assert served.check(**ORIGIN).headers["access-control-allow-origin"] == "https://cms.example"
    assert posted(f"{served.address}/v1/check", content=large, headers=served.headers).status_code == 413
    assert got(f"{served.address}/v1/reports/{report['report_id']}", headers=served.headers).status_code == 403
    assert served.hooked("msg_2") != 401

    (served.folder / "quiet.toml").write_text('[rules]\n"copy/placeholder" = "note"\n')
    until(lambda: served.check().json()["findings"] != [])  # a profile's file is watched too
    (served.folder / "quiet.toml").write_text(QUIET)
    until(lambda: served.check().json()["findings"] == [])

    for wrong, said in (
        (SECOND.replace("quiet.toml", "quite.toml"), "compliance.toml:10: service.titles.daily.profile"),
        (SECOND.replace("hook.secret", "none.secret"), "compliance.toml:15: service.webhooks.cms.secret_file"),
        (SECOND.replace("max_body = 5000", "max_body = 0"), "compliance.toml:6: service.max_body"),
    ):
        served.configure(wrong.replace('"https://cms.example"', ""))
        until(lambda said=said: said in str(got(f"{served.address}/readyz").json()["refused_configuration"]))
        assert served.check(**ORIGIN).headers["access-control-allow-origin"] == "https://cms.example"
        assert served.rules()["versions"]["profile"] == "quiet.toml"
    (served.folder / "loud.toml").write_text("gate = 'loud'")
    served.configure(SECOND.replace("quiet.toml", "loud.toml"))
    until(lambda: "loud.toml:1" in str(got(f"{served.address}/readyz").json()["refused_configuration"]))
    (served.folder / "loud.toml").write_text("gate = 'error'")
    until(lambda: served.rules()["versions"]["profile"] == "loud.toml")  # mended where it was wrong
    served.configure(FIRST)
    until(lambda: "profile" not in served.rules()["versions"])
    assert "access-control-allow-origin" not in served.check(**ORIGIN).headers
    assert got(f"{served.address}/readyz").json()["refused_configuration"] is None


def test_no_request_is_dropped_while_configurations_come_and_go(served: Served) -> None:
    async def ask(client: httpx.AsyncClient, over: asyncio.Event, answers: Counter[str], n: int) -> None:
        number = 0
        while not over.is_set() or answers.total() < 200:
            number += 1
            headers = {**served.headers, "idempotency-key": f"{n}-{number}"}
            answer = await client.post(f"{served.address}/v1/check", content=TEXT, headers=headers)
            answers[f"{answer.status_code} {answer.json().get('verdict')}"] += 1

    async def reload(over: asyncio.Event) -> None:
        try:
            for number, text in enumerate((SECOND, FIRST, SECOND), 1):
                served.configure(text)
                served.process.send_signal(signal.SIGHUP)
                for _ in range(1800):
                    await asyncio.sleep(0.1)
                    profile = (await asyncio.to_thread(served.rules))["versions"].get("profile")
                    if (profile is not None) == bool(number % 2):
                        break
        finally:
            over.set()

    async def both() -> Counter[str]:
        over, answers = asyncio.Event(), Counter[str]()
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            await asyncio.gather(reload(over), *(ask(client, over, answers, n) for n in range(6)))
        return answers

    answers = asyncio.run(both())
    assert set(answers) == {"200 hold", "200 publish"}
    assert answers.total() >= 200
    assert min(answers.values()) > 0


def test_a_hangup_alone_reads_everything_anew(served: Served) -> None:
    before = served.told().get('compliance_reloads_total{result="taken"}', 0.0)
    served.process.send_signal(signal.SIGHUP)
    until(lambda: served.told().get('compliance_reloads_total{result="taken"}', 0.0) == before + 1)
