"""Decides where a story spells a name that it has spelt otherwise: likeness, and evidence that it is one person.

Evidence is the same first name, or that the other spelling is nobody's: it stands alone, rarely, without a full name
of its own. Two people have two full names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.article import Role, Span
from compliance.language.detect import story_language
from compliance.language.people_called import doubtful, full_name, name_before, places, prose_end, title_before
from compliance.language.people_spelling import alike, sound
from compliance.language.quotation_frames import story_cues
from compliance.lexicon import fold_word
from compliance.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.article import Article

_APART = frozenset({Role.BYLINE, Role.CREDIT, Role.DATELINE, Role.SIGN_OFF, Role.COMMENT})
_BEFORE = " \n\xa0“”\"'‘’(«—[¿¡"


class Misspelt(Record):
    """A name that the story spells in another way elsewhere.

    :param span: the rarer spelling; where both are as rare, the later one.
    :param other: a place of the other spelling.
    """

    span: Span
    other: Span


def misspelt(article: Article) -> tuple[Misspelt, ...]:
    """The names that are spelt in two ways, by the place of the rarer one; each spelling once."""
    found: dict[str, Misspelt] = {}
    for word, other in article.get(doubtful).alike:
        if alike(fold_word(word), fold_word(other)):
            one = _judged(article, word, other)
            if one is not None:
                found.setdefault(article[one.span], one)
    return tuple(sorted(found.values()))


class _Uses(Record):
    """How a story uses one spelling.

    :param word: the spelling.
    :param places: where it stands.
    :param firsts: the first names before it, folded.
    :param titles: the last words of the titles before it or before its first name, folded.
    :param courteous: of the titles, all are mere courtesy (``Mr``).
    """

    word: str
    places: list[int]
    firsts: frozenset[str]
    titles: frozenset[str]
    courteous: bool


def _judged(article: Article, word: str, other: str) -> Misspelt | None:
    """Which of two words that are alike is the wrong one; ``None`` where they are not one person's name."""
    things = article.get(_things)
    if word in things.words or other in things.words:
        return None
    end = prose_end(article)
    one, two = (_uses(article, spelt, places(article.text, spelt, 0, end)) for spelt in (word, other))
    if not one.places or not two.places or not things.starts.isdisjoint((*one.places, *two.places)):
        return None
    return _pair(article, one, two) if _is_one(article, one, two) else None


class _Things(Record):
    """Words and places of a story that are not people's names."""

    words: frozenset[str]
    starts: frozenset[int]


def _things(article: Article) -> _Things:
    from compliance.language.people_words import name_words

    words = name_words(article.get(story_language))
    hits = (hit for group in ("places", "territories", "titles", "ranks") for hit in article.hits(group))
    countries = article.lexicon.phrases("territories") if "territories" in article.lexicon else ()
    names = {word for name in countries for word in name.split()}
    inside = (at for hit in hits for at in range(hit.start, hit.end))
    return _Things(words.not_names | words.nationalities | words.openers | names, frozenset(inside))


def _uses(article: Article, word: str, where: Iterable[int]) -> _Uses:
    text = article.text
    firsts: set[str] = set()
    titles: dict[str, str] = {}
    kept = []
    for at in where:
        block = article.block_at(at)
        if block is None or block.role in _APART or not (at == 0 or text[at - 1] in _BEFORE):
            continue
        kept.append(at)
        first = name_before(article, at)
        if first is not None:
            firsts.add(fold_word(article[first]))
        title = title_before(article, at if first is None else first.start)
        if title is not None:
            titles[fold_word(title.entry.phrase).rsplit(maxsplit=1)[-1]] = title.entry.text("kind")
    courteous = all(kind == "courtesy" for kind in titles.values())
    return _Uses(word, kept, frozenset(firsts), frozenset(titles), courteous)


def _is_one(article: Article, usual: _Uses, uses: _Uses) -> bool:
    """Whether two spellings are one person's."""
    shared = not usual.titles.isdisjoint(uses.titles)
    if usual.firsts and uses.firsts:
        return not usual.firsts.isdisjoint(uses.firsts)
    if not usual.firsts and not uses.firsts:
        return shared and not usual.courteous
    lone = usual if uses.firsts else uses
    return (shared or lone.courteous) and _is_nobody(article, lone)


def _is_nobody(article: Article, lone: _Uses) -> bool:
    """Whether a spelling that never has a first name is no word, place or person of its own."""
    from compliance.language.people_words import name_words

    size, text = len(lone.word), article.text
    if any(full_name(article, at, at + size) for at in lone.places):
        return False
    if lone.titles:
        return True
    if lone.word in name_words(article.get(story_language)).given:
        return False
    verbs = {cue.start for cue in article.get(story_cues)}
    return any(at + size + 1 in verbs or text[at - 2 : at - 1].isalpha() for at in lone.places)


def _pair(article: Article, usual: _Uses, uses: _Uses) -> Misspelt | None:
    """The rarer spelling's first place, with a place of the other; ``None`` for a transliteration in a quotation."""
    often, rare = sorted((usual, uses), key=lambda one: (-len(one.places), one.places[0]))
    at = rare.places[0]
    if sound(fold_word(often.word)) == sound(fold_word(rare.word)):
        from compliance.language.reports import quoted_around

        at = next((place for place in rare.places if quoted_around(article, place, place + 1) is None), -1)
    told = often.places[0]
    return None if at < 0 else Misspelt(Span(at, at + len(rare.word)), Span(told, told + len(often.word)))
