"""Finds the phrases of vocabulary lists in a short text that the scanner has not seen.

Readers ask for credit lines before there is an article, and rights and instructions need other rules for
capitals than prose: so phrases are looked up word by word here, each word one dictionary look-up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from compliance.lexicon import Entry, Lexicon, fold_word, word_or_sign
from compliance.record import Record

_SHORT = 4
LONGEST_QUOTED = 2000
"""A quotation mark without its pair within so many code points opens nothing."""


class Token(Record):
    """A word or a sign; offsets are code points in the text it was cut from."""

    start: int
    end: int
    text: str
    key: str


class Found(Record):
    """A phrase of a list: the tokens it takes (``first`` to before ``last``), and where it stands."""

    first: int
    last: int
    start: int
    end: int
    entry: Entry
    exact: bool


def plain_width(text: str) -> str:
    """The text with full-width letters and signs as ordinary ones and ``(c)`` as ``©``; its length stays."""
    if "(c)" in text or "(C)" in text:
        text = text.replace("(c)", "©  ").replace("(C)", "©  ")
    if text.isascii() or not any("\uff01" <= c <= "\uff5e" or c == "\u3000" for c in text):
        return text
    return "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else " " if c == "\u3000" else c for c in text)


@lru_cache(maxsize=512)
def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The words and signs of a text, in order; the last texts are remembered, since several readings share them."""
    stop = len(text) if end is None else end
    return tuple(
        Token(m.start(), m.end(), word, word.lower() if word.isascii() else fold_word(word))
        for m in word_or_sign().finditer(text, start, stop)
        for word in (m[0],)
    )


class Phrases:
    """The phrases of one list, by their first word; the rest of a phrase is cut up when first needed."""

    def __init__(self, entries: Sequence[Entry], rows: Mapping[str, Sequence[int]]) -> None:
        self._entries = entries
        self._rows = rows
        self._ready: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}

    def _of(self, key: str) -> list[tuple[tuple[str, ...], Entry]]:
        ready = self._ready.get(key)
        if ready is None:
            pattern = word_or_sign()
            ready = [(tuple(fold_word(w) for w in pattern.findall(e.phrase)), e) for e in self._begun(key)]
            ready.sort(key=lambda pair: -len(pair[0]))
            self._ready[key] = ready
        return ready

    def _begun(self, key: str) -> list[Entry]:
        return [self._entries[row] for row in self._rows[key]]

    def at(self, words: Sequence[Token], index: int) -> Found | None:
        """The longest phrase that begins with a token; one in the list's own capitals goes first."""
        key = words[index].key
        if key not in self._rows:
            return None
        best: Found | None = None
        for keys, entry in self._of(key):
            last = index + len(keys)
            if best is not None and last < best.last:
                break
            if last > len(words) or not _follows(words, index, keys):
                continue
            exact = _same_letters(words[index:last], entry.phrase)
            if best is None or (exact and not best.exact):
                best = Found(index, last, words[index].start, words[last - 1].end, entry, exact)
        return best

    def whole(self, text: str, *, short_exact: bool = False) -> Entry | None:
        """The entry that a text is, from its first word to its last.

        :param short_exact: one of four letters or fewer counts in its own capitals only.
        """
        words = tokens(text)
        found = self.at(words, 0) if words else None
        if found is None or found.last != len(words) or (short_exact and len(text) <= _SHORT and not found.exact):
            return None
        return found.entry


def _follows(words: Sequence[Token], index: int, keys: Sequence[str]) -> bool:
    for offset in range(1, len(keys)):  # noqa: SIM110 - a generator would cost twice as much
        if words[index + offset].key != keys[offset]:
            return False
    return True


def _same_letters(words: Sequence[Token], phrase: str) -> bool:
    return [w.text.replace("’", "'") for w in words] == word_or_sign().findall(phrase.replace("’", "'"))


@lru_cache(maxsize=64)
def phrases(lexicon: Lexicon, name: str) -> Phrases:
    """The phrases of a list, ready for look-up; an unknown list is empty."""
    return Phrases(lexicon.entries(name), lexicon.by_first_word(name)) if name in lexicon else Phrases((), {})


def quoted(text: str) -> list[tuple[int, int]]:
    """The stretches inside quotation marks, marks included; single straight marks are taken for apostrophes."""
    if not any(mark in text for mark in _CLOSERS):
        return []
    found: list[tuple[int, int]] = []
    position = 0
    for mark in _opener().finditer(text):
        if mark.start() < position:
            continue
        stop = text.find(_CLOSERS[mark[0]], mark.end(), mark.end() + LONGEST_QUOTED)
        if stop >= 0:
            found.append((mark.start(), stop + 1))
            position = stop + 1
    return found


@cache
def _opener() -> re.Pattern[str]:
    return re.compile('[“«"„‘]')


_CLOSERS = {"“": "”", "«": "»", '"': '"', "„": "“", "‘": "’"}
