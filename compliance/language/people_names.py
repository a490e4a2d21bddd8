"""Decides which runs of capitalised words are names of people, and which titles stand with them.

A run is a name where a title, a first name, an age, a mark of position or a verb of speech says so; words of
organisations, places, months and agencies say the opposite.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.people_runs import Surroundings, Token, runs_between, surroundings, title_ending
from compliance.language.people_words import NameWords
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.scanner import Hit

_PAIR, _MARKED = 2, 3
_SUFFIXES = frozenset({"Jr", "Sr"})
_ROMAN = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "XVI"})

__all__ = ["Name", "names_between", "surroundings"]


class Name(Record):
    """A name as it stands in the text.

    :param span: the name, its titles not.
    :param tokens: its words, particles included in the word that follows (``von der Leyen`` is one).
    :param titles: the titles before and beside it.
    :param certain: something besides its capitals says that it is a person.
    :param given: its first word is a known first name.
    """

    span: Span
    tokens: tuple[str, ...]
    titles: tuple[Span, ...]
    certain: bool
    given: bool


def names_between(around: Surroundings, start: int, end: int) -> list[Name]:
    """The names in a stretch of the story, single surnames and doubtful ones included, in order."""
    found = []
    for run in runs_between(around, start, end):
        if len(run) == 1 and run[0].text in around.never:
            continue
        name = _name(around, run, start, end)
        if name is not None:
            found.append(name)
    return found


def _name(around: Surroundings, run: list[Token], start: int, end: int) -> Name | None:
    tokens, titles = _without_titles(around, run)
    tokens = _cut_short(around.words, _without_openers(around, tokens, bool(titles)))
    if not tokens:
        return None
    words, given = around.words, tokens[0].text in around.words.given
    if not titles:
        titles = _title_before(around, tokens[0].start, start)
    if _refused(around, tokens, given, bool(titles)):
        return None
    span = Span(tokens[0].start, tokens[-1].end)
    if around.text[span.end : span.end + 1] == "." and len(tokens[-1].text) == 1:
        span = Span(span.start, span.end + 1)
    certain = bool(titles) or (
        len(tokens) > 1 and (given or _has_mark(tokens) or _person_beside(around, span, end, words))
    )
    return Name(span, _with_particles(around.text, tokens), titles, certain, given)


def _without_titles(around: Surroundings, run: list[Token]) -> tuple[list[Token], tuple[Span, ...]]:
    """The run behind its last title, and its titles."""
    first, last = run[0].start, run[-1].end
    index = bisect_left(around.title_starts, first)
    spans: list[Span] = []
    stop = first
    while index < len(around.titles) and around.titles[index].start < last:
        hit = around.titles[index]
        first_name = bool(spans) and hit.entry.flag("common") and around.text[hit.start : hit.end] in around.words.given
        if not spans and _is_surname(around.words, run, hit):
            index += 1
            continue
        if hit.end <= last + 1 and hit.end > stop and around.text[hit.start].isupper() and not first_name:
            spans.append(_with_stop(around.text, hit))
            stop = hit.end
        index += 1
    rest = [token for token in run if token.start >= stop]
    if spans and not rest and len(run) > 1 and run[0].text in around.words.given and len(run) - len(spans) >= 1:
        return run, ()
    return rest, tuple(spans) if rest else ()


def _is_surname(words: NameWords, run: list[Token], hit: Hit) -> bool:
    """Whether a noble's title is somebody's surname, as it stands behind a first name: Stephen King, Iván Duque."""
    first = run[0].text
    if len(run) < _PAIR or hit.start != run[1].start or hit.entry.text("kind") != "noble":
        return False
    return first in words.given and first not in words.openers


def _cut_short(words: NameWords, tokens: list[Token]) -> list[Token]:
    """The run up to a small word inside it: headlines that capitalise every word (Ana Orme Was Right)."""
    for index in range(1, len(tokens)):
        if tokens[index].text in words.openers and (index < len(tokens) - 1 or tokens[0].text not in words.given):
            return tokens[:index]
    return tokens


def _with_stop(text: str, hit: Hit) -> Span:
    """The title with the full stop of its abbreviation."""
    return Span(hit.start, hit.end + (text[hit.end : hit.end + 1] == "." and hit.entry.phrase.endswith(".")))


def _without_openers(around: Surroundings, tokens: list[Token], titled: bool) -> list[Token]:
    """The run without the words in front that only open a sentence, and without nationalities and places."""
    first = 0
    while first < len(tokens) and (
        tokens[first].text in around.words.openers or tokens[first].text in around.words.nationalities
    ):
        first += 1
    while len(tokens) - first > (1 if titled else 2) and tokens[first].text not in around.words.given:
        place = _place_at(around, tokens[first].start)
        if place is None:
            break
        behind = first
        while behind < len(tokens) and tokens[behind].start < place.end:
            behind += 1
        if behind >= len(tokens):
            break
        first = behind
    return tokens[first:]


def _place_at(around: Surroundings, start: int) -> Hit | None:
    index = bisect_left(around.place_starts, start)
    if index < len(around.places) and around.places[index].start == start:
        return around.places[index]
    return None


def _refused(around: Surroundings, tokens: list[Token], given: bool, titled: bool) -> bool:
    """Whether a word of the run belongs to an organisation, a place or an agency."""
    words = around.words
    if len(tokens) == 1 and len(tokens[0].text) == 1:
        return True
    for index, token in enumerate(tokens):
        bare = token.text
        if (
            len(bare) > 1
            and bare.isupper()
            and bare not in _ROMAN
            and not (index == 0 and len(bare) == 2 and len(tokens) > 1)
        ):
            return True
        if bare in words.not_names and not (index and (given or titled) and bare in words.surnames_too):
            return True
        if bare in words.nationalities or (bare in around.countries and not given):
            return True
    if given and (len(tokens) > 1 or titled):
        return False
    if len(tokens) > 1 and around.text[tokens[0].start : tokens[-1].end] in around.countries:
        return True
    index = bisect_left(around.place_starts, tokens[0].start)
    if index == len(around.places) or around.places[index].start >= tokens[-1].end:
        return False
    end = tokens[-1].end  # Petra Nowak, 52, is nobody's town
    return around.places[index].end >= end or _beside()(around.text[end : end + 48]) is None


def _title_before(around: Surroundings, start: int, lowest: int) -> tuple[Span, ...]:
    """A title in lower case right before the name, or in a clause that a comma closes (el ministro ruso, …)."""
    text = around.text
    hit = title_ending(around, start - 1) if text[start - 1 : start] == " " else None
    if hit is None and text[start - 2 : start] == " ":
        hit = title_ending(around, start - 2)
    if hit is not None and hit.start >= lowest:
        return (_with_stop(text, hit),)
    if text[start - 2 : start] != ", ":
        return ()
    index = bisect_left(around.title_starts, start - 2) - 1
    if index < 0 or around.titles[index].start < max(lowest, start - 60):
        return ()
    hit = around.titles[index]
    between = text[hit.end : start - 2]
    return (Span(hit.start, hit.end),) if _is_complement(between) else ()


def _is_complement(between: str) -> bool:
    """Whether the words between a title and its comma only say of what (de Defensa ruso)."""
    return not any(sign in between for sign in ".,;:!?()") and between.count(" ") <= 6


def _person_beside(around: Surroundings, span: Span, end: int, words: NameWords) -> bool:
    """Whether what follows fits a person only: an age, a mark of position, a verb of speech, an office."""
    text = around.text
    after = text[span.end : min(span.end + 48, end)]
    if _beside()(after):
        return True
    following = after.split(None, 1)
    if following and after[:1] == " " and following[0].strip(".,") in words.says:
        return True
    before = text[max(span.start - 14, 0) : span.start].rsplit(None, 1)
    if before and text[span.start - 1 : span.start] == " " and before[-1] in words.says:
        return True
    if after[:2] != ", ":
        return False
    index = bisect_left(around.title_starts, span.end + 2)
    if index >= len(around.titles) or around.titles[index].start > span.end + 40:
        return False
    between = text[span.end + 2 : around.titles[index].start]
    return between.count(" ") <= 4 and _is_complement(between)


def _has_mark(tokens: list[Token]) -> bool:
    """Whether an initial stands inside, or a word at the end that tells father and son apart."""
    if len(tokens) < _MARKED:
        return False
    return tokens[-1].text in _SUFFIXES or any(len(token.text) == 1 for token in tokens[1:-1])


def _with_particles(text: str, tokens: list[Token]) -> tuple[str, ...]:
    if len(tokens) == 1:
        return (tokens[0].text,)
    found = [tokens[0].text]
    for one, other in pairwise(tokens):
        gap = text[one.end : other.start].strip(". \xa0\n")
        found.append(f"{gap} {other.text}" if gap else other.text)
    return tuple(found)


@cache
def _beside():  # type: ignore[no-untyped-def]  # the bound method of a pattern
    import re

    # an age in commas or brackets or told in words, or a mark of position: (L), (2-R), (izq.)
    return re.compile(
        r",? \(?\d{1,2}(?:[,).]| años| years)"
        r"|,? de \d{1,2} años(?! de (?!edad))|,? aged \d{1,2}\b|, an? \d{1,2}-year-old\b"
        r"| \((?:\d ?-? ?)?(?:[LRCIDlrcid]|left|right|izq\.?|dcha\.?|der\.?)\)"
    ).match
