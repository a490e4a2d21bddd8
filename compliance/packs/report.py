"""Makes the findings and the repairs that all checks of packs share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.article import Article, Block, Span
from compliance.finding import Edit, Finding, Label, Safety, Suggestion
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
    message = rule.id if rule.reports_as else "message"
    if data.get("replacement") == "" and "{replacement" in rule.messages["en"]["message"]:
        message = "needless"  # the sentence names what to write instead, and nothing is
    return Finding(
        rule=rule.name,
        span=span,
        message=message,
        data=data,
        variant=rule.id if rule.reports_as else None,
        kind=rule.kind,
        severity=rule.severity,
        labels=tuple(labels),
        suggestions=tuple(suggestions),
        basis=rule.basis,
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
            suggestions.append(Suggestion("cut", (_cut(article, block, span, opens),), Safety(safety)))
    return data, suggestions


def like(words: str, phrase: str, choice: str, opens: bool) -> str:
    """What is written instead, with the capitals of what stands there; capitals of its own stay.

    :param opens: a sentence begins here.
    """
    if words.islower():
        return choice
    letters = [char for char in words if char.isalpha()]
    if len(letters) > 1 and words == words.upper() and phrase != phrase.upper():
        return choice.upper()
    if choice != choice.lower():
        return choice
    if _each_with_a_capital(words) and not _each_with_a_capital(phrase):
        return " ".join(word[:1].upper() + word[1:] for word in choice.split(" "))
    if words[:1].isupper() and (opens or not phrase[:1].isupper()):
        return choice[:1].upper() + choice[1:]
    return choice


def _each_with_a_capital(words: str) -> bool:
    """Whether these are several words as a headline writes them: In Order To."""
    parts = words.split()
    return len(parts) > 1 and all(part[:1].isupper() for part in parts)


def _cut(article: Article, block: Block, span: Span, opens: bool) -> Edit:
    """Takes words out, with one of the spaces and the commas around them; what then opens the sentence does so with a
    capital.
    """
    text, (start, end) = article.text, span
    if text[end : min(end + 1, block.end)] == ",":
        if text[block.start : start].endswith(", "):
            return Edit(Span(start - 2, end + 1), "")
        end += opens
    if end < block.end and text[end].isspace():
        end += 1
        if opens and end < block.end and text[start].isupper():
            return Edit(Span(start, end + 1), text[end].upper())
    elif start > block.start and text[start - 1].isspace():
        start -= 1 + text[block.start : start - 1].endswith(",")
    return Edit(Span(start, end), "")
