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


class Lexicon:
    """All lists of one checker, by name.

    :param lists: the entries of each list, or what makes them when they are first asked for; aliases are entries
        of their own with the same ``canonical``.
    :param unscanned: names of lists that are looked up and never searched for in a story.
    :param kept_rows: gives what :func:`first_words` once made of a list, where that was kept.
    """

    def __init__(
        self,
        lists: Mapping[str, Entries | Callable[[], Entries]],
        unscanned: Iterable[str] = (),
        kept_rows: Callable[[str], Rows] | None = None,
    ) -> None:
        self._kept_rows = kept_rows
        self._rows: dict[str, Rows] = {}
        self._lists = dict(lists)
        self._unscanned = frozenset(unscanned)
        self._index: dict[str, dict[str, Entry]] = {}
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
        self.require(name)
        rows = self._rows.get(name)
        if rows is None:
            rows = self._kept_rows(name) if self._kept_rows else first_words(self.entries(name))
            self._rows[name] = rows
        return rows

    def find(self, name: str, phrase: str, language: str | None = None) -> Entry | None:
        """The entry of a list whose phrase is exactly this one, capitals apart unless they count.

        :raises VocabularyError: nobody registered that list.
        """
        index = self._index.get(name)
        if index is None:
            index = {}
            for entry in self.entries(name):
                index.setdefault(entry.phrase if entry.exact else entry.phrase.casefold(), entry)
            self._index[name] = index
        found = index.get(phrase) or index.get(phrase.casefold())
        return found if found is not None and found.speaks(language) else None

    def _unknown(self, name: str) -> VocabularyError:
        hint = did_you_mean(name, self._lists) or "install or enable the pack that registers it"
        return VocabularyError(f"there is no vocabulary list {name!r}", hint=hint)
