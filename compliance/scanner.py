"""Finds all phrases of all lists in one pass over a story.

The text is folded to one byte a character (lower case, separators to spaces), so an offset in the folded
bytes *is* a code-point offset, and phrases padded with spaces find word boundaries by themselves. What the
folding blurs (``-`` taken for a space, capitals) is confirmed on the real text, list by list, on demand.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from compliance.folding import fold, is_latin, is_odd, lower, straight
from compliance.lexicon import Entries, Entry
from compliance.numbers import places
from compliance.record import Record
from compliance.scan_table import Awaited, Table, bare, split, tabulate

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick, BytesAhoCorasick

_MANY_TEXTS = 3
_MANY_LISTS = 1000
_MANY_ROWS = 40
_GRAM = 3
"""Letters at the ends of a literal that are looked up before it is searched for: few have both in a text."""
# those outside Latin-1 that most stories have and hardly any phrase
_SIGNS = "“”’‘–—…•€"


class Hit(Record):
    """A phrase found in a story.

    :param start: first code point in ``Article.text``.
    :param end: one past its last code point.
    :param entry: the list's entry that was found.
    """

    start: int
    end: int
    entry: Entry


Raw = tuple[int, int, int]
"""The number of a pattern and where it was found, the two spaces around it counted."""
_PADDING = 2


# plain tuples: unpacked once for every phrase of every story
_Sought = tuple[str, int, int, Entry]
"""An entry as the automaton looks for it: its words, none where nothing is left to confirm, and how far they reach
beyond what it finds to the left and right.
"""
_Awaited = tuple[tuple[str, ...], bool]
"""The literals of a group, and whether their capitals count; where they do not, they are in small letters."""
Candidates = tuple[_Sought, ...]
"""The entries of a list that one pattern stands for."""


class Scan:
    """What one pass over one text found; hits are confirmed when a list is asked for."""

    __slots__ = ("_awaited", "_confirmed", "_near", "_odd", "_raw", "_small", "_sought", "_text")

    def __init__(
        self,
        text: str,
        raw: Mapping[str, list[Raw]],
        sought: Callable[[str, str | None], Mapping[int, Candidates]],
        awaited: Callable[[str], _Awaited],
    ) -> None:
        self._text = text
        self._raw = raw
        self._sought = sought
        self._awaited = awaited
        self._confirmed: dict[tuple[str, str | None], tuple[Hit, ...]] = {}
        self._near: dict[str, list[int]] = {}
        self._odd: bool | None = None
        self._small: str | None = None

    @property
    def odd(self) -> bool:
        """Whether the text has letters whose other case the folding does not know, or figures of other scripts: any
        literal may stand anywhere.
        """
        if self._odd is None:
            self._odd = not self._text.isascii() and is_odd(self._text)
        return self._odd

    @property
    def seen(self) -> KeysView[str]:
        """The names of the groups of which something may stand in the text; in an odd text, not those of literals."""
        return self._raw.keys()

    def near(self, group: str) -> list[int] | None:
        """Where the literals of a group begin, in order; ``None`` where they may stand anywhere."""
        if self.odd:
            return None
        known = self._near.get(group)
        if known is None:
            words, exact = self._awaited(group)
            text = self._text if exact else self.small
            places = sorted(start - 1 for _, start, _ in self._raw.get(group, ()))
            known = self._near[group] = [at for at in places if at >= 0 and text.startswith(words, at)]
        return known

    @property
    def small(self) -> str:
        """The text without capitals, of the same length."""
        if self._small is None:
            self._small = lower(self._text)
        return self._small

    def hits(self, group: str, language: str | None = None) -> tuple[Hit, ...]:
        """The confirmed places of a list's phrases, by start; the longest where several start together.

        Shorter phrases inside a longer one of the same list are left out. A phrase that two languages share is
        found for each of them.

        :param language: only phrases meant in that language.
        """
        key = (group, language)
        known = self._confirmed.get(key)
        if known is None:
            raw = self._raw.get(group)
            known = self._confirm(raw, self._sought(group, language)) if raw else ()
            self._confirmed[key] = known
        return known

    def capitals_after(self, group: str, *, small: bool) -> list[int]:
        """Where a capital follows what may be a phrase of a list, a full stop between them or not.

        It is not confirmed that they are: a look whether :meth:`hits` is worth asking.

        :param small: phrases that begin with a small letter count too.
        """
        text, found = self._text, []
        for _, start, end in self._raw.get(group, ()):
            if small or text[start : start + 1].isupper():
                if text[end - 1 : end].isupper():
                    found.append(end - 1)
                elif text[end : end + 1].isupper() and text[end - 2] == ".":
                    found.append(end)
        return found

    def _confirm(self, raw: list[Raw], sought: Mapping[int, Candidates]) -> tuple[Hit, ...]:
        text, hit = self._text, Hit._make
        found: list[Hit] = []
        reached, apart = 0, True
        for pattern, start, end in raw:
            for words, left, right, entry in sought[pattern]:
                first, last = start - left, end + right
                if not words or (first >= 0 and ((here := text[first:last]) == words or _same(here, words, entry))):
                    found.append(hit((first, last, entry)))
                    if first < reached:
                        apart = False
                    reached = last
                    break
        if apart:
            return tuple(found)
        found.sort(key=_by_place)
        longest: list[Hit] = []
        reached = 0
        for one in found:
            if one.end > reached:
                longest.append(one)
                reached = one.end
        return tuple(longest)


def _by_place(hit: Hit) -> tuple[int, int]:
    return (hit.start, -hit.end)


def _same(words: str, wanted: str, entry: Entry) -> bool:
    """Whether the words of the text are the phrase: white space of any kind alike, apostrophes alike."""
    if not entry.exact:
        words = lower(words)
        if words == wanted:
            return True
    if words.isascii() and " " not in wanted:
        return False  # there is neither a sign nor a space to be alike
    words = straight(words)
    return words == wanted or (len(words) == len(wanted) and " ".join(words.split()) == wanted)


class Scanner:
    """One automaton over every phrase; built once, used by all threads.

    It is built when a third text comes: for a text or two, one over the phrases that begin with a word of the text is
    sooner built.

    :param groups: the entries to look for, by the name of their list or rule; each must be the list that the
        table was made of.
    :param table: of :func:`tabulate`, where it was kept.
    :param literals: what gives those in the table, by the name of their group.
    """

    def __init__(
        self,
        groups: Mapping[str, Callable[[], Entries] | Entries],
        table: Table | None = None,
        literals: Mapping[str, Callable[[], Awaited]] = MappingProxyType({}),
    ) -> None:
        if table is None:
            table = tabulate({name: _entries(group) for name, group in groups.items()})
        self._groups = groups
        self._table = table
        self._memo: dict[tuple[str, str | None], _Memo] = {}
        self._rows: dict[str, _Rows] = {}
        self._awaited: dict[str, _Awaited] = {}
        self._owners: Sequence[Sequence[str]] = ()
        self._groups_of_literals = literals
        self._literals = split(table.literals)
        self._cores = split(table.narrow)
        self._narrow: BytesAhoCorasick | None = None
        self._scanned = 0
        self._wide = _wide_automaton(table.wide)
        self._wide_in_ascii = any(line.isascii() for line in split(table.wide))
        self._wide_in_latin = any(is_latin(line) for line in split(table.wide))
        self._idle_signs = [sign for sign in _SIGNS if sign not in table.wide]

    def scan(self, text: str) -> Scan:
        """Every place of every phrase in a text, in one pass (two where it has other scripts)."""
        raw: defaultdict[str, list[Raw]] = defaultdict(list)
        found = self._found(b" " + fold(text) + b" ")
        owners = self._owners or {number: self._owners_of(number) for number in {place[0] for place in found}}
        for place in found:
            for group in owners[place[0]]:
                raw[group].append(place)
        if self._wide is not None and self._may_hold_wide(text):
            self._scan_wide(self._wide, text, raw)
        return Scan(text, raw, self._sought, self._words_of)

    def _words_of(self, group: str) -> _Awaited:
        """The literals of a group, as the text is asked for them."""
        known = self._awaited.get(group)
        if known is None:
            words, exact = self._groups_of_literals[group]()
            known = self._awaited[group] = (tuple(words if exact else map(lower, words)), exact)
        return known

    def _owners_of(self, number: int) -> Sequence[str]:
        """The groups that a narrow pattern or a literal is looked for."""
        table, beyond = self._table, number - len(self._cores)
        return table.owners[table.narrow_owners[number] if beyond < 0 else table.literal_owners[beyond]]

    def _found(self, folded: bytes) -> Sequence[Raw]:
        """Number of the pattern, start and end of everything that the narrow patterns find."""
        if self._narrow is None:
            self._scanned += 1
            if self._scanned < _MANY_TEXTS:
                numbers = self._begun_in(folded)
                few = _bytes_automaton([self._cores[number] for number in numbers], ())
                found = [(numbers[n], start, end) for n, start, end in few.find_matches_as_indexes(folded, True)]
                return [*found, *self._literals_in(folded.decode("latin-1"))] if self._literals else found
            self._narrow = _bytes_automaton(self._cores, self._literals)
            self._owners = [self._owners_of(number) for number in range(len(self._cores) + len(self._literals))]
        return self._narrow.find_matches_as_indexes(folded, overlapping=True)

    def _literals_in(self, folded: str) -> Iterator[Raw]:
        """Every place of every literal."""
        there = {folded[at : at + _GRAM] for at in range(len(folded))}
        for number, literal in enumerate(self._literals, len(self._cores)):
            if len(literal) >= _GRAM and not (literal[:_GRAM] in there and literal[-_GRAM:] in there):
                continue
            start = folded.find(literal)
            while start >= 0:
                yield number, start, start + len(literal)
                start = folded.find(literal, start + 1)

    def _begun_in(self, folded: bytes) -> list[int]:
        """The patterns whose first word is a word of the text."""
        cores, numbers = self._cores, []
        for word in set(folded.decode("latin-1").split(" ")):
            row, longer = bisect_left(cores, word), f"{word} "
            while row < len(cores) and (cores[row] == word or cores[row].startswith(longer)):
                numbers.append(row)
                row += 1
        return numbers

    def _may_hold_wide(self, text: str) -> bool:
        """Whether a text has letters that only wide patterns have; most texts have none outside Latin-1."""
        if text.isascii():
            return self._wide_in_ascii
        if self._wide_in_latin:
            return True
        if is_latin(text):
            return False
        for sign in self._idle_signs:
            text = text.replace(sign, "")
        return not is_latin(text)

    def _scan_wide(self, automaton: AhoCorasick, text: str, raw: Mapping[str, list[Raw]]) -> None:
        lowered = lower(straight(text))
        owners, owned = self._table.owners, self._table.wide_owners
        for index, start, end in automaton.find_matches_as_indexes(lowered, overlapping=True):
            before, after = text[start - 1 : start], text[end : end + 1]
            if (before.isalnum() and text[start].isalnum()) or (after.isalnum() and text[end - 1].isalnum()):
                continue
            for group in owners[owned[index]]:
                raw[group].append((-index - 1, start, end + _PADDING))

    def _sought(self, group: str, language: str | None) -> Mapping[int, Candidates]:
        """The entries of a list that are meant in a language, by the pattern that stands for them."""
        known = self._memo.get((group, language))
        if known is None:
            if len(self._memo) > _MANY_LISTS:  # stories declare what they like, and nothing may grow with that
                self._memo.clear()
            rows = self._rows.get(group)
            if rows is None:
                rows = self._rows[group] = _Rows(self._table.patterns[group])
            known = self._memo[group, language] = _Memo(rows, self._groups[group], language)
        return known


class _Rows:
    """For each pattern of a list the entries that it stands for: mostly one.

    A table of them is made when many were asked for; a story or two ask for few.

    :param numbers: the pattern of each entry.
    """

    __slots__ = ("_asked", "_numbers", "_table")

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = numbers if isinstance(numbers, array) else array("i", numbers)
        self._asked = 0
        self._table: dict[int, list[int]] | None = None

    def of(self, number: int) -> list[int]:
        """The places of the entries in their list."""
        if self._table is None:
            self._asked += 1
            if self._asked < _MANY_ROWS:
                return list(places(self._numbers.tobytes(), number))
            table: dict[int, list[int]] = {}
            for row, one in enumerate(self._numbers):
                table.setdefault(one, []).append(row)
            self._table = table
        return self._table[number]


class _Memo(dict[int, Candidates]):
    """The entries of one list by pattern, as far as they are meant in a language; each prepared when first met."""

    def __init__(
        self,
        rows: _Rows,
        group: Callable[[], Entries] | Entries,
        language: str | None,
    ) -> None:
        self._rows = rows
        self._group = group
        self._language = language

    def __missing__(self, number: int) -> Candidates:
        entries = _entries(self._group)
        meant = [entries[row] for row in self._rows.of(number)]
        made = self[number] = tuple(_prepare(entry, number >= 0) for entry in meant if entry.speaks(self._language))
        return made


def _entries(group: Callable[[], Entries] | Entries) -> Entries:
    return group() if callable(group) else group


def _prepare(entry: Entry, narrow: bool) -> _Sought:
    plain = bare(entry)
    words = plain if entry.exact else lower(plain)
    if not narrow:
        return words, 0, -_PADDING, entry
    folded = fold(plain)
    if b" " not in folded and not entry.exact:
        return "", 0, -_PADDING, entry  # no capital counts, and there is no gap to be of another kind
    right = len(folded) - len(folded.rstrip())
    return words, len(folded) - len(folded.lstrip()), right - _PADDING, entry


def _bytes_automaton(cores: Iterable[str], literals: Iterable[str]) -> BytesAhoCorasick:
    from ahocorasick_rs import BytesAhoCorasick, Implementation

    patterns = [f" {core} ".encode("latin-1") for core in cores]
    patterns += [literal.encode("latin-1") for literal in literals]
    # as fast as the default at scanning, and built in half its time
    return BytesAhoCorasick(patterns, implementation=Implementation.ContiguousNFA)


def _wide_automaton(lines: str) -> AhoCorasick | None:
    if not lines:
        return None
    from ahocorasick_rs import AhoCorasick, Implementation

    return AhoCorasick(lines.split("\n"), implementation=Implementation.ContiguousNFA)
