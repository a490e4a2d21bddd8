"""Decides whether a program's token counts.

It is ``tok_….SECRET``: by the first part it is found, the second proves it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from compliance.record import Record
from compliance.service.access.denied import Denied
from compliance.service.access.secrets import digest, new_secret, same
from compliance.service.store import Store
from compliance.service.store.tokens import (
    Token,
    all_tokens,
    insert_token,
    revoke_token,
    token_by_id,
    touch_token,
)
from compliance.service.types import Role, ServiceError, StoreError, new_id

REMEMBERED = 1.0
"""Seconds for which a token is not looked up again: how long a revoked one may still be taken."""

_TOUCHED = timedelta(minutes=1)
_FORM = re.compile(r"(tok_[0-9A-HJKMNP-TV-Z]{26})\.([A-Za-z0-9_-]{43})")
_NOBODY = digest("")


class Known(Record):
    """A token that counts, with the secret that came with it.

    :param secret: never kept; what a person's statement may be signed with.
    """

    token: Token
    secret: str


class Tokens:
    """The tokens of a record.

    :param clock: says what time it is.
    """

    def __init__(self, store: Store, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._store = store
        self._clock = clock
        self._lately: dict[str, tuple[float, Token | None]] = {}

    def create(
        self,
        *,
        title: str,
        roles: Iterable[Role],
        lasts: timedelta | None,
        observe: bool = False,
        person_key: str | None = None,
    ) -> tuple[Token, str]:
        """Make a token; with it what its owner is given, which nobody can find out again.

        :param lasts: how long it counts; ``None``: until it is revoked.
        :param observe: findings are told and stored, and never count.
        :param person_key: an Ed25519 public key (PEM); statements about people must be signed with its other half.
        :raises StoreError: it cannot be kept.
        """
        secret, now = new_secret(), self._clock()
        expires = now + lasts if lasts is not None else None
        token = Token(new_id("tok"), digest(secret), title, frozenset(roles), observe, person_key, now, expires)
        with self._store.writing() as connection:
            insert_token(connection, token)
        return token, f"{token.id}.{secret}"

    def all(self) -> tuple[Token, ...]:
        """Every token, the oldest first, those that no longer count included."""
        with self._store.reading() as connection:
            return all_tokens(connection)

    def revoke(self, token_id: str) -> None:
        """End a token.

        :raises ServiceError: there is none of this id, or it has ended.
        """
        with self._store.writing() as connection:
            if not revoke_token(connection, token_id, self._clock()):
                raise ServiceError(
                    f"there is no token {token_id!r} to revoke", hint="`compliance token list` names them"
                )
        self._lately.pop(token_id, None)

    def known(self, told: str) -> Known:
        """The token that somebody holds.

        :param told: what stands after ``Bearer``.
        :raises Denied: it is none of ours, or it counts no more.
        :raises StoreError: nobody can say.
        """
        form = _FORM.fullmatch(told)
        token = self._find(form[1]) if form else None
        secret = form[2] if form else ""
        if not same(token.digest if token else _NOBODY, digest(secret)) or token is None:
            raise Denied(401, "the token is not known", hint="ask the house's administrator for one")
        now = self._clock()
        if token.revoked_at is not None:
            raise Denied(401, "the token was revoked", hint="ask the house's administrator for another one")
        if token.expires_at is not None and token.expires_at <= now:
            raise Denied(401, "the token has expired", hint="ask the house's administrator for another one")
        self._touch(token, now)
        return Known(token, secret)

    def at_hand(self, told: str) -> bool:
        """Whether :meth:`known` would answer at once, without the record."""
        at, token = self._lately.get(told.partition(".")[0], (0.0, None))
        return token is not None and time.monotonic() - at < REMEMBERED and not self._stale(token, self._clock())

    def _stale(self, token: Token, now: datetime) -> bool:
        """Whether it must be kept that a token was used."""
        return token.used_at is None or now - token.used_at >= _TOUCHED

    def _find(self, token_id: str) -> Token | None:
        at, token = self._lately.get(token_id, (0.0, None))
        if token is not None and time.monotonic() - at < REMEMBERED:
            return token
        with self._store.reading() as connection:
            token = token_by_id(connection, token_id)
        if token is not None:
            self._lately[token_id] = (time.monotonic(), token)
        return token

    def _touch(self, token: Token, now: datetime) -> None:
        """Keep that it was used; where that cannot be kept, the request is answered none the less."""
        if not self._stale(token, now):
            return
        self._lately[token.id] = (time.monotonic(), token._replace(used_at=now))
        try:
            with self._store.writing() as connection:
                touch_token(connection, token.id, now)
        except StoreError:
            pass
