"""What differs between languages, read from ``locales/<language>/<topic>.toml``, each file once.

A table ``[lists]`` in such a file adds vocabulary lists of that language to the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from compliance.cache import compiled, states
from compliance.lexicon import Entry

FOLDER = Path(__file__).with_name("locales")


@cache
def languages() -> tuple[str, ...]:
    """The languages there is data for, sorted."""
    return tuple(sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir()))


@cache
def _tables() -> Mapping[str, Any]:
    files = list_files()

    def parse() -> dict[str, Any]:
        import tomllib

        return {f"{path.parent.name}/{path.stem}": tomllib.loads(path.read_text(encoding="utf-8")) for path in files}

    return compiled("locales", states(files), parse)


def locale_data(language: str, topic: str) -> Mapping[str, Any]:
    """The data of one language for one topic; empty where there is none.

    Values are those of JSON: write dates and times as strings.
    """
    table: Mapping[str, Any] = _tables().get(f"{language}/{topic}", {})
    return table


def list_files() -> list[Path]:
    """Every locale file, in a fixed order."""
    return sorted(FOLDER.glob("*/*.toml"))


def entries_of(items: Iterable[Any], languages: tuple[str, ...], exact: bool) -> Iterable[Entry]:
    """Entries from a list of phrases or of tables with ``phrase``, ``aliases`` and further keys."""
    for item in items:
        if isinstance(item, str):
            yield Entry(item, item, languages, exact)
            continue
        own = item.get("languages", languages)
        tongues = (own,) if isinstance(own, str) else tuple(own)
        letters = item["case"] == "exact" if "case" in item else item.get("exact", exact)
        data = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in item.items()
            if key not in ("phrase", "aliases", "languages", "exact", "case")
        }
        for phrase in (item["phrase"], *item.get("aliases", ())):
            yield Entry(phrase, item["phrase"], tongues, letters, data)
