"""The template process and the workers that it forks; run as ``python -m compliance.service.workers.process``.

The template builds the checker once. A worker is a copy of it, there in milliseconds and with the same
configuration however often one is replaced; a new configuration is a new template.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from mmap import mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance.pulse import Pulse
from compliance.service.workers.jobs import SIZE, Ready, Recipe, Refused, framed

if TYPE_CHECKING:
    from compliance.rule import Rule
    from compliance.service.workers.checking import TimedChecker


def main(control: socket.socket, pulses: int) -> None:
    """Build a checker, say so, and fork a worker for each socket that comes; until the other end closes.

    :param pulses: the file descriptor of the shared memory.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    recipe = receive(control)
    if not isinstance(recipe, Recipe):
        return
    from compliance.errors import ComplianceError

    try:
        checker = build(recipe)
    except ComplianceError as error:
        control.sendall(framed(Refused(error.what, error.where, error.hint)))
        return
    except Exception as error:  # noqa: BLE001 - whatever a plugin does, the parent must hear of it
        control.sendall(framed(Refused(f"the rules cannot be loaded: {type(error).__name__}: {error}")))
        return
    _warm(checker)
    gc.set_threshold(_SELDOM)
    gc.collect()
    gc.freeze()
    control.sendall(framed(ready(checker)))
    memory = mmap(pulses, 0)
    while True:
        message, sockets, _, _ = socket.recv_fds(control, 4, 1)
        if not message:
            return
        if os.fork() == 0:
            control.close()
            _serve(checker, socket.socket(fileno=sockets[0]), memory, SIZE.unpack(message)[0])
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


def _warm(checker: TimedChecker) -> None:
    from compliance.service.workers.checking import answer
    from compliance.service.workers.jobs import Job

    for data, media in _FIRST:
        for language in ("en", "es"):
            answer(checker, Job(data, media, language))


def _serve(checker: TimedChecker, link: socket.socket, memory: mmap, slot: int) -> None:
    """Be a worker: answer what comes until the other end closes; never returns."""
    code = 1
    try:
        from ctypes import sizeof

        from compliance.service.workers.checking import answer

        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        pulse = Pulse.from_buffer(memory, slot * sizeof(Pulse))
        pulse.pid = os.getpid()
        pulse.rest()
        checker.interrupt, checker.pulse = True, pulse
        link.sendall(framed(os.getpid()))
        while (job := receive(link)) is not None:
            found = answer(checker, job)
            pulse.rest()
            link.sendall(framed(found))
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


def build(recipe: Recipe) -> TimedChecker:
    """The checker of a recipe.

    :raises ComplianceError: configuration, a plugin or a pack is wrong.
    """
    from compliance import plugins
    from compliance.config import Config
    from compliance.service.workers.checking import TimedChecker

    if recipe.config is None:
        return TimedChecker().prepare(recipe.settings)
    from compliance.config_file import enabled, read, settle

    draft = read(Path(recipe.config))
    registry = enabled(draft, plugins.load(blocked=draft.blocked_plugins))
    config: Config = settle(draft, registry)
    return TimedChecker(config, registry=registry).prepare(recipe.settings)


def ready(checker: TimedChecker) -> Ready:
    """What the parent has to know of a checker."""
    names = checker.plan("story").names
    on = set(names)
    config = checker.config
    files = [str(path) for path in (config.path, *config.vocabulary, *config.packs) if path is not None]
    return Ready(
        rules=tuple(_rule(rule, name in on) for name, rule in checker.catalogue.items()),
        content_types=tuple(media for reader in checker.desk.readers for media in reader.content_types),
        versions={**checker.versions, "rules": _digest(names), "configuration": _digest(_contents(files))},
        people=checker.people,
        files=tuple(files),
    )


def _digest(parts: Iterable[str]) -> str:
    return f"sha256:{sha256(chr(10).join(parts).encode()).hexdigest()}"


def _contents(files: Iterable[str]) -> Iterator[str]:
    """The content of configuration, vocabulary and packs, file by file."""
    for name in files:
        path = Path(name)
        for one in sorted(path.rglob("*.y*ml")) if path.is_dir() else (path,):
            yield sha256(one.read_bytes()).hexdigest()


def _rule(rule: Rule, on: bool) -> dict[str, Any]:
    return {
        "name": rule.name,
        "on": on or rule.name.startswith("compliance/"),
        "kind": rule.kind.value,
        "severity": rule.severity.value,
        "variants": list(rule.variants),
        "languages": list(rule.languages),
        "waivable": int(rule.waivable),
        "summary": rule.doc.strip().partition("\n")[0],
    }


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]))
