"""Finds the literals of which any match of a pattern must contain at least one.

A pattern with such literals runs only where a story has one of them. Only what is certain counts: where a pattern uses
what only the ``regex`` library knows, or nothing in it is certain, the answer is that nothing is known.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

from compliance.folding import ODD, lower
from compliance.packs.rates import SELDOM, rate, worth_waiting
from compliance.record import Record

MOST = 2000
"""Alternatives from which on nothing is told."""
_MOST_JOINED = 320
"""Alternatives that are put together from those of one part and the next."""
_A_WORD = 1e-8
"""What it costs to look for a word more, as hits a character that cost the same."""
_MOST_LETTERS = 12
_FAR = 100
"""Code points before a literal from which on it does not help to know how many they are."""
_KEEP = re.compile(r"(?<!\\)((?:\\\\)*)\\K")
"""``\\K`` moves the beginning of what is found, and reads nothing."""
_CASELESS = re.compile(r"\(\?[a-zA-Z]*i")
"""What tells that in a part of a pattern capitals do not count."""
_INEXACT = re.compile(r"\{[^}]*[a-z<>=]|\(\*|\[\[|--|&&|~~|\|\|")
"""What ``regex`` reads otherwise than ``re``: inexact matches, verbs, sets of sets."""
Words = tuple[str, ...]
Form = Callable[[str], str]
"""How a letter is told: as it stands, or as a small one."""


class Literals(Record):
    """What is certain of a pattern.

    :param words: any match contains at least one of them. None where that is not known.
    :param exact: they are as any match has them; else they are in small letters, and any match has them capitals apart.
    :param ahead: code points that a match has before such a word, at most; ``None`` where that may be any number.
    """

    words: Words = ()
    exact: bool = False
    ahead: int | None = None


def literals(pattern: str, ignore_case: bool = False) -> Literals:
    """The literals of which any match contains one.

    :param pattern: in the syntax of Python's regex library.
    """
    parsed = _parsed(pattern, ignore_case)
    if parsed is None:
        return Literals()
    small = _known_of(parsed, pattern, lower)
    if ignore_case or _CASELESS.search(pattern):
        return small
    exact = _known_of(parsed, pattern, str)
    same = {lower(word) for word in exact.words} == set(small.words)
    return exact._replace(exact=True) if same else small


def _known_of(parsed: Any, pattern: str, form: Form) -> Literals:
    found = _shortened(_read(parsed, form).best)
    if not found.words or not all(found.words) or len(found.words) > MOST or not _helps(found.words):
        return Literals()
    moved = "\\K" in pattern  # what is found then begins elsewhere than where it was looked for
    return Literals(found.words, False, None if moved or found.latest > _FAR else found.latest)


def _helps(words: Words) -> bool:
    """Whether to look for literals is faster than to run the pattern: it is for those told by the scanner, and for
    single signs.
    """
    return worth_waiting(words) or all(len(word) == 1 for word in words)


def _parsed(pattern: str, ignore_case: bool) -> Any:
    """The parts of a pattern as Python's own parser sees them; ``None`` for what ``regex`` alone understands."""
    if _INEXACT.search(pattern):
        return None
    try:
        from re import _parser  # type: ignore[attr-defined]

        with warnings.catch_warnings():
            warnings.simplefilter("error")
            parsed = _parser.parse(_KEEP.sub(r"\1", pattern), re.IGNORECASE if ignore_case else 0)
    except (ImportError, re.error, RecursionError, OverflowError, Warning):
        return None
    return parsed


class Found(Record):
    """Words of which one is certain.

    :param latest: at most so many code points of a part stand before it.
    """

    words: Words = ()
    latest: int = 0


class Read(Record):
    """What is known of a part.

    :param whole: all that it can match, where that is little.
    :param best: literals of which any match contains one.
    :param head: of these, any match begins with one, or is followed by what does.
    :param tail: of these, any match ends with one.
    :param optional: it may match nothing, and ends with one of ``tail`` where it matches something.
    """

    whole: Words | None = None
    best: Found = Found()
    head: Words = ()
    tail: Words = ("",)
    optional: bool = False


class _Sequence:
    """What is known of parts that must match one after the other, as far as they were read."""

    def __init__(self) -> None:
        self.best, self.head = Found(), Words()
        self.run: Words = ("",)
        self._since, self._end = 0, 0
        """How many code points stand before the run, and before what follows, at most."""
        self.whole = True

    def add(self, part: Read, width: int) -> None:
        """The next part is that, of so many code points at most."""
        self._beside(part)
        joined = _joined(self.run, part.whole)
        if joined is None and part.whole and len(self.run) > 1:
            self._cut(len(part.whole))
            joined = _joined(self.run, part.whole)
        end = self._end + width
        if joined is not None:
            self.run = joined
        else:
            self._break(part, end)
        self._end = end

    def _beside(self, part: Read) -> None:
        self._offer(Found(part.best.words, part.best.latest + self._end))
        self._begins(_joined(self.run, part.head or None) or ())

    def look(self, part: Read) -> None:
        """What follows begins with that part, and is yet to be read."""
        self._beside(part)
        joined = _joined(self.run, part.whole)
        if joined is None and part.whole:
            self._begins(self.run)
            joined = _joined(self._ends(), part.whole) if all(self.run) else None
            self._offer(Found(joined or (), self._end - 1))
            return
        self._begins(joined or ())

    def _begins(self, words: Words) -> None:
        self._offer(Found(words, self._since))
        if self.whole:
            self.head = _better(Found(self.head), Found(words)).words

    def _cut(self, following: int) -> None:
        """Of the run only so many of the last letters are told on as leave few enough words for what follows."""
        self._begins(self.run)
        if all(self.run):
            self.whole = False
            letters = min(map(len, self.run))
            while letters > 1 and len(self._ends(letters)) * following > _MOST_JOINED:
                letters -= 1
            self.run, self._since = self._ends(letters), self._end - letters

    def _ends(self, letters: int = 1) -> Words:
        """The last letters of the run."""
        return tuple(dict.fromkeys(word[-letters:] for word in self.run))

    def _break(self, part: Read, end: int) -> None:
        """A part that may be much: only what it ends with is told on."""
        self._begins(self.run)
        self.whole = False
        known = tuple(filter(None, part.whole or ())) or part.tail
        since = max(end - min(map(len, known)), 0)
        if part.optional or "" in (part.whole or ()):
            known, since = _either(self.run, known), max(self._since, since)
        self.run, self._since = known, since if all(known) else end

    def read(self) -> Read:
        """What is known of all of them."""
        self._begins(self.run)
        return Read(self.run if self.whole else None, self.best, self.head, self.run)

    def _offer(self, found: Found) -> None:
        self.best = _better(self.best, found)


