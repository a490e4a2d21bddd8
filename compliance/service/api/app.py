"""The application: its routes, what runs around them, and how it starts and ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from compliance.errors import ComplianceError
from compliance.service.api import decisions, health, keys, reads
from compliance.service.api.check import check
from compliance.service.api.going_out import sending
from compliance.service.api.new_rules import meet
from compliance.service.api.openapi import openapi
from compliance.service.api.origins import Origins
from compliance.service.api.problems import Problem, on_error
from compliance.service.api.reload import Reloader
from compliance.service.api.retention import Retention
from compliance.service.api.state import State
from compliance.service.api.watch import Watched
from compliance.service.workers.pool import Workers


def routes() -> list[BaseRoute]:
    """The routes of the interface."""
    return [
        Route("/v1/check", check, methods=["POST"]),
        Route("/v1/rules", health.rules, methods=["GET"]),
        Route("/v1/reports/{id}", reads.report, methods=["GET"]),
        Route("/v1/stories/{id:path}/history", reads.history, methods=["GET"]),
        Route("/v1/reports/{id}/waivers", decisions.waive, methods=["POST"]),
        Route("/v1/reports/{id}/override", decisions.override, methods=["POST"]),
        Route("/v1/reports/{id}/override/withdraw", decisions.withdraw_override, methods=["POST"]),
        Route("/v1/waivers/{id}/withdraw", decisions.withdraw, methods=["POST"]),
        Route("/v1/keys", keys.keys, methods=["GET"]),
        Route("/v1/certificates/{id}/match", decisions.match, methods=["POST"]),
        Route("/openapi.json", openapi, methods=["GET"]),
        Route("/livez", health.livez, methods=["GET"]),
        Route("/readyz", health.readyz, methods=["GET"]),
        Route("/metrics", health.metrics, methods=["GET"]),
    ]


def create_app(state: State, more: Sequence[BaseRoute] = ()) -> Starlette:
    """The application.

    :param more: further routes: those of the desk page.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(keys.keep, state)
        if not state.started:
            state.swap(await Workers.start(state.recipe, state.count))
        state.present = state.present._replace(new_rules=await meet(state.store, state.workers))
        beside = [asyncio.ensure_future(Reloader(state).watch())]
        if state.store is not None:
            beside.append(asyncio.ensure_future(Retention(state, state.store).run()))
        try:
            async with sending(state):
                yield
        finally:
            for task in beside:
                task.cancel()
            workers = state.swap(None)
            if workers is not None:
                await workers.close()
            await run_in_threadpool(state.beside.close)

    app = Starlette(
        routes=[*routes(), *more],
        middleware=[Middleware(Watched, state=state), Middleware(Origins, state=state)],
        exception_handlers={Problem: on_error, HTTPException: on_error, ComplianceError: on_error},
        lifespan=lifespan,
    )
    app.state.service = state
    return app
