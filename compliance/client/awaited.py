"""The client for programs that do something else meanwhile (asyncio)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from compliance.client.answer import Answer, Editor, RefusedError
from compliance.client.exchange import Again, Fail, Flushed, again, answered, terms, unanswered
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

    async def _sent(self, asked: Request) -> Answer | str:
        import httpx

        tries = 0
        while True:
            tries += 1
            headers = asked.headers(self._terms.token, self._terms.signer)
            outcome: Answer | Again | str
            try:
                response = await self._http.post(
                    self._terms.address, params=asked.query, content=asked.body, headers=headers
                )
            except httpx.TransportError as error:
                outcome = again(self._terms, tries, f"the service is out of reach: {type(error).__name__}")
            else:
                outcome = answered(self._terms, response, tries)
            if not isinstance(outcome, Again):
                return outcome
            await asyncio.sleep(outcome.seconds)
