"""Names files as a file of the house does, which has paths relative to its own folder."""

from __future__ import annotations

import os
from pathlib import Path, PurePath


class Relative:
    """The paths of a run's files; folders are worked out once.

    :param root: the folder that the paths begin in, absolute.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders: dict[str, str] = {}

    def path(self, file: str) -> str:
        """The path of a file, with slashes.

        :param file: as it was given, relative to the working folder.
        """
        folder, name = os.path.split(file)
        if folder not in self._folders:
            relative = PurePath(os.path.relpath(os.path.abspath(folder), self._root)).as_posix()
            self._folders[folder] = "" if relative == "." else f"{relative}/"
        return self._folders[folder] + name
