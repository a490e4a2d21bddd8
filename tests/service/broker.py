"""RabbitMQ for a test: a broker of its own in a folder of its own, where its programs are installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.patience import PATIENCE, free_port, until

# what Debian puts into the path changes its user; this is the program itself
_PLACES = ("/usr/lib/rabbitmq/bin/rabbitmq-server", shutil.which("rabbitmq-server") or "")


def program() -> str | None:
    """The broker's program; ``None`` where it is not installed."""
    found = [place for place in _PLACES if place and os.access(place, os.X_OK)]
    return found[0] if found and shutil.which("epmd") else None


@contextmanager
def broker(folder: Path) -> Iterator[str]:
    """The address of a broker that runs as long as the block.

    :param folder: an empty one, for all that it writes.
    """
    port, peers, names = free_port(), free_port(), free_port()
    (folder / "plugins").write_text("[].")
    settings = {
        "HOME": str(folder),
        "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "RABBITMQ_CONF_ENV_FILE": os.devnull,
        "RABBITMQ_NODENAME": f"test{port}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(peers),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "ERL_EPMD_PORT": str(names),
    }
    environment = {**os.environ, **settings}
    with (folder / "out").open("w") as out:
        how = {"cwd": folder, "env": environment, "stdout": out, "stderr": out, "start_new_session": True}
        # a register of names of our own: the broker would leave one running behind it
        register = subprocess.Popen([shutil.which("epmd") or "epmd"], **how)
        server = subprocess.Popen([str(program())], **how)
    try:
        _answers(port, server, folder / "out")
        yield f"amqp://guest:guest@127.0.0.1:{port}/"
    finally:
        for process in (server, register):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, 15)
            process.wait(PATIENCE)


def _answers(port: int, server: subprocess.Popen[bytes], out: Path) -> None:
    def answers() -> bool:
        assert server.poll() is None, f"the broker did not start:\n{out.read_text()}"
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        return False

    until(answers, "the broker does not answer")
