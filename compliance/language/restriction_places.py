"""Reads for which countries a restriction's words hold: before the words, behind them, or inside them."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.language.credit_phrases import Found, Phrases, Token, phrases
from compliance.language.credit_words import words as words_of
from compliance.language.restriction_outlets import outlet_before
from compliance.lexicon import Entry, Lexicon
from compliance.record import Record

_SIGNS = frozenset(",/&;-")
_LONGEST = 8
"""So many words and signs at most are the name of a country."""


class Places(Record):
    """Countries that a clause names: ISO codes (none where it is an outlet's own), its place in text and tokens."""

    codes: tuple[str, ...]
    start: int
    end: int
    last: int


def lists(word: Token) -> bool:
    """Whether a word or sign joins the parts of a list."""
    return word.text in _SIGNS or word.key in words_of("joiners")


def _codes(entry: Entry) -> tuple[str, ...]:
    return entry.texts("codes") or entry.texts("code")


def _territory(words: Sequence[Token], index: int, lexicon: Lexicon, name: str = "territories") -> Found | None:
    found = phrases(lexicon, name).at(words, index)
    if found is None:
        return None
    written = "".join(word.text for word in words[found.first : found.last])
    short = len(written.replace(".", "")) <= 3
    return found if (written.isupper() if short else written[:1].isupper()) else None


def places_before(
    words: Sequence[Token], match: Found, floor: int, lexicon: Lexicon, titles: bool = False
) -> Places | None:
    """The countries in front of ``OUT``; an agency, a paper or a station there makes it the outlet's own clause.

    :param floor: the first token that may belong to the clause.
    :param titles: a name that only looks like a paper's is one.
    """
    glued = match.first and words[match.first - 1].end == words[match.first].start
    if glued and words[match.first - 1].text == "-":
        return None
    codes: set[str] = set()
    index = first = match.first
    while index > floor:
        place = _ending_at(words, index, floor, lexicon)
        if place is None:
            break
        codes.update(_codes(place.entry))
        first = index = place.first
        while index > floor and lists(words[index - 1]):
            index -= 1
    if codes:
        return Places(tuple(sorted(codes)), words[first].start, match.end, match.last)
    outlet = outlet_before(words, match.first, floor, lexicon, titles)
    return Places((), words[outlet.first].start, match.end, match.last) if outlet is not None else None


def _ending_at(words: Sequence[Token], index: int, floor: int, lexicon: Lexicon) -> Found | None:
    for first in range(max(floor, index - _LONGEST), index):
        found = _territory(words, first, lexicon)
        if found is not None and found.last == index:
            other = first > 0 and words[first - 1].key in words_of("other_place")
            return None if other else found
    return None


def place_in_front(words: Sequence[Token], match: Found, floor: int, lexicon: Lexicon) -> Places | None:
    """The country right in front of a phrase about some of its press: ``UK TABLOIDS OUT``, ``FRENCH MAGS OUT``."""
    for first in range(max(floor, match.first - _LONGEST), match.first):
        found = named_or_of(words, first, lexicon)
        if found is not None and found.last == match.first:
            return Places(_codes(found.entry), found.start, match.end, match.last)
    return None


def named_or_of(words: Sequence[Token], index: int, lexicon: Lexicon) -> Found | None:
    """A country's name or its adjective at a token."""
    return _territory(words, index, lexicon) or _territory(words, index, lexicon, "territory-adjectives")


def places_after(words: Sequence[Token], index: int, lexicon: Lexicon, *, link: bool = False) -> Places | None:
    """The countries behind ``NO USE IN``.

    :param link: the phrase itself has no preposition: one must come first (``NO SALES IN JAPAN``), or the country alone
        must end the clause (``NO SALES JAPAN``).
    """
    linked = index < len(words) and words[index].key in words_of("places")
    index += linked
    codes: set[str] = set()
    start = end = last = -1
    while index < len(words):
        if words[index].key in words_of("articles") or (codes and lists(words[index])):
            index += 1
            continue
        place = _territory(words, index, lexicon)
        if place is None:
            break
        if codes and place.last < len(words) and words[place.last].text == "OUT":
            break
        codes.update(_codes(place.entry))
        start = place.start if start < 0 else start
        end, index, last = place.end, place.last, place.last
    if link and not linked and last >= 0 and last < len(words) and words[last].text[0].isalnum():
        return None
    return Places(tuple(sorted(codes)), start, end, last) if codes else None


def with_place(
    index: Phrases, words: Sequence[Token], position: int, lexicon: Lexicon
) -> tuple[Found, tuple[str, ...]] | None:
    """A phrase with a country inside it behind its first word: ``NO UK SALES``, ``NO JAPANESE MAGAZINES``."""
    if words[position].key not in words_of("negations"):
        return None
    place = named_or_of(words, position + 1, lexicon) if position + 1 < len(words) else None
    found = continued(index, words, words[position], place.last) if place is not None else None
    if place is None or found is None:
        return None
    return found._replace(first=position, start=words[position].start), _codes(place.entry)


def continued(index: Phrases, words: Sequence[Token], head: Token, position: int) -> Found | None:
    """The phrase of a first word and the words from a position on: ``NO (UK) SALES``, ``NO (ARCHIVES OR) SALES``."""
    if position >= len(words):
        return None
    spliced = (head, *words[position : position + _LONGEST])
    found = index.at(spliced, 0)
    if found is None or found.last < 2:
        return None
    return found._replace(first=position, last=position + found.last - 1, start=words[position].start)
