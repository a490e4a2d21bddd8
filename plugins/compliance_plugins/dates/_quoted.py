"""Decides whether a place stands in somebody's own words."""

from __future__ import annotations

from compliance.article import Article, Span
from compliance.language.quotations import quotations


def quoted(article: Article, span: Span) -> bool:
    """Whether a stretch lies inside a quotation."""
    return any(quotation.span.covers(span) for quotation in article.get(quotations))
