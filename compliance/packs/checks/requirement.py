"""Something that must be said, in every story or where something else is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.packs.report import finding, headline
from compliance.packs.scope import reads
from compliance.packs.search import anywhere, places

if TYPE_CHECKING:
    from compliance.finding import Finding
    from compliance.packs.compiled import CompiledRule
    from compliance.packs.rules import PackOptions


def check(article: Article, rule: CompiledRule, options: PackOptions) -> Iterator[Finding]:
    """One finding a story, or a block, where ``when`` is said and ``require`` is not.

    What is required may stand anywhere that readers read, in a quotation too; how far, ``within`` says. The finding
    marks the first place of ``when``, or the headline.
    """
    if not reads(article, rule):
        return
    if not rule.data["conditional"]:
        if next(anywhere(article, rule, "require"), None) is None:
            yield finding(rule, headline(article), {"matched": ""})
        return
    spans = places(article, rule, "when", options.exceptions)
    if rule.data["subject"]:
        spans = _of_subject(article, spans)
    by_block = rule.data["within"] == "block"
    said: set[str | None] | None = None
    done: set[str | None] = set()
    for span in spans:
        block = _block(article, span, by_block)
        if block in done:
            continue
        done.add(block)
        if said is None:
            said = {_block(article, one, by_block) for one in anywhere(article, rule, "require")}
        if block not in said:
            at = headline(article) if rule.data["place"] == "headline" else span
            yield finding(rule, at, {"matched": article[span]})


def _of_subject(article: Article, spans: Iterator[Span]) -> Iterator[Span]:
    """The places, where the story is about what stands there: its beginning says it, or it is said twice."""
    first = next(spans, None)
    if first is None:
        return
    second = next(spans, None)
    lead = next((block.end for block in article.body), 0)
    if second is None and first.start >= lead:
        return
    yield first
    if second is not None:
        yield second
        yield from spans


def _block(article: Article, span: Span, by_block: bool) -> str | None:
    """The block that a place is counted in; ``None`` for the story."""
    block = article.block_at(span.start) if by_block else None
    return block.id if block is not None else None
