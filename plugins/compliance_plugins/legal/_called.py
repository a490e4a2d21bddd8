"""Decides where a story calls a suspect guilty: by a noun (the murderer), or by telling the act as a fact."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from compliance.article import NOT_PROSE, Article, Block, Role, Span
from compliance.language.detect import story_language
from compliance.language.reports import quoted_around, sentence_at
from compliance.record import Record
from compliance_plugins.legal._cases import (
    Suspect,
    cases_in,
    frame_words,
    named_in,
    sentence_before,
    word_after,
    word_before,
    words_in,
    words_of,
)

if TYPE_CHECKING:
    from compliance.scanner import Hit

LABELS, ACTS = "crime-labels", "crime-acts"
_WINDOW = 60


class Called(Record):
    """A place where a story says that a suspect did it.

    :param variant: ``label`` or ``act``.
    """

    span: Span
    variant: str
    suspect: Suspect


def labels(article: Article, known: Mapping[str, Suspect]) -> Iterator[Called]:
    """Nouns of guilt for a suspect, outside quotation marks, with nothing beside them that takes them back."""
    language = article.get(story_language)
    for hit in article.hits(LABELS, language):
        block = article.block_at(hit.start)
        if block is None or block.role in NOT_PROSE or quoted_around(article, hit.start, hit.end):
            continue
        if word_after(article.text, hit.end) in hit.entry.texts("not_before"):
            continue
        sentence = sentence_at(article, hit.start)
        if words_of(article, sentence) & frame_words(article, "hedge"):
            continue
        suspect = (
            _named_beside(article, sentence, hit, known)
            or _in_hand(article, block, sentence, hit, known)
            or _taken_up(article, sentence, hit, known)
        )
        if suspect is not None:
            yield Called(Span(hit.start, hit.end), "label", suspect)


def _named_beside(article: Article, sentence: Span, hit: Hit, known: Mapping[str, Suspect]) -> Suspect | None:
    """The suspect whose name stands with the noun: ``the killer, Ana Roe``, ``Roe, a thief``, ``Roe is a thief``."""
    text, links = article.text, frame_words(article, "link")
    for start, end, person in named_in(article, sentence):
        suspect = known.get(person.name)
        if suspect is None:
            continue
        if start <= hit.start < hit.end < end:  # its capital made it part of the name: Murderer Ana Roe
            return suspect
        if start >= hit.end and _is_title(text[hit.end : start]):
            return suspect
        if end <= hit.start and _links(text[end : hit.start], links):
            return suspect
    return None


def _links(between: str, links: frozenset[str]) -> bool:
    words = between.replace(",", " , ").split()
    small = [word for word in words if word.isalpha() and word not in links]
    return (
        bool(words)
        and len(words) <= 7
        and len(small) <= 1
        and all(word.islower() or not word.isalpha() for word in words)
    )


def _is_title(between: str) -> bool:
    return all(word[0].isupper() for word in between.strip(" ,").split()) and len(between) < 12


def _in_hand(article: Article, block: Block, sentence: Span, hit: Hit, known: Mapping[str, Suspect]) -> Suspect | None:
    """The suspect where the noun alone is said to be arrested or in court: ``the killer was arrested``."""
    text = article.text
    definite = word_before(text, hit.start) in frame_words(article, "definite")
    if not definite and block.role is not Role.HEADLINE:
        return None
    links = frame_words(article, "link")
    for case in cases_in(article, sentence):
        if case.entry.text("kind") != "charge":
            continue
        between = text[hit.end : case.start] if case.start >= hit.end else text[case.end : hit.start]
        if case.start < hit.end and case.entry.text("name") == "before":
            continue
        if len(between) <= _WINDOW and all(
            word in links or word.isdigit() for word in between.replace(",", " ").split()
        ):
            return next(iter(known.values()))
    return None


def _taken_up(article: Article, sentence: Span, hit: Hit, known: Mapping[str, Suspect]) -> Suspect | None:
    """The suspect whom the sentence before names, where the noun means one person (``The thief had …``)."""
    if word_before(article.text, hit.start) not in frame_words(article, "definite"):
        return None
    taken_back = frame_words(article, "hunt") | frame_words(article, "attribution")
    speaks = word_after(article.text, hit.end) in frame_words(article, "attribution")  # the thief said that he …
    if (not speaks and words_of(article, sentence) & taken_back) or word_after(article.text, hit.end) in frame_words(
        article, "owner"
    ):
        return None
    before = sentence_before(article, sentence)
    suspects = (known.get(place[2].name) for place in named_in(article, before))
    return next((suspect for suspect in suspects if suspect is not None), None)


def acts(article: Article, known: Mapping[str, Suspect]) -> Iterator[Called]:
    """Acts that the story itself ascribes to a suspect: ``Roe strangled …``, ``Roe, who robbed …``, ``He shot …``."""
    language = article.get(story_language)
    for hit in article.hits(ACTS, language):
        block = article.block_at(hit.start)
        if block is None or block.role in NOT_PROSE or quoted_around(article, hit.start, hit.end):
            continue
        sentence = sentence_at(article, hit.start)
        suspect = _doer(article, sentence, hit, known)
        if suspect is None or word_after(article.text, hit.end) in frame_words(article, "passive"):
            continue
        told = _without_case(article, sentence) | _without_case(article, sentence_before(article, sentence))
        if not told & (frame_words(article, "hedge") | frame_words(article, "attribution")):
            yield Called(Span(hit.start, hit.end), "act", suspect)


def _without_case(article: Article, sentence: Span) -> frozenset[str]:
    """The words of a sentence, those apart by which it tells where the case stands (charged with …)."""
    text, at, rest = article.text, sentence.start, ""
    for case in cases_in(article, sentence):
        rest, at = rest + text[at : case.start], case.end
    return frozenset(words_in(rest + text[at : sentence.end]))


def _doer(article: Article, sentence: Span, hit: Hit, known: Mapping[str, Suspect]) -> Suspect | None:
    text, who = article.text, frame_words(article, "who")
    for _, end, person in named_in(article, Span(sentence.start, hit.start)):
        between = text[end : hit.start]
        joined = not between.strip(" ,") or between.strip(" ,") in who or _is_aside(between, who)
        if joined and (suspect := known.get(person.name)):
            return suspect
    opening = text[sentence.start : hit.start].strip()
    if opening.lower() in frame_words(article, "pronoun") or (not opening and hit.entry.flag("opens")):
        before = sentence_before(article, sentence)
        cued = list(known.values())
        index = bisect_left(cued, before.start, key=lambda one: one.cue.start)
        return cued[index] if index < len(cued) and before.covers(cued[index].cue) else None
    return None


def _is_aside(between: str, who: frozenset[str]) -> bool:
    """Whether a clause of its own stands between a name and its verb: ``Roe, who has been charged, killed …``."""
    opens, closes = between[:2] == ", ", between[-2:] == ", "
    return opens and closes and between.strip(" ,").count(",") == 0 and word_before(between, len(between)) not in who
