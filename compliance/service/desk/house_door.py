"""The house's sign-in at the desk: sessions of OpenID Connect, or of a proxy that is trusted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from compliance.errors import ComplianceError
from compliance.service.access import Door as Access
from compliance.service.access.oidc import CALLBACK
from compliance.service.desk.answers import render
from compliance.service.desk.asking import back_to, unread
from compliance.service.desk.door import Visit

if TYPE_CHECKING:
    from compliance.service.access import AccessSettings
    from compliance.service.store import Store

SIGNED_OUT = "/desk/signed-out"


class HouseDoor:
    """Lets in whom the house's sign-in knows.

    :param store: where sessions are kept.
    :param house: what is set now about how people sign in.
    """

    def __init__(self, store: Store, house: Callable[[], AccessSettings]) -> None:
        self._store, self._house = store, house
        self._known = house()
        self._made = Access(store, self._known)

    @property
    def _access(self) -> Access:
        """The sign-in and its sessions, made anew where a reload has changed what is set."""
        settings = self._house()
        if settings is not self._known:
            self._known, self._made = settings, Access(self._store, settings)
        return self._made

    def routes(self) -> list[Route]:
        """Where the provider sends people back to, and where they are when they have left."""
        return [
            Route(CALLBACK, self.come_back, methods=["GET"]),
            Route(SIGNED_OUT, self.say_goodbye, methods=["GET"]),
        ]

    async def visit(self, request: Request) -> Visit | None:
        """As in :class:`compliance.service.desk.door.Door`."""
        found = await self._access.visit(request)
        return None if found is None else Visit(found.caller, found.csrf, found.titles)

    async def sign_in(self, request: Request) -> Response:
        """As in :class:`compliance.service.desk.door.Door`.

        A form is not sent on to the provider: browsers do not let a page's forms lead elsewhere, and what it brought
        would be lost without a word.
        """
        if request.method not in ("GET", "HEAD"):
            return render(request, "door", None, 401, way="ended")
        return await self._access.sign_in(request)

    async def come_back(self, request: Request) -> Response:
        """Take in who comes back from the provider."""
        try:
            return await self._access.signed_in(request)
        except ComplianceError as error:
            return unread(request, None, error)

    async def sign_out(self, request: Request, visit: Visit) -> Response:
        """As in :class:`compliance.service.desk.door.Door`."""
        found = await self._access.visit(request)
        return back_to(SIGNED_OUT) if found is None else await self._access.sign_out(request, found, SIGNED_OUT)

    async def say_goodbye(self, request: Request) -> Response:
        """The page after signing out; it signs nobody in again by itself."""
        return render(request, "door", None, way="left")

    async def turn_to(self, request: Request, visit: Visit, title: str) -> None:
        """As in :class:`compliance.service.desk.door.Door`."""
        await self._access.turn_to(request, title)
