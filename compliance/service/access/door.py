"""Lets people in and out of the desk page: sign-in, the cookie of their session, signing out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from compliance.service.access.cookies import (
    ENTERED,
    HOME,
    JOURNEY,
    SESSION,
    forget,
    keep,
    mark_entered,
    own_path,
    packed,
    unpacked,
)
from compliance.service.access.denied import Denied
from compliance.service.access.oidc import CALLBACK, SignIn
from compliance.service.access.people import Identity
from compliance.service.access.proxy import told_by_proxy
from compliance.service.access.sessions import Sessions, SignedIn
from compliance.service.access.settings import AccessSettings
from compliance.service.store import Store

_JOURNEY_SECONDS = 600
_ENTERED_SECONDS = 10


class Door:
    """The way in for people.

    :param client: for requests to the provider of OpenID Connect.
    :param clock: says what time it is.
    """

    def __init__(
        self,
        store: Store,
        settings: AccessSettings,
        *,
        client: httpx.Client | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        idle, longest = timedelta(minutes=settings.idle_minutes), timedelta(hours=settings.session_hours)
        self.sessions = Sessions(store, idle=idle, longest=longest, clock=clock)
        self._settings = settings
        self._sign: SignIn | None = None
        if settings.oidc is not None:
            self._sign = SignIn(settings.oidc, settings.groups, client or httpx.Client(timeout=10.0))

    def routes(self) -> list[Route]:
        """The address that the provider sends people back to."""
        return [Route(CALLBACK, self.signed_in, methods=["GET"])]

    async def visit(self, request: Request) -> SignedIn | None:
        """Who asks; ``None`` where nobody is signed in.

        :raises Denied: a proxy's headers that are not to be trusted.
        :raises StoreError: nobody can say.
        """
        return await run_in_threadpool(self._visit, request)

    async def sign_in(self, request: Request) -> Response:
        """Where to go to sign in; straight back where the proxy has done it.

        :raises Denied: there is no way in, or the proxy's word does not count.
        :raises ServiceError: the provider does not answer.
        """
        return await run_in_threadpool(self._sign_in, request)

    async def signed_in(self, request: Request) -> Response:
        """Take in who comes back from the provider, and send them where they wanted to go.

        :raises Denied: the provider's word does not hold.
        """
        return await run_in_threadpool(self._signed_in, request)

    async def turn_to(self, request: Request, title: str) -> None:
        """Have the session be another title's.

        :raises Denied: it is not open to them.
        """
        await run_in_threadpool(self.sessions.turn_to, request.cookies.get(SESSION, ""), title)

    async def sign_out(self, request: Request, visit: SignedIn, then: str = HOME) -> Response:
        """End the session and send the browser on; the form's own word has been looked at before.

        :param then: the path to go to.
        """
        await run_in_threadpool(self.sessions.close, request.cookies.get(SESSION, ""))
        answer = RedirectResponse(then, 303)
        forget(answer, SESSION)
        answer.delete_cookie(ENTERED, path=HOME)
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer

    def _visit(self, request: Request) -> SignedIn | None:
        told = self._told(request)
        found = self.sessions.find(request.cookies.get(SESSION, ""))
        if found is None or found.way == "oidc":
            return found
        # the proxy answers for its people at every request, and its people's groups may have changed
        if told is None or told.person.id != found.person.id:
            return None
        return found if told.titles.get(found.caller.title) == found.caller.roles else None

    def _told(self, request: Request) -> Identity | None:
        proxy = self._settings.proxy
        if proxy is None:
            return None
        address = request.client.host if request.client else None
        return told_by_proxy(proxy, self._settings.groups, request.headers, address)

    def _sign_in(self, request: Request) -> Response:
        wanted = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
        here = own_path(wanted, CALLBACK) if request.method == "GET" else HOME
        told = self._told(request)
        if told is not None:
            return self._told_in(request, told, here)
        if self._sign is None:
            raise Denied(403, "there is no way to sign in", hint="set [service.access.oidc] or [service.access.proxy]")
        journey = self._sign.begin()
        answer = RedirectResponse(journey.address, 303)
        keep(answer, JOURNEY, f"{journey.secret}.{packed(here)}", _JOURNEY_SECONDS)
        return answer

    def _told_in(self, request: Request, told: Identity, here: str) -> Response:
        """Let in whom the proxy names; where the browser has just been and kept nothing, going round helps nobody."""
        if ENTERED in request.cookies and SESSION not in request.cookies:
            raise Denied(403, "your browser keeps no session for this address", hint="come by https://")
        answer = self._opened(told, "proxy", here)
        mark_entered(answer, _ENTERED_SECONDS)
        return answer

    def _signed_in(self, request: Request) -> Response:
        if self._sign is None:
            raise Denied(403, "there is no sign-in with a provider", hint="set [service.access.oidc]")
        secret, _, here = request.cookies.get(JOURNEY, "").partition(".")
        identity = self._sign.finish(request.query_params, secret)
        return self._opened(identity, "oidc", own_path(unpacked(here), CALLBACK))

    def _opened(self, identity: Identity, way: str, here: str) -> Response:
        answer = RedirectResponse(here, 303)
        longest = int(self.sessions.longest.total_seconds())
        keep(answer, SESSION, self.sessions.open(identity, way), longest)
        forget(answer, JOURNEY)
        return answer
