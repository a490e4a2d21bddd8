"""Lets in whoever sits at this machine, until the house has a sign-in.

Whatever name they give, it is one person: two names at one machine are not two people.
"""

from __future__ import annotations

import secrets
from hmac import digest

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from compliance.service.desk.answers import render
from compliance.service.desk.asking import back_to
from compliance.service.desk.door import Visit
from compliance.service.desk.errors import DeskError
from compliance.service.types import Caller, Person, Role

COOKIE = "desk-local"
_HERE = ("127.0.0.1", "::1")
_NAMES = ("localhost", "127.0.0.1", "[::1]")
_LONGEST_NAME = 80


class LocalDoor:
    """Sessions of this machine; they end with the process.

    :param title: what the stories at this desk belong to.
    """

    def __init__(self, title: str = "local") -> None:
        self._title = title
        self._key = secrets.token_bytes(32)
        self._names: dict[str, str] = {}

    def routes(self) -> list[Route]:
        """Where the form of the door goes."""
        return [Route("/desk/sign-in", self.come_in, methods=["POST"])]

    async def visit(self, request: Request) -> Visit | None:
        """As in :class:`compliance.service.desk.door.Door`."""
        secret = request.cookies.get(COOKIE, "")
        name = self._names.get(secret)
        if name is None or not _from_here(request):
            return None
        person = Person("local", name, frozenset({Role.CHECK, Role.WAIVE}))
        return Visit(Caller("local", self._title, person.roles, person), self._word(secret))

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
        self._names[secret] = name
        answer = back_to("/desk")
        answer.set_cookie(COOKIE, secret, path="/desk", httponly=True, samesite="strict")
        return answer

    async def sign_out(self, request: Request, visit: Visit) -> Response:
        """As in :class:`compliance.service.desk.door.Door`."""
        self._names.pop(request.cookies.get(COOKIE, ""), None)
        answer = back_to("/desk")
        answer.delete_cookie(COOKIE, path="/desk")
        return answer

    async def turn_to(self, request: Request, visit: Visit, title: str) -> None:
        """As in :class:`compliance.service.desk.door.Door`: there is one title here."""
        raise DeskError("not_allowed")

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
