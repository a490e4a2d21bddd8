"""The client for programs that do something else meanwhile (asyncio)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from compliance.client.answer import Answer, Editor, RefusedError
from compliance.client.decision import Decision, UnansweredError, override, waiver
from compliance.client.exchange import (
    Again,
    Fail,
    Flushed,
    Found,
    Meaning,
    again,
    answered,
    recorded,
    terms,
    unanswered,
)
from compliance.client.request import Request, Signer, Story, request

if TYPE_CHECKING:
    import httpx


class AsyncClient:
    """As :class:`compliance.client.Client`, with the same parameters."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        timeout: float = 5.0,
        retries: int = 2,
        spool: str | Path | None = None,
        fail: Fail = "closed",
        signer: Signer | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._terms = terms(url, token, timeout, retries, spool, fail, signer)
        import httpx

        self._http = httpx.AsyncClient(timeout=timeout, transport=transport, follow_redirects=False)

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def check(
        self,
        story: Story,
        *,
        event: str = "publish",
        content_type: str | None = None,
        editor: Editor | None = None,
        language: str = "",
        key: str | None = None,
    ) -> Answer:
        """Whether a story may go; parameters and errors as those of ``Client.check``."""
        asked = request(story, event, content_type, editor, language, key)
        found = await self._sent(asked)
        if isinstance(found, str):
            return await asyncio.to_thread(unanswered, self._terms, asked, found)
        return found

    async def flush(self) -> Flushed:
        """Send what waits on disk; as ``Client.flush``."""
        spool = self._terms.spool
        sent = refused = 0
        for name, asked in spool.waiting() if spool is not None else ():
            assert spool is not None
            try:
                if isinstance(await self._sent(asked), str):
                    break
            except RefusedError as error:
                if error.status in (401, 403):
                    break  # the token is wrong, not the request
                spool.lay_aside(name)
                refused += 1
            else:
                spool.sent(name)
                sent += 1
        return Flushed(sent, len(spool.names()) if spool is not None else 0, refused)

    async def waive(
        self, report_id: str, fingerprint: str, *, editor: Editor, reason: str, until: datetime, key: str | None = None
    ) -> Mapping[str, Any]:
        """Let a finding through until a moment; parameters and errors as those of ``Client.waive``."""
        return await self._decided(waiver(report_id, fingerprint, editor, reason, until, key))

    async def override(
        self, report_id: str, *, editor: Editor, reason: str, key: str | None = None
    ) -> Mapping[str, Any]:
        """Have a held story published all the same; parameters and errors as those of ``Client.override``."""
        return await self._decided(override(report_id, editor, reason, key))

    async def _decided(self, decision: Decision) -> Mapping[str, Any]:
        found = await self._tried(decision, recorded)
        if isinstance(found, str):
            raise UnansweredError(found, decision.key)
        return found

    async def _sent(self, asked: Request) -> Answer | str:
        return await self._tried(asked, answered)

    async def _tried(self, asked: Request | Decision, meaning: Meaning[Found]) -> Found | str:
        import httpx

        address, tries = self._terms.address(asked.path), 0
        while True:
            tries += 1
            headers = asked.headers(self._terms.token, self._terms.signer)
            outcome: Found | Again | str
            try:
                response = await self._http.post(address, params=asked.query, content=asked.body, headers=headers)
            except httpx.TransportError as error:
                outcome = again(self._terms, tries, f"the service is out of reach: {type(error).__name__}")
            else:
                outcome = meaning(self._terms, response, tries)
            if not isinstance(outcome, Again):
                return outcome
            await asyncio.sleep(outcome.seconds)
