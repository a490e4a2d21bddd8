"""What every page of the desk needs: who asks, in which language, and how what they ask for can fail."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from compliance.errors import ComplianceError
from compliance.record import Record
from compliance.renderers.words.phrases import in_language
from compliance.service.deciding import DecisionError
from compliance.service.desk.answers import HEADERS, language_of, render
from compliance.service.desk.door import Door, Visit
from compliance.service.desk.errors import DeskError
from compliance.service.desk.forms import read_form
from compliance.service.desk.house import House
from compliance.service.desk.limits import shortened
from compliance.service.desk.looking import Copy, Looked, Remembering
from compliance.service.desk.words import words
from compliance.service.store import Store
from compliance.service.store.desk_rows import Hand
from compliance.service.types import Role, ServiceError


class Desk(Record):
    """What the pages work with.

    :param house: the service that it is part of.
    :param looker: reads and checks.
    :param door: lets people in.
    """

    house: House
    looker: Remembering
    door: Door

    @property
    def store(self) -> Store:
        """The record: there is no desk without one."""
        assert self.house.store is not None
        return self.house.store

    async def look(self, title: str, copy: Copy, language: str) -> Looked:
        """Check a copy of a title's story."""
        return await self.looker.look(title, copy, language)


Handler = Callable[[Request], Awaitable[Response]]
Page = Callable[[Desk, Request, Visit], Awaitable[Response]]
Act = Callable[[Desk, Request, Visit, FormData], Awaitable[Response]]


def page(desk: Desk, show: Page) -> Handler:
    """A page for those who are signed in; others are shown the door."""

    async def handle(request: Request) -> Response:
        visit = None
        try:
            visit = await desk.door.visit(request)
            if visit is None:
                return await desk.door.sign_in(request)
            return await show(desk, request, visit)
        except DeskError as error:
            return refused(request, visit, error)
        except DecisionError as error:
            return refused(request, visit, DeskError(error.why))
        except ComplianceError as error:
            return unread(request, visit, error)

    return handle


def act(desk: Desk, do: Act, role: Role | None = None) -> Handler:
    """What a form does, for those who may.

    :param role: what it takes; ``None``: to be signed in.
    """

    async def show(desk: Desk, request: Request, visit: Visit) -> Response:
        form = await read_form(request, visit)
        if role is not None and not visit.caller.may(role):
            raise DeskError("not_allowed")
        return await do(desk, request, visit, form)

    return page(desk, show)


async def hand_of(desk: Desk, request: Request, visit: Visit) -> Hand:
    """The story that the address names.

    :raises DeskError: the desk of this title does not have it.
    """
    found = await run_in_threadpool(desk.store.desk.hand, visit.caller.title, request.path_params["story"])
    if found is None:
        raise DeskError("no_story")
    return found


def back_to(path: str, said: str = "", at: str = "") -> Response:
    """Go on to a page, which then says what was done.

    :param said: a key of the page's words, under ``done``.
    :param at: the element to stand at.
    """
    query = f"?{urlencode({'said': said})}" if said else ""
    anchor = f"#{at}" if at else ""
    return RedirectResponse(f"{path}{query}{anchor}", 303, headers=dict(HEADERS))


def said(request: Request) -> str:
    """What was done just now, in words; empty for nothing, and for what nobody could have said."""
    key = request.query_params.get("said", "")
    spoken = words(language_of(request))
    return spoken(f"done.{key}") if f"done.{key}" in spoken.table else ""


def refused(request: Request, visit: Visit | None, error: DeskError) -> Response:
    """The page that says why something was not done, and what to do."""
    spoken = words(language_of(request))
    status = {"no_story": 404, "stale": 403, "not_allowed": 403, "too_big": 413}.get(error.what, 400)
    what = error.what
    hint = "no_story_here" if what == "no_story" and visit is not None and len(visit.titles) > 1 else f"{what}_next"
    return _error(request, visit, status, spoken(f"refused.{what}"), spoken(f"refused.{hint}"))


def unread(request: Request, visit: Visit | None, error: ComplianceError) -> Response:
    """The page that says why a story could not be read, or who asks not be let in."""
    language = language_of(request)
    what, hint = in_language(error.what, language), in_language(error.hint, language)
    return _error(request, visit, _status(error), shortened(f"{error.where}: {what}" if error.where else what), hint)


def _status(error: ComplianceError) -> int:
    """A story that is wrong is its sender's affair; a service that cannot go on is not."""
    status: int = getattr(error, "status", 503 if isinstance(error, ServiceError) else 400)
    return status


def _error(request: Request, visit: Visit | None, status: int, what: str, hint: str) -> Response:
    values: dict[str, Any] = {"what": what, "hint": hint}
    return render(request, "error", visit, status, **values)
