"""Decides what a verb beside a date says of it: that it was done on that day, or that it will be."""

from __future__ import annotations

from compliance.article import Article, Span
from compliance.language.dates_grammar import Grammar
from compliance.language.dates_tense import FUTURE, PAST, Governor, governor

LONGEST = 8
"""Words between a verb and its date; behind more, the date may belong to another verb."""
_MARKS = "(),.;:\"“”«»’'"


def done_on(article: Article, span: Span, words: Grammar) -> Governor | None:
    """The verb that says something was done on a date; ``None`` where the date may be that of something ahead."""
    found = governor(article.text, span.start, span.end, words)
    if found is None or found.direction != PAST or not found.strong:
        return None
    between = _between(article, found, span)
    if between is None:
        return None
    if found.before:
        if found.word in words.words["announcing"] and any(w not in words.words["on_day"] for w in between):
            return None
        if found.word in words.words["announcing"] and _is_helper(found.word, words):
            return None
        rest = governor(article.text, span.end, span.end, words)
        after = _rest(article, span)
        if rest is not None and rest.direction == FUTURE and rest.word in after:
            return None
    elif found.word in words.words["announcing"] or not _opens_sentence(article, span, words):
        return None
    return None if any(word in words.words["clause_words"] for word in between) else found


def comes_on(article: Article, span: Span, words: Grammar) -> Governor | None:
    """The verb that says something will be done on a date."""
    found = governor(article.text, span.start, span.end, words)
    if found is None or found.direction != FUTURE:
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


def _rest(article: Article, span: Span) -> set[str]:
    tail = article.text[span.end : span.end + 90].partition(". ")[0].partition("\n\n")[0]
    return {word.strip(_MARKS).lower() for word in tail.split()}


def _is_helper(word: str, words: Grammar) -> bool:
    return len(word) < 5 and word not in ("said", "told", "dijo")


def _opens_sentence(article: Article, span: Span, words: Grammar) -> bool:
    """Whether nothing but a preposition stands between the sentence's start and the date."""
    before = article.text[max(0, span.start - 24) : span.start].rpartition("\n\n")[2]
    head = before.rpartition(". ")[2] if ". " in before else before
    if len(before) == 24 and head is before:
        return False
    return all(word.strip(_MARKS).lower() in words.words["on_day"] for word in head.split())
