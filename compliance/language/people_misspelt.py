"""Decides where a story spells a name that it has spelt otherwise: likeness, and evidence that it is one person.

Evidence is the same first name, or that the other spelling is nobody's: it stands alone, rarely, without a full name
of its own. Two people have two full names.
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from compliance.article import Role, Span
from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.language.people_called import TITLES, no_names
from compliance.language.people_full import full_name, name_before, places, prose_end, title_before
from compliance.language.people_spelling import alike, sound, swapped
from compliance.language.people_words import name_words
from compliance.language.quotation_frames import story_cues
from compliance.lexicon import fold_word
from compliance.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.article import Article
    from compliance.lexicon import Lexicon

_COMPARED = 20
_LETTERS = 2
_LONG, _OFTEN = 7, 2
_MOST = 40
"""Pairs of words that are looked at: so many are alike in no story."""
_REACH = 40
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
    text = article.text
    find = _capitalised(text.isascii())
    words = set(find(text.replace("\n", " "))) - no_names(article.get(story_language))
    judged = (_judged(article, one, other) for one, other in islice(_pairs(words), _MOST))
    found = {article[one.span]: one for one in judged if one is not None}
    return tuple(sorted(found.values())) if found and not _tells_of_spelling(article) else ()


def _tells_of_spelling(article: Article) -> bool:
    """Whether the story is about how something is spelt, so that it gives a wrong form on purpose."""
    words = locale_data(article.get(story_language) or "", "people").get("spelling", ())
    text = article.text.lower()
    return any(word in text for word in words)


@cache
def _capitalised(ascii_alone: bool):  # type: ignore[no-untyped-def]  # the bound method of a pattern
    """Finds long words with a capital behind a space: written so that the search is for spaces, which is fast."""
    import re

    return re.compile(r" ([A-Z][A-Za-z]{4,})" if ascii_alone else r" ([A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ɏ]{4,})").findall


def _pairs(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The words that are like one another, among those with the same first letter."""
    initial, group = "", list[str]()
    for word in sorted(words):
        if word[0] != initial:
            initial, group = word[0], [word]
            continue
        size, second, last = len(word), word[1], word[-1]
        for other in group:
            # what is changed in the one half leaves the other
            near = (other[1] == second or other[-1] == last) and -1 <= len(other) - size <= 1
            if near and _share(other, word) and alike(fold_word(other), fold_word(word)):
                yield other, word
        if len(group) < _COMPARED:
            group.append(word)


def _share(one: str, other: str) -> bool:
    """Whether two words have nearly the same letters, and are not of capitals alone."""
    return len(set(one) ^ set(other)) <= _LETTERS and not one.isupper()


class _Uses(Record):
    """How a story uses one spelling.

    :param word: the spelling.
    :param places: where it stands.
    :param firsts: the first names before it, folded.
    :param titles: the last words of the titles before it or before its first name, folded.
    :param courteous: of the titles, all are mere courtesy (``Mr``).
    :param given: a known first name stands before it, or before the surname before it (Ana López Prieto).
    """

    word: str
    places: list[int]
    firsts: frozenset[str]
    titles: frozenset[str]
    courteous: bool
    given: bool


def _judged(article: Article, word: str, other: str) -> Misspelt | None:
    """Which of two words that are alike is the wrong one; ``None`` where they are not one person's name."""
    given = name_words(article.get(story_language)).given
    if (word in given or other in given) and not swapped(fold_word(word), fold_word(other)):
        return None
    end = prose_end(article)
    one, two = (_uses(article, spelt, places(article.text, spelt, 0, end)) for spelt in (word, other))
    if not one.places or not two.places or not _is_one(article, one, two):
        return None
    if any(map(article.get(_things).__contains__, (*one.places, *two.places))):
        return None
    return _pair(article, one, two)


def _things(article: Article) -> frozenset[int]:
    """Where the words of places and titles stand."""
    hits = (hit for group in ("places", *TITLES) for hit in article.hits(group))
    return frozenset(at for hit in hits for at in range(hit.start, hit.end))


