"""A regular expression that must not match."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from compliance.article import Article, Span
from compliance.finding import Edit, Safety, Suggestion
from compliance.packs.patterns import found
from compliance.packs.report import finding

if TYPE_CHECKING:
    from compliance.finding import Finding
    from compliance.packs.compiled import CompiledRule
    from compliance.packs.rules import PackOptions


def check(article: Article, rule: CompiledRule, options: PackOptions) -> Iterator[Finding]:
    """Every match of the rule's ``pattern``; ``replace`` says what to write instead."""
    data = rule.data
    for _, span, match in found(article, rule, "match", options.exceptions):
        facts: dict[str, Any] = {"matched": article[span]}
        suggestions: list[Suggestion] = []
        if data["replace"] is not None:
            facts |= _replaced(match.expand(data["replace"]))
            suggestions.append(_suggestion(span, facts["replacement"], data["safety"]))
        yield finding(rule, span, facts, suggestions)


def _replaced(text: str) -> dict[str, Any]:
    return {"replacement": text, "replacement1": text, "replacements": [text]}


def _suggestion(span: Span, text: str, safety: str) -> Suggestion:
    return Suggestion("write1" if text else "cut", (Edit(span, text),), Safety(safety))
