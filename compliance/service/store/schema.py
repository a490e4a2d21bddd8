"""Brings a database to the present schema, step by step; the steps are the files of ``migrations/versions``."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from compliance.service.store.opening import WRITES
from compliance.service.types import StoreError

_FOLDER = Path(__file__).with_name("migrations")
_LOCK = 7_266_637_283
"""A number of our own, by which PostgreSQL knows that two services want to migrate."""


def steps() -> tuple[str, ...]:
    """The names of all steps, the first first."""
    script = ScriptDirectory.from_config(_config())
    return tuple(reversed([revision.revision for revision in script.walk_revisions()]))


def migrate(engine: Engine, *, to: str = "head") -> None:
    """Bring the database to a step, in one transaction; whoever comes second at the same time waits.

    :param to: the last step to take.
    :raises StoreError: the database is of a newer version of the program.
    """
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        at = MigrationContext.configure(connection).get_current_revision()
        known = steps()
        if at is not None and at not in known:
            raise StoreError(
                f"the record was written by a newer version of the program (schema {at}, known up to {known[-1]})",
                hint="install that version; an older one could damage the record",
            )
        if at != (known[-1] if to == "head" else to):
            command.upgrade(_config(connection), to)


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
