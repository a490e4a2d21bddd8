"""``spelling``: words that no dictionary has, as Hunspell reads dictionaries.

The library is an extra of the installation. Without one named in the rule, the American dictionary that it brings is
used, as Vale uses its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance.packs.vale.files import SPELLING
from compliance.packs.vale.keys import WrongKeyError
from compliance.packs.vale.points.alert import Alert
from compliance.packs.vale.points.patterns import checked
from compliance.packs.vale.vocabulary import entries

if TYPE_CHECKING:
    from compliance.packs.vale.present import Which
    from compliance.packs.vale.scopes import View
    from compliance.packs.vale.search import Search
    from compliance.packs.vale.vocabulary import House

_DICTIONARIES = "config/dictionaries"
_IGNORED = "config/ignore"
_USUAL_FILTERS = (r"[A-Z][a-z]+[A-Z]+\w+", r"[A-Z]+$", r"[^a-zA-Z_']")
_OFFERED = 5


def build(keys: Mapping[str, Any], house: House) -> dict[str, Any]:
    """The dictionaries, what is passed over, and what is right although no dictionary has it.

    :raises WrongKeyError: the library or a dictionary is missing, or a pattern cannot be read.
    """
    if find_spec(SPELLING) is None:
        what = "spelling needs a library that is not installed"
        raise WrongKeyError("extends", what, "pip install 'editorial-compliance[spelling]'")
    filters = [checked("filters", pattern)[0] for pattern in keys.get("filters", [])]
    accepted = [checked("exceptions", term, "i")[0] for term in (*keys.get("exceptions", []), *house.accepted)]
    return {
        "dictionaries": _dictionaries(keys, house.styles),
        "filters": filters + ([] if keys.get("custom") else list(_USUAL_FILTERS)),
        "accepted": rf"\b(?:{'|'.join(accepted)})\b" if accepted else "",
        "ignored": sorted({word for file in _ignore_files(keys, house.styles) for word in _words_of(file)}),
        "suggests": keys.get("action", {}).get("params") == ["spellings"],
    }


def _dictionaries(keys: Mapping[str, Any], styles: Path) -> list[list[str]]:
    """Folder and name of each dictionary; an empty folder is that of the library."""
    if keys.get("aff") and keys.get("dic"):
        dic = _inside(styles, keys["dic"], "dic")
        return [[str(dic.parent), dic.stem]]
    folder = _inside(styles, keys.get("dicpath") or _DICTIONARIES, "dicpath")
    names = keys.get("dictionaries", [])
    if not names and not keys.get("dicpath"):
        found = sorted(folder.glob("*.dic")) if folder.is_dir() else []
        return [["", "en_US"], *([str(file.parent), file.stem] for file in found)]
    for name in names:
        if not (folder / f"{name}.dic").is_file() or not (folder / f"{name}.aff").is_file():
            raise WrongKeyError(
                "dictionaries", f"there is no dictionary {name!r}", f"put {name}.dic and .aff in {folder}"
            )
    own = [[str(folder), name] for name in names]
    return own if own and not keys.get("append") else [["", "en_US"], *own]


def _inside(styles: Path, name: str, key: str) -> Path:
    path = styles / name
    if not path.resolve().is_relative_to(styles.resolve()):
        raise WrongKeyError(key, f"{name!r} lies outside the folder of the styles", "copy it there")
    return path


def _ignore_files(keys: Mapping[str, Any], styles: Path) -> Iterator[Path]:
    """Files with words that are right: those the rule names; without any, all that lie where such files lie."""
    if "ignore" not in keys:
        yield from sorted((styles / _IGNORED).rglob("*.txt"))
    for name in keys.get("ignore", []):
        files = [_inside(styles, place + name, "ignore") for place in ("", f"{_IGNORED}/")]
        yield from [file for file in files if file.is_file()][:1]


def _words_of(file: Path) -> list[str]:
    return entries(file.read_text(encoding="utf-8-sig", errors="replace"))


def run(made: Mapping[str, Any], views: Sequence[View], search: Search, which: Which) -> Iterator[Alert]:
    """An alert for each word that is unknown to all dictionaries."""
    dictionaries = [_dictionary(*one) for one in made["dictionaries"]]
    ignored = _ignored(tuple(made["ignored"]))
    for view in views:
        for start, word in _words(view.text):
            if word in ignored or any(search.first(pattern, word) for pattern in made["filters"]):
                continue
            if any(_known(dictionary, word) for dictionary in dictionaries):
                continue
            if made["accepted"] and search.first(made["accepted"], word):
                continue
            offers = _offers(dictionaries, word) if made["suggests"] else None
            yield Alert(view.span(start, start + len(word)), word, (word,), offers)


def _words(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text, each with its place: without the marks around them, apostrophes straight."""
    straight = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})
    for match in _token().finditer(straight):
        yield match.start(), match[0]


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"[^\W_](?:[^\s\"()\[\]]*[^\W_])?")


@cache
def _dictionary(folder: str, name: str) -> Any:
    """A dictionary, opened; it stays open, since opening takes a tenth of a second."""
    hunspell = import_module(SPELLING)
    return hunspell.Hunspell(name, hunspell_data_dir=folder) if folder else hunspell.Hunspell(name)


def _known(dictionary: Any, word: str) -> bool:
    try:
        return bool(dictionary.spell(word))
    except UnicodeError:  # letters that the dictionary's encoding does not have
        return False


def _offers(dictionaries: Sequence[Any], word: str) -> list[str]:
    return list(dict.fromkeys(one for dictionary in dictionaries for one in dictionary.suggest(word)))[:_OFFERED]


@lru_cache(maxsize=64)
def _ignored(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)
