"""Decides where the shares of one vote, or of one poll on how people would vote, make more than a hundred."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from compliance.language.counts import SumWords, sentence_of
from compliance_plugins.consistency._whole import Sum

if TYPE_CHECKING:
    from compliance.article import Article, Block, Span
    from compliance.language.figures import Figure
    from compliance.language.figures_reader import FigureReader

_FEWEST = 2
_WHOLE, _ROOM = 100, 1.5


def may_have_votes(said: str, words: SumWords) -> bool:
    """A quick look: whether a text that speaks of votes or polls has two shares."""
    return sum(said.count(sign) for sign in words.shares) >= _FEWEST


def votes(article: Article, reader: FigureReader, block: Block, words: SumWords) -> Iterator[Sum]:
    """The shares of a block that stand in one sentence and make more than a hundred."""
    said = article[block]
    if not may_have_votes(said, words) or not _speaks_of_one(said.lower(), words):
        return
    shares = [each for each in reader.within(block) if each.unit == "%" and each.upper is None]
    for sentence, group in groupby(shares, key=lambda each: sentence_of(article, each)):
        given = list(group)
        total = sum(each.value for each in given)
        if len(given) < _FEWEST or total <= _WHOLE + _ROOM or any(each.bound for each in given):
            continue
        if _is_one_vote(article[sentence], words) and not any(
            _is_of_other(article.text, each, sentence, reader.words.of, words) for each in given
        ):
            yield Sum(None, tuple(each.span for each in given), total)


def _speaks_of_one(small: str, words: SumWords) -> bool:
    """A quick look: whether a text in small letters has a word for votes, or one beside the parties of a poll."""
    return any(word in small for word in (*words.votes, *words.polled))


def _is_one_vote(sentence: str, words: SumWords) -> bool:
    """Whether a sentence speaks of votes, or of a poll's parties in their order, and of nothing counted beside them."""
    small = sentence.lower()
    said = {word.strip(",.;()") for word in small.split()}
    if said & words.counting:
        return False
    return bool(said & words.votes) or any(phrase in small for phrase in words.polled)


def _is_of_other(text: str, share: Figure, sentence: Span, of: frozenset[str], words: SumWords) -> bool:
    """Whether a share is said of something else than the vote: ``68% of the text messages``."""
    after = [word.strip(",.;()") for word in text[share.span.end : sentence.end].lower().split()[:5]]
    return bool(after) and after[0] in of and words.votes.isdisjoint(after)
