"""Words for which others are to be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.packs.report import finding, replacing
from compliance.packs.scope import found

if TYPE_CHECKING:
    from compliance.finding import Finding
    from compliance.packs.compiled import CompiledRule
    from compliance.packs.rules import PackOptions


def check(article: Article, rule: CompiledRule, options: PackOptions) -> Iterator[Finding]:
    """Every place of one of the rule's ``terms``, with what to write instead (``to`` in the phrase's data).

    What stands there as it is to be written is right: *Internet*, where *internet* is swapped for it.
    """
    for hit in found(article, rule, "terms", options.exceptions):
        span = Span(hit.start, hit.end)
        block = article.block_at(hit.start)
        if block is None:
            continue
        choices = hit.entry.texts("to")
        data, suggestions = replacing(article, block, span, hit.entry.phrase, choices, rule.data["safety"])
        if data["matched"] not in data["replacements"]:
            yield finding(rule, span, data, suggestions)
