"""The house's sign-in at the desk: sessions of OpenID Connect, or of a proxy that is trusted."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from compliance.service.access import Door as Access
from compliance.service.desk.asking import back_to
from compliance.service.desk.door import Visit


class HouseDoor:
    """Lets in whom the house's sign-in knows.

    :param access: the sign-in and its sessions.
    """

    def __init__(self, access: Access) -> None:
        self._access = access

    async def visit(self, request: Request) -> Visit | None:
        """As in :class:`compliance.service.desk.door.Door`."""
        found = await self._access.visit(request)
        return None if found is None else Visit(found.caller, found.csrf)

    async def sign_in(self, request: Request) -> Response:
        """As in :class:`compliance.service.desk.door.Door`."""
        return await self._access.sign_in(request)

    async def sign_out(self, request: Request, visit: Visit) -> Response:
        """As in :class:`compliance.service.desk.door.Door`."""
        found = await self._access.visit(request)
        return back_to("/desk") if found is None else await self._access.sign_out(request, found)
