"""Starts the server: the configuration read, the port taken, one line printed when it answers."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import uvicorn
import uvloop

from compliance.config import find
from compliance.service.api import logs
from compliance.service.api.app import create_app
from compliance.service.api.coming_in import ComingIn
from compliance.service.api.configured import configured
from compliance.service.api.patience import impatient
from compliance.service.api.state import State
from compliance.service.desk.opening import desk_routes
from compliance.service.settings import Settings
from compliance.service.signing import SigningKey
from compliance.service.store import Store
from compliance.service.types import ServiceError
from compliance.service.workers.pool import Workers

_BACKLOG = 512
"""Connections that wait to be accepted; what is checked at once has a bound of its own."""
_SHUTDOWN_SECONDS = 30


def serve(*, host: str, port: int, database: str, config: str | None, workers: int) -> int:
    """Serve until told to end (SIGTERM, SIGINT); the exit code.

    :param database: the record's address.
    :param workers: processes that check; 0: one a processor.
    :raises ComplianceError: the configuration is wrong, the record cannot be opened, or the port is taken.
    """
    if not hasattr(socket, "send_fds"):
        raise ServiceError("the service needs a system that can fork processes", hint="run it on Linux or macOS")
    path = find(config)
    settings, house = configured(path)
    logs.set_up()
    listening = listen(host, port)
    try:
        store = Store.open(database)
        try:
            key = SigningKey.at(key_file(settings, path, database))
            state = State(path, settings, workers, ComingIn(store), store, key, house)
            return uvloop.run(_serve(state, listening))
        finally:
            store.close()
    finally:
        listening.close()


async def _serve(state: State, listening: socket.socket) -> int:
    state.swap(await Workers.start(state.recipe, state.count))
    server = _Server(server_config(state), listening)
    await server.serve([listening])
    return 0 if server.started else 2


class _Server(uvicorn.Server):
    """Says on one line when it answers."""

    def __init__(self, config: uvicorn.Config, listening: socket.socket) -> None:
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        host, port = self._listening.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        print(f"compliance is ready at http://{shown}:{port}", flush=True, file=sys.stdout)


def server_config(state: State) -> uvicorn.Config:
    """How uvicorn serves the application."""
    return uvicorn.Config(
        create_app(state, desk_routes(state, lambda: state.present.house)),
        http=impatient(lambda: state.settings.header_seconds),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
    )


def key_file(settings: Settings, config: Path | None, database: str) -> Path:
    """Where the key that certificates are signed with stands.

    :param config: the configuration file, whose folder a relative path starts from.
    :param database: the record's address: the key stands beside an SQLite file.
    """
    if settings.signing_key:
        return (config.parent if config is not None else Path()) / settings.signing_key
    file = database.removeprefix("sqlite:///") if "://" not in database or database.startswith("sqlite:") else ""
    return Path(f"{file}.key") if file else Path("compliance.key")


def listen(host: str, port: int) -> socket.socket:
    """The socket that is listened on.

    :raises ServiceError: it cannot be had.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind)
    except OSError as error:
        raise ServiceError(f"there is no address {host!r}", hint="--host 127.0.0.1, or 0.0.0.0 for all") from error
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        hint = "end the other program, or give another --port"
        raise ServiceError(f"port {port} of {host} cannot be used: {error.strerror}", hint=hint) from error
    return listening
