"""Sees every request to its end: counted, logged, and answered whatever goes wrong."""

from __future__ import annotations

import logging
from time import perf_counter
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from compliance.service.api import logs, problems
from compliance.service.api.state import State

_QUIET = ("/livez", "/readyz", "/metrics")


class Watched:
    """An application whose requests are counted and logged."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        self._app, self._state = app, state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})
        status = 0
        started = perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            logs.say("failed", logging.ERROR, error=error, path=scope["path"])
            if status:
                raise
            status = 500
            await problems.answer(problems.problem_of(error), scope["path"])(scope, receive, send)
        finally:
            self._note(scope, status, perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        self._state.metrics.answered(route, scope["method"] if route != "other" else "other", status, seconds)
        if route in _QUIET:
            return
        said: dict[str, Any] = {"method": scope["method"], "path": scope["path"], "status": status}
        more = {key: scope["state"][key] for key in ("caller", "verdicts", "reports") if key in scope["state"]}
        logs.say("request", milliseconds=round(seconds * 1000, 1), **said, **more)


def _route(scope: Scope) -> str:
    endpoint = scope.get("route")
    path = getattr(endpoint, "path", None)
    return path if isinstance(path, str) else "other"
