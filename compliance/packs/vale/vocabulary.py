"""Reads a vocabulary of Vale: the words that a house accepts, and those that it rejects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from compliance.errors import PackError
from compliance.record import Record

FOLDERS = ("config/vocabularies", "Vocab")
"""Where vocabularies lie under StylesPath: since Vale 3, and before."""


class House(Record):
    """What all rules of one style folder share.

    :param accepted: words and patterns that are right as they are: exceptions of every rule that does not say no.
    :param rejected: words and patterns that must not appear.
    :param template: how tokens become a pattern, ``%s`` standing for them; empty for Vale's own.
    :param styles: the folder of the styles.
    """

    accepted: Sequence[str] = ()
    rejected: Sequence[str] = ()
    template: str = ""
    styles: Path = Path()


def vocabulary_files(styles: Path, names: Sequence[str], where: str) -> Iterator[Path]:
    """The files of the vocabularies that a ``.vale.ini`` names.

    :param where: the file that names them, for errors.
    :raises PackError: there is no vocabulary of that name.
    """
    for name in names:
        folders = [styles / folder / name for folder in FOLDERS]
        folder = next((folder for folder in folders if folder.is_dir()), None)
        if folder is None or ".." in Path(name).parts:
            raise PackError(
                f"there is no vocabulary {name!r}", where=where, hint=f"it would be the folder {FOLDERS[0]}/{name}"
            )
        yield from (file for file in (folder / "accept.txt", folder / "reject.txt") if file.is_file())


def entries(text: str) -> list[str]:
    """The words of a vocabulary file: one a line, lines that begin with ``#`` and a space left out."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("# ")]
