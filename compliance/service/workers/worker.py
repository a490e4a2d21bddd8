"""The parent's ends: one template process, and one worker that it forked."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from ctypes import sizeof
from mmap import mmap
from time import monotonic
from typing import Any

from compliance.pulse import Pulse
from compliance.service.types import ServiceError
from compliance.service.workers.jobs import SIZE, Answer, Job, Ready, Recipe, Refused, framed

GRACE = 0.5
"""Seconds over its time after which a worker is killed: by then the timer inside it has failed."""
_LOOK = 0.1
_START_SECONDS = 600.0
"""For the first word of a process: without a cache it compiles every list and pack first, on whatever machine."""
SLOTS = 512
"""Workers that can be alive at once under one template."""


class WorkerLostError(ServiceError):
    """A worker died over a story.

    :param rule: what held it, where it was killed for that.
    """

    def __init__(self, rule: str | None) -> None:
        super().__init__("the process that checked this story was lost")
        self.rule = rule


class Link(asyncio.Protocol):
    """Messages over a socket to another process of ours, which says one whenever it is asked, and one at first."""

    def __init__(self) -> None:
        self._said = bytearray()
        self._waiting: asyncio.Future[None] | None = None
        self.closed = False

    @classmethod
    async def over(cls, end: socket.socket) -> Link:
        """A link over our end of a socket pair."""
        end.setblocking(False)
        _, link = await asyncio.get_running_loop().create_connection(cls, sock=end)
        return link

    def send(self, frame: bytes) -> None:
        """Send a message, framed as the socket has it."""
        self._transport.write(frame)

    async def receive(self) -> Any:
        """The next message; one caller at a time.

        :raises ConnectionError: the other end has closed.
        """
        while not self._whole():
            if self.closed:
                raise ConnectionResetError("the other process is gone")
            self._waiting = asyncio.get_running_loop().create_future()
            await self._waiting
        message = pickle.loads(memoryview(self._said)[SIZE.size :])
        self._said = bytearray()
        return message

    def close(self) -> None:
        """Close our end; the other process then ends by itself."""
        self._transport.close()

    def connection_made(self, transport: Any) -> None:
        """Called by the loop: it can be sent."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Called by the loop: a part of a message."""
        self._said += data
        if self._whole():
            self._wake()

    def eof_received(self) -> None:
        """Called by the loop: the other end has closed, and all that it said was received."""
        self.connection_lost(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the loop: no end can be reached any more."""
        self.closed = True
        self._wake()

    def _whole(self) -> bool:
        size = len(self._said)
        return size >= SIZE.size and size >= SIZE.size + SIZE.unpack_from(self._said)[0]

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)


class Template:
    """The process that workers are forked from; make one with :meth:`start`."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket, memory: mmap, ready: Ready) -> None:
        self.ready = ready
        self._process, self._control, self._memory = process, control, memory
        self._free = list(range(SLOTS))

    @classmethod
    async def start(cls, recipe: Recipe) -> Template:
        """Start one, and wait until it has its checker.

        :raises ServiceError: the configuration is wrong, or the rules cannot be loaded.
        """
        ours, theirs = socket.socketpair()
        with tempfile.TemporaryFile() as file:
            file.truncate(SLOTS * sizeof(Pulse))
            memory = mmap(file.fileno(), 0)
            command = [sys.executable, "-m", "compliance.service.workers.process"]
            process = subprocess.Popen(
                [*command, str(theirs.fileno()), str(file.fileno())], pass_fds=(theirs.fileno(), file.fileno())
            )
        theirs.close()
        try:
            said = await _first_words(ours, recipe)
        except BaseException:
            process.kill()
            ours.close()
            raise
        if isinstance(said, Refused):
            ours.close()
            raise ServiceError(said.what, where=said.where, hint=said.hint)
        return cls(process, ours, memory, said)

    async def fork(self) -> Worker:
        """A new worker.

        :raises OSError: the template is gone.
        """
        if not self._free:
            raise ServiceError("there are too many workers")
        slot = self._free.pop()
        ours, theirs = socket.socketpair()
        socket.send_fds(self._control, [SIZE.pack(slot)], [theirs.fileno()])
        theirs.close()
        link = await Link.over(ours)
        pid = await asyncio.wait_for(link.receive(), _START_SECONDS)
        return Worker(link, pid, Pulse.from_buffer(self._memory, slot * sizeof(Pulse)), slot)

    def give_back(self, worker: Worker) -> None:
        """A worker is gone."""
        self._free.append(worker.slot)

    @property
    def alive(self) -> bool:
        """Whether it can fork."""
        return self._process.poll() is None

    def close(self) -> None:
        """End it; workers live on until theirs end."""
        self._control.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


async def _first_words(ours: socket.socket, recipe: Recipe) -> Any:
    loop = asyncio.get_running_loop()
    ours.setblocking(False)
    await loop.sock_sendall(ours, framed(recipe))
    parts = bytearray()
    while len(parts) < SIZE.size or len(parts) < SIZE.size + SIZE.unpack(parts[: SIZE.size])[0]:
        part = await asyncio.wait_for(loop.sock_recv(ours, 1 << 16), _START_SECONDS)
        if not part:
            raise ServiceError("the process that loads the rules ended before it had them", hint="see the log above")
        parts += part
    ours.setblocking(True)
    return pickle.loads(parts[SIZE.size :])


class Worker:
    """A process that checks one body at a time.

    :param slot: where its pulse stands in the shared memory.
    """

    def __init__(self, link: Link, pid: int, pulse: Pulse, slot: int) -> None:
        self.pid, self.slot = pid, slot
        self._link, self._pulse = link, pulse
        self._killed_over: str | None = None

    @property
    def gone(self) -> bool:
        """Whether it died while it had nothing to do."""
        return self._link.closed

    async def ask(self, job: Job, seconds: float) -> Answer:
        """What a body comes to.

        :param seconds: how long a rule may take; far beyond that the worker is killed.
        :raises WorkerLostError: it died, or was killed.
        """
        self._killed_over = None
        self._look_again(seconds)
        try:
            self._link.send(job.framed())
            answer = Answer.of(await self._link.receive())
        except OSError as error:
            raise WorkerLostError(self._killed_over) from error
        finally:
            self._looking.cancel()
        return answer

    def _look(self, seconds: float) -> None:
        """Look now and then whether something holds it, as long as it is asked."""
        self._killed_over = self._held(seconds)
        if self._killed_over is not None:
            self.kill()
        else:
            self._look_again(seconds)

    def _look_again(self, seconds: float) -> None:
        self._looking = asyncio.get_running_loop().call_later(_LOOK, self._look, seconds)

    def _held(self, seconds: float) -> str | None:
        since: float = self._pulse.since
        if since and monotonic() - since > seconds + GRACE:
            return bytes(self._pulse.rule).decode(errors="replace")
        return None

    def kill(self) -> None:
        """End it at once."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self._link.close()

    def close(self) -> None:
        """Let it end by itself."""
        self._link.close()
