"""Reads the files beside a ``pack.yaml``: lists of terms, and pairs of a term and what to write instead.

A pack is one folder and reads nothing outside it: a file is named without a folder, and is no link to elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from compliance.errors import PackError
from compliance.folding import one_spaced

ENDINGS = (".txt", ".tsv")
"""What the files beside a ``pack.yaml`` end in."""
MOST_BYTES = 50_000_000
_LONGEST_NAME = 80


def files(folder: Path) -> list[Path]:
    """The files of a folder that its pack may read, sorted."""
    home = folder.resolve()
    listed = (path for path in folder.iterdir() if path.suffix in ENDINGS and path.is_file())
    return sorted(path for path in listed if path.resolve().is_relative_to(home))


def path_of(folder: Path, name: str) -> Path:
    """The file of that name in a pack.

    :raises PackError: it lies elsewhere, or does not exist; the place is the caller's to fill in.
    """
    path = folder / name
    shown = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
    if "/" in name or "\\" in name or name in (".", ".."):
        raise PackError(f"{shown!r} lies outside the pack", hint="put the file beside pack.yaml and name it alone")
    if path.suffix not in ENDINGS:
        raise PackError(f"{shown!r} is no list", hint=f"its name must end in {' or '.join(ENDINGS)}")
    if not name.isprintable() or len(name) > _LONGEST_NAME or not path.is_file():
        raise PackError(f"there is no file {shown!r} beside pack.yaml", hint="check its name")
    if not path.resolve().is_relative_to(folder.resolve()):
        raise PackError(f"{shown!r} lies outside the pack", hint="put the file itself beside pack.yaml, not a link")
    return path


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a list with their numbers, from 1; empty ones and those that begin with # left out.

    :raises PackError: the file is not UTF-8.
    """
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = content.count(b"\n", 0, error.start) + 1
        raise PackError("the file is not UTF-8", where=f"{path}:{at}", hint="save it as UTF-8") from error
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            yield number, line.rstrip("\r")


def terms(path: Path) -> list[str]:
    """The terms of a list, one a line."""
    return [one_spaced(line) for _, line in lines(path)]


def pairs(path: Path) -> dict[str, list[str]]:
    """What to write instead of each term: term, tabulator, replacement, and further ones after further tabulators.

    :raises PackError: a line has no tabulator, or a term stands twice.
    """
    found: dict[str, list[str]] = {}
    for number, line in lines(path):
        term, tab, rest = line.strip("\r").partition("\t")
        term = one_spaced(term)
        if not tab or not term:
            raise PackError(
                f"the line {line.strip()!r} has no tabulator", where=f"{path}:{number}", hint="term TAB replacement"
            )
        if term in found:
            raise PackError(f"the term {term!r} stands here twice", where=f"{path}:{number}", hint="keep one line")
        found[term] = [one.strip() for one in rest.split("\t")]
    return found
