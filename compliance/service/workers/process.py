"""The template process and the workers that it forks; run as ``python -m compliance.service.workers.process``.

The template builds the checkers once. A worker is a copy of it, there in milliseconds and with the same
configuration however often one is replaced; a new configuration is a new template.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
import sys
from mmap import mmap
from typing import TYPE_CHECKING, Any

from compliance.pulse import Pulse
from compliance.service.workers.jobs import SIZE, Recipe, Refused, framed

if TYPE_CHECKING:
    from compliance.service.workers.building import Checkers


def main(control: socket.socket, pulses: int) -> None:
    """Build the checkers, say so, and fork a worker for each socket that comes; until the other end closes.

    :param pulses: the file descriptor of the shared memory.
    """
    # who ends the service may tell all its processes: what is at work is finished, and then our end closes
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    recipe = receive(control)
    if not isinstance(recipe, Recipe):
        return
    from compliance.errors import ComplianceError
    from compliance.service.workers.building import build_all, ready

    try:
        checkers = build_all(recipe)
    except ComplianceError as error:
        control.sendall(framed(Refused(error.what, error.where, error.hint)))
        return
    except Exception as error:  # noqa: BLE001 - whatever a plugin does, the parent must hear of it
        control.sendall(framed(Refused(f"the rules cannot be loaded: {type(error).__name__}: {error}")))
        return
    _warm(checkers)
    gc.set_threshold(_SELDOM)
    gc.collect()
    gc.freeze()
    control.sendall(framed(ready(checkers)))
    memory = mmap(pulses, 0)
    while True:
        message, sockets, _, _ = socket.recv_fds(control, 4, 1)
        if not message:
            return
        if os.fork() == 0:
            control.close()
            _serve(checkers, socket.socket(fileno=sockets[0]), memory, SIZE.unpack(message)[0])
        os.close(sockets[0])


_SELDOM = 50_000
"""New objects between two looks for garbage: a story leaves little behind that is not gone by itself."""

_FIRST = (
    (b'{"headline": "Baths to close", "body": "<p>The council voted.</p>", "language": "en"}', "application/json"),
    ("# Cierran los baños\n\nEl pleno votó el cierre.".encode(), "text/markdown"),
    (b"<h1>Baths to close</h1><p>The council voted.</p>", "text/html"),
    (b"Baths to close\n\nThe council voted.", "text/plain"),
)
"""A story of each form, checked before there are workers, so that none of them has anything left to load."""


def _warm(checkers: Checkers) -> None:
    from compliance.service.workers.checking import answer
    from compliance.service.workers.jobs import Job

    for checker in checkers.values():
        for data, media in _FIRST:
            for language in ("en", "es"):
                answer(checker, Job(data, media, language, layout=True))


def _serve(checkers: Checkers, link: socket.socket, memory: mmap, slot: int) -> None:
    """Be a worker: answer what comes until the other end closes; never returns."""
    code = 1
    try:
        from ctypes import sizeof

        from compliance.deadline import Watch
        from compliance.service.workers.checking import answer
        from compliance.service.workers.jobs import Job

        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        pulse = Pulse.from_buffer(memory, slot * sizeof(Pulse))
        pulse.pid = os.getpid()
        pulse.rest()
        watch = Watch(0.0, pulse)
        signal.signal(signal.SIGALRM, watch.look)
        for checker in checkers.values():
            checker.kept_by(watch, pulse)
        link.sendall(framed(os.getpid()))
        while (told := receive(link)) is not None:
            job = Job._make(told)
            found = answer(checkers[job.profile], job)
            pulse.rest()
            link.sendall(found.framed())
        code = 0
    except OSError:
        pass  # the other end is gone
    finally:
        os._exit(code)


def receive(link: socket.socket) -> Any:
    """The next message; ``None`` where the other end has closed."""
    head = _exactly(link, SIZE.size)
    if head is None:
        return None
    data = _exactly(link, SIZE.unpack(head)[0])
    return None if data is None else pickle.loads(data)


def _exactly(link: socket.socket, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = link.recv(min(size - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]))
