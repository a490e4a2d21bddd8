"""Which files a command means: files, folders, globs and standard input, in the order given, each once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import TYPE_CHECKING

from compliance.errors import ReadError
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.config import Config

STDIN = "-"
BASELINE = "compliance-baseline.json"
"""The name of a baseline: :data:`compliance.baseline.NAME`, which is not imported where there is none."""
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
    wanted = tuple(endings)
    found: dict[str, None] = {}
    missing = []
    for argument in arguments:
        try:
            paths = list(_expand(argument, wanted, config))
        except ReadError as error:
            missing.append(error)
            continue
        found.update(dict.fromkeys(paths))
    return Inputs(tuple(found), tuple(missing))


def _expand(argument: str, endings: tuple[str, ...], config: Config) -> Iterator[str]:
    if argument == STDIN or os.path.isfile(argument):
        return iter((argument,))
    if os.path.isdir(argument):
        return iter(_folder(argument, endings, config))
    if os.path.exists(argument):
        return iter((argument,))
    if any(sign in argument for sign in "*?["):
        return iter(_glob(argument, endings, config))
    raise ReadError("there is no such file or folder", where=argument, hint=_nearest(argument))


def _folder(folder: str, endings: tuple[str, ...], config: Config) -> list[str]:
    paths = sorted(_walk(folder, endings, config))
    if not paths:
        raise ReadError(
            "there is no story in this folder",
            where=folder,
            hint=f"stories end in {' '.join(endings)}; name a file of another kind itself, with --as",
        )
    return paths


def _walk(folder: str, endings: tuple[str, ...], config: Config) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and not _excluded(root, name, config)]
        for name in files:
            if name.lower().endswith(endings) and not name.startswith(".") and not _excluded(root, name, config):
                yield os.path.join(root, name)


def _excluded(root: str, name: str, config: Config) -> bool:
    """Whether a folder is searched without this: the house says so, or it is a file of the program's own."""
    if name == BASELINE:
        return True
    if not config.exclude:
        return False
    path = os.path.abspath(os.path.join(root, name))
    relative = PurePath(os.path.relpath(path, config.root)).as_posix()
    return any(
        fnmatchcase(relative, glob.rstrip("/")) or fnmatchcase(name, glob.rstrip("/")) for glob in config.exclude
    )


def _glob(pattern: str, endings: tuple[str, ...], config: Config) -> list[str]:
    from glob import glob

    found = sorted(glob(pattern, recursive=True))
    paths = [path for path in found if os.path.isfile(path)]
    if not paths:
        for path in found:
            paths += sorted(_walk(path, endings, config))
    if not paths:
        raise ReadError("no file fits this pattern", where=pattern, hint="check it with ls; ** means any folder")
    return paths


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
