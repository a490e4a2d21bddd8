"""Overwrites what no rule is to read: inline code, and what ``TokenIgnores`` and ``BlockIgnores`` name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from compliance.article import Article, Role
from compliance.packs.budget import budget
from compliance.packs.vale.scopes import View, views
from compliance.packs.vale.search import Search
from compliance.packs.vale.switches import is_on

_SIGN = "*"
_ROLES = {
    "blockquote": Role.QUOTE, "table": Role.TABLE, "td": Role.TABLE, "ul": Role.LIST, "ol": Role.LIST, "li": Role.LIST,
    "figcaption": Role.CAPTION, "alt": Role.ALT, "h1": Role.HEADLINE,
}  # fmt: skip

_CODE = ("`", "<code>", "<tt>", "<kbd>")
_CODE_ENDS = ("`", "</")

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
        text = _over(article.text, _code(article)) if "code" in skipped else article.text
        if some:
            search = Search(article.get(budget))
            for pattern in some:
                text = _over(text, (match.span() for match in search.all(pattern, text)))
            search.end()
        return views(article, text, roles)

    return vale_views


def _code(article: Article) -> Iterator[tuple[int, int]]:
    """Where inline code stands: what the marks for it enclose in the file."""
    source = article.source.text
    if not any(mark in source for mark in _CODE):
        return
    for block in article.blocks:
        for segment in () if block.pointer else block.segments:
            end = segment.source_start + segment.source_length
            if source.endswith(_CODE, 0, segment.source_start) and source.startswith(_CODE_ENDS, end):
                yield segment.text_start, segment.text_start + segment.source_length


def _over(text: str, places: Iterable[tuple[int, int]]) -> str:
    """The text with these places overwritten, white space left."""
    out, reached = [], 0
    for start, end in places:
        out += [text[reached:start], "".join(c if c.isspace() else _SIGN for c in text[start:end])]
        reached = end
    return "".join(out) + text[reached:] if out else text
