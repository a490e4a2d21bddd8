"""``compliance serve``: the HTTP service, until it is told to end."""

from __future__ import annotations

from typing import Any

import click

from compliance.errors import ComplianceError

NEEDED = ("starlette", "uvicorn", "httptools", "uvloop", "sqlalchemy", "alembic", "prometheus_client", "cryptography")


_EXAMPLES = """\b
  compliance serve
  compliance serve --host 0.0.0.0 --port 8080 --database postgresql://compliance@db/record"""


@click.command(short_help="Serve checks over HTTP.", epilog=_EXAMPLES)
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Where to listen (127.0.0.1: this machine only).")
@click.option("--port", default=8080, type=click.IntRange(0, 65535), metavar="N", help="0 takes a free one.")
@click.option(
    "--database", default="compliance.db", metavar="URL", help="The record: an SQLite file, or postgresql://…"
)
@click.option("--config", metavar="FILE", help="This file instead of the compliance.toml nearest above.")
@click.option("--workers", default=0, type=click.IntRange(0, 256), metavar="N", help="Processes that check (0: all).")
def command(host: str, port: int, database: str, config: str | None, workers: int) -> int:
    """Answer POST /v1/check over HTTP, and keep the record of what was checked."""
    needs_extra()
    from compliance.service.api.serve import serve

    told: dict[str, Any] = {"host": host, "port": port, "database": database, "config": config, "workers": workers}
    return serve(**told)


def needs_extra() -> None:
    """Refuse to go on where the packages of the extra are not there.

    :raises ComplianceError: one is missing.
    """
    from importlib.util import find_spec

    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ComplianceError(
            f"the service needs packages that are not installed: {', '.join(missing)}",
            hint="pip install 'editorial-compliance[server]'",
        )
