"""Decides which names above or beside a story, in its headline or a teaser, the story itself never gives.

A look at each capitalised word tells at once that nearly every headline is borne; only for one that the story does not
have is it asked whether it is a name.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.language.people_called import no_names
from compliance.language.people_opening import headline_words, is_act, opening_name
from compliance.language.people_spelling import alike, sound
from compliance.language.people_words import name_words
from compliance.language.quotation_frames import frames
from compliance.lexicon import fold_word
from compliance.record import Record

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from compliance.article import Article
    from compliance.language.people_names import Name
    from compliance.language.people_opening import HeadlineWords

_SIGNS = ".,;:!?\"'“”‘’«»()[]…¿¡"
_MARKS = "\"'“”‘’«»"
_STEM = 4
_LONE = 4
_BEFORE = 40
_PAIR = 2
_SMALL = 7
"""The longest of the small words that keep no capital in such headlines (against, through)."""
_QUOTED = (": ", " - ", " – ", " — ")
"""Behind one of these stands who said what a headline quotes, at its end."""
_LONGER = 3
_LISTS = ("places", "territories", "outlets", "organisations", "agencies", "platforms", "state-media")


class Stated(Record):
    """A name that the story does not give.

    :param span: the name, its titles not; where a word of it is like one of the story's, that word.
    :param like: a word of the story that may be the same name, spelt otherwise; empty for none.
    """

    span: Span
    like: str


def names_not_given(article: Article, place: Span, low: int, high: int, *, misspelt: bool = False) -> list[Stated]:
    """The people named in a short text whose names the story never gives.

    :param low: where the story that should give them starts; ``high`` where it ends.
    :param misspelt: those that the story gives in another spelling are asked for too.
    """
    text, language = article.text, article.get(story_language)
    missing = [word for word in _capitals(text, place, language) if text.find(word, low, high) < 0]
    if missing and not misspelt:
        never = no_names(language)
        missing = [word for word in missing if word not in never and text.find(word[:_STEM], low, high) < 0]
    opening = opening_name(article, place, low, high)
    if not missing and opening is None:
        return []
    stated = text[place.start : place.end]
    if stated.isupper():
        return []
    from compliance.language.people import names_in

    given = _story_words(text[low:high])
    every = _capitals_everywhere(stated)
    found = [] if opening is None else _opening(article, opening, given)
    for name in names_in(article, place):
        if _is_apart(text, name.span.start) or (opening is not None and opening.overlaps(name.span)):
            continue
        if misspelt and (other := _behind_same_first_name(text, name, low, high)) is not None:
            found.append(other)
            continue
        if _is_given(name, given) or (every and not given.isdisjoint(map(fold_word, name.tokens))):
            continue
        if name.certain or (not every and (_is_lone(article, name, place) or _is_namesake(article, name))):
            found.append(_stated(name, text, given))
    return found


def _opening(article: Article, span: Span, given: frozenset[str]) -> list[Stated]:
    """The name that opens a headline, where the story does not give it in another form, and it is no place or body."""
    from compliance.language.people_names import Name

    name = Name(span, (article[span],), (), False, False)
    return [] if _is_listed(article, article[span]) or _is_given(name, given) else [_stated(name, article.text, given)]


def _is_listed(article: Article, word: str) -> bool:
    """Whether a word is known as a place or a body."""
    lexicon, language = article.lexicon, article.get(story_language)
    return any(name_list in lexicon and lexicon.find(name_list, word, language) for name_list in _LISTS)


def _is_apart(text: str, start: int) -> bool:
    """Whether a name follows a score, or a stroke that parts the author from the headline."""
    return text[start - 2 : start - 1] == "/" or text[start - 2 : start - 1].isdigit()


def _capitals(text: str, place: Span, language: str | None) -> Iterator[str]:
    """The capitalised words of a text, without signs around them; words of capitals alone left out.

    The first word has a capital anyway: it counts where another capital or a verb of saying follows.
    """
    words = text[place.start : place.end].split()
    if len(words) > 1 and not (words[1][0].isupper() or words[1] in name_words(language).says):
        del words[0]
    for word in words:
        if word[0].isupper() or not word[0].isalnum():
            bare = word.strip(_SIGNS)
            bare = bare[:-2] if bare.endswith(("'s", "’s")) else bare
            if bare[:1].isupper() and not bare.isupper():
                yield bare


def _capitals_everywhere(stated: str) -> bool:
    """Whether a headline gives every longer word a capital, so that a capital says nothing."""
    long = [word for word in stated.split() if len(word) >= _STEM and word[0].isalpha()]
    if any(word[0].islower() and len(word) > _SMALL for word in long):
        return False
    return sum(word[0].isupper() for word in long[1:]) * 2 > len(long)


@cache
def _word() -> re.Pattern[str]:
    import re

    return re.compile(r"[^\W\d_]+")


def _story_words(story: str) -> frozenset[str]:
    return frozenset(map(fold_word, set(_word().findall(story))))


def _parts(name: Name) -> list[str]:
    """The folded words by which a story would give a name: the first name left out where there are others."""
    tokens = name.tokens[1:] or name.tokens
    return [part for token in tokens for part in _word().findall(fold_word(token)) if len(part) > 1]


def _is_given(name: Name, given: frozenset[str]) -> bool:
    """Whether the story gives a word of the name, in another form perhaps (Italy, Italian), or as another alphabet is
    written.
    """
    parts = _parts(name)
    if not parts or not given.isdisjoint(parts):
        return True
    lone = len(name.tokens) == 1 or not name.certain
    for part in parts:
        stem = part[:_STEM]
        if lone and len(part) >= _STEM and any(word.startswith(stem) and not alike(word, part) for word in given):
            return True
    return any(_is_heard(part, given) for part in parts)


def _is_heard(part: str, given: Iterable[str]) -> bool:
    """Whether a word of the story sounds like one of a name: no spelling is longer by more than a few letters."""
    said = sound(part)
    return any(sound(word) == said for word in given if -_LONGER <= len(word) - len(part) <= _LONGER)


def _stated(name: Name, text: str, given: Iterable[str]) -> Stated:
    """A name as not given: whole, or of one that is spelt otherwise the word that is."""
    for match in _word().finditer(text, *name.span):
        part = fold_word(match[0])
        like = next((word for word in sorted(given) if alike(word, part)), "")
        if like and part in _parts(name):
            return Stated(Span(*match.span()), like)
    start = name.span.start if name.certain else text.find(name.tokens[-1], *name.span)
    return Stated(Span(start, name.span.end), "")


def _behind_same_first_name(text: str, name: Name, low: int, high: int) -> Stated | None:
    """A surname that the story never has, where behind the same first name it has one that is like it."""
    if len(name.tokens) < _PAIR or name.tokens[-1] in text[low:high]:
        return None
    first, last = f"{name.tokens[-2]} ", fold_word(name.tokens[-1])
    at = text.find(first, low, high)
    told = _word().match(text, at + len(first), high) if at >= 0 else None
    if told is None or not told[0][0].isupper() or not alike(fold_word(told[0]), last):
        return None
    start = text.rfind(name.tokens[-1], *name.span)
    return Stated(Span(start, start + len(name.tokens[-1])), told[0].lower())


def _is_lone(article: Article, name: Name, place: Span) -> bool:
    """Whether a single capitalised word is a person's name: in the middle of a sentence, at the end behind a colon,
    or where somebody acts right behind it.
    """
    text, (start, end) = article.text, name.span
    word, language = name.tokens[-1], article.get(story_language)
    if len(word) < _LONE or not word.isalpha() or _is_listed(article, word):
        return False
    before, behind = text[max(place.start, start - _BEFORE) : start], text[end : min(place.end, end + _BEFORE)]
    if not behind and before.endswith(_QUOTED):
        return True
    words = headline_words(language)
    following = behind.split(None, 2)[:2] if behind.startswith(" ") else []
    if word.endswith("s") and not (words is not None and is_act(following, words)):
        return False
    if following and following[0].strip(_SIGNS) in name_words(language).says:
        return True
    if len(name.tokens) > 1 or (words is not None and before.strip() in words.nouns):
        opens = len(name.tokens) == 1 or (len(name.tokens) == _PAIR and not before)
        return opens and _opens_before_name(text, place, language, words)
    return _is_within(before, behind, following, language)


def _is_namesake(article: Article, name: Name) -> bool:
    """Whether a name has the first name of somebody in the story, and another surname."""
    from compliance.language.people import people

    if len(name.tokens) != _PAIR or not name.tokens[1].isalpha():
        return False
    first, last = name.tokens
    return any(
        person.name.startswith(f"{first} ") and last not in person.name.split() for person in article.get(people)
    )


def _opens_before_name(text: str, place: Span, language: str | None, words: HeadlineWords | None) -> bool:
    """Whether the first word of a headline may stand before a name (Angry Orme storms out; Promete Orme un puente)."""
    if locale_data(language or "", "people").get("headline", {}).get("opens_before_name", False):
        return True
    first = text[place.start : place.end].split(None, 1)[0]
    return words is not None and first.strip(_SIGNS).lower() in words.does


def _is_within(before: str, behind: str, following: Sequence[str], language: str | None) -> bool:
    """Whether a single word stands amid small words of which none says that it is a place or a thing."""
    last = before.rsplit(None, 1)[-1].strip(_MARKS) if before.endswith(" ") and before.strip() else ""
    if not (last.isalpha() and last.islower()):
        return False
    if behind and not behind.startswith((" ", ",", "'s", "’s", ".", "?", ":")):
        return False
    places = locale_data(language or "", "people").get("headline", {}).get("before_places", ())
    if last in places or last in frames(language).articles:
        return False
    return not following or not (following[0][0].isupper() or following[0][0].isdigit())
