"""Lets in whoever sits at this machine, until the house has a sign-in.

Whatever name they give, it is one person: two names at one machine are not two people. Every title of the record is
open to them: who sits here could make a token for any.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from hmac import digest

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from compliance.record import Record
from compliance.service.desk.answers import render
from compliance.service.desk.asking import back_to
from compliance.service.desk.door import Visit
from compliance.service.desk.errors import DeskError
from compliance.service.types import Caller, Person, Role

COOKIE = "desk-local"
OWN_TITLE = "local"
_HERE = ("127.0.0.1", "::1")
_NAMES = ("localhost", "127.0.0.1", "[::1]")
_LONGEST_NAME = 80


class Seat(Record):
    """Who sits here, and for which title they work; ``None``: they have not chosen."""

    name: str
    title: str | None = None


class LocalDoor:
    """Sessions of this machine; they end with the process.

    :param titles: those that there are now; where there is none yet, what is pasted here belongs to a title of this
        desk's own. It may wait for the record.
    """

    def __init__(self, titles: Callable[[], tuple[str, ...]] = tuple) -> None:
        self._titles = titles
        self._key = secrets.token_bytes(32)
        self._seats: dict[str, Seat] = {}

    def routes(self) -> list[Route]:
        """Where the form of the door goes."""
        return [Route("/desk/sign-in", self.come_in, methods=["POST"])]

    async def visit(self, request: Request) -> Visit | None:
        """As in :class:`compliance.service.desk.door.Door`."""
        secret = request.cookies.get(COOKIE, "")
        seat = self._seats.get(secret)
        if seat is None or not _from_here(request):
            return None
        titles = await run_in_threadpool(self._titles)
        title = seat.title if seat.title in titles else next(iter(titles), OWN_TITLE)
        person = Person("local", seat.name, frozenset({Role.CHECK, Role.WAIVE}))
        return Visit(Caller("local", title, person.roles, person), self._word(secret), titles)

    async def sign_in(self, request: Request) -> Response:
        """As in :class:`compliance.service.desk.door.Door`."""
        here = _from_here(request)
        return render(request, "door", None, 401 if here else 403, way="name" if here else "here_only")

    async def come_in(self, request: Request) -> Response:
        """What the form of the door does."""
        if not _from_here(request) or not _own_page(request):
            return await self.sign_in(request)
        form = await request.form(max_files=0, max_fields=5)
        name = str(form.get("name", "")).strip()[:_LONGEST_NAME]
        if not name:
            return await self.sign_in(request)
        secret = secrets.token_urlsafe(32)
        self._seats[secret] = Seat(name)
        answer = back_to("/desk")
        answer.set_cookie(COOKIE, secret, path="/desk", httponly=True, samesite="strict")
        return answer

    async def sign_out(self, request: Request, visit: Visit) -> Response:
        """As in :class:`compliance.service.desk.door.Door`."""
        self._seats.pop(request.cookies.get(COOKIE, ""), None)
        answer = back_to("/desk")
        answer.delete_cookie(COOKIE, path="/desk")
        return answer

    async def turn_to(self, request: Request, visit: Visit, title: str) -> None:
        """As in :class:`compliance.service.desk.door.Door`."""
        if title not in visit.titles:
            raise DeskError("not_allowed")
        secret = request.cookies.get(COOKIE, "")
        self._seats[secret] = self._seats[secret]._replace(title=title)

    def _word(self, secret: str) -> str:
        return digest(self._key, secret.encode(), "sha256").hex()


def _from_here(request: Request) -> bool:
    """Whether the other end is this machine, and was asked for by its own name: no page elsewhere leads here."""
    host = request.headers.get("host", "").rpartition(":")[0] or request.headers.get("host", "")
    return request.client is not None and request.client.host in _HERE and host in _NAMES


def _own_page(request: Request) -> bool:
    """Whether a form comes from a page of this desk: a proxy in between would show in where it came from."""
    origin = request.headers.get("origin", "")
    return not origin or origin == f"{request.url.scheme}://{request.headers.get('host', '')}"
