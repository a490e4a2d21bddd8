"""Decides whom a story says to be arrested, accused or on trial, and whether it knows of a conviction."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from compliance.article import BODY, Article, Span
from compliance.language.detect import story_language
from compliance.language.people import Person
from compliance.language.reports import quoted_around, sentence_at
from compliance.record import Record
from compliance_plugins.legal._frames import frame_words, word_after, words_in, words_of
from compliance_plugins.legal._named import named_in, sentence_behind, together
from compliance_plugins.legal._whom import person_of

if TYPE_CHECKING:
    from compliance.scanner import Hit

_LIST, _CAUGHT = "case-words", "caught-words"
_DEMAND = 40
"""In a quotation longer than this a conviction is what somebody wishes for."""
_LATER = 2
"""Whoever is in a case and not named at it, is named so many sentences later at most."""
_TITLE, _AGED = 16, 6
"""So many words behind that name tell what became of them."""


class Suspect(Record):
    """Somebody who is arrested, accused or on trial.

    :param cue: the words that say so.
    :param cleared: the story tells that he was acquitted or let go.
    :param charged: more than somebody's word is against him.
    """

    person: Person
    cue: Span
    cleared: bool = False
    charged: bool = True


def under_way(article: Article) -> bool:
    """Whether a story tells of a case, and of no conviction in it; what somebody demands in a quotation is none."""
    hits = article.hits(_LIST, article.get(story_language))
    if not any(hit.entry.text("kind") == "charge" for hit in hits):
        return False
    return not any(hit.entry.text("kind") == "conviction" and not _is_wished(article, hit) for hit in hits)


def _is_wished(article: Article, hit: Hit) -> bool:
    quotation = quoted_around(article, hit.start, hit.end)
    return quotation is not None and quotation.end - quotation.start > _DEMAND


def suspects(article: Article) -> Mapping[str, Suspect]:
    """Those alive whom a story that knows of no conviction names as suspects, by name, in the order of the cues."""
    if not article.get(under_way):
        return {}
    found: dict[str, Suspect] = {}
    for hit in article.hits(_LIST, article.get(story_language)):
        if hit.entry.text("kind") != "charge" or quoted_around(article, hit.start, hit.end):
            continue
        person = person_of(article, hit) or _named_later(article, hit)
        if person is None:
            continue
        for one in together(article, sentence_at(article, hit.start), person):
            found[one.name] = _suspected(one, hit, found.get(one.name))
    if not found:
        found = _only_caught(article)
    dead = set(_dead(article)) if found else ()
    return {name: suspect for name, suspect in found.items() if name not in dead}


def _suspected(person: Person, hit: Hit, known: Suspect | None) -> Suspect:
    """Somebody whom words that tell a case are said of, with what was known of them."""
    charged, cleared = not hit.entry.flag("claim"), hit.entry.flag("cleared")
    if known is None:
        return Suspect(person, Span(hit.start, hit.end), cleared, charged)
    return known._replace(cleared=known.cleared or cleared, charged=known.charged or charged)


def _is_title(opening: str) -> bool:
    """Whether nothing but a title opens a sentence before a name: ``The Rev``."""
    return len(opening) < _TITLE and all(word[0].isupper() for word in opening.split())


def _only_caught(article: Article) -> dict[str, Suspect]:
    """Of a case that names nobody, whoever is said to be in hand and named soon after."""
    for hit in article.hits(_CAUGHT, article.get(story_language)):
        person = _named_later(article, hit) if hit.entry.text("kind") == "hold" else None
        if person is not None and not quoted_around(article, hit.start, hit.end):
            return {person.name: Suspect(person, Span(hit.start, hit.end))}
    return {}


def _dead(article: Article) -> Iterator[str]:
    for hit in article.hits(_CAUGHT, article.get(story_language)):
        person = person_of(article, hit) if hit.entry.text("kind") == "dead" else None
        if person is not None:
            yield person.name


def _named_later(article: Article, hit: Hit) -> Person | None:
    """Who opens a sentence soon after one that tells of a case and not whose: ``A man was charged. Ana Roe, 41, …``."""
    sentence = sentence_at(article, hit.start)
    others = {place[2].name for place in named_in(article, sentence)}
    for _ in range(_LATER):
        sentence = sentence_behind(article, sentence)
        for start, end, person in named_in(article, sentence):
            opening = article.text[sentence.start : start].strip()
            if opening.lower() in frame_words(article, "identify"):
                return person
            following = article.text[end : sentence.end]
            said = words_in(following)[:_AGED]
            aged = following.startswith(",") and any(word.isdigit() for word in said[:2])
            suffered = frame_words(article, "suffered").intersection(said)
            another = _is_title(opening) and aged and not suffered and person.name not in others
            return person if another else None
    return None


def sentences_of_cases(article: Article) -> tuple[frozenset[str], ...]:
    """The words of each sentence of the body that tells of a charge."""
    hits = article.hits(_LIST, article.get(story_language))
    charges = [hit for hit in hits if hit.entry.text("kind") == "charge"]
    sentences = {sentence_at(article, hit.start) for hit in charges if _is_in_body(article, hit)}
    return tuple(words_of(article, sentence) for sentence in sorted(sentences))


def _is_in_body(article: Article, hit: Hit) -> bool:
    block = article.block_at(hit.start)
    return block is not None and block.role in BODY


def cases_in(article: Article, stretch: Span) -> Iterator[Hit]:
    """The words of a stretch that say where a case stands."""
    return _within(article.hits(_LIST, article.get(story_language)), stretch)


def in_hand(article: Article, stretch: Span) -> Iterator[Hit]:
    """The words of a stretch, outside quotation marks, that say that somebody is caught, accused or in court."""
    caught = article.hits(_CAUGHT, article.get(story_language))
    for hit in (*cases_in(article, stretch), *_within(caught, stretch)):
        told = hit.entry.text("kind") in ("charge", "hold") and not hit.entry.flag("cleared")
        told = told and not (hit.entry.flag("passive") and _has_object(article, hit))
        if told and not quoted_around(article, hit.start, hit.end):
            yield hit


def _has_object(article: Article, hit: Hit) -> bool:
    objects = frame_words(article, "determiner") | frame_words(article, "one")
    return word_after(article.text, hit.end) in objects


def _within(hits: Sequence[Hit], stretch: Span) -> Iterator[Hit]:
    for index in range(bisect_left(hits, stretch.start, key=lambda hit: hit.start), len(hits)):
        if hits[index].start >= stretch.end:
            return
        yield hits[index]
