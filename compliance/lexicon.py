"""The vocabulary: named lists of phrases that packs and plugins register.

What is in a list is data of the newsroom (agencies, restriction phrases, ranks …); what a list is *for*
is decided by the analyses and rules that ask for it by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from compliance.errors import VocabularyError, did_you_mean
from compliance.record import Record

Value = str | int | float | bool | tuple[str, ...]


class Entry(Record):
    """One phrase of one list.

    :param phrase: the words as they stand in a text.
    :param canonical: the name the phrase stands for (``Associated Press`` for the alias ``AP Photo``).
    :param languages: the languages in which the phrase is meant; empty for all.
    :param exact: capitals count (``POOL`` is desk wording, ``pool`` is not).
    :param data: what else the list says of it, by key (``kind``, ``country`` …).
    """

    phrase: str
    canonical: str
    languages: tuple[str, ...] = ()
    exact: bool = False
    data: Mapping[str, Value] = MappingProxyType({})

    def speaks(self, language: str | None) -> bool:
        """Whether the phrase is meant in a language; with ``None`` every phrase is."""
        return language is None or not self.languages or language in self.languages

    def text(self, key: str, default: str = "") -> str:
        """A value of ``data`` that is a string."""
        value = self.data.get(key, default)
        return value if isinstance(value, str) else default

    def flag(self, key: str) -> bool:
        """A value of ``data`` that is true or false; false where absent."""
        return self.data.get(key) is True

    def texts(self, key: str) -> tuple[str, ...]:
        """A value of ``data`` that is a list of strings; a single string is a list of one."""
        value = self.data.get(key, ())
        if isinstance(value, str):
            return (value,)
        return value if isinstance(value, tuple) else ()


Entries = Sequence[Entry]
Rows = Mapping[str, Sequence[int]]


@cache
def word_or_sign() -> re.Pattern[str]:
    """What a phrase is cut up into: words with their apostrophes, and signs one by one."""
    return re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


def fold_word(word: str) -> str:
    """A word without capitals and accents, apostrophes straight."""
    if word.isascii():
        return word.lower()
    word = word.replace("’", "'").casefold()
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def first_words(entries: Entries) -> dict[str, list[int]]:
    """For each folded first word the entries that begin with it, by their numbers."""
    rows: dict[str, list[int]] = {}
    pattern = word_or_sign()
    for row, entry in enumerate(entries):
        first = pattern.match(entry.phrase)
        if first:
            rows.setdefault(fold_word(first[0]), []).append(row)
    return rows


def keyed(entries: Entries) -> dict[str, str]:
    """For each key of the entries' data the numbers of the entries that have it, as text: few keys are asked for."""
    rows: dict[str, list[str]] = {}
    for row, entry in enumerate(entries):
        for key in entry.data:
            rows.setdefault(key, []).append(str(row))
    return {key: " ".join(some) for key, some in rows.items()}


def written(entries: Entries) -> list[str]:
    """The phrases of the entries."""
    return [entry.phrase for entry in entries]


INDEXES: Mapping[str, Callable[[Entries], Any]] = {"first": first_words, "having": keyed, "phrases": written}
"""What can be made of a list's entries once and be kept."""


class Lexicon:
    """All lists of one checker, by name.

    :param lists: the entries of each list, or what makes them when they are first asked for; aliases are entries
        of their own with the same ``canonical``.
    :param unscanned: names of lists that are looked up and never searched for in a story.
    :param kept: gives what :data:`INDEXES` once made of a list (``first:<name>``), where that was kept.
    """

    def __init__(
        self,
        lists: Mapping[str, Entries | Callable[[], Entries]],
        unscanned: Iterable[str] = (),
        kept: Callable[[str], Any] | None = None,
    ) -> None:
        self._kept = kept
        self._indexes: dict[str, Any] = {}
        self._lists = dict(lists)
        self._unscanned = frozenset(unscanned)
        self._narrowed: dict[tuple[str, str], tuple[Entry, ...]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all lists, sorted."""
        return tuple(sorted(self._lists))

    @property
    def scanned(self) -> tuple[str, ...]:
        """The names of the lists that are searched for in every story, sorted."""
        return tuple(name for name in self.names if name not in self._unscanned)

    def __contains__(self, name: str) -> bool:
        return name in self._lists

    def require(self, name: str) -> None:
        """Make sure that a list exists.

        :raises VocabularyError: nobody registered that list.
        """
        if name not in self._lists:
            raise self._unknown(name)

    def entries(self, name: str, language: str | None = None) -> Entries:
        """All phrases of a list, narrowed to one language where given.

        :raises VocabularyError: nobody registered that list.
        """
        self.require(name)
        known = self._lists[name]
        if callable(known):
            known = self._lists[name] = known()
        if language is None:
            return known
        key = (name, language)
        if key not in self._narrowed:
            self._narrowed[key] = tuple(entry for entry in known if entry.speaks(language))
        return self._narrowed[key]

    def by_first_word(self, name: str) -> Rows:
        """For each folded first word of a list's phrases the numbers of their entries in :meth:`entries`.

        :raises VocabularyError: nobody registered that list.
        """
        rows: Rows = self._index("first", name)
        return rows

    def having(self, name: str, key: str) -> tuple[Entry, ...]:
        """The entries of a list whose data has a key.

        :raises VocabularyError: nobody registered that list.
        """
        entries = self.entries(name)
        return tuple(entries[int(row)] for row in self._index("having", name).get(key, "").split())

    def phrases(self, name: str) -> frozenset[str]:
        """All phrases of a list, as they are written.

        :raises VocabularyError: nobody registered that list.
        """
        return frozenset(self._index("phrases", name))

    def _index(self, kind: str, name: str) -> Any:
        self.require(name)
        key = f"{kind}:{name}"
        found = self._indexes.get(key)
        if found is None:
            found = self._indexes[key] = self._kept(key) if self._kept else INDEXES[kind](self.entries(name))
        return found

    def find(self, name: str, phrase: str, language: str | None = None) -> Entry | None:
        """The entry of a list whose phrase is exactly this one, capitals apart unless they count.

        :raises VocabularyError: nobody registered that list.
        """
        rows = self.by_first_word(name)
        first = word_or_sign().match(phrase)
        begun = rows.get(fold_word(first[0])) if first else None
        if begun is None:
            return None
        entries, small = self.entries(name), phrase.casefold()
        for row in begun:
            entry = entries[row]
            same = entry.phrase == phrase or (not entry.exact and entry.phrase.casefold() == small)
            if same and entry.speaks(language):
                return entry
        return None

    def _unknown(self, name: str) -> VocabularyError:
        hint = did_you_mean(name, self._lists) or "install or enable the pack that registers it"
        return VocabularyError(f"there is no vocabulary list {name!r}", hint=hint)
