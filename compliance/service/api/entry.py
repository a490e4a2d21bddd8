"""The way in, for every request: who asks, how often, and what they may do."""

from __future__ import annotations

import math
import re

from starlette.requests import Request

from compliance.service.api.problems import Problem
from compliance.service.api.state import state_of
from compliance.service.store import Store
from compliance.service.types import Caller, Role


async def caller_for(request: Request, role: Role, body: bytes = b"") -> Caller:
    """Who asks, where they may do this.

    :param body: as it came.

    :raises Problem: they may not (401, 403), or ask too often (429).
    """
    state = state_of(request)
    caller = await state.access.caller_of(request, body)
    if not caller.may(role):
        raise Problem(403, f"this takes the role {role.value!r}", hint="ask an administrator for a token that has it")
    seconds = state.present.buckets.wait(caller.id)
    if seconds:
        raise Problem(
            429,
            "this token asks more often than it may",
            hint="wait, or ask for a higher limit",
            headers={"Retry-After": str(math.ceil(seconds))},
        )
    request.state.caller = caller.id
    return caller


def record_of(request: Request) -> Store:
    """The record.

    :raises Problem: the service keeps none.
    """
    store: Store | None = state_of(request).store
    if store is None:
        raise Problem(404, "this service keeps no record")
    return store


def own_id(request: Request, kind: str, what: str) -> str:
    """The id of a thing of ours that the address names.

    :param kind: what such ids begin with: ``rpt``.
    :param what: the thing, for the message.
    :raises Problem: no such thing can be.
    """
    found: str = request.path_params["id"]
    if re.fullmatch(rf"{kind}_[0-9A-Z]{{26}}", found, re.ASCII):
        return found
    raise no_such(kind, what)


def no_such(kind: str, what: str) -> Problem:
    """The answer where a title has no such thing."""
    return Problem(404, f"there is no such {what} of this title", hint=f"its id begins with {kind}_")
