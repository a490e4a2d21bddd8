"""A rule of a Vale style."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from compliance.article import Article, Span
from compliance.finding import Edit, Safety, Suggestion
from compliance.packs.report import finding
from compliance.packs.scope import excepted
from compliance.packs.vale.run import alerts
from compliance.packs.vale.said import filled, once_quoted
from compliance.packs.words import OFFERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compliance.finding import Finding
    from compliance.packs.compiled import CompiledRule
    from compliance.packs.rules import PackOptions
    from compliance.packs.vale.points.alert import Alert


def check(article: Article, rule: CompiledRule, options: PackOptions) -> Iterator[Finding]:
    """Every alert that the rule gives, with its message filled in and what its action would write."""
    message = rule.data["message"]
    for alert, offers in alerts(article, rule.data):
        if options.exceptions and _excepted(article, alert.span, options):
            continue
        data: dict[str, Any] = {
            "said": filled(once_quoted(message) if alert.chosen else message, alert.facts),
            "matched": alert.match,
        }
        if "%" in rule.data["description"]:
            data["described"] = filled(rule.data["description"], alert.facts)
        found = finding(rule, alert.span, data, _suggestions(alert, offers, data))
        yield found._replace(notes=("described",)) if "described" in data else found


def _excepted(article: Article, span: Span, options: PackOptions) -> bool:
    block = article.block_at(span.start)
    return block is not None and excepted(article, block, span, options.exceptions)


def _suggestions(alert: Alert, offers: Sequence[str], data: dict[str, Any]) -> list[Suggestion]:
    """What may be written instead; the data of the finding is given their words."""
    found = []
    offers = [offer for offer in offers if offer != alert.match][:OFFERS]
    if offers:
        data |= {"replacement": offers[0], "replacements": list(offers)}
    for number, text in enumerate(offers, 1):
        data[f"replacement{number}"] = text
        found.append(Suggestion(f"write{number}" if text else "cut", (Edit(alert.span, text),), Safety.UNSAFE))
    return found
