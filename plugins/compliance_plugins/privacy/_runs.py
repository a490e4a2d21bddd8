"""Where a story has runs of figures long enough to be a telephone number or to identify somebody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from re import Pattern, compile

from compliance.article import Article, Block, Role, Span
from compliance_plugins.copy._characters import shape

_LONE = 2
"""The most groups of one figure in a number; more are a result (*6-4 7-6*)."""
_HIDDEN = frozenset({Role.RIGHTS, Role.INSTRUCTIONS, Role.FIELD})


def long_numbers(article: Article) -> tuple[Span, ...]:
    """Every run of six figures or more in what readers see, spaces, points, hyphens and brackets within it; no dates,
    spans of years and results.

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
            if not _is_plain(match[0]) and seen_block(article, match.start()) is not None:
                yield Span(*match.span())


def _is_plain(words: str) -> bool:
    """Whether a run is a date, a moment, a span of years or a result."""
    return sum(len(group) == 1 for group in _group().findall(words)) > _LONE or _day().fullmatch(words) is not None


@cache
def _picture() -> Pattern[bytes]:
    return compile(rb"0(?:[ .()x]{0,2}0){5,}")


@cache
def _run() -> Pattern[str]:
    return compile(r"[0-9](?:[ .\-/()\xa0]{0,2}[0-9]){5,}")


@cache
def _group() -> Pattern[str]:
    return compile(r"[0-9]+")


@cache
def _day() -> Pattern[str]:
    year = r"(?:1[5-9]|20)[0-9]{2}"
    return compile(
        rf"{year}[./-][0-9]{{1,2}}[./-][0-9]{{1,2}}(?:[ .][0-9.]+)?"
        r"|[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{2}|[0-9]{4})(?: [0-9]+)?"
        rf"|\(?{year}(?:[ ./-]{{1,2}}{year})+\)?"
    )
