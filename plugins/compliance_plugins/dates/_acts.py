"""Decides what a verb beside a date says of it: that it was done on that day, or that it will be."""

from __future__ import annotations

from compliance.article import Article, Span
from compliance.language.dates_grammar import Grammar
from compliance.language.dates_tense import FUTURE, PAST, Governor, governor, governor_after
from compliance.language.dates_written import mid_sentence

LONGEST = 8
"""Words between a verb and its date; behind more, the date may belong to another verb."""
_MARKS = "(),.;:\"“”«»’'"


def done_on(article: Article, span: Span, words: Grammar) -> Governor | None:
    """The verb that says something was done on a date; ``None`` where the date may be that of something ahead."""
    found = governor(article.text, span.start, span.end, words)
    if found is None or found.direction != PAST or not found.strong or _attribute(article, span, words):
        return None
    between = _between(article, found, span)
    if between is None or any(word in words.words["clause_words"] for word in between):
        return None
    infinitives = words.phrases["infinitive_endings"]
    if infinitives and any(len(word) > 3 and word.endswith(infinitives) for word in between):
        return None
    if found.before and between and not _at_hand(article, span, between[-1], words):
        return None
    participle = found.word.endswith(words.phrases["participle_endings"])
    if participle and not mid_sentence(article.text, found.span.start):
        return None  # at the head of a sentence it has no subject: "Released 25 February on disc"
    if not between and found.word in words.words["bare_before"]:
        return None
    if found.before and _future_before(article, found.span.start, words):
        return None
    announcing = found.word in words.words["announcing"]
    if not found.before:
        return found if not announcing and _opens_sentence(article, span, words) else None
    if announcing and not _said_on(found, between, words):
        return None
    return None if governor_after(article.text, span.end, words) == FUTURE else found


def _at_hand(article: Article, span: Span, word: str, words: Grammar) -> bool:
    """Whether the date follows a preposition of days, or a name (*met in Lisbon April 20*)."""
    if word in words.words["on_day"] or word in words.words["in_year"]:
        return True
    before = article.text[max(0, span.start - 24) : span.start].split()
    return bool(before) and before[-1].strip(_MARKS)[:1].isupper()


def _future_before(article: Article, start: int, words: Grammar) -> bool:
    """Whether the sentence has spoken of the future before the verb: the verb may be a mere participle."""
    before = article.text[max(0, start - 100) : start].rpartition("\n\n")[2].rpartition(". ")[2].lower()
    return any(word.strip(_MARKS) in words.words["future"] for word in before.split())


def _said_on(found: Governor, between: list[str], words: Grammar) -> bool:
    """Whether a verb of saying has the date right beside it: *said on 20 April*."""
    reporting = found.word in words.words["reporting"]
    return reporting and bool(between) and all(word in words.words["on_day"] for word in between)


def _attribute(article: Article, span: Span, words: Grammar) -> bool:
    """Whether the date only qualifies a noun: *the 27 February match*."""
    before = article.text[max(0, span.start - 16) : span.start].lower().split()
    if not before or before[-1] not in words.words["attribute_before"]:
        return False
    return len(before) < 2 or before[-2] not in words.words["on_day"]


def comes_on(article: Article, span: Span, words: Grammar) -> Governor | None:
    """The verb that says something will be done on a date."""
    found = governor(article.text, span.start, span.end, words)
    if found is None or found.direction != FUTURE or _attribute(article, span, words):
        return None
    certain = found.word in words.words["certain_future"] or (
        bool(endings := words.phrases["certain_future_endings"]) and found.word.endswith(endings)
    )
    between = _between(article, found, span)
    if not certain or between is None:
        return None
    if any(word in words.words["past_excuses"] for word in between):
        return None
    if not found.before and not _opens_sentence(article, span, words):
        return None
    return found


def _between(article: Article, found: Governor, span: Span) -> list[str] | None:
    text = article.text
    gap = text[found.span.end : span.start] if found.before else text[span.end : found.span.start]
    if any(mark in gap for mark in '“”"«»;:'):
        return None
    between = [word.strip(_MARKS).lower() for word in gap.split()]
    between = [word for word in between if word]
    return between if len(between) <= LONGEST else None


def _opens_sentence(article: Article, span: Span, words: Grammar) -> bool:
    """Whether nothing but a preposition stands between the sentence's start and the date."""
    before = article.text[max(0, span.start - 24) : span.start].rpartition("\n\n")[2]
    head = before.rpartition(". ")[2] if ". " in before else before
    if len(before) == 24 and head is before:
        return False
    return all(word.strip(_MARKS).lower() in words.words["on_day"] for word in head.split())
