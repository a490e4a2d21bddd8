"""Decides who asks: a program by its token, a person behind it by a signed statement, or a CMS by a signed webhook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from starlette.requests import Request

from compliance.client.signing import ID, TOLERANCE, SignatureError, verify
from compliance.service.access.denied import NO_TOKEN, Denied
from compliance.service.access.on_behalf import HEADER, spoken_for
from compliance.service.access.settings import AccessSettings
from compliance.service.access.tokens import Tokens
from compliance.service.store import Store
from compliance.service.store.once import first_time
from compliance.service.store.tokens import Token
from compliance.service.types import Caller, Role


class Gate:
    """Lets callers of the API in.

    :param store: where tokens are kept.
    :param clock: says what time it is.
    """

    def __init__(
        self, store: Store, settings: AccessSettings, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.tokens = Tokens(store, clock=clock)
        self._store = store
        self._settings = settings
        self._clock = clock

    def caller_of(self, request: Request, body: bytes = b"") -> Caller:
        """Who asks; synchronous, and quick but for statements and webhooks, which are written down.

        :param body: as it came; a webhook's signature is over it.
        :raises Denied: nobody that we know.
        :raises StoreError: nobody can say.
        """
        told = _bearer(request)
        if told:
            return self._by_token(request, told)
        if ID in request.headers:
            return self._by_webhook(request, body)
        raise Denied(401, NO_TOKEN, hint="send the header Authorization: Bearer TOKEN")

    def at_hand(self, request: Request) -> Caller | None:
        """Who asks, where that can be said at once, without the record; else ``None``.

        :raises Denied: nobody that we know.
        """
        told = _bearer(request)
        if not told or HEADER in request.headers or not self.tokens.at_hand(told):
            return None
        return _caller(self.tokens.known(told).token)

    def _by_token(self, request: Request, told: str) -> Caller:
        known = self.tokens.known(told)
        token = known.token
        statements = request.headers.getlist(HEADER)
        if not statements:
            return _caller(token)
        if len(statements) > 1:
            raise Denied(401, f"there are several {HEADER} headers", hint="speak for one person at a time")
        person = spoken_for(statements[0], known, self._store, self._clock())
        return Caller(token.id, token.title, person.roles, person, token.observe)

    def _by_webhook(self, request: Request, body: bytes) -> Caller:
        """The CMS that the parameter ``hook`` names, where its signature holds; it may have stories checked."""
        hook = self._settings.hooks.get(request.query_params.get("hook", ""))
        if hook is None or hook.url:
            raise Denied(401, "the webhook is not known", hint="name it in the address: ?hook=NAME")
        now = self._clock()
        try:
            webhook_id = verify(hook.secret, request.headers, body, now=now.timestamp())
        except SignatureError as error:
            raise Denied(401, error.what, hint=error.hint) from error
        with self._store.writing() as connection:
            until = now + timedelta(seconds=2 * TOLERANCE)
            if not first_time(connection, f"hook:{hook.name}", webhook_id, now=now, until=until):
                raise Denied(401, "the webhook was received before", hint="give every webhook an id of its own")
        return Caller(f"hook:{hook.name}", hook.title, frozenset({Role.CHECK}))


def _caller(token: Token) -> Caller:
    """A program that speaks for itself."""
    return Caller(token.id, token.title, token.roles, None, token.observe)


def _bearer(request: Request) -> str:
    """The token that came with a request; empty where none did."""
    scheme, _, told = request.headers.get("authorization", "").partition(" ")
    return told.strip() if scheme.lower() == "bearer" else ""


def demand(caller: Caller, role: Role) -> None:
    """Refuse a caller who has not the role.

    :raises Denied: they have not.
    """
    if not caller.may(role):
        raise Denied(403, f"this needs the role {role.value}", hint="ask the house's administrator for it")
