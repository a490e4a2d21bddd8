"""Keeps results on the disk, by key: one SQLite file in the user's cache folder, or one that only this run sees.

It saves time and never decides anything: where it cannot be read or written, the run goes on without it and says so
once. Several processes may use it at once; one that has to wait for long passes over what it wanted to write. It holds
text alone, of which only JSON is ever parsed, and each part of a row with a checksum.

Who can write into the file can make any story pass. So it lies in the user's own cache folder, never beside the
stories, no configuration file can name another place, and a file that belongs to another user, that everybody can write
to, or that git tracks, is not believed: a repository cannot bring its own results along.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = "results-2.sqlite"
"""The file's name; the number is that of its form."""
MOST_BYTES = 512 * 1024 * 1024
"""How large the file may become; then the half that was not used for the longest time is dropped."""
_PAGE = 4096
_WAIT_SECONDS = 1.0
_FLUSH_ROWS = 200
_FLUSH_BYTES = 512 * 1024
_DAY_SECONDS = 86_400
_NOT_TRACKED = 1
# rows as they came: what a run asks for together lies together; what stands behind the head is read where it is asked
_TABLE = "CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, used INTEGER, head BLOB, body BLOB)"
_OLDER_HALF = (
    "DELETE FROM results WHERE key IN "
    "(SELECT key FROM results ORDER BY used LIMIT (SELECT (count(*) + 1) / 2 FROM results))"
)

_Row = tuple[bytes, int, bytes, bytes]


