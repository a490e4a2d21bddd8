"""Makes the findings and the repairs that all checks of packs share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.article import Article, Block, Span
from compliance.finding import Basis, Edit, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.packs.scope import opens_sentence
from compliance.packs.words import OFFERS

if TYPE_CHECKING:
    from compliance.packs.compiled import CompiledRule


def finding(
    rule: CompiledRule,
    span: Span,
    data: Mapping[str, Any],
    suggestions: Iterable[Suggestion] = (),
    labels: Iterable[Label] = (),
) -> Finding:
    """A finding of a pack's rule; where the rule reports as another, its id is the variant."""
    return Finding(
        rule=rule.name,
        span=span,
        message=rule.id if rule.reports_as else "message",
        data=data,
        variant=rule.id if rule.reports_as else None,
        kind=Kind(rule.kind),
        severity=Severity(rule.severity),
        labels=tuple(labels),
        suggestions=tuple(suggestions),
        basis=tuple(Basis(*one) for one in rule.basis),
    )


def headline(article: Article) -> Span:
    """Where a finding about the whole story stands: on its headline, else where it begins."""
    block = article.headline
    return block.span if block is not None else Span(0, 0)


def replacing(
    article: Article, block: Block, span: Span, phrase: str, choices: Sequence[str], safety: str
) -> tuple[dict[str, Any], list[Suggestion]]:
    """The data and the suggestions for words to be written instead of others.

    :param phrase: the phrase as the rule writes it.
    :param choices: what to write instead; an empty text cuts the words.
    """
    words = article[span]
    opens = opens_sentence(article, block, span.start)
    shown = [like(words, phrase, choice, opens) for choice in choices[:OFFERS]]
    data: dict[str, Any] = {"matched": words, "replacement": shown[0], "replacements": shown}
    suggestions = []
    for number, text in enumerate(shown, 1):
        data[f"replacement{number}"] = text
        if text:
            suggestions.append(Suggestion(f"write{number}", (Edit(span, text),), Safety(safety)))
        else:
            suggestions.append(Suggestion("cut", (Edit(_with_space(article, block, span), ""),), Safety(safety)))
    return data, suggestions


def like(words: str, phrase: str, choice: str, opens: bool) -> str:
    """What is written instead, with the capitals of what stands there; capitals of its own stay.

    :param opens: a sentence begins here.
    """
    letters = [char for char in words if char.isalpha()]
    if len(letters) > 1 and words == words.upper() and phrase != phrase.upper():
        return choice.upper()
    if choice != choice.lower():
        return choice
    if words[:1].isupper() and (opens or not phrase[:1].isupper()):
        return choice[:1].upper() + choice[1:]
    return choice


def _with_space(article: Article, block: Block, span: Span) -> Span:
    """Words to cut, with one of the spaces around them."""
    text = article.text
    if span.end < block.end and text[span.end].isspace():
        return Span(span.start, span.end + 1)
    if span.start > block.start and text[span.start - 1].isspace():
        return Span(span.start - 1, span.end)
    return span
