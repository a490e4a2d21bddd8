"""Makes patterns from the words and expressions of a rule, and searches with many of them at once.

A rule's tokens are alternatives of one pattern in Vale: the leftmost match counts, of two that begin together the
first listed, and no two overlap. Here each token is a pattern of its own, so that only those need be searched for that
a story can have; what is found is the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from compliance.packs.vale.dialect import UntranslatableError, translate
from compliance.packs.vale.keys import WrongKeyError
from compliance.packs.vale.points.finder import found
from compliance.packs.vale.search import Search

if TYPE_CHECKING:
    from compliance.packs.vale.scopes import View
    from compliance.packs.vale.vocabulary import House


_PLAIN = re.compile(r"[\w '’-]+\Z")
"""What means itself: words, of which a style may have tens of thousands."""


def checked(key: str, pattern: str, options: str = "") -> tuple[str, str]:
    """A pattern translated and tried, and the options in force at its end.

    :param key: the rule's key that holds it.
    :raises WrongKeyError: it cannot be translated, or is no pattern.
    """
    import regex

    if _PLAIN.match(pattern):
        return (f"(?{options}:{pattern})" if options else pattern), options
    try:
        made, left = translate(pattern, options)
        regex.compile(made)
    except (UntranslatableError, regex.error, RecursionError, OverflowError) as error:
        raise WrongKeyError(key, f"the pattern {_short(pattern)} cannot be read: {error}") from None
    return made, left


def _short(pattern: str) -> str:
    return repr(pattern if len(pattern) <= 80 else f"{pattern[:79]}…")


def words(key: str, tokens: Iterable[str], house: House, *, nonword: bool, ignorecase: bool) -> list[str]:
    """A pattern for each token, with the bounds of words around it where they are wanted.

    :raises WrongKeyError: one is no pattern.
    """
    options = "im" if ignorecase else "m"
    made_of = []
    for token in tokens:
        if not token.strip():
            continue
        if house.template and not nonword:
            made, _ = checked(key, house.template.replace("%s", token), options)
        else:
            made, options = checked(key, token, options)
            made = f"(?:{made})" if nonword else rf"\b(?:{made})\b"
        made_of.append(made)
    return made_of


def exceptions(keys: Mapping[str, Any], house: House, *, vocab: bool = True) -> dict[str, str]:
    """What a rule leaves alone: a pattern for its own exceptions and those of the vocabulary, and one for phrases.

    :raises WrongKeyError: one is no pattern.
    """
    terms = list(keys.get("exceptions", []))
    if vocab and keys.get("vocab", True):
        terms += house.accepted
    if not terms:
        return {}
    made = [checked("exceptions", term, "m")[0] for term in sorted(terms, key=len, reverse=True)]
    left = {"except": rf"\b(?:{'|'.join(made)})\b"}
    phrases = [checked("exceptions", term, "i")[0] for term in terms if " " in term.strip() or r"\s" in term]
    if phrases:
        left["phrases"] = rf"\b(?:{'|'.join(phrases)})\b"
    return left


class Exceptions:
    """What a rule leaves alone, in one run over a story.

    :param made: of :func:`exceptions`.
    """

    __slots__ = ("_exception", "_phrases", "_search", "_spans", "_view")

    def __init__(self, made: Mapping[str, Any], search: Search) -> None:
        self._exception: str = made.get("except", "")
        self._phrases: str = made.get("phrases", "")
        self._search = search
        self._view: View | None = None
        self._spans: list[tuple[int, int]] = []

    def cover(self, view: View, start: int, end: int) -> bool:
        """Whether a match is left alone: an exception stands in it, or it stands in a phrase that is one."""
        if self._exception and self._search.first(self._exception, view.text[start:end].strip()):
            return True
        if not self._phrases:
            return False
        if view is not self._view:
            self._view = view
            self._spans = [match.span() for match in self._search.all(self._phrases, view.text)]
        at = bisect_right(self._spans, start, key=_begin) - 1
        return at >= 0 and end <= self._spans[at][1]


def _begin(span: tuple[int, int]) -> int:
    return span[0]


def leftmost(
    patterns: Sequence[str], which: Iterable[int], text: str, search: Search
) -> Iterator[tuple[int, int, int]]:
    """The matches of alternatives: leftmost first, the first listed of two that begin together, none overlapping.

    :param which: the numbers of the patterns that can match at all.
    :returns: the number of the pattern, and where the match begins and ends.
    """
    ahead: list[tuple[int, int, int]] = []

    def seek(number: int, start: int) -> None:
        span = found(patterns[number], text, start, search) if start <= len(text) else None
        if span:
            heappush(ahead, (span[0], number, span[1]))

    for number in which:
        seek(number, 0)
    reached = 0
    while ahead:
        start, number, end = heappop(ahead)
        if start >= reached:
            yield number, start, end
            reached = max(end, start + 1)
        seek(number, reached)
