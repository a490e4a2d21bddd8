"""Decides whether the pictures of a story look back over many days, so that none of them passes for today's."""

from __future__ import annotations

from compliance.article import Article, Role
from compliance.language.credits import captions
from compliance.language.dates import dates

_DAYS = 3
"""Pictures of so many different days make a series."""


def looks_back(article: Article) -> bool:
    """Whether the captions, those of labelled file pictures apart, tell of several different days."""
    told = {caption.block.span.start for caption in article.get(captions) if not caption.file_picture}
    if len(told) < _DAYS:
        return False
    days = {
        mention.day
        for mention in article.get(dates)
        if mention.day is not None
        and mention.kind == "day"
        and (block := article.block_at(mention.span.start)) is not None
        and block.role is Role.CAPTION
        and block.span.start in told
    }
    return len(days) >= _DAYS
