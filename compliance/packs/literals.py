"""Finds the literals of which any match of a pattern must contain at least one.

A pattern with such literals runs only where a story has one of them. Only what is certain counts: where a pattern uses
what only the ``regex`` library knows, or is optional in all its words, the answer is that nothing is known.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from typing import Any

from compliance.folding import ODD, fold

SHORTEST = 3
"""Letters and figures that a literal must have: shorter ones stand in every story."""
MOST = 500
"""Alternatives from which on nothing is told."""
_INEXACT = re.compile(r"\{[^}]*[a-z<>=]|\(\*|\[\[|--|&&|~~|\|\|")
"""What ``regex`` reads otherwise than ``re``: inexact matches, verbs, sets of sets."""
Words = tuple[str, ...]


def literals(pattern: str, ignore_case: bool = False) -> Words:
    """Of these, any match contains at least one, as the scanner folds letters; none where that is not known.

    :param pattern: in the syntax of Python's regex library.
    """
    parsed = _parsed(pattern, ignore_case)
    return () if parsed is None else _required(parsed)


def _parsed(pattern: str, ignore_case: bool) -> Iterable[Any] | None:
    """The parts of a pattern as Python's own parser sees them; ``None`` for what ``regex`` alone understands."""
    if _INEXACT.search(pattern):
        return None
    try:
        from re import _parser  # type: ignore[attr-defined]

        with warnings.catch_warnings():
            warnings.simplefilter("error")
            parsed: Iterable[Any] = _parser.parse(pattern, re.IGNORECASE if ignore_case else 0)
    except (ImportError, re.error, RecursionError, OverflowError, Warning):
        return None
    return parsed


def _required(parts: Iterable[Any]) -> Words:
    """The best literals of parts that all must match, one after the other."""
    best: Words = ()
    run = ""
    for kind, value in parts:
        name = str(kind)
        if name == "LITERAL" and chr(value) not in ODD:
            run += chr(value)
        elif name != "AT":  # a border reads nothing, and a word goes on behind it
            best, run = _better(best, (run,)), ""
            best = _better(best, _inside(name, value))
    return _better(best, (run,))


def _inside(name: str, value: Any) -> Words:
    """The literals of one part that has parts of its own."""
    if name == "SUBPATTERN":
        return _required(value[-1])
    if name == "ATOMIC_GROUP":
        return _required(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _required(value[2]) if value[0] > 0 else ()
    if name == "BRANCH":
        return _all_of([_required(branch) for branch in value[1]])
    return ()


def _all_of(branches: Sequence[Words]) -> Words:
    if not all(branches):
        return ()
    words = tuple(dict.fromkeys(word for words in branches for word in words))
    return words if len(words) <= MOST else ()


def _better(one: Words, other: Words) -> Words:
    """Of two, those that are found in fewer stories: the longer, then the fewer."""
    return max(one, other, key=_worth)


def _worth(words: Words) -> tuple[int, int]:
    least = min((_weight(word) for word in words), default=0)
    return (least, -len(words)) if least >= SHORTEST else (0, 0)


def _weight(word: str) -> int:
    """How many letters and figures of a word the scanner can tell apart."""
    return sum(byte != 0x20 for byte in fold(word))
