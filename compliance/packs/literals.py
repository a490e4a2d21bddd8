"""Finds the literals of which any match of a pattern must contain at least one.

A pattern with such literals runs only where a story has one of them. Only what is certain counts: where a pattern uses
what only the ``regex`` library knows, or nothing in it is certain, the answer is that nothing is known.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

from compliance.folding import ODD, fold, lower
from compliance.record import Record

LONG = 3
"""Letters and figures from which on a literal is rare enough to be looked for in every story."""
MOST = 2000
"""Alternatives from which on nothing is told."""
_MOST_JOINED = 128
"""Alternatives that are put together from those of one part and the next."""
_MOST_LETTERS = 8
_KEEP = re.compile(r"(?<!\\)((?:\\\\)*)\\K")
"""``\\K`` moves the beginning of what is found, and reads nothing."""
_INEXACT = re.compile(r"\{[^}]*[a-z<>=]|\(\*|\[\[|--|&&|~~|\|\|")
"""What ``regex`` reads otherwise than ``re``: inexact matches, verbs, sets of sets."""
Words = tuple[str, ...]


def literals(pattern: str, ignore_case: bool = False) -> Words:
    """Of these, in small letters, any match contains at least one, capitals apart; none where that is not known.

    :param pattern: in the syntax of Python's regex library.
    """
    parsed = _parsed(pattern, ignore_case)
    if parsed is None:
        return ()
    words = _read(parsed).best
    return words if len(words) <= MOST else ()


def long(words: Words) -> bool:
    """Whether literals are worth being looked for in every story."""
    return bool(words) and min(map(_weight, words)) >= LONG


def _parsed(pattern: str, ignore_case: bool) -> Iterable[Any] | None:
    """The parts of a pattern as Python's own parser sees them; ``None`` for what ``regex`` alone understands."""
    if _INEXACT.search(pattern):
        return None
    try:
        from re import _parser  # type: ignore[attr-defined]

        with warnings.catch_warnings():
            warnings.simplefilter("error")
            parsed: Iterable[Any] = _parser.parse(_KEEP.sub(r"\1", pattern), re.IGNORECASE if ignore_case else 0)
    except (ImportError, re.error, RecursionError, OverflowError, Warning):
        return None
    return parsed


class Read(Record):
    """What is known of a part.

    :param whole: all that it can match, where that is little.
    :param best: literals of which any match contains one.
    :param tail: of these, any match ends with one.
    """

    whole: Words | None = None
    best: Words = ()
    tail: Words = ("",)


def _read(parts: Iterable[Any]) -> Read:
    """What is known of parts that must match one after the other."""
    run: Words = ("",)
    best: Words = ()
    whole = True
    for kind, value in parts:
        part = _one(str(kind), value)
        joined = _joined(run, part.whole)
        if str(kind) == "ASSERT":
            best = _better(_better(best, part.best), joined or ())
        elif joined is not None:
            best, run = _better(best, part.best), joined
        else:
            best = _better(_better(best, run), part.best)
            run, whole = part.whole or part.tail, False
    return Read(run if whole else None, _better(best, run), run)


def _joined(first: Words, then: Words | None) -> Words | None:
    """Each of the first with each of those that may follow; ``None`` where that is unknown or too many."""
    if then is None or len(first) * len(then) > _MOST_JOINED:
        return None
    return tuple(dict.fromkeys("".join(pair) for pair in product(first, then)))


def _one(name: str, value: Any) -> Read:
    """What is known of one part."""
    if name == "LITERAL":
        return Read((lower(chr(value)),) if _known(value) else None)
    if name in ("AT", "ASSERT_NOT"):  # they read nothing
        return Read(("",))
    if name == "IN":
        return Read(_set(value))
    if name == "SUBPATTERN":
        return _read(value[-1])
    if name == "ATOMIC_GROUP":
        return _read(value)
    if name == "ASSERT":
        return _read(value[1]) if value[0] > 0 else Read(("",))
    if name == "BRANCH":
        return _branch([_read(branch) for branch in value[1]])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _repeat(*value)
    return Read()


def _known(code: int) -> bool:
    """Whether a letter has one other case at most, and the scanner knows it."""
    return code < 256 or not (chr(code).isalpha() or chr(code) in ODD)


def _set(members: Sequence[Any]) -> Words | None:
    """The letters of a small set."""
    if len(members) > _MOST_LETTERS or any(str(kind) != "LITERAL" or not _known(code) for kind, code in members):
        return None
    return tuple(dict.fromkeys(lower(chr(code)) for _, code in members))


def _branch(branches: Sequence[Read]) -> Read:
    whole = _all_of([branch.whole for branch in branches])
    best = _all_of([branch.best or None for branch in branches])
    return Read(whole, best or (), _all_of([branch.tail for branch in branches]) or ("",))


def _all_of(alternatives: Sequence[Words | None]) -> Words | None:
    """The words of all alternatives; ``None`` where one has none, or there are too many."""
    words: dict[str, None] = {}
    for some in alternatives:
        if some is None:
            return None
        words.update(dict.fromkeys(some))
    return tuple(words) if len(words) <= MOST else None


def _repeat(least: int, most: Any, parts: Iterable[Any]) -> Read:
    part, once = _read(parts), int(most) == 1
    if int(least) > 0:
        return part if once else Read(None, part.best, part.tail)
    return Read(tuple(dict.fromkeys(("", *part.whole))) if once and part.whole is not None else None)


def _better(one: Words, other: Words) -> Words:
    """Of two, those that are found in fewer stories: the longer, then the fewer."""
    return max(one, other, key=_worth)


def _worth(words: Words) -> tuple[int, int, int]:
    if not all(words) or not words:
        return 0, 0, 0
    return min(map(_rarity, words)), min(map(len, words)), -len(words)


def _rarity(word: str) -> int:
    """How seldom a literal stands in a story, roughly: signs are rarer than figures, these than letters."""
    return sum(1 if char.isalpha() else 2 if char.isdigit() else 3 for char in word if not char.isspace())


def _weight(word: str) -> int:
    """How many letters and figures of a word the scanner can tell apart."""
    return sum(byte != 0x20 for byte in fold(word))
