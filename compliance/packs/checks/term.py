"""Words that must not appear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.packs.report import finding
from compliance.packs.scope import found

if TYPE_CHECKING:
    from compliance.finding import Finding
    from compliance.packs.compiled import CompiledRule
    from compliance.packs.rules import PackOptions


def check(article: Article, rule: CompiledRule, options: PackOptions) -> Iterator[Finding]:
    """Every place of one of the rule's ``terms``."""
    for hit in found(article, rule, "terms", options.exceptions):
        span = Span(hit.start, hit.end)
        yield finding(rule, span, {"matched": article[span]})
