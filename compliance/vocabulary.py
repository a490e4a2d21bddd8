"""Loads the vocabulary: the files that plugins and houses register, and the lists in the locales.

Files are validated with pydantic when they are new; what was compiled from them is kept (:mod:`compliance.cache`),
so that a start from the shell parses nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from compliance import cache
from compliance.errors import VocabularyError
from compliance.language.locale import entries_of, list_files
from compliance.lexicon import Entry, Lexicon

Row = list[Any]


def load_lexicon(paths: Iterable[Path]) -> Lexicon:
    """The lexicon from vocabulary files and folders of them, and the lists of the locales.

    :raises VocabularyError: a file is malformed; the message names file and key.
    """
    files = [*_files(paths), *list_files()]
    contents = [_bytes(path) for path in files]
    return _lexicon(cache.compiled("vocabulary", contents, lambda: _compile(files, contents)))


def _files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        files.extend(sorted(path.glob("*.yaml")) if path.is_dir() else [path])
    return files


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise VocabularyError(
            f"the vocabulary cannot be read: {error.strerror}", where=str(path), hint="check the path"
        ) from error


def _compile(files: Iterable[Path], contents: Iterable[bytes]) -> dict[str, Any]:
    from compliance.vocabulary_schema import parse_locale, parse_vocabulary

    lists: dict[str, list[Row]] = {}
    unscanned: set[str] = set()
    for path, content in zip(files, contents, strict=True):
        parse = parse_locale if path.suffix == ".toml" else parse_vocabulary
        for file in parse(path, content):
            rows = lists.setdefault(file.name, [])
            rows.extend(_row(entry) for entry in entries_of(file.items(), file.tongues(), file.case == "exact"))
            if not file.scan:
                unscanned.add(file.name)
    return {"lists": lists, "unscanned": sorted(unscanned)}


def _row(entry: Entry) -> Row:
    canonical = None if entry.canonical == entry.phrase else entry.canonical
    return [entry.phrase, canonical, list(entry.languages), entry.exact, dict(entry.data)]


def _lexicon(compiled: Mapping[str, Any]) -> Lexicon:
    lists = {
        name: [
            Entry(
                phrase,
                canonical or phrase,
                tuple(languages),
                exact,
                {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()},
            )
            for phrase, canonical, languages, exact, data in rows
        ]
        for name, rows in compiled["lists"].items()
    }
    return Lexicon(lists, compiled["unscanned"])
