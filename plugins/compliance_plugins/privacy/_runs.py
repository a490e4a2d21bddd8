"""Where a story has runs of figures long enough to be a telephone number or to identify somebody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from re import Pattern, compile

from compliance.article import Article, Block, Role, Span
from compliance_plugins.copy._characters import shape

_HIDDEN = frozenset({Role.RIGHTS, Role.INSTRUCTIONS, Role.FIELD})


def digit_runs(article: Article) -> tuple[Span, ...]:
    """Every run of six figures or more in what readers see, spaces, points, hyphens and brackets within it.

    They are looked for in the picture of the text that the rules about copy make, where few places have so many.
    """
    return tuple(_runs(article))


def seen_block(article: Article, offset: int) -> Block | None:
    """The block at an offset; ``None`` where no reader sees it."""
    block = article.block_at(offset)
    return None if block is None or block.role in _HIDDEN else block


def _runs(article: Article) -> Iterator[Span]:
    for place in _picture().finditer(article.get(shape)):
        for match in _run().finditer(article.text, *place.span()):
            if seen_block(article, match.start()) is not None:
                yield Span(*match.span())


@cache
def _picture() -> Pattern[bytes]:
    return compile(rb"0(?:[ .()x]{0,2}0){5,}")


@cache
def _run() -> Pattern[str]:
    return compile(r"[0-9](?:[ .\-/()\xa0]{0,2}[0-9]){5,}")
