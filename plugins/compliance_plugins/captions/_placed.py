"""Decides whom a mark of position places: somebody named, somebody described, an office without a name, or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.people_names import Name, names_between, surroundings
from compliance.record import Record
from compliance_plugins.captions._marks import Mark, Words

if TYPE_CHECKING:
    from compliance.article import Article

NAMED, OFFICE, DESCRIBED, NOBODY, THING = "named", "office", "described", "nobody", "thing"
_JOINS = frozenset({"and", "y", "e", "or", "o", "with", "con", "&", "the", "el", "la"})


class Placed(Record):
    """A mark with whom it places.

    :param who: ``named``, ``office``, ``described``, ``nobody`` or ``thing``.
    :param name: the last word of the name; else the word before the mark.
    :param span: the name, or that word.
    """

    mark: Mark
    who: str
    name: str
    span: Span
    certain: bool = False


class Reading(Record):
    """A caption's people: those that marks place, and every name in it."""

    placed: tuple[Placed, ...]
    names: tuple[Name, ...]
    described: bool


def read(article: Article, prose: Span, marks: list[Mark], words: Words) -> Reading:
    """Who is placed in a caption and who else is there."""
    names = names_between(article.get(surroundings), prose.start, prose.end)
    lower = article.text[prose.start : prose.end].lower()
    by_end = {name.span.end: name for name in names}
    read_marks = (_placed(article, prose, mark, by_end, words) for mark in marks)
    placed = [each for each in read_marks if each is not None]
    parties = _party_letters(article, placed, by_end, words, lower)
    kept = tuple(each for each in placed if each.mark.span not in parties)
    return Reading(kept, tuple(names), _somebody(article[prose], prose.start, names, words))


def _placed(article: Article, prose: Span, mark: Mark, names: dict[int, Name], words: Words) -> Placed | None:
    text = article.text
    end = mark.span.start
    while end > prose.start and text[end - 1] in " ,\xa0\n":
        end -= 1
    if end == prose.start:
        return None
    end = _without_age(text, end)
    name = names.get(end) or names.get(end - 2)
    if name is not None:
        return Placed(mark, NAMED, name.tokens[-1], name.span, bool(name.certain or len(name.tokens) > 1))
    start = max(text.rfind(" ", prose.start, end) + 1, prose.start)
    word = text[start:end].strip("()[]“”\"'«»")
    low, span = word.lower(), Span(start, end)
    if text[end - 1] in ")]" or low in _JOINS or text[end - 1] in ".;:":
        return Placed(mark, NOBODY, word, span)
    if low in words.offices:
        return Placed(mark, OFFICE, word, span)
    return Placed(mark, DESCRIBED if low in words.people else THING, word, span)


def _without_age(text: str, end: int) -> int:
    """The end of the name before an age (Ana Ruiz, 34, left)."""
    if not text[end - 1].isdigit():
        return end
    while end > 0 and text[end - 1].isdigit():
        end -= 1
    return len(text[:end].rstrip(", "))


def _party_letters(
    article: Article, placed: list[Placed], names: dict[int, Name], words: Words, lower: str
) -> set[Span]:
    """The marks whose letter is a politician's party (Sen. Ana Ruiz (R))."""
    letters = [each for each in placed if each.mark.letter and each.mark.position.side[0] in words.party]
    if not letters:
        return set()
    if any(word in lower for word in words.party_words):
        return {each.mark.span for each in letters}
    starts = {hit.start for hit in article.hits("titles", "en") if hit.entry.flag("party")}
    found = set()
    for each in letters:
        name = names.get(each.span.end)
        if name is not None and name.span == each.span and any(title.start in starts for title in name.titles):
            found.add(each.mark.span)
    return found


def _somebody(caption: str, offset: int, names: list[Name], words: Words) -> bool:
    """Whether the caption speaks of people without naming them (a nurse, his wife), titles before names apart."""
    titled = [title for name in names for title in name.titles]
    position = 0
    for index, word in enumerate(caption.split()):
        position = caption.index(word, position)
        bare = word.strip('.,;:!?()[]"“”«»')
        bare = bare[:-2] if bare.endswith(("’s", "'s")) else bare
        # a capital inside the sentence is a name's: the General Staff
        if (bare.lower() if index == 0 else bare) in words.people and not any(
            title.start <= offset + position < title.end for title in titled
        ):
            return True
        position += len(word)
    return False
