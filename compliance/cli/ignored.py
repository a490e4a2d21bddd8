"""What git leaves out: the ``.gitignore`` of each folder that is searched, and of those above it in its repository.

The rules are git's (https://git-scm.com/docs/gitignore): the nearest file that says something of a path decides, and
nothing below an ignored folder is looked at. What a user has ignored for all repositories is not asked.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import Any

NAME = ".gitignore"


class Ignored:
    """What git leaves out of one folder that is searched.

    :param folder: as it was named.
    """

    def __init__(self, folder: str) -> None:
        self._specs: dict[str, Any] = {}
        for path in _above(os.path.abspath(folder)):
            self.read(path, os.path.join(path, NAME))

    def read(self, folder: str, file: str) -> None:
        """Take the rules of a file, if there is one, for what lies in a folder.

        :param folder: its absolute path.
        """
        try:
            with open(file, encoding="utf-8", errors="surrogateescape") as lines:
                spec = self._make(lines.read().splitlines())
        except OSError:
            return
        self._specs.setdefault(folder, []).append(spec)

    def __contains__(self, path: str) -> bool:
        """Whether git leaves out a path.

        :param path: absolute; a folder's ends with the separator.
        """
        if not self._specs:
            return False
        folder = os.path.dirname(path.rstrip(os.sep))
        while True:
            for spec in self._specs.get(folder, ()):
                told = spec.check_file(path[len(folder) :].lstrip(os.sep)).include
                if told is not None:
                    return bool(told)
            if folder == (above := os.path.dirname(folder)):
                return False
            folder = above

    @cached_property
    def _pattern(self) -> Any:
        from pathspec import GitIgnoreSpec

        return GitIgnoreSpec

    def _make(self, lines: list[str]) -> Any:
        """The rules of these lines; one that is none is passed over, as git does."""
        try:
            return self._pattern.from_lines(lines)
        except ValueError:
            return self._pattern.from_lines([line for line in lines if self._is_rule(line)])

    def _is_rule(self, line: str) -> bool:
        try:
            self._pattern.from_lines([line])
        except ValueError:
            return False
        return True


def _above(folder: str) -> list[str]:
    """The folders above one whose rules hold in it: those of its repository; none outside of one."""
    found = []
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return []
        found.append(above)
        folder = above
    return found
