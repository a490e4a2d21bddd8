"""Decides whether somebody is still signed in at the desk page.

Their browser keeps a random secret, the record its digest. A session ends when it was not used for a while, after a
day's work in any case, and when they sign out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from compliance.record import Record
from compliance.service.access.denied import Denied
from compliance.service.access.people import Identity
from compliance.service.access.secrets import derived, digest, new_secret
from compliance.service.store import Store
from compliance.service.store.sessions import (
    Session,
    change_session,
    delete_old_sessions,
    delete_session,
    insert_session,
    session_by_id,
)
from compliance.service.types import Caller, Person

_TOUCHED = timedelta(minutes=1)


class SignedIn(Record):
    """Somebody at the desk page.

    :param csrf: the word that every form of theirs must bring back.
    :param titles: the titles that are open to them.
    :param way: how they came: ``oidc`` or ``proxy``.
    """

    caller: Caller
    csrf: str
    titles: tuple[str, ...]
    way: str

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.caller.person or Person(self.caller.id, self.caller.id)


class Sessions:
    """The sessions of a record.

    :param idle: how long one may rest.
    :param longest: how long one lasts in any case.
    :param clock: says what time it is.
    """

    def __init__(
        self,
        store: Store,
        *,
        idle: timedelta = timedelta(hours=1),
        longest: timedelta = timedelta(hours=12),
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._idle = idle
        self.longest = longest
        self._clock = clock

    def open(self, identity: Identity, way: str) -> str:
        """Sign somebody in; what their browser is to keep.

        :raises StoreError: it cannot be kept.
        """
        secret, now = new_secret(), self._clock()
        first = next(iter(identity.titles))
        session = Session(digest(secret), identity.person, first, identity.titles, way, now, now)
        with self._store.writing() as connection:
            delete_old_sessions(connection, made_before=now - self.longest, seen_before=now - self._idle)
            insert_session(connection, session)
        return secret

    def find(self, secret: str) -> SignedIn | None:
        """Who keeps a secret; ``None`` where nobody does, or no longer.

        :raises StoreError: nobody can say.
        """
        now = self._clock()
        with self._store.reading() as connection:
            session = session_by_id(connection, digest(secret))
        if session is None or now - session.made_at >= self.longest or now - session.seen_at >= self._idle:
            return None
        if now - session.seen_at >= _TOUCHED:
            with self._store.writing() as connection:
                change_session(connection, session.id, seen_at=now)
        return _signed_in(session, secret)

    def turn_to(self, secret: str, title: str) -> None:
        """Work for another title.

        :raises Denied: it is not open to them.
        """
        signed_in = self.find(secret)
        if signed_in is None or title not in signed_in.titles:
            raise Denied(403, f"the title {title!r} is not open to you", hint="ask the house's administrator")
        with self._store.writing() as connection:
            change_session(connection, digest(secret), seen_at=self._clock(), title=title)

    def close(self, secret: str) -> None:
        """Sign out."""
        with self._store.writing() as connection:
            delete_session(connection, digest(secret))


def _signed_in(session: Session, secret: str) -> SignedIn:
    roles = session.titles[session.title]
    caller = Caller(f"ses_{session.id[:26]}", session.title, roles, session.person._replace(roles=roles))
    return SignedIn(caller, derived(secret, "compliance csrf v1"), tuple(session.titles), session.way)
