"""Decides by what a story tells who the victim of a sexual offence is: name, relation to the accused, school."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from compliance.article import NOT_PROSE, Article, Span
from compliance.language.detect import story_language
from compliance.language.reports import sentence_at
from compliance.record import Record
from compliance_plugins.legal._frames import frame_words, words_of
from compliance_plugins.legal._named import Place, first_named, named_places, nearest
from compliance_plugins.legal._whom import person_of

if TYPE_CHECKING:
    import re

    from compliance.scanner import Hit

LIST = "sexual-offences"
_WORDS = "victim-words"
_NEAR, _HEAD = 60, 5


class Told(Record):
    """What tells who a victim is.

    :param by: ``name``, ``relation`` or ``school``.
    :param span: the words that do.
    :param offence: the words for what was done.
    :param name: the victim's name, or the name of the accused to whom the relation leads; else empty.
    """

    by: str
    span: Span
    offence: Span
    name: str


def told_by_name(article: Article) -> Iterator[Told]:
    """Victims who are named, each once."""
    seen = set()
    hits = article.hits(LIST, article.get(story_language))
    if all(hit.entry.flag("vague") for hit in hits):
        return
    for hit in hits:
        place = _victim(article, hit)
        if place is not None and place[2].name not in seen:
            seen.add(place[2].name)
            yield Told("name", Span(place[0], place[1]), Span(hit.start, hit.end), place[2].name)
        for start, end, person in _called_victim(article, hit):
            if person.name not in seen:
                seen.add(person.name)
                yield Told("name", Span(start, end), Span(hit.start, hit.end), person.name)


def _called_victim(article: Article, hit: Hit) -> Iterator[Place]:
    """Who is named behind a noun for the victim: the same sentence or the next has ``the victim, Ana Roe,``, or any
    has again what the offence was done to (``raping a student``, later ``the student, Ana Roe,``).
    """
    text, sentence = article.text, sentence_at(article, hit.start)
    nouns = words(article, "victim")
    near = sentence_at(article, min(sentence.end + 2, len(text) - 1)).end
    done_to = _done_to(article, hit, sentence)
    for place in article.get(named_places):
        if place[0] < hit.end or text[place[0] - 2 : place[0]] != ", ":
            continue
        before = text[max(place[0] - 40, 0) : place[0] - 2].lower().split()[-2:]
        if len(before) < 2 or before[0] not in frame_words(article, "definite"):
            continue
        if before[1] == done_to or (before[1] in nouns and place[0] < near):
            yield place


def _done_to(article: Article, hit: Hit, sentence: Span) -> str:
    """The noun for whom an offence was done to: ``student`` in ``raping a student in 2019``; empty for none."""
    if hit.entry.text("name") != "after":
        return ""
    said = article.text[hit.end : min(hit.end + _NEAR, sentence.end)].split()[:3]
    if len(said) < 2 or said[0] not in frame_words(article, "determiner"):
        return ""
    noun = said[2] if said[1][0].isdigit() and len(said) > 2 else said[1]
    return noun.strip(".,;:").lower()


def _victim(article: Article, hit: Hit) -> Place | None:
    block = article.block_at(hit.start)
    if block is None or block.role in NOT_PROSE:
        return None
    sentence = sentence_at(article, hit.start)
    if hit.entry.text("name") == "accuser":
        place = first_named(article, sentence)
        for_another = words_of(article, sentence) & frame_words(article, "speaks-for")
        accuses = place is not None and _accuses(article, article.text[place[1] : hit.start])
        return place if accuses and not for_another else None
    person = person_of(article, hit)
    if person is None:
        return None
    return (*nearest(person, hit.start), person)


def _accuses(article: Article, between: str) -> bool:
    """Whether the first words behind a name are a verb of accusing: ``Ana Roe accused John Marlow of raping her``."""
    if between[:2] == ", " and (behind := between.find(", ", 2)) > 0:
        between = between[behind:]  # Ana Roe, a nurse of 30, told police that he raped her
    first = between.lower().replace(",", " ").split()[:3]
    return bool(frame_words(article, "accuse").intersection(first))


def told_by_relation(article: Article) -> Iterator[Told]:
    """Victims told by what they are to somebody who is named: ``John Marlow raped his stepdaughter``."""
    whose, kin = words(article, "whose"), words(article, "kin")
    for hit in article.hits(LIST, article.get(story_language)):
        sentence = sentence_at(article, hit.start)
        named = first_named(article, sentence)
        if named is None or named[1] > hit.start:
            continue
        following = article.text[hit.end : min(hit.end + _NEAR, sentence.end)]
        found = _relation(following, whose, kin)
        if found is not None:
            span = Span(hit.end + found[0], hit.end + found[1])
            yield Told("relation", span, Span(hit.start, hit.end), named[2].name)


def _relation(following: str, whose: frozenset[str], kin: frozenset[str]) -> tuple[int, int] | None:
    """Where ``his 14-year-old stepdaughter`` stands at the head of some words, in front of any sign."""
    first = None
    for match in list(_word().finditer(following))[:_HEAD]:
        word = match[0]
        bare = word.rstrip(".,;:)")
        if first is not None and bare in kin:
            return first, match.start() + len(bare)
        if first is None and bare in whose:
            first = match.start()
        if word != bare or word[0].isupper():
            return None
    return None


@cache
def _word() -> re.Pattern[str]:
    import re

    return re.compile(r"\S+")


def told_by_school(article: Article, ages: list[Span]) -> Iterator[Told]:
    """Victims told by age and school: ``a 14-year-old pupil at Aldermouth High School was raped``."""
    pupil, school, joins = (words(article, kind) for kind in ("pupil", "school", "at"))
    for hit in article.hits(LIST, article.get(story_language)):
        sentence = sentence_at(article, hit.start)
        index = bisect_left(ages, (sentence.start,))
        while index < len(ages) and ages[index].start < sentence.end:
            before = article.text[max(ages[index].start - 20, sentence.start) : ages[index].start].split()
            known = bool(pupil.intersection(before))  # una alumna de 15 años del instituto Orduña
            end = _school(article.text[ages[index].end : sentence.end], pupil, school, joins, known=known)
            if end is not None:
                yield Told("school", Span(ages[index].start, ages[index].end + end), Span(hit.start, hit.end), "")
                return
            index += 1


def _school(
    following: str, pupil: frozenset[str], school: frozenset[str], joins: frozenset[str], *, known: bool
) -> int | None:
    """Where the school ends in ``-year-old pupil at Aldermouth High School``; ``None`` where there is none.

    :param known: the pupil stands before the age.
    """
    written = following[: 2 * _NEAR]
    noun = min((at for word in pupil if 0 <= (at := written.find(f" {word} ")) < _NEAR), default=0 if known else -1)
    if noun < 0:
        return None
    join = min((at for word in joins if (at := written.find(f" {word} ", noun + 1)) >= 0), default=-1)
    if join < 0 or any(sign in written[:join] for sign in ".;:"):
        return None
    ends = [(at, at + len(word)) for word in school if 0 <= (at := written.find(word, join)) < join + _NEAR]
    if not ends:
        return None
    at, end = min(ends)
    name = written[at:end] if written[at].isupper() else written[end : end + 20].strip()
    between = written[join:at].split()[1:]
    named = name[:1].isupper() and (written[at].islower() or any(word[0].isupper() for word in between))
    if not named or any(sign in written[join:at] for sign in ".,;:"):
        return None
    return end


def words(article: Article, kind: str) -> frozenset[str]:
    """Words of the list ``victim-words`` in the story's language, by their kind."""
    entries = article.lexicon.entries(_WORDS, article.get(story_language))
    return frozenset(entry.phrase for entry in entries if entry.text("kind") == kind)
