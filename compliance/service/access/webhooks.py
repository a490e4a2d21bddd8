"""Tells other programs what happened, by signed webhooks that are kept until they were taken or are given up."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx

from compliance.client.signing import sign
from compliance.service.access.addresses import reachable
from compliance.service.access.settings import Hook
from compliance.service.store import Store
from compliance.service.store.outbox import Message, claim_messages, insert_message, settle_message
from compliance.service.types import ServiceError, StoreError, new_id

EVENTS = ("report.ready", "story.waived", "story.overridden", "story.killed")
AFTER = (5, 30, 120, 600, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
"""Seconds before each further try; after the last, about two days on, a webhook is given up."""

_OURS = timedelta(minutes=2)
_AT_ONCE = 20
_GONE = 410


class Webhooks:
    """The webhooks of a house.

    :param hooks: its receivers; those without an address are ways in, and told nothing.
    :param client: sends; without proxies of the environment, without redirects, with a time-out.
    """

    def __init__(
        self,
        store: Store,
        hooks: Mapping[str, Hook],
        *,
        client: httpx.Client | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._hooks = {name: hook for name, hook in hooks.items() if hook.url}
        self._client = client or httpx.Client(timeout=10.0, trust_env=False, follow_redirects=False)
        self._clock = clock

    def tell(self, event: str, title: str, data: Mapping[str, Any]) -> int:
        """Keep what happened for all who are told of it; how many those are. It is sent later.

        :param event: one of :data:`EVENTS`.
        :param data: what happened, as JSON; no story text.
        :raises StoreError: it cannot be kept.
        """
        told = [hook for hook in self._hooks.values() if hook.title == title and event in (hook.events or EVENTS)]
        if not told:
            return 0
        now, message_id = self._clock(), new_id("evt")
        stamp = now.isoformat(timespec="seconds").replace("+00:00", "Z")
        body = json.dumps({"type": event, "timestamp": stamp, "title": title, "data": dict(data)})
        with self._store.writing() as connection:
            for hook in told:
                insert_message(connection, Message(message_id, hook.name, title, body, now, now))
        return len(told)

    def send_due(self) -> int:
        """Send what is due; how many were tried.

        :raises StoreError: the record does not answer; what was sent and could not be settled is sent once more.
        """
        now = self._clock()
        with self._store.writing() as connection:
            due = claim_messages(connection, now, now + _OURS, _AT_ONCE)
        for message in due:
            after = self._tried(message)
            with self._store.writing() as connection:
                settle_message(connection, after)
        return len(due)

    def _tried(self, message: Message) -> Message:
        """The webhook after one more try."""
        hook, now = self._hooks.get(message.hook), self._clock()
        tried = message._replace(attempts=message.attempts + 1)
        if hook is None:
            return tried._replace(due_at=None, error="there is no such receiver any more")
        try:
            status = self._posted(hook, message, now)
        except (httpx.HTTPError, ServiceError) as error:
            status, why = 0, error.what if isinstance(error, ServiceError) else type(error).__name__
        else:
            why = f"it answered {status}"
        if 200 <= status < 300:
            return tried._replace(due_at=None, sent_at=now, error="")
        if status == _GONE or tried.attempts > len(AFTER):
            return tried._replace(due_at=None, error=f"{why}; given up")
        wait = AFTER[tried.attempts - 1] * random.uniform(0.9, 1.1)
        return tried._replace(due_at=now + timedelta(seconds=wait), error=why)

    def _posted(self, hook: Hook, message: Message, now: datetime) -> int:
        """Post it to the numeric address that was judged, under the receiver's name; the status of the answer."""
        address = urlsplit(hook.url)
        host = address.hostname or ""
        number = reachable(host, address.port or (443 if address.scheme == "https" else 80), private=hook.private)
        body = message.body.encode()
        headers = {"Content-Type": "application/json", "Host": address.netloc.rpartition("@")[2]}
        headers |= sign(hook.secret, message.id, body, at=now.timestamp())
        to = httpx.URL(hook.url).copy_with(host=number)
        more = {"sni_hostname": host} if address.scheme == "https" else {}
        # what it says is not read: the status is all that counts
        with self._client.stream("POST", to, content=body, headers=headers, extensions=more) as answer:
            return answer.status_code


class Courier:
    """Sends what is due in a thread of its own, until it is stopped.

    :param seconds: between two looks into the record.
    """

    def __init__(self, webhooks: Webhooks, *, seconds: float = 1.0) -> None:
        self._webhooks = webhooks
        self._seconds = seconds
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, once what is being sent was sent."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                busy = self._webhooks.send_due() > 0
            except StoreError:
                busy = False  # the record is down, which its own users report
            if not busy:
                self._ended.wait(self._seconds)
