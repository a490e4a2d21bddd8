"""Reads which outlets a restriction shuts out: ``CCTV OUT``, ``NO HARBOUR POST``, ``ALDERMOUTH DAILIES OUT``."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.language.credit_phrases import Found, Token, phrases
from compliance.language.credit_words import words as words_of
from compliance.lexicon import Lexicon
from compliance.record import Record

_LONGEST = 4
"""So many words at most are an outlet's name."""
_LISTS = ("state-media", "agencies", "outlets")


class Outlet(Record):
    """An outlet that a clause names: its tokens, ``first`` to before ``last``."""

    first: int
    last: int


def outlet_before(words: Sequence[Token], index: int, floor: int, lexicon: Lexicon, titles: bool) -> Outlet | None:
    """The outlet in front of a token.

    :param titles: a name in capitals that ends in a paper's word is one too, though nobody has listed it.
    """
    for name in _LISTS:
        for first in range(max(floor, index - _LONGEST), index):
            found = phrases(lexicon, name).at(words, first)
            if found is not None and found.last == index and (found.exact or _shouted(words[first:index])):
                return Outlet(first, index)
    return _titled(words, index, floor) if titles else None


def _titled(words: Sequence[Token], index: int, floor: int) -> Outlet | None:
    """Capitals that end in a paper's word: ``ALDERMOUTH COURIER``."""
    first = capitals_before(words, index, floor)
    return Outlet(first, index) if index - first > 1 and words[index - 1].key in words_of("paper_titles") else None


def capitals_before(words: Sequence[Token], index: int, floor: int) -> int:
    """The first of the words in capitals that stand in front of a token, no sign among them."""
    first = index
    while first > max(floor, index - _LONGEST) and words[first - 1].text.isalpha() and words[first - 1].text.isupper():
        first -= 1
    return first


def refused_outlet(words: Sequence[Token], position: int, lexicon: Lexicon, titles: bool) -> Outlet | None:
    """The outlet behind a negation in capitals, to the clause's end: ``NO HARBOUR POST``."""
    if not words[position].text.isupper():
        return None
    last = position + 1
    while last < len(words) and words[last].text.isalpha() and words[last].text.isupper():
        last += 1
    if not 1 < last - position <= _LONGEST + 1:
        return None
    outlet = outlet_before(words, last, position + 1, lexicon, titles)
    return Outlet(position, last) if outlet is not None and outlet.first == position + 1 else None


def some_papers(words: Sequence[Token], match: Found, floor: int) -> int | None:
    """Where a name begins that makes a phrase about papers one about some of them: ``ALDERMOUTH DAILIES OUT``."""
    first = capitals_before(words, match.first, floor)
    if first == match.first or words[match.first - 1].key in words_of("every") | words_of("negations"):
        return None
    return first


def _shouted(words: Sequence[Token]) -> bool:
    """Whether a name of two words or more stands in capitals, as a desk writes it."""
    return len(words) > 1 and all(not word.text.isalpha() or word.text.isupper() for word in words)
