"""Loads the vocabulary: the files that plugins and houses register, and the lists in the locales.

Files are validated with pydantic when they are new; what was compiled from them is kept (:mod:`compliance.cache`),
so that a start from the shell parses nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from compliance import cache
from compliance.cache import Sections
from compliance.entry_rows import Rows, as_lines
from compliance.errors import VocabularyError
from compliance.language.locale import entries_of, list_files
from compliance.lexicon import INDEXES, Entries, Entry, Lexicon
from compliance.scan_table import table_sections, tabulate


def load_vocabulary(paths: Iterable[Path]) -> Sections:
    """What is kept of vocabulary files, of folders of them, and of the lists in the locales.

    ``lists`` names every list, ``unscanned`` those never searched for; the scanner's table is kept as
    :func:`compliance.scan_table.table_sections` writes it; ``list:<name>`` holds the entries of each list, a line of
    JSON each, and ``first:<name>`` and the like what :data:`INDEXES` make of them.

    :raises VocabularyError: a file is malformed; the message names file and key.
    """
    files = [*_files(paths), *list_files()]
    try:
        states = cache.states(files)
    except OSError as error:
        raise _unreadable(error, str(error.filename)) from error
    return cache.compiled("vocabulary", states, lambda: _compile(files))


def make_lexicon(kept: Sections) -> Lexicon:
    """The lexicon; a list's entries are made when it is first asked for."""
    return Lexicon({name: _loader(kept, name) for name in kept["lists"]}, kept["unscanned"], lambda index: kept[index])


def load_lexicon(paths: Iterable[Path]) -> Lexicon:
    """The lexicon of vocabulary files; as :func:`load_vocabulary`."""
    return make_lexicon(load_vocabulary(paths))


def _loader(kept: Sections, name: str) -> Callable[[], Entries]:
    return lambda: Rows(kept[f"list:{name}"])


def _files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        files.extend(sorted(path.glob("*.yaml")) if path.is_dir() else [path])
    return files


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(error, str(path)) from error


def _unreadable(error: OSError, where: str) -> VocabularyError:
    return VocabularyError(f"the vocabulary cannot be read: {error.strerror}", where=where, hint="check the path")


def _compile(files: Iterable[Path]) -> dict[str, Any]:
    from compliance.vocabulary_schema import parse_locale, parse_vocabulary

    entries: dict[str, list[Entry]] = {}
    unscanned: set[str] = set()
    for path in files:
        parse = parse_locale if path.suffix == ".toml" else parse_vocabulary
        for file in parse(path, _bytes(path)):
            some = entries.setdefault(file.name, [])
            some.extend(entries_of(file.items(), file.tongues(), file.case == "exact"))
            if not file.scan:
                unscanned.add(file.name)
    table = tabulate({name: some for name, some in entries.items() if name not in unscanned})
    return {
        "lists": sorted(entries),
        "unscanned": sorted(unscanned),
        **table_sections(table),
        **{f"list:{name}": as_lines(some) for name, some in entries.items()},
        **{f"{kind}:{name}": make(some) for kind, make in INDEXES.items() for name, some in entries.items()},
    }