class Store:
    """The results of earlier runs and of this one.

    :param folder: where the file lies; it need not exist. ``None``: in memory and, where that becomes too much, in a
        file of the system's temporary folder, gone with the process however that ends.
    :param tell: is given a sentence, once, where the results cannot be used or kept.
    :param most_bytes: as :data:`MOST_BYTES`.
    """

    def __init__(self, folder: Path | None, tell: Callable[[str], None], most_bytes: int = MOST_BYTES) -> None:
        self.lasts = folder is not None
        self._path = folder / NAME if folder is not None else Path()
        self._tell = tell
        self._pages = max(most_bytes // _PAGE, 16)
        self._today = int(time.time() // _DAY_SECONDS)
        self._new: dict[bytes, tuple[bytes, bytes]] = {}
        self._bytes = 0
        self._heads: dict[bytes, bytes] = {}
        self._used: list[bytes] = []
        self._told = self._full = False
        self._file = self._opened()

    @property
    def keeps(self) -> bool:
        """Whether what is put is there when it is asked for later in this run, as far as is known."""
        return self._file is not None and not self._full

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The heads that are kept under these keys, as they were put."""
        found = {key: self._new[key][0] for key in keys if key in self._new}
        if self._file is None or len(found) == len(keys):
            return found
        asked = f"SELECT key, used, head FROM results WHERE key IN ({','.join('?' * len(keys))})"
        with self._minding():
            for key, used, value in self._file.execute(asked, keys):
                head = _content(value)
                if head is None:
                    continue
                found.setdefault(key, self._heads.get(key, head))
                if used != self._today:
                    self._used.append(key)
        return found

    def body(self, key: bytes) -> bytes | None:
        """What is kept behind a head; ``None`` where it is not there, or not what was put."""
        if key in self._new:
            return self._new[key][1]
        if self._file is not None:
            with self._minding():
                for (value,) in self._file.execute("SELECT body FROM results WHERE key = ?", (key,)):
                    return _content(value)
        return None

    def put(self, key: bytes, head: bytes, body: bytes = b"") -> None:
        """Keep content under a key; it is on the disk when so much has come together, and at the end."""
        if not self.keeps:
            return
        self._new[key] = head, body
        self._bytes += len(head) + len(body)
        if len(self._new) >= _FLUSH_ROWS or self._bytes >= _FLUSH_BYTES:
            self._flush()

    def renew(self, key: bytes, head: bytes) -> None:
        """Another head in front of what is kept under a key."""
        if not self.keeps:
            return
        if key in self._new:
            self._new[key] = head, self._new[key][1]
            return
        self._heads[key] = head
        if len(self._heads) >= _FLUSH_ROWS:
            self._flush()

    def close(self) -> None:
        """Write what is not yet written."""
        if self._file is None:
            return
        self._flush()
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def _flush(self) -> None:
        new, self._new, self._bytes = self._new, {}, 0
        heads, self._heads = self._heads, {}
        used, self._used = self._used, []
        if self._full:
            return
        rows = [(key, self._today, _summed(head), _summed(body)) for key, (head, body) in new.items()]
        with self._minding():
            try:
                self._write(rows, [(_summed(head), key) for key, head in heads.items()], used)
            except sqlite3.OperationalError as error:
                if "full" not in str(error):
                    raise
                self._make_room(rows)

    def _write(self, rows: Sequence[_Row], heads: Sequence[tuple[bytes, bytes]], used: Sequence[bytes]) -> None:
        if self._file is None or not (rows or heads or used):
            return
        with self._file:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", rows)
            self._file.executemany("UPDATE results SET head = ? WHERE key = ?", heads)
            self._file.executemany("UPDATE results SET used = ? WHERE key = ?", [(self._today, key) for key in used])

    def _make_room(self, rows: Sequence[_Row]) -> None:
        """Drop the older half and write again; where that does not help, nothing more is kept."""
        try:
            if self._file is not None:
                with self._file:
                    self._file.execute(_OLDER_HALF)
            self._write(rows, (), ())
        except sqlite3.OperationalError:
            self._full = True

    def _opened(self) -> sqlite3.Connection | None:
        if not self.lasts:
            return self._connected()
        if trouble := distrusted(self._path):
            self._say(trouble)
            return None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return self._connected()
        except OSError as error:
            return self._read_only(error)
        except sqlite3.OperationalError as error:
            if not _busy(error):
                self._say(f"results are not kept: {self._path}: {error}")
        except sqlite3.DatabaseError:
            return self._anew()
        return None

    def _read_only(self, error: OSError) -> sqlite3.Connection | None:
        """What is there can be read where nothing can be written."""
        self._say(f"results are not kept: {self._path.parent}: {error.strerror}")
        self._full = True
        with suppress(sqlite3.Error):
            if self._path.is_file():
                return sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)
        return None

    def _connected(self) -> sqlite3.Connection:
        if self.lasts:
            # results hold the words of stories, which may be under embargo
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        file = sqlite3.connect(self._path if self.lasts else "", timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            # a value that is no bytes is none of ours, and need not be text
            file.text_factory = bytes
            # what a power cut costs is a cache
            file.execute("PRAGMA synchronous = OFF")
            if self.lasts:
                file.execute(f"PRAGMA max_page_count = {self._pages}")
            if file.execute("SELECT 1 FROM sqlite_master WHERE name = 'results'").fetchone() is None:
                file.execute(_TABLE)
        except BaseException:
            file.close()
            raise
        return file

    def _anew(self) -> sqlite3.Connection | None:
        """Begin again where the file is none of ours, or broken."""
        if not self.lasts:
            return None
        self._say(f"what was kept of earlier results is broken, and is begun anew: {self._path}")
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
            with suppress(sqlite3.Error):
                return self._connected()
        return None

    @contextmanager
    def _minding(self) -> Iterator[None]:
        """While this lasts, an error of the file ends its use, and not the run."""
        try:
            yield
        except sqlite3.Error as error:
            if _busy(error):
                return
            if isinstance(error, sqlite3.OperationalError):
                self._full = True
                self._say(f"results are not kept: {self._path if self.lasts else 'temporary files'}: {error}")
                return
            if self._file is not None:
                self._file.close()
            self._file = self._anew()

    def _say(self, what: str) -> None:
        if not self._told:
            self._told = True
            self._tell(what)


def _busy(error: sqlite3.Error) -> bool:
    return "locked" in str(error)


def _summed(content: bytes) -> bytes:
    """Content with its checksum in front."""
    return zlib.crc32(content).to_bytes(4, "big") + content


def _content(value: object) -> bytes | None:
    """What was put; ``None`` where it is not what was written."""
    if not isinstance(value, bytes) or len(value) < 4:
        return None
    content = value[4:]
    return content if zlib.crc32(content).to_bytes(4, "big") == value[:4] else None


def distrusted(path: Path) -> str:
    """Why a file of results is not believed; empty where it is, or where there is none.

    :param path: of the file.
    """
    for one in (path, path.parent):
        try:
            known = os.stat(one)
        except OSError:
            continue
        if hasattr(os, "geteuid") and known.st_uid not in (os.geteuid(), 0):
            return f"results are not kept: {one} belongs to another user"
        if known.st_mode & stat.S_IWOTH and not known.st_mode & stat.S_ISVTX:
            return f"results are not kept: everybody can write to {one}"
    if path.exists() and (told := _git_on(path)) != _NOT_TRACKED:
        if told:
            return f"results are not kept: git cannot say whether it tracks {path}"
        return f"results are not kept: git tracks {path}, and a repository cannot bring its own results along"
    return ""


def _git_on(path: Path) -> int:
    """What git says of a file: 0 that it tracks it, :data:`_NOT_TRACKED`, or that it cannot say."""
    absolute = Path(os.path.realpath(path))
    if not any((folder / ".git").exists() for folder in absolute.parents):
        return _NOT_TRACKED
    import subprocess

    asked = ["git", "-C", str(absolute.parent), "ls-files", "--error-unmatch", "--", absolute.name]
    try:
        return subprocess.run(asked, capture_output=True, check=False).returncode
    except OSError:
        return -1
