"""Keeps on disk what could not be sent. A request is there whole or not at all, and readable by its owner alone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from compliance.client.request import Request, unpacked

MOST = 10_000
"""Requests that wait at most; a disk that fills up helps nobody."""

_ENDING = ".request.json"


class Spool:
    """A folder of requests that wait.

    :param folder: made where it is not.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, request: Request) -> str:
        """Keep a request; its name. When this returns, it is on the disk.

        :raises OSError: it cannot be kept.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if len(self.names()) >= MOST:
            raise OSError(f"{MOST} requests wait already")
        # by time, so that they are sent in their order
        name = f"{time.time_ns():020d}-{request.key}{_ENDING}"
        made = self._folder / f"{name}.part"
        with open(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(request.packed())
            file.flush()
            os.fsync(file.fileno())
        made.replace(self._folder / name)
        _sync(self._folder)
        return name

    def names(self) -> list[str]:
        """What waits, the oldest first."""
        if not self._folder.is_dir():
            return []
        return sorted(path.name for path in self._folder.iterdir() if path.name.endswith(_ENDING))

    def waiting(self) -> Iterator[tuple[str, Request]]:
        """The requests that wait, the oldest first; a file that holds none is laid aside."""
        for name in self.names():
            try:
                yield name, unpacked((self._folder / name).read_bytes())
            except FileNotFoundError:
                continue  # another process has sent it
            except ValueError:
                self.lay_aside(name)

    def sent(self, name: str) -> None:
        """Forget one that was sent."""
        (self._folder / name).unlink(missing_ok=True)

    def lay_aside(self, name: str) -> None:
        """Put one that the service will never take where a person finds it: into ``refused``."""
        aside = self._folder / "refused"
        aside.mkdir(exist_ok=True, mode=0o700)
        (self._folder / name).replace(aside / name)


def _sync(folder: Path) -> None:
    """Have the disk know the folder's new names; systems that cannot are left as they are."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
