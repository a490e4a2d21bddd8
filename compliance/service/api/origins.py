"""Lets scripts of other origins call only where the house names theirs, as the configuration of now has it."""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from compliance.service.api.state import State

_HEADERS = ("authorization", "content-type", "idempotency-key")
_TOLD = ("retry-after", "idempotency-replayed")
"""What scripts may read of an answer's head, beside what they always may."""


class Origins:
    """An application that answers scripts of the origins that are named; without any it is as it was."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        self._app, self._state = app, state
        self._named: tuple[str, ...] = ()
        self._open = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        named = self._state.settings.cors
        if named != self._named:
            self._named, self._open = named, self._opened(named)
        await self._open(scope, receive, send)

    def _opened(self, named: tuple[str, ...]) -> ASGIApp:
        if not named:
            return self._app
        return CORSMiddleware(
            self._app,
            allow_origins=named,
            allow_methods=["GET", "POST"],
            allow_headers=_HEADERS,
            expose_headers=_TOLD,
        )
