"""Which files a command means: files, folders, globs and standard input, in the order given, each once."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.cli.searching import Search
from compliance.errors import ReadError
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.config import Config

STDIN = "-"
STDIN_NAME = "<stdin>"


class Inputs(Record):
    """What was asked for.

    :param paths: the files (or ``-``) in order.
    :param missing: an error for each argument that stands for no file.
    """

    paths: tuple[str, ...]
    missing: tuple[ReadError, ...]


def find_inputs(arguments: Iterable[str], endings: Iterable[str], config: Config) -> Inputs:
    """The files that arguments stand for.

    :param endings: the file name endings that are read when a folder is searched.
    """
    return inputs_of(arguments, Search(tuple(endings), config))


def inputs_of(arguments: Iterable[str], search: Search) -> Inputs:
    """The files that arguments stand for.

    :param search: searches the folders among them.
    """
    found: dict[str, None] = {}
    missing = []
    for argument in arguments:
        try:
            paths = _expand(argument, search)
        except ReadError as error:
            missing.append(error)
            continue
        found.update(dict.fromkeys(paths))
    return Inputs(tuple(found), (*missing, *search.unread))


def _expand(argument: str, search: Search) -> Iterable[str]:
    if argument == STDIN or os.path.isfile(argument):
        return (argument,)
    if os.path.isdir(argument):
        return _folder(argument, search)
    if os.path.lexists(argument):
        return (argument,)
    if any(sign in argument for sign in "*?["):
        return _glob(argument, search)
    raise ReadError("there is no such file or folder", where=argument, hint=_nearest(argument))


def _folder(folder: str, search: Search) -> list[str]:
    before = len(search.unread)
    paths = search.stories(folder)
    if not paths and len(search.unread) == before:
        raise ReadError(
            "there is no story in this folder",
            where=folder,
            hint=f"stories end in {' '.join(search.endings)}; name a file of another kind itself, with --as",
        )
    return paths


def _glob(pattern: str, search: Search) -> list[str]:
    from glob import glob

    found = sorted(path for path in glob(pattern, recursive=True) if not _through_link(path, pattern))
    paths = [path for path in found if os.path.isfile(path)]
    if not paths:
        for path in found:
            paths += search.stories(path)
    if not paths:
        raise ReadError("no file fits this pattern", where=pattern, hint="check it with ls; ** means any folder")
    return paths


def _through_link(path: str, pattern: str) -> bool:
    """Whether ``**`` came to a path through a link to a folder, which may lead round in a circle."""
    fixed = pattern.partition("**")[0]
    folder = os.path.dirname(path)
    while len(folder) > len(fixed):
        if os.path.islink(folder):
            return True
        folder = os.path.dirname(folder)
    return False


def _nearest(argument: str) -> str:
    """The next step after a slip in a file's name."""
    from difflib import get_close_matches

    folder, name = os.path.split(argument)
    try:
        siblings = os.listdir(folder or ".")
    except OSError:
        return f"there is no folder {folder!r} either" if folder else "check the path"
    near = get_close_matches(name, siblings, n=1)
    return f"did you mean {os.path.join(folder, near[0])!r}?" if near else "check the path"
