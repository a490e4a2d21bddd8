"""Overwrites what no rule is to read: the words and passages that ``TokenIgnores`` and ``BlockIgnores`` name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from compliance.article import Article, Role
from compliance.packs.vale.scopes import View, views
from compliance.packs.vale.search import Search
from compliance.packs.vale.switches import is_on

_SIGN = "*"
_ROLES = {
    "blockquote": Role.QUOTE, "table": Role.TABLE, "td": Role.TABLE, "ul": Role.LIST, "ol": Role.LIST, "li": Role.LIST,
    "figcaption": Role.CAPTION, "alt": Role.ALT, "h1": Role.HEADLINE,
}  # fmt: skip

Masks = tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]
"""For each glob the patterns of what is not read in its files, and the elements that are not read in any."""


def masks(patterns: Sequence[tuple[str, Sequence[str]]], skipped: Sequence[str]) -> Masks:
    """Masks as they can be asked for again and again."""
    return tuple((glob, tuple(some)) for glob, some in patterns if some), tuple(skipped)


@lru_cache(maxsize=64)
def views_behind(masked: Masks) -> Callable[[Article], tuple[View, ...]]:
    """The analysis that gives a story's views without what is masked; one function for all rules with these masks."""
    patterns, skipped = masked
    roles = frozenset(_ROLES[name] for name in skipped if name in _ROLES)

    def vale_views(article: Article) -> tuple[View, ...]:
        """What Vale's rules read of a story."""
        some = [one for glob, many in patterns if is_on([(glob, True)], article.source.name) for one in many]
        return views(article, _masked(article.text, some) if some else None, roles)

    return vale_views


def _masked(text: str, patterns: Sequence[str]) -> str:
    search = Search()
    for pattern in patterns:
        for match in search.all(pattern, text):
            start, end = match.span()
            text = text[:start] + "".join(c if c.isspace() else _SIGN for c in text[start:end]) + text[end:]
    return text
