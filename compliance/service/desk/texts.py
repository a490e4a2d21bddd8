"""The newest stories' own bytes, in memory: bounded, and gone when the process ends.

The record has what was found. The text is what shows it in its place, and it is kept on disk only where the house says
so; what is not here the page shows without its text.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from threading import Lock

MOST_BYTES = 64_000_000

Known = tuple[str, str]
"""A title, and what it calls a story."""


class Texts:
    """The bytes of versions, by their ids; safe from several threads.

    :param most: bytes after which the oldest go.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._size = most, 0
        self._texts: OrderedDict[str, tuple[bytes, Known]] = OrderedDict()
        self._stories: Counter[Known] = Counter()
        self._lock = Lock()

    def put(self, version_id: str, data: bytes, story: Known) -> None:
        """Keep the bytes of a version for a while."""
        with self._lock:
            self._texts[version_id] = (data, story)
            self._stories[story] += 1
            self._size += len(data)
            while self._size > self._most:
                self._drop(next(iter(self._texts)))

    def get(self, version_id: str) -> bytes | None:
        """The bytes of a version; ``None`` where they are not here, or no longer."""
        with self._lock:
            found = self._texts.get(version_id)
        return None if found is None else found[0]

    def knows(self, story: Known) -> bool:
        """Whether some version of a story is here."""
        with self._lock:
            return story in self._stories

    def forget(self, story: Known) -> None:
        """Let go of a story's versions."""
        with self._lock:
            for version_id in [known for known, (_, one) in self._texts.items() if one == story]:
                self._drop(version_id)

    def _drop(self, version_id: str) -> None:
        data, story = self._texts.pop(version_id)
        self._size -= len(data)
        self._stories[story] -= 1
        if not self._stories[story]:
            del self._stories[story]
