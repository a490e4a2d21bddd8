"""Decides which people of headline, teasers and alternative texts the story does not name, or names otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from re import Pattern, compile

from compliance.article import Article, Block, Role, Span
from compliance.language.detect import story_language
from compliance.language.people_full import places, prose_end
from compliance.language.people_stated import Stated, names_not_given
from compliance.language.people_words import name_words
from compliance.record import Record

_TEASERS, _SLUG = "teasers.", "teasers.slug"
_LONG = 5


class NameDoubt(Record):
    """A name that the story does not give.

    :param span: where it stands.
    :param told: where the story has it, spelt otherwise; ``None`` for nowhere.
    """

    span: Span
    told: Span | None


def headline_names(article: Article) -> list[Span]:
    """The people in the headline whom the story does not name; what is only misspelt is another rule's."""
    headline = article.headline
    if headline is None:
        return []
    return [
        one.span for one in names_not_given(article, headline.span, headline.end, prose_end(article)) if not one.like
    ]


def teaser_names(article: Article) -> Iterator[NameDoubt]:
    """The people in teasers whom the story does not name, and in alternative texts those it spells otherwise."""
    end: int | None = None
    for block in article.blocks:
        teaser = block.role is Role.FIELD and block.id.startswith(_TEASERS)
        if not teaser and block.role is not Role.ALT:
            continue
        end = prose_end(article) if end is None else end
        if block.id == _SLUG:
            yield from _in_slug(article, block, end)
            continue
        for one in names_not_given(article, block.span, 0, end, misspelt=True):
            told = _told(article, one, end)
            if told is not None or (teaser and not one.like):
                yield NameDoubt(one.span, told)


def _told(article: Article, one: Stated, end: int) -> Span | None:
    """Where the story has the other spelling, as a name."""
    if not one.like:
        return None
    at = next(iter(places(article.text, one.like.capitalize(), 0, end)), None)
    return Span(at, at + len(one.like)) if at is not None else None


def _in_slug(article: Article, block: Block, end: int) -> Iterator[NameDoubt]:
    """In an address, a known first name and behind it a surname that the story does not have."""
    tokens = list(_token().finditer(article.text, block.start, block.end))
    given = {name.lower() for name in name_words(article.get(story_language)).given} if len(tokens) > 1 else ()
    story = article.text[:end].lower()
    for first, second in pairwise(tokens):
        if first[0] in given and first[0] in story and len(second[0]) >= _LONG and second[0] not in story:
            yield NameDoubt(Span(second.start(), second.end()), None)


@cache
def _token() -> Pattern[str]:
    return compile(r"[^\W\d_]+")
