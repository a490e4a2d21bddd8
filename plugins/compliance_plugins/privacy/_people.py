"""Who is named beside a place, and in which sentence it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from compliance.article import Article, Block, Span
from compliance.language.people import names_in, people
from compliance.language.sentences import Sentence, sentences

_REACH = 300
"""Code points of a sentence that are read either side of a place."""


def sentence_of(article: Article, block: Block, span: Span) -> Span:
    """The sentences of a block that a place stands in, full stops within the place ending none."""
    every = article.get(sentences)
    first = bisect_right(every, span.start, key=_start) - 1
    after = bisect_left(every, span.end, key=_start)
    start = every[first].start if first >= 0 else block.start
    end = every[after].start if after < len(every) else block.end
    return Span(max(start, block.start, span.start - _REACH), min(end, block.end, span.end + _REACH))


def _start(sentence: Sentence) -> int:
    return sentence.start


def mentions(article: Article) -> tuple[Span, ...]:
    """Every place at which a person is named, in order."""
    return tuple(sorted(mention.span for person in article.get(people) for mention in person.mentions))


def named_in(article: Article, place: Span) -> Span | None:
    """The last person named in a stretch."""
    spans = article.get(mentions)
    last = bisect_left(spans, (place.end,)) - 1
    return spans[last] if last >= 0 and place.covers(spans[last]) else None


def named_before(article: Article, place: Span) -> Span | None:
    """Who is named last before a place, in its sentence or earlier; a surname that stands alone in the sentence too.

    :param place: from the sentence's start to the place.
    """
    spans = article.get(mentions)
    last = bisect_left(spans, (place.end,)) - 1
    if last >= 0:
        return spans[last]
    alone = names_in(article, place)
    return alone[-1].span if alone else None
