"""Whose a telephone number or an e-mail address is, told by the sentence and the paragraph that it stands in."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from re import IGNORECASE, Pattern, compile

from compliance.article import Article, Block, Span
from compliance.language.detect import story_language
from compliance.language.people import people
from compliance.language.sentences import sentences
from compliance.record import Record
from compliance_plugins.privacy._cues import cues, has_cue

_PRIVATE, _PUBLIC = "private-contacts", "public-contacts"
_NEAR = 30
"""Code points between a word for the owner and one for the means: *her old mobile*."""
_SHORT = 80
"""Code points of a block so short that the one before it says whose it is."""


class Owner(StrEnum):
    """Whose it is: everybody may use it, it is somebody's own, or nothing says whose it is."""

    PUBLIC = "public"
    PRIVATE = "private"
    UNTOLD = "untold"


class Owned(Record):
    """Whose something is, and where the story says so.

    :param told: the words that say it; ``None`` for none.
    """

    owner: Owner
    told: Span | None = None


def owned(article: Article, span: Span) -> Owned:
    """Whose a number or an address is; the nearer and the plainer word decides."""
    block = article.block_at(span.start)
    if block is None:
        return Owned(Owner.UNTOLD)
    sentence = sentence_of(article, block, span)
    told = _own_words(article, sentence)
    if told is None and not has_cue(article, _PUBLIC, sentence.start, span.start):
        told = _beside(article, span)
    if told is not None:
        return Owned(Owner.PRIVATE, told)
    if not article.lexicon.entries(_PUBLIC, article.get(story_language)):
        return Owned(Owner.PUBLIC)  # of another language: its words for what is public are not known
    wide = _surroundings(article, block)
    if has_cue(article, _PUBLIC, *sentence) or has_cue(article, _PUBLIC, *wide):
        return Owned(Owner.PUBLIC)
    told = named_in(article, sentence) or named_in(article, wide)
    return Owned(Owner.PRIVATE if told is not None else Owner.UNTOLD, told)


def sentence_of(article: Article, block: Block, span: Span) -> Span:
    """The sentences that a place stands in, full stops within the place ending none."""
    start, end = block.span
    for one in article.get(sentences):
        if one.block is not block and one.block != block:
            continue
        if one.end <= span.start:
            start = one.end
        elif one.start >= span.end:
            end = min(end, one.start)
            break
    return Span(start, end)


def named_in(article: Article, place: Span) -> Span | None:
    """The last person named in a stretch."""
    spans = (mention.span for person in article.get(people) for mention in person.mentions)
    return max((span for span in spans if place.covers(span)), default=None)


def _surroundings(article: Article, block: Block) -> Span:
    """The block, and where it is short, the one before it."""
    start, end = block.span
    if end - start < _SHORT:
        before = article.block_at(start - 1) if start else None
        start = before.start if before is not None else start
    return Span(start, end)


def _own_words(article: Article, place: Span) -> Span | None:
    """Words that say whose it is: *home number*, or *her* with *phone* near it."""
    owner: Span | None = None
    for cue in cues(article, _PRIVATE, *place):
        part, span = cue.entry.text("part"), Span(cue.start, cue.end)
        if not part:
            return span
        if part == "owner":
            owner = span
        elif owner is not None and cue.start - owner.end <= _NEAR and _few_words(article.text[owner.end : cue.start]):
            return Span(owner.start, cue.end)
    return None


def _few_words(between: str) -> bool:
    return len(between.split()) <= 2 and not any(sign in between for sign in ",;:.()")


def _beside(article: Article, span: Span) -> Span | None:
    """The person whose name stands right before it, as in *Ana Roe, 01632 960123* and *Ana Roe's number, …*."""
    start = max(0, span.start - _NEAR)
    for person in article.get(people):
        for mention in person.mentions:
            if start <= mention.span.end <= span.start and _link().fullmatch(
                article.text[mention.span.end : span.start]
            ):
                return mention.span
    return None


@cache
def _link() -> Pattern[str]:
    means = r"(?:mobile|cell|phone|telephone|number|e-?mail|address)"
    return compile(rf"[\s,:(<\[]+|['’]s?(?:\s{means}){{1,3}}(?:\s(?:is|was))?[\s,:(]+", IGNORECASE)
