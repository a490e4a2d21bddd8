"""Bounds what a connection may take before it is a request, and refuses what will never be one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from compliance.service.api.problems import MEDIA, Problem, document

LARGEST_HEAD = 65_536
"""Bytes of the request line and all headers, about; other servers take between 8 and 64 KB."""


def impatient(seconds: Callable[[], float]) -> type[HttpToolsProtocol]:
    """A protocol that closes a connection whose head of a request does not come, or does not end.

    :param seconds: how long it may take, asked at each connection.
    """

    class Impatient(HttpToolsProtocol):
        _patience: asyncio.TimerHandle | None = None
        _head = 0

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self.timeout_keep_alive = max(int(seconds()), 1)
            self._wait()

        def data_received(self, data: bytes) -> None:
            self._head += len(data)
            super().data_received(data)
            if self._patience is not None and self._head > LARGEST_HEAD and not self.transport.is_closing():
                self.transport.write(_TOO_LARGE)
                self.transport.close()

        def send_400_response(self, msg: str) -> None:
            """What cannot be read as HTTP is refused in the form of all other problems."""
            self.transport.write(_MALFORMED)
            self.transport.close()

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._wait()

        def on_headers_complete(self) -> None:
            self._stop()
            super().on_headers_complete()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop()
            super().connection_lost(exc)

        def _wait(self) -> None:
            self._stop()
            self._head = 0
            self._patience = asyncio.get_running_loop().call_later(seconds(), self.transport.close)

        def _stop(self) -> None:
            if self._patience is not None:
                self._patience.cancel()
                self._patience = None

    return Impatient


def _refusal(status: HTTPStatus, what: str, hint: str) -> bytes:
    """An answer to what never becomes a request, as it goes over the wire."""
    body = json.dumps(document(Problem(status.value, what, hint=hint))).encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nConnection: close\r\n"
        f"Content-Type: {MEDIA}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


_TOO_LARGE = _refusal(
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    f"the head of the request has over {LARGEST_HEAD:,} bytes",
    "send fewer or shorter headers",
)
_MALFORMED = _refusal(HTTPStatus.BAD_REQUEST, "this is no request of HTTP/1.1", "see RFC 9112")
