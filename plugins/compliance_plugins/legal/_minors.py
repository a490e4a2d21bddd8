"""Decides which people whom a story names are under age, by the age or the noun that stands with the name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from re import Pattern, compile, escape

from compliance.article import Article, Span
from compliance.language.counts import AgeWords, age_words
from compliance.language.detect import story_language
from compliance.language.people import Person
from compliance.language.reports import sentence_at
from compliance.language.signs import digit_runs
from compliance.record import Record
from compliance_plugins.legal._frames import frame_words
from compliance_plugins.legal._named import Place, first_named, named_in, named_places, sentence_before

_NOUNS = "minor-words"
_LABEL, _WORDS = 40, 3
_YEARS = " años"


class Minor(Record):
    """Somebody under age whom the story names.

    :param name: where the name stands.
    :param sign: the age, or the noun, that says so.
    :param age: in years; ``None`` where only a noun says it.
    """

    person: Person
    name: Span
    sign: Span
    age: int | None


def ages_under(article: Article, under: int) -> list[Span]:
    """The numbers that are written as the age of somebody younger, in years."""
    words = age_words(article.get(story_language))
    if words is None:
        return []
    match, found = _age(words).match, []
    for at in article.get(digit_runs):
        age = match(article.text, at)
        if age is not None and int(age[0]) < under:
            found.append(Span(at, age.end()))
    return found


def minors(article: Article, ages: list[Span]) -> Iterator[Minor]:
    """People named beside one of these ages, or beside a noun for a child; initials in a surname's place name nobody.

    :param ages: from :func:`ages_under`.
    """
    language, text = article.get(story_language), article.text
    words = age_words(language)
    places = article.get(named_places)
    for sign in ages:
        assert words is not None  # else there are no ages
        index = bisect_left(places, (sign.start,), key=lambda place: place[:1])
        if index and _is_between(text[places[index - 1][1] : sign.start], words):
            start, end, person = places[index - 1]
        elif not text.startswith((*words.old, _YEARS), sign.end):
            continue
        elif index < len(places) and _is_label(article, text[sign.end : places[index][0]]):
            start, end, person = places[index]
        elif (taken_up := _taken_up(article, sign)) is not None:
            start, end, person = taken_up
        else:
            continue
        if not _is_veiled(text[start:end]):
            yield Minor(person, Span(start, end), sign, int(article[sign]))
    for hit in article.hits(_NOUNS, language):
        around = Span(max(hit.start - _LABEL, 0), hit.end + _LABEL)
        for start, end, person in named_in(article, around):
            before = 0 <= start - hit.end <= 2 and text[hit.end : start].strip(", ") == ""
            behind = 0 <= hit.start - end <= 6 and text[end : hit.start].strip(", a") == ""
            if (before or behind) and not _is_veiled(text[start:end]):
                yield Minor(person, Span(start, end), Span(hit.start, hit.end), None)


def _is_veiled(name: str) -> bool:
    """Whether initials stand for the surname, as in the press of Spain and Germany: ``Pedro L. M.``, ``Kevin M.``"""
    parts = name.replace(".", ". ").split()[1:]
    return bool(parts) and all(len(part.rstrip(".")) == 1 for part in parts)


def _is_between(between: str, words: AgeWords) -> bool:
    return between in words.between or between in (", a ", ", an ", ", the ", ", un ", ", una ")


def _is_label(article: Article, between: str) -> bool:
    """Whether only a few nouns stand between an age and a name: ``15-year-old high school pupil Ana Roe``."""
    said = between.split()[1:] if between[:1] in "- " else between.split()
    if len(between) > _LABEL or len(said) > _WORDS:
        return False
    verbs = frame_words(article, "attribution") | frame_words(article, "object") | frame_words(article, "link")
    if said:
        said[-1] = said[-1].removesuffix(",")
    return all(word.isalpha() and word.islower() and word not in verbs for word in said)


def _taken_up(article: Article, sign: Span) -> Place | None:
    """Whom a sentence that opens with an age takes up from the one before: ``Tom Roe was held. The 15-year-old …``."""
    sentence = sentence_at(article, sign.start)
    if article.text[sentence.start : sign.start].lower().strip() not in frame_words(article, "definite"):
        return None
    return first_named(article, sentence_before(article, sentence))


@cache
def _age(words: AgeWords) -> Pattern[str]:
    before = "|".join(f"(?<={escape(said)})" for said in words.between)
    ends, old = ("|".join(map(escape, said)) or "(?!)" for said in (words.ends, words.old))
    years = "|".join(map(escape, (*words.old, _YEARS)))
    return compile(f"(?:{before})[0-9]{{1,2}}(?={ends})|[0-9]{{1,2}}(?={old}|{years})")
