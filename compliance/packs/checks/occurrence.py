"""How often something may be said, or must be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.finding import Label
from compliance.packs.limits import limits, stretches
from compliance.packs.report import finding, headline
from compliance.packs.scope import reads
from compliance.packs.search import places

if TYPE_CHECKING:
    from compliance.finding import Finding
    from compliance.packs.compiled import CompiledRule
    from compliance.packs.rules import LimitOptions


def check(article: Article, rule: CompiledRule, options: LimitOptions) -> Iterator[Finding]:
    """One finding for each story, block or sentence in which it is said too often or not often enough.

    Said too often, the first place over the limit is marked, and those before it are labels; not often enough, the
    place where the block or sentence begins, or the headline.
    """
    if not reads(article, rule):
        return
    most, least = limits(rule, options)
    every = list(places(article, rule, "terms", options.exceptions))
    starts = [span.start for span in every]
    for stretch in stretches(article, rule):
        said = every[bisect_left(starts, stretch.start) : bisect_left(starts, stretch.end)]
        if most is not None and len(said) > most:
            data = {"matched": article[said[most]], "count": len(said), "limit": most}
            yield finding(rule, said[most], data, labels=[Label(span, "again") for span in said[:most]])
        elif least is not None and len(said) < least:
            whole = rule.data["within"] == "story"
            at = headline(article) if whole else Span(stretch.start, stretch.start)
            yield finding(rule, at, {"matched": article[said[0]] if said else "", "count": len(said), "limit": least})
