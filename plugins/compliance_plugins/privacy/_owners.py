"""Whose a telephone number or an e-mail address is, told by the sentence and the paragraph that it stands in."""

from __future__ import annotations

from bisect import bisect_left
from enum import StrEnum
from functools import cache
from re import IGNORECASE, Pattern, compile

from compliance.article import Article, Block, Span
from compliance.language.detect import story_language
from compliance.record import Record
from compliance_plugins.privacy._cues import Cue, cues
from compliance_plugins.privacy._people import mentions, named_in, sentence_of

_PRIVATE, _PUBLIC = "private-contacts", "public-contacts"
_NEAR = 30
"""Code points between a word for the owner and one for the means: *her old mobile*."""
_WIDE = 400
"""Code points either side of it in which the paragraph may say whose it is."""
_LINE = 18
"""Code points of a block so short that the one before it says whose it is: *Tel. 01632 960123*."""

_TELLING = 800
"""Code points of a story in which a language that is known would have been told."""


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


def owned(article: Article, span: Span, personal: bool) -> Owned:
    """Whose a number or an address is; the nearer and the plainer word decides.

    :param personal: it is of a kind that people have rather than bodies: a mobile, a mailbox at a provider.
    """
    block = article.block_at(span.start)
    if block is None:
        return Owned(Owner.UNTOLD)
    sentence = sentence_of(article, block, span)
    told = _own_words(article, sentence) or _beside(article, span, _whose())
    if told is None and not _is_public(article, Span(sentence.start, span.start)):
        told = _beside(article, span, _link())
    if told is not None:
        return Owned(Owner.PRIVATE, told)
    if not _is_read(article):
        return Owned(Owner.PUBLIC)  # its words for what is public are not known
    if _is_public(article, sentence):
        return Owned(Owner.PUBLIC)
    return _by_paragraph(article, block, span, sentence, personal)


def _is_public(article: Article, place: Span) -> bool:
    """Whether words there are for what is public; one that is somebody's surname (Church, Banks, Constable) is not."""
    return any(not _in_a_name(article, cue) for cue in cues(article, _PUBLIC, *place))


def _in_a_name(article: Article, cue: Cue) -> bool:
    spans = article.get(mentions)
    last = bisect_left(spans, (cue.end,)) - 1
    return last >= 0 and spans[last].start <= cue.start and cue.end <= spans[last].end


def _is_read(article: Article) -> bool:
    """Whether the story is in a language whose words are known; one too short to tell is taken for such."""
    language = article.get(story_language)
    if language is None:
        return len(article.text) < _TELLING
    return bool(article.lexicon.entries(_PUBLIC, language))


def _by_paragraph(article: Article, block: Block, span: Span, sentence: Span, personal: bool) -> Owned:
    """Whose it is where its sentence has no word for it: who is named there, then what the paragraph speaks of."""
    named = named_in(article, sentence)
    wide = _surroundings(article, block, span)
    if not (named is not None and personal) and _is_public(article, wide):
        return Owned(Owner.PUBLIC)
    named = named or named_in(article, wide)
    return Owned(Owner.UNTOLD if named is None else Owner.PRIVATE, named)


def _surroundings(article: Article, block: Block, span: Span) -> Span:
    """The block, and where it is a line of its own, the one before it."""
    start, end = max(block.start, span.start - _WIDE), min(block.end, span.end + _WIDE)
    if start and (block.end - block.start) - (span.end - span.start) < _LINE:
        before = article.block_at(block.start - 1)
        start = max(before.start, before.end - _WIDE) if before is not None else start
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


def _beside(article: Article, span: Span, link: Pattern[str]) -> Span | None:
    """The person whose name stands before it, with nothing but a link in between."""
    spans = article.get(mentions)
    last = bisect_left(spans, (span.start,)) - 1
    if last < 0 or span.start - spans[last].end > _NEAR:
        return None
    return spans[last] if link.fullmatch(article.text[spans[last].end : span.start]) else None


@cache
def _link() -> Pattern[str]:
    """As in *Ana Roe, 01632 960123* and *Ana Roe (tel. 01632 960123)*."""
    return compile(r"[\s,:(<\[]+(?:(?:tel|tfno|tlf|phone|mobile|móvil|e-?mail|correo)[.:]{0,2}\s)?", IGNORECASE)


@cache
def _whose() -> Pattern[str]:
    """As in *Ana Roe's mobile number, 01632 960123*."""
    means = r"(?:home|old|new|mobile|cell|phone|telephone|number|e-?mail|address)"
    return compile(rf"['’]s?(?:\s{means}){{1,4}}(?:\s(?:is|was))?[\s,:(]+", IGNORECASE)
