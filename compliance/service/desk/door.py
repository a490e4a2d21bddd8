"""Who is at the page: the seam to sign-in and sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from compliance.record import Record
from compliance.service.types import Caller, Person

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


class Visit(Record):
    """Somebody who is signed in.

    :param caller: what they may do; on the page there is always a person.
    :param csrf: the word that every form of theirs must bring back.
    :param titles: those that are open to them; none where there is nothing to choose.
    """

    caller: Caller
    csrf: str
    titles: tuple[str, ...] = ()

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.caller.person or Person(self.caller.id, self.caller.id)


class Door(Protocol):
    """Lets people in and out."""

    async def visit(self, request: Request) -> Visit | None:
        """Who asks; ``None`` where nobody is signed in."""

    async def sign_in(self, request: Request) -> Response:
        """Where to go to sign in."""

    async def sign_out(self, request: Request, visit: Visit) -> Response:
        """End the session; the answer says goodbye."""

    async def turn_to(self, request: Request, visit: Visit, title: str) -> None:
        """Work for another title from now on.

        :raises ComplianceError: it is not open to them.
        """
