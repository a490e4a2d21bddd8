"""The database of the record: opened, in transactions, and without a trace of what was erased."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager

from sqlalchemy import Connection, Engine, PoolProxiedConnection
from sqlalchemy.exc import SQLAlchemyError

from compliance.service.store.kept import Bare
from compliance.service.store.opening import BUSY_SECONDS, WRITES, begin, engine_for, shown
from compliance.service.store.schema import migrate
from compliance.service.types import StoreError

_AT_HAND = 2
"""Connections that are not given back to the pool, which costs as much as a statement."""


class Database:
    """A database whose errors are :class:`StoreError`; it is safe from any thread.

    :param engine: of a database that has the present schema.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**{WRITES: True})
        self._is_file = engine.dialect.name == "sqlite"
        self._idle: deque[PoolProxiedConnection] = deque()

    def close(self) -> None:
        """Give back all connections."""
        while self._idle:
            self._idle.pop().close()
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the record; its errors are :class:`StoreError`."""
        with _told(self._engine), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is on disk when the block ends, or not at all; its errors are :class:`StoreError`."""
        with _told(self._engine), self._writer.begin() as connection:
            yield connection

    def kept_reading(self) -> AbstractContextManager[Bare]:
        """As :meth:`reading`, for kept statements alone: without all that SQLAlchemy does for a transaction."""
        return self._bare(writes=False)

    def kept_writing(self) -> AbstractContextManager[Bare]:
        """As :meth:`writing`, for kept statements alone."""
        return self._bare(writes=True)

    @contextmanager
    def _bare(self, *, writes: bool) -> Iterator[Bare]:
        with _told(self._engine):
            connection = self._taken()
            try:
                if self._is_file:
                    begin(connection, writes)
                yield Bare(self._engine.dialect, connection)
                connection.commit()
            except BaseException:
                self._undo(connection)
                raise
            self._give_back(connection)

    def _taken(self) -> PoolProxiedConnection:
        try:
            return self._idle.pop()
        except IndexError:
            return self._engine.raw_connection()

    def _give_back(self, connection: PoolProxiedConnection) -> None:
        """Have a connection to a file at hand for the next; the pool finds out whether one to a server still lives."""
        if self._is_file and len(self._idle) < _AT_HAND:
            self._idle.append(connection)
        else:
            connection.close()

    def _undo(self, connection: PoolProxiedConnection) -> None:
        """Take back what was written; a connection that is lost has taken it back, and is not used again."""
        try:
            connection.rollback()
        except self._engine.dialect.loaded_dbapi.Error:
            connection.invalidate()
        connection.close()

    def forget(self, patience: float = BUSY_SECONDS) -> None:
        """See that what was erased stands in no log of the database either.

        :param patience: seconds to wait for those who read; nobody can write meanwhile.
        """
        if self._is_file:
            with _told(self._engine), closing(self._engine.raw_connection()) as connection:
                cursor = connection.cursor()
                cursor.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
                # a checkpoint is refused inside a transaction
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                cursor.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def prepared(url: str) -> Engine:
    """The engine of a database, made or brought to the present schema where it must be.

    :param url: as in :meth:`compliance.service.store.store.Store.open`.
    :raises StoreError: it cannot be opened, or a newer version of the program wrote it.
    """
    engine = engine_for(url)
    try:
        with _told(engine, shown(url)):
            migrate(engine)
    except StoreError:
        engine.dispose()
        raise
    return engine


@contextmanager
def _told(engine: Engine, where: str = "") -> Iterator[None]:
    """What goes wrong in the database as the error of ours, whether SQLAlchemy or the driver says it."""
    try:
        yield
    except (SQLAlchemyError, engine.dialect.loaded_dbapi.Error, OSError, UnicodeError) as error:
        cause = getattr(error, "orig", None) or error
        raise StoreError(
            f"the record failed: {str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__}",
            where=where,
            hint="see that the disk has room and the database answers",
        ) from error
