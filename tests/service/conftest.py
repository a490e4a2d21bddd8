"""A record for every test: in an SQLite file, and in PostgreSQL where its programs are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from compliance.service.store import Store

_numbers = count()


def _program(name: str) -> str | None:
    """One of PostgreSQL's programs; Debian keeps them out of the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(debian[-1]) if debian else None)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The folder of the socket of a server of our own, without any port."""
    initdb, control = _program("initdb"), _program("pg_ctl")
    if initdb is None or control is None:
        pytest.skip("PostgreSQL's server is not installed")
    # the server refuses to run as root
    became = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = tempfile.mkdtemp(prefix="pg-")
    if became:
        shutil.chown(folder, "postgres")
    run = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    try:
        subprocess.run([*became, initdb, "-D", f"{folder}/data", "-U", "record", "-A", "trust", "--no-sync"], **run)
        options = f"-k {folder} -c listen_addresses='' -c shared_buffers=16MB"
        subprocess.run([*became, control, "-D", f"{folder}/data", "-w", "-o", options, "start"], **run)
        try:
            yield folder
        finally:
            subprocess.run([*became, control, "-D", f"{folder}/data", "-m", "immediate", "stop"], **run)
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def new_database(postgresql: str) -> Callable[[], str]:
    """Makes empty databases of that server, and gives their addresses."""
    import psycopg

    def make() -> str:
        name = f"record_{next(_numbers)}"
        with psycopg.connect(f"host={postgresql} user=record dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://record@/{name}?host={postgresql}"

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/record.db"
    made: str = request.getfixturevalue("new_database")()
    return made


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty record."""
    store = Store.open(url)
    yield store
    store.close()
