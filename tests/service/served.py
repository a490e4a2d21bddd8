"""A service in processes of its own, on a record that outlives it, and a receiver of its webhooks."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx

from compliance.client import verify
from tests.patience import PATIENCE, free_port, got, roomy

RUN = (sys.executable, "-m", "compliance")
SECRET = "what both sides know"


class Served:
    """``compliance serve`` in a folder.

    :param configuration: the text of its ``compliance.toml``.
    """

    def __init__(self, folder: Path, configuration: str = "") -> None:
        self.folder, self.address, self.port = folder, "", free_port()
        self.made_token = ""
        """A token that tests may keep here."""
        self.process: subprocess.Popen[str] | None = None
        self.configure(configuration)

    def configure(self, configuration: str) -> None:
        """Write its configuration."""
        (self.folder / "compliance.toml").write_text(roomy(configuration))

    def run(self, *command: str) -> str:
        """What a command prints on the same record."""
        told = [*RUN, *command, "--database", "record.db"]
        return subprocess.run(told, cwd=self.folder, capture_output=True, text=True, check=True).stdout

    def token(self, *roles: str, title: str = "daily") -> str:
        """A new token."""
        named = [part for role in roles or ("check",) for part in ("--role", role)]
        return self.run("token", "create", *named, "--title", title).strip()

    def start(self) -> Served:
        """Start it, or start it again at the port that it had."""
        command = [*RUN, "serve", "--port", str(self.port), "--workers", "1", "--database", "record.db"]
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        assert found, line + self.log
        self.address, self.port = found[0], int(found[1])
        return self

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it; SIGKILL leaves it no time for anything."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE)
            self.process = None

    @property
    def log(self) -> str:
        """What it has logged."""
        return (self.folder / "log").read_text()

    def metric(self, name: str) -> float:
        """A figure of ``/metrics``; 0 where it is not there yet."""
        found = re.search(rf"^{re.escape(name)} (\S+)$", got(f"{self.address}/metrics").text, re.MULTILINE)
        return float(found[1]) if found else 0.0


class Full:
    """Keeps the one place of the service: a batch whose answer nobody reads."""

    def __init__(self, served: Served) -> None:
        story = {"headline": "Baths", "body": ["The council [TK] met [TK] on [TK] Monday. " * 400]}
        self.body = (json.dumps(story) + "\n") * 60
        self.headers = {
            "authorization": f"Bearer {served.made_token}",
            "content-type": "application/x-ndjson",
        }
        self.http = httpx.Client(timeout=PATIENCE)
        self.address = f"{served.address}/v1/check?event=draft"

    def __enter__(self) -> Full:
        request = self.http.build_request("POST", self.address, content=self.body, headers=self.headers)
        self.answer = self.http.send(request, stream=True)
        assert self.answer.status_code == 200
        return self

    def __exit__(self, *error: object) -> None:
        self.answer.close()
        self.http.close()


class Receiver:
    """Takes webhooks, verified as a house's own receiver would, and answers as it is told.

    :param port: to listen at; 0: a free one.
    """

    def __init__(self, port: int = 0) -> None:
        self.status = 204
        self.got: list[tuple[str, dict[str, Any]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                webhook_id = verify(SECRET, dict(self.headers.items()), body)
                outer.got.append((webhook_id, json.loads(body)))
                self.send_response(outer.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None: ...

        self.server = HTTPServer(("127.0.0.1", port), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def types(self) -> list[str]:
        """What it was told, in the order of coming."""
        return [told["type"] for _, told in self.got]

    def close(self) -> None:
        """End it."""
        self.server.shutdown()
        self.server.server_close()
