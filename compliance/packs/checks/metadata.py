"""What a story's metadata must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from compliance.article import Article, Role, Span
from compliance.packs.budget import SECONDS, Share, budget
from compliance.packs.patterns import compiled
from compliance.packs.report import finding, headline
from compliance.packs.scope import reads

if TYPE_CHECKING:
    from compliance.finding import Finding
    from compliance.packs.compiled import CompiledRule
    from compliance.packs.rules import PackOptions


def check(article: Article, rule: CompiledRule, options: PackOptions) -> Iterator[Finding]:
    """A field that is missing and required, or each of its values that is not as asked.

    :raises RuleTimeout: the pattern took too long.
    """
    if not reads(article, rule):
        return
    data = rule.data
    values = _values(article, data["field"])
    if not values:
        if data["required"]:
            yield finding(rule, headline(article), {"matched": "", "field": data["field"], **_limits(data)})
        return
    for value in values:
        if value not in options.exceptions and not _fits(article, value, data):
            facts = {"matched": value, "field": data["field"], "count": len(value), **_limits(data)}
            yield finding(rule, _place(article, data["field"]), facts)


def _limits(data: Mapping[str, Any]) -> dict[str, Any]:
    """What a message may say of what was asked."""
    facts: dict[str, Any] = {"allowed": data["one_of"]} if data["one_of"] else {}
    return facts if data["max_length"] is None else {**facts, "limit": data["max_length"]}


def _fits(article: Article, value: str, data: Mapping[str, Any]) -> bool:
    if data["one_of"] and value not in data["one_of"]:
        return False
    if data["max_length"] is not None and len(value) > data["max_length"]:
        return False
    if data["pattern"] is None:
        return True
    share = Share(article.get(budget), SECONDS)
    try:
        return compiled(data["pattern"], False).fullmatch(value, timeout=share.left(), concurrent=True) is not None
    except TimeoutError as error:
        raise share.over() from error
    finally:
        share.end()


def _values(article: Article, field: str) -> list[str]:
    """The values of a field as text; none where it is missing or empty."""
    name, _, key = field.partition(".")
    block = _block_of(article, name)
    value = article[block] if block is not None else getattr(article.metadata, name, None)
    for part in key.split(".") if key else ():
        value = value.get(part) if isinstance(value, Mapping) else None
    many = value if isinstance(value, list | tuple) else [value]
    return [text for one in many if (text := _text(one))]


def _block_of(article: Article, name: str) -> Any:
    """The part of the story that a field is."""
    if name not in ("headline", "standfirst", "byline", "dateline"):
        return None
    return next((block for block in article.of_role(Role(name)) if block), None)


def _text(value: Any) -> str:
    if value is None or value == {}:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _place(article: Article, field: str) -> Span:
    block = article.field(field) or _block_of(article, field.partition(".")[0])
    return block.span if block is not None else headline(article)
