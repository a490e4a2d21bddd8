"""Opens the database of the record: an SQLite file, or PostgreSQL by its address.

What is committed is on disk: SQLite writes through a log (WAL) and waits for the disk at every commit
(``synchronous=FULL``), PostgreSQL is asked for the same whatever its configuration says.
"""

from __future__ import annotations

import os
import sqlite3
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, PoolProxiedConnection, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from compliance.service.types import StoreError

BUSY_SECONDS = 5.0
"""How long a write waits for another one's."""

WRITES = "record_writes"
"""The execution option of a transaction that will write."""

_SQLITE = ("foreign_keys = ON", "synchronous = FULL", "secure_delete = ON")
_TRIES = 200


def engine_for(url: str) -> Engine:
    """The engine for a database.

    :param url: ``sqlite:///FILE``, the path of such a file, or ``postgresql://…``.
    :raises StoreError: the address is none, its driver is missing, or there is no such folder.
    """
    address = _address(url)
    return _sqlite(address) if address.get_backend_name() == "sqlite" else _postgresql(address)


def shown(url: str) -> str:
    """An address as messages may show it: without its password."""
    try:
        return _address(url).render_as_string(hide_password=True)
    except StoreError:
        return "the record's address"


def _address(url: str) -> URL:
    if "://" not in url:
        url = f"sqlite:///{url}"
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError("the record's address cannot be read", hint=_FORMS) from error
    backend = address.get_backend_name()
    if backend == "sqlite":
        return address.set(drivername="sqlite")
    if backend in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    raise StoreError(f"{backend!r} is no database that the record can be kept in", hint=_FORMS)


_FORMS = "give sqlite:///record.db, or postgresql://user@host/name"


def _sqlite(address: URL) -> Engine:
    path = address.database or ""
    if path in ("", ":memory:"):
        raise StoreError("the record must be a file: what is only in memory is lost", hint=_FORMS)
    _own_file(Path(path))
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    _write_ahead(path)
    return engine


def _own_file(path: Path) -> None:
    """Make the file for its owner alone, before SQLite would make it for everybody to read."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(
            f"the record cannot be opened: {error.strerror}", where=str(path), hint="check the folder and its owner"
        ) from error


def _write_ahead(path: str) -> None:
    """Switch to the write-ahead log, once for the file; several that start at once wait for each other."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    try:
        for _ in range(_TRIES):
            try:
                (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
            except sqlite3.OperationalError as error:
                # SQLite does not wait for this one statement by itself
                if "locked" not in str(error):
                    raise
                time.sleep(BUSY_SECONDS / _TRIES)
            else:
                if mode != "wal":
                    raise StoreError(
                        f"the file system of the record allows no write-ahead log, only {mode!r}",
                        where=path,
                        hint="put the record on a local disk, or use PostgreSQL",
                    )
                return
        raise StoreError("another program keeps the record locked", where=path, hint="end it, and start again")
    except sqlite3.Error as error:
        raise StoreError(f"this is no record: {error}", where=path, hint="give another file") from error
    finally:
        connection.close()


def _on_connect(connection: Any, record: Any) -> None:
    # transactions begin where we say so, not where the driver guesses
    connection.isolation_level = None
    for pragma in _SQLITE:
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    begin(connection.connection, connection.get_execution_options().get(WRITES, False))


def begin(connection: PoolProxiedConnection, writes: bool) -> None:
    """Begin a transaction in an SQLite file; other databases do so by themselves.

    :param writes: it takes its lock at once: one that takes it later could fail without waiting.
    """
    connection.cursor().execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(address: URL) -> Engine:
    if find_spec("psycopg") is None:
        raise StoreError(
            "PostgreSQL needs a driver that is not installed", hint="pip install 'editorial-compliance[postgresql]'"
        )
    settings = f"-c synchronous_commit=on -c lock_timeout={BUSY_SECONDS:g}s -c statement_timeout=30s"
    return create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": 5, "options": settings})
