"""Finds all phrases of all lists in one pass over a story.

The text is folded to one byte a character (lower case, separators to spaces), so an offset in the folded
bytes *is* a code-point offset, and phrases padded with spaces find word boundaries by themselves. What the
folding blurs (``-`` taken for a space, capitals) is confirmed on the real text, list by list, on demand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.lexicon import Entry

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick, BytesAhoCorasick

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


def _fold_table() -> bytes:
    table = bytearray(256)
    for code in range(256):
        char = chr(code)
        if char.isalnum():
            lower = char.lower()
            table[code] = ord(lower) if len(lower) == 1 and ord(lower) < 256 else code
        else:
            table[code] = code if char in "'&%$£€+#@" else 0x20
    table[ord("?")] = 0x20
    return bytes(table)


_TABLE = _fold_table()


def fold(text: str) -> bytes:
    """The text as one byte a code point: lower case, every separator a space, foreign letters a space."""
    if "’" in text or "‘" in text:
        text = text.replace("’", "'").replace("‘", "'")
    return text.encode("latin-1", "replace").translate(_TABLE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a story.

    :param start: first code point in ``Article.text``.
    :param end: one past its last code point.
    :param entry: the list's entry that was found.
    """

    start: int
    end: int
    entry: Entry


Raw = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Sought:
    """An entry as the automaton looks for it: its core of words, and the signs that stand around the core."""

    entry: Entry
    words: str
    left: int
    right: int


class Scan:
    """What one pass over one text found; hits are confirmed when a list is asked for."""

    __slots__ = ("_confirmed", "_patterns", "_raw", "_text")

    def __init__(
        self, text: str, raw: dict[str, list[Raw]], patterns: Mapping[str, Mapping[int, tuple[_Sought, ...]]]
    ) -> None:
        self._text = text
        self._raw = raw
        self._patterns = patterns
        self._confirmed: dict[str, tuple[Hit, ...]] = {}

    def hits(self, group: str) -> tuple[Hit, ...]:
        """The confirmed places of a list's phrases, by start; the longest where several start together.

        Shorter phrases inside a longer one of the same list are left out.
        """
        if group not in self._confirmed:
            raw = self._raw.get(group)
            self._confirmed[group] = self._confirm(group, raw) if raw else ()
        return self._confirmed[group]

    def _confirm(self, group: str, raw: list[Raw]) -> tuple[Hit, ...]:
        patterns, text = self._patterns[group], self._text
        found: list[Hit] = []
        for start, end, pattern in raw:
            for sought in patterns[pattern]:
                first, last = start - sought.left, end + sought.right
                if first >= 0 and _same(text[first:last], sought):
                    found.append(Hit(first, last, sought.entry))
                    break
        found.sort(key=lambda hit: (hit.start, -hit.end))
        longest: list[Hit] = []
        for hit in found:
            if not longest or hit.end > longest[-1].end:
                longest.append(hit)
        return tuple(longest)


def _same(words: str, sought: _Sought) -> bool:
    """Whether the words of the text are the phrase: white space of any kind alike, apostrophes alike."""
    if not words.isascii():
        words = words.translate(_APOSTROPHES)
    if not sought.entry.exact:
        words = words.lower()
    if words == sought.words:
        return True
    return len(words) == len(sought.words) and " ".join(words.split()) == sought.words


class Scanner:
    """One automaton over every phrase; built once, used by all threads.

    :param groups: the entries to look for, by the name of their list or rule.
    """

    def __init__(self, groups: Mapping[str, Iterable[Entry]]) -> None:
        narrow: dict[bytes, int] = {}
        wide: dict[str, int] = {}
        owners: dict[int, list[str]] = {}
        self._patterns: dict[str, dict[int, tuple[_Sought, ...]]] = {}
        for group, entries in groups.items():
            of_group = self._patterns.setdefault(group, {})
            for entry in entries:
                number, sought = _prepare(entry, narrow, wide)
                if number not in of_group:
                    owners.setdefault(number, []).append(group)
                of_group[number] = (*of_group.get(number, ()), sought)
        self._owners = {number: tuple(names) for number, names in owners.items()}
        self._narrow_numbers = list(narrow.values())
        self._wide_numbers = list(wide.values())
        self._narrow = _bytes_automaton(narrow)
        self._wide = _wide_automaton(wide)
        self._wide_in_ascii = any(phrase.isascii() for phrase in wide)

    def scan(self, text: str) -> Scan:
        """Every place of every phrase in a text, in one pass (two where it has other scripts)."""
        raw: dict[str, list[Raw]] = {}
        owners = self._owners
        if self._narrow is not None:
            numbers = self._narrow_numbers
            folded = b" " + fold(text) + b" "
            for index, start, end in self._narrow.find_matches_as_indexes(folded, overlapping=True):
                number = numbers[index]
                for group in owners[number]:
                    # the padding in front stands for one byte: both ends move by one, the phrase's own
                    # spaces at either side fall away
                    raw.setdefault(group, []).append((start, end - 2, number))
        if self._wide is not None:
            self._scan_wide(text, raw)
        return Scan(text, raw, self._patterns)

    def _scan_wide(self, text: str, raw: dict[str, list[Raw]]) -> None:
        if self._wide is None or (text.isascii() and not self._wide_in_ascii):
            return
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        for index, start, end in self._wide.find_matches_as_indexes(lowered, overlapping=True):
            before, after = text[start - 1 : start], text[end : end + 1]
            if (before.isalnum() and text[start].isalnum()) or (after.isalnum() and text[end - 1].isalnum()):
                continue
            number = self._wide_numbers[index]
            for group in self._owners[number]:
                raw.setdefault(group, []).append((start, end, number))


def _prepare(entry: Entry, narrow: dict[bytes, int], wide: dict[str, int]) -> tuple[int, _Sought]:
    """Give a phrase its number in one of the two automata, the folded one where its letters allow."""
    bare = entry.phrase.rstrip(".").translate(_APOSTROPHES) or entry.phrase
    words = bare if entry.exact else bare.lower()
    if len(words) != len(bare):
        words = bare
    if all(ord(c) < 256 for c in bare):
        folded = fold(bare)
        core = folded.strip()
        if core:
            left = len(folded) - len(folded.lstrip())
            right = len(folded) - len(folded.rstrip())
            number = narrow.setdefault(b" " + core + b" ", len(narrow) + len(wide))
            return number, _Sought(entry, words, left, right)
    return wide.setdefault(bare.lower(), len(narrow) + len(wide)), _Sought(entry, words, 0, 0)


def _bytes_automaton(patterns: Mapping[bytes, int]) -> BytesAhoCorasick | None:
    if not patterns:
        return None
    from ahocorasick_rs import BytesAhoCorasick

    return BytesAhoCorasick(list(patterns))


def _wide_automaton(patterns: Mapping[str, int]) -> AhoCorasick | None:
    if not patterns:
        return None
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick(list(patterns))
