"""Where a story's links and written addresses stand, and which of them a reader is meant to open."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from re import IGNORECASE, Pattern, compile

from compliance.article import Article, Block, Role, Span
from compliance_plugins.copy._addresses import Judgement
from compliance_plugins.copy._characters import is_quoted, published

# What a written address holds, and of it the sign that fewest stories have: one is looked for many times faster.
_SIGNS = (("/", "://"), ("www.", "www."), (":", "localhost:"))
_SCHEME = 6
"""The longest scheme of a written address, and one more."""


def addresses(article: Article) -> Iterator[Span]:
    """Where every link leads, then the addresses in what readers see that are not the words of such a link."""
    links = _links(article)
    linked: dict[str, int] = {}
    for block in links:
        linked[article[block]] = linked.get(article[block], 0) + 1
        yield block.span
    for span in _written(article):
        if linked.get(article[span]):
            linked[article[span]] -= 1
        else:
            yield span


def _links(article: Article) -> list[Block]:
    """The blocks of links, which with other fields are the last of a story."""
    found: list[Block] = []
    for block in reversed(article.blocks):
        if block.role is not Role.FIELD:
            break
        if block.id.startswith("link["):
            found.append(block)
    return found[::-1]


def told_to_open(article: Article, span: Span, judgement: Judgement) -> bool:
    """Whether an address in the text is the newsroom's slip: not quoted, and not that of the reader's own router."""
    if judgement.kind == "empty":
        return False
    if judgement.kind == "network" and _bare_number().fullmatch(article[span]) is not None:
        return False
    block = published(article, span.start)
    return block is not None and not is_quoted(article.text, block.start, span.start)


def _written(article: Article) -> Iterator[Span]:
    """The addresses that stand in what readers see."""
    text = article.text
    signs = [sign for rare, sign in _SIGNS if rare in text and sign in text]
    if not signs:
        return
    found = sorted({at for sign in signs for at in _places(text, sign)})
    last = 0
    for at in found:
        if at < last:
            continue
        tries = (_address().match(text, start) for start in range(max(last, at - _SCHEME), at + 1))
        match = next(filter(None, tries), None)
        if match is not None and published(article, match.start()) is not None:
            last = match.end()
            yield Span(match.start(), match.start() + len(match[0].rstrip(".,;:!?)]}'…")))


def _places(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


@cache
def _address() -> Pattern[str]:
    return compile(r"(?<![\w@/.\-])(?:(?:https?|ftp|file|smb)://|www\.|localhost:\d)[^\s<>\"“”«»]*+", IGNORECASE)


@cache
def _bare_number() -> Pattern[str]:
    return compile(r"https?://[\d.]+/?")
