"""Which stories a folder holds: all files with the ending of one, without what the house or git leaves out.

A link to a folder is not followed, so that a loop of links is none; a folder that cannot be read is an error, since
what lies in it was not checked.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.cli.ignored import NAME, Ignored
from compliance.config import exclusion
from compliance.errors import ReadError

if TYPE_CHECKING:
    from compliance.config import Config

BASELINE = "compliance-baseline.json"
"""The name of a baseline: :data:`compliance.baseline.NAME`, which is not imported where there is none."""
JUDGEMENTS = "compliance-judgements.jsonl"
"""Of judgements: :data:`compliance.judgements.NAME`, likewise."""


class Search:
    """Searches folders under one configuration.

    :param endings: of the files that are read, lower case, with the dot.
    """

    def __init__(self, endings: tuple[str, ...], config: Config) -> None:
        self.endings = endings
        self._root = os.path.abspath(config.root)
        self._excluded = exclusion(config)
        self.unread: list[ReadError] = []

    def stories(self, folder: str) -> list[str]:
        """The paths of a folder's stories, sorted; what could not be searched is in :attr:`unread`."""
        return sorted(self._walk(folder))

    def takes(self, folder: str, path: str) -> bool:
        """Whether a search of a folder would take a file, were it there.

        :param path: relative to the folder.
        """
        *folders, name = path.split(os.sep)
        if not name.lower().endswith(self.endings):
            return False
        for part in (*folders, name):
            if not self._wanted(os.path.relpath(folder, self._root).replace(os.sep, "/"), part):
                return False
            folder = os.path.join(folder, part)
        return True

    def _walk(self, folder: str) -> Iterator[str]:
        ignored = Ignored(folder)
        for root, folders, files in os.walk(folder, onerror=self._unreadable):
            here = os.path.abspath(root)
            if NAME in files:
                ignored.read(here, os.path.join(root, NAME))
            start = os.path.join(here, "")
            relative = os.path.relpath(here, self._root).replace(os.sep, "/") if self._excluded else ""
            folders[:] = [
                name for name in folders if self._wanted(relative, name) and f"{start}{name}{os.sep}" not in ignored
            ]
            for name in files:
                if name.lower().endswith(self.endings) and self._wanted(relative, name) and start + name not in ignored:
                    yield os.path.join(root, name)

    def _wanted(self, folder: str, name: str) -> bool:
        """Whether the house looks at a name in a folder.

        :param folder: relative to that of the configuration.
        """
        if name.startswith(".") or name in (BASELINE, JUDGEMENTS):
            return False
        if self._excluded is None:
            return True
        path = name if folder == "." else f"{folder}/{name}"
        return not (self._excluded.match(path) or self._excluded.match(name))

    def _unreadable(self, error: OSError) -> None:
        what = f"the folder cannot be read: {error.strerror}"
        hint = "check its permissions, or leave it out with `exclude`"
        self.unread.append(ReadError(what, where=str(error.filename), hint=hint))