def _uses(article: Article, word: str, where: Iterable[int]) -> _Uses:
    text = article.text
    firsts: set[str] = set()
    titles: dict[str, str] = {}
    kept, given = [], False
    known = name_words(article.get(story_language)).given
    for at in where:
        block = article.block_at(at)
        if block is None or block.role in _APART or not (at == 0 or text[at - 1] in _BEFORE):
            continue
        kept.append(at)
        first = name_before(article, at)
        if first is not None:
            firsts.add(fold_word(article[first]))
            given = given or _is_given(article, first, known)
        title = title_before(article, at if first is None else first.start)
        if title is not None:
            titles[fold_word(title.entry.phrase).rsplit(maxsplit=1)[-1]] = title.entry.text("kind")
    courteous = all(kind == "courtesy" for kind in titles.values())
    return _Uses(word, kept, frozenset(firsts), frozenset(titles), courteous, given)


def _is_given(article: Article, first: Span, known: frozenset[str]) -> bool:
    """Whether a first name is a known one, or a surname behind such a name."""
    before = None if article[first] in known else name_before(article, first.start)
    return article[first] in known if before is None else article[before] in known


def _is_one(article: Article, one: _Uses, two: _Uses) -> bool:
    """Whether two spellings are one person's."""
    shared = not one.titles.isdisjoint(two.titles)
    if _is_slip(article, one, two):
        return not (one.firsts and two.firsts) or not one.firsts.isdisjoint(two.firsts)
    if one.firsts and two.firsts:
        return not one.firsts.isdisjoint(two.firsts) and _is_somebody(one)
    if not one.firsts and not two.firsts:
        return (shared and not one.courteous) or _is_transliterated(one, two)
    lone, whole = (one, two) if two.firsts else (two, one)
    return (shared or lone.courteous) and _is_somebody(whole) and _is_nobody(article, lone, whole)


def _is_transliterated(one: _Uses, two: _Uses) -> bool:
    """Whether two long words that sound alike are behind titles: of two people, one would have a first name."""
    long = min(len(one.word), len(two.word)) >= _LONG
    return long and bool(one.titles and two.titles) and sound(fold_word(one.word)) == sound(fold_word(two.word))


def _is_slip(article: Article, one: _Uses, two: _Uses) -> bool:
    """Whether one of two words is the other with two letters changed over, once: no two names are so near by chance."""
    if not swapped(fold_word(one.word), fold_word(two.word)):
        return False
    given = name_words(article.get(story_language)).given
    known = one.word in given or two.word in given
    return not known and sorted((len(one.places), len(two.places)))[0] == 1 < len(one.places) + len(two.places) - 1


def _is_somebody(whole: _Uses) -> bool:
    """Whether a spelling with a first name is a person's: the first name is known, or there is a title."""
    return bool(whole.titles) or whole.given


def _is_nobody(article: Article, lone: _Uses, whole: _Uses) -> bool:
    """Whether a spelling that never has a first name is no word, place or person of its own."""
    size, text = len(lone.word), article.text
    if any(full_name(article, at, at + size) for at in lone.places):
        return False
    words = name_words(article.get(story_language))
    before = [text[max(at - _REACH, 0) : at].split(" ")[-2:-1] for at in lone.places]
    if not lone.titles and any(
        word[:1].isupper() and word.isalpha() and word not in words.openers for [word] in filter(None, before)
    ):
        return False
    if lone.titles:
        return True
    if lone.word in words.given or lone.word in _countries(article.lexicon):
        return False
    if len(whole.places) >= _OFTEN and sound(fold_word(lone.word)) == sound(fold_word(whole.word)):
        return True  # Belamy left, beside Bellamy
    verbs = {cue.start for cue in article.get(story_cues)}
    return any(at + size + 1 in verbs or text[at - 2 : at - 1].isalpha() for at in lone.places)


@cache
def _countries(lexicon: Lexicon) -> frozenset[str]:
    names = lexicon.phrases("territories") if "territories" in lexicon else ()
    return frozenset(word for name in names for word in name.split())


def _pair(article: Article, usual: _Uses, uses: _Uses) -> Misspelt | None:
    """The rarer spelling's first place, with a place of the other; ``None`` for a transliteration in a quotation."""
    often, rare = sorted((usual, uses), key=lambda one: (-len(one.places), one.places[0]))
    at = rare.places[0]
    if sound(fold_word(often.word)) == sound(fold_word(rare.word)):
        from compliance.language.reports import quoted_around

        at = next((place for place in rare.places if quoted_around(article, place, place + 1) is None), -1)
    told = often.places[0]
    return None if at < 0 else Misspelt(Span(at, at + len(rare.word)), Span(told, told + len(often.word)))