def _either(one: Words, other: Words) -> Words:
    words = tuple(dict.fromkeys((*one, *other)))
    return words if all(words) and len(words) <= _MOST_JOINED else ("",)


def _read(parts: Any, form: Form) -> Read:
    """What is known of parts that must match one after the other."""
    sequence = _Sequence()
    for place, (kind, value) in enumerate(parts):
        part = _one(str(kind), value, form)
        if str(kind) == "ASSERT":
            sequence.look(part)
        else:
            sequence.add(part, parts[place : place + 1].getwidth()[1])
    return sequence.read()


def _joined(first: Words, then: Words | None) -> Words | None:
    """Each of the first with each of those that may follow; ``None`` where that is unknown or too many."""
    if then is None or len(first) * len(then) > _MOST_JOINED:
        return None
    return tuple(dict.fromkeys("".join(pair) for pair in product(first, then)))


def _one(name: str, value: Any, form: Form) -> Read:
    """What is known of one part."""
    if name == "LITERAL":
        return Read((form(chr(value)),) if _known(value) else None)
    if name in ("AT", "ASSERT_NOT"):  # they read nothing
        return Read(("",))
    if name == "IN":
        return Read(_set(value, form))
    if name == "SUBPATTERN":
        return _read(value[-1], form)
    if name == "ATOMIC_GROUP":
        return _read(value, form)
    if name == "ASSERT":
        return _read(value[1], form) if value[0] > 0 else Read(("",))
    if name == "BRANCH":
        return _branch([_read(branch, form) for branch in value[1]])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, parts = value
        return _repeat(least, most, parts, form)
    return Read()


def _known(code: int) -> bool:
    """Whether a letter has one other case at most, and the scanner knows it."""
    return code < 256 or not (chr(code).isalpha() or chr(code) in ODD)


def _set(members: Sequence[Any], form: Form) -> Words | None:
    """The letters of a small set."""
    letters: dict[str, None] = {}
    for kind, value in members:
        some = _members(str(kind), value)
        if some is None or not all(map(_known, some)):
            return None
        letters.update(dict.fromkeys(form(chr(code)) for code in some))
    return tuple(letters) if len(letters) <= _MOST_LETTERS else None


def _members(kind: str, value: Any) -> Sequence[int] | None:
    """The letters that a part of a set stands for, where they are few; of the world's figures only ours are known."""
    if kind == "LITERAL":
        return (value,)
    if kind == "RANGE" and value[1] - value[0] < _MOST_LETTERS:
        return range(value[0], value[1] + 1)
    return range(ord("0"), ord("9") + 1) if str(value) == "CATEGORY_DIGIT" else None


def _branch(branches: Sequence[Read]) -> Read:
    whole = _all_of([branch.whole for branch in branches])
    best = _all_of([branch.best.words or None for branch in branches])
    latest = max(branch.best.latest for branch in branches)
    head = _all_of([branch.head or None for branch in branches]) or ()
    return Read(whole, Found(best or (), latest), head, _all_of([branch.tail for branch in branches]) or ("",))


def _all_of(alternatives: Sequence[Words | None]) -> Words | None:
    """The words of all alternatives; ``None`` where one has none, or there are too many."""
    words: dict[str, None] = {}
    for some in alternatives:
        if some is None:
            return None
        words.update(dict.fromkeys(some))
    return tuple(words) if len(words) <= MOST else None


def _repeat(least: int, most: Any, parts: Any, form: Form) -> Read:
    part, once = _read(parts, form), int(most) == 1
    if int(least) > 0:
        return part if once else Read(None, part.best, part.head, part.tail)
    if once and part.whole is not None:
        return Read(tuple(dict.fromkeys(("", *part.whole))))
    return Read(None, tail=part.tail, optional=True)


def _better(one: Found, other: Found) -> Found:
    """Of two, the words that stand in fewer stories; where both stand in few, the fewer."""
    return min(one, other, key=_cost)


def _cost(found: Found) -> tuple[float, int]:
    words = found.words
    if not words or not all(words):
        return 2.0, 0
    return max(rate(words), SELDOM) + (not _helps(words)) + _A_WORD * len(words), len(words)


def _shortened(found: Found) -> Found:
    """The words without what they begin with, as long as they are the fewer for it and as rare as they need be; and of
    words that contain others, those others.
    """
    words, latest = found
    while all(len(word) > 1 for word in words):
        shorter = tuple(dict.fromkeys(word[1:] for word in words))
        if len(shorter) >= len(words) or rate(shorter) > SELDOM:
            break
        words, latest = shorter, latest + 1
    least = tuple(word for word in words if not any(other != word and other in word for other in words))
    deep = max((min(word.find(one) for one in least if one in word) for word in words), default=0)
    return Found(least, latest + deep)
