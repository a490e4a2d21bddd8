"""Forms of one word, of which a story keeps to one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.finding import Edit, Label, Safety, Suggestion
from compliance.packs.report import finding, like
from compliance.packs.scope import found, opens_sentence

if TYPE_CHECKING:
    from compliance.finding import Finding
    from compliance.packs.compiled import CompiledRule
    from compliance.packs.rules import PackOptions
    from compliance.scanner import Hit


def check(article: Article, rule: CompiledRule, options: PackOptions) -> Iterator[Finding]:
    """For each set of forms of which a story has several, one finding for each form but the most frequent.

    The finding marks the form's first place; its other places, and the first of the frequent form, are labels. Of two
    forms that are equally frequent, the one that came first is kept.
    """
    sets: dict[object, dict[str, list[Hit]]] = {}
    for hit in found(article, rule, "terms", options.exceptions):
        sets.setdefault(hit.entry.data["set"], {}).setdefault(hit.entry.canonical, []).append(hit)
    for forms in sets.values():
        if len(forms) > 1:
            kept = max(forms, key=lambda form: (len(forms[form]), -forms[form][0].start))
            for form, hits in forms.items():
                if form != kept:
                    yield _finding(article, rule, hits, kept, forms[kept])


def _finding(article: Article, rule: CompiledRule, hits: list[Hit], kept: str, others: list[Hit]) -> Finding:
    spans = [Span(hit.start, hit.end) for hit in hits]
    labels = [Label(Span(others[0].start, others[0].end), "other"), *(Label(span, "again") for span in spans[1:])]
    data = {
        "matched": article[spans[0]],
        "other": kept,
        "replacement": kept,
        "replacements": [kept],
        "count": len(hits),
        "other_count": len(others),
    }
    edits = tuple(Edit(Span(hit.start, hit.end), _written(article, hit, kept)) for hit in hits)
    return finding(rule, spans[0], data, [Suggestion("same", edits, Safety(rule.data["safety"]))], labels)


def _written(article: Article, hit: Hit, kept: str) -> str:
    block = article.block_at(hit.start)
    opens = block is not None and opens_sentence(article, block, hit.start)
    return like(article.text[hit.start : hit.end], hit.entry.phrase, kept, opens)
