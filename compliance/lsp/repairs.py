"""Suggestions as changes of the document: one by one, or all safe ones together until nothing is left to mend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.finding import Safety
from compliance.fix_edits import Reason, changes_of
from compliance.lsp.answers import Change, Repair

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.finding import Finding
    from compliance.fixes import Mended
    from compliance.lsp.positions import Positions
    from compliance.renderers.model import FindingView


def repairs_of(
    article: Article, finding: Finding, view: FindingView, form: str, positions: Positions
) -> Iterator[Repair]:
    """The suggestions of a finding that can be written; one that leaves a gap for a person to fill cannot.

    :param view: the same finding in words.
    :param form: the name of the document's reader.
    """
    for suggestion, told in zip(finding.suggestions, view.suggestions, strict=True):
        if suggestion.safety is Safety.PLACEHOLDER:
            continue
        found = changes_of(article, finding, suggestion, form)
        if isinstance(found, Reason):
            continue
        changes = tuple(Change(positions.range(one.start, one.end), one.text) for one in found)
        yield Repair(told.title, suggestion.safety is Safety.SAFE, changes)


def all_safe(done: Mended, positions: Positions) -> tuple[Change, ...]:
    """What all safe suggestions together change; where it took several rounds, as one change around them all.

    :param positions: in the document as it was.
    """
    if done.rounds <= 1:
        return tuple(Change(positions.range(one.start, one.end), one.text) for one in done.changes)
    before, after = done.before, done.text
    first = _same(before, after)
    same = _same(before[first:][::-1], after[first:][::-1])
    return (Change(positions.range(first, len(before) - same), after[first : len(after) - same]),)


def _same(one: str, other: str) -> int:
    """How many code points two texts have in common at their beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
