"""Sends the webhooks that are due, each until its receiver has taken it or it is given up.

A receiver may get one twice, where the service was ended between the sending and writing down that it was sent; it
knows it by its id. It gets them in no certain order, since what failed comes later.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

import httpx

from compliance.client.signing import sign
from compliance.errors import ComplianceError
from compliance.service.access.addresses import reachable
from compliance.service.access.settings import Hook
from compliance.service.store import Store
from compliance.service.store.outbox import Message, claim_message, hooks_due, settle_message
from compliance.service.telling import Telling
from compliance.service.types import ServiceError

AFTER = (5, 30, 120, 600, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
"""Seconds before each further try; after the last, about two days on, a webhook is given up."""

_OURS = timedelta(minutes=2)
_SILENT = 10.0
_GONE = 410


class Outcome(StrEnum):
    """What became of a try."""

    SENT = "sent"
    FAILED = "failed"
    GIVEN_UP = "given_up"


class Webhooks:
    """The webhooks that are to be sent.

    :param telling: says who is told now.
    :param client: sends; without proxies of the environment, without redirects, with a time-out.
    :param seen: called after each try, with the webhook as it is then.
    """

    def __init__(
        self,
        store: Store,
        telling: Callable[[], Telling],
        *,
        client: httpx.Client | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        seen: Callable[[Message, Outcome], None] = lambda message, outcome: None,
    ) -> None:
        self._store = store
        self._telling = telling
        self._client = client or httpx.Client(timeout=_SILENT, trust_env=False, follow_redirects=False)
        self._clock = clock
        self._seen = seen

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def due(self) -> frozenset[str]:
        """The names of the receivers that something is to be sent to now.

        :raises StoreError: the record does not answer.
        """
        with self._store.reading() as connection:
            return hooks_due(connection, self._clock())

    def send_next(self, hook: str) -> bool:
        """Send a receiver the oldest that is due; whether there was one.

        :raises StoreError: the record does not answer; what was sent and could not be settled is sent once more.
        """
        now = self._clock()
        with self._store.writing() as connection:
            message = claim_message(connection, hook, now, now + _OURS)
        if message is None:
            return False
        after, outcome = self._tried(message)
        with self._store.writing() as connection:
            settle_message(connection, after)
        self._seen(after, outcome)
        return True

    def _tried(self, message: Message) -> tuple[Message, Outcome]:
        """The webhook after one more try."""
        hook, now = self._telling().receiver(message.hook), self._clock()
        tried = message._replace(attempts=message.attempts + 1)
        try:
            status = self._posted(hook, message, now)
        except ComplianceError as error:
            status, why = 0, error.what
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            status, why = 0, type(error).__name__
        else:
            why = f"it answered {status}"
        if 200 <= status < 300:
            return tried._replace(due_at=None, sent_at=now, error=""), Outcome.SENT
        if status == _GONE or tried.attempts > len(AFTER):
            return tried._replace(due_at=None, error=f"{why}; given up"), Outcome.GIVEN_UP
        wait = AFTER[tried.attempts - 1] * random.uniform(0.9, 1.1)
        return tried._replace(due_at=now + timedelta(seconds=wait), error=why), Outcome.FAILED

    def _posted(self, hook: Hook | None, message: Message, now: datetime) -> int:
        """Post it to the numeric address that was judged, under the receiver's name; the status of the answer.

        :raises ServiceError: it cannot be called.
        """
        if hook is None:
            # whoever took it out by mistake puts it back, and nothing is lost
            raise ServiceError("there is no such receiver now", hint="name it again under [service.webhooks]")
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
