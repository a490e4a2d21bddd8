"""A receiver of the service's webhooks: it keeps the newest verdict of each story, as a CMS would.

    python receive.py

Standard library, and ``verify`` of ``compliance.client``. It takes each webhook once, whatever comes twice, and minds
that they come in no certain order. What it answers with 2xx it has kept; at anything else it is asked again later.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from compliance.client import SignatureError, verify

PORT = 8765
SECRET = Path(os.environ.get("COMPLIANCE_SECRET", "out.secret"))
STORIES = "stories.db"
LONGEST = 100_000
"""Bytes of a webhook."""

TABLES = """
CREATE TABLE IF NOT EXISTS seen (webhook_id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS stories (story_id TEXT PRIMARY KEY, checked_at TEXT, verdict TEXT, report_id TEXT);
"""
NEWEST = """
INSERT INTO stories VALUES (:story_id, :checked_at, :verdict, :report_id)
ON CONFLICT (story_id) DO UPDATE SET checked_at = excluded.checked_at, verdict = excluded.verdict,
    report_id = excluded.report_id WHERE excluded.checked_at > stories.checked_at
"""


def take(connection: sqlite3.Connection, webhook_id: str, told: dict[str, Any]) -> bool:
    """Keep what a webhook tells; whether it is new. All of it is kept, or nothing, so that it can be sent again."""
    with connection:
        try:
            connection.execute("INSERT INTO seen VALUES (?)", (webhook_id,))
        except sqlite3.IntegrityError:
            return False
        if told["type"] == "report.ready" and told["data"]["story_id"] is not None:
            connection.execute(NEWEST, told["data"])
    return True


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    timeout = 10

    def do_POST(self) -> None:
        """Take a webhook."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LONGEST:
            self._answer(413)
            return
        body = self.rfile.read(int(length))  # as it came: parsed and written anew, it is another one
        try:
            webhook_id = verify(SECRET.read_text().strip(), dict(self.headers.items()), body)
        except SignatureError as error:
            print(f"refused: {error}", flush=True)
            self._answer(401)
            return
        told = json.loads(body)
        with closing(sqlite3.connect(STORIES)) as connection:
            if take(connection, webhook_id, told):
                data = told["data"]
                print(told["type"], data["story_id"], data.get("verdict", ""), *data["rules"], flush=True)
        self._answer(204)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *told: Any) -> None:
        """Say nothing of requests: what was taken is printed."""


def main() -> None:
    """Receive until ended."""
    with closing(sqlite3.connect(STORIES)) as connection:
        connection.executescript(TABLES)
    with HTTPServer(("127.0.0.1", PORT), Handler) as server:
        print(f"receiving at http://127.0.0.1:{PORT}", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
