"""Turns a match into a finding of the story that it marks, with labels in the other stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from compliance.finding import Label, Suggestion
from compliance.progress import Progress
from compliance.rounds import settled

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.checker import Checker
    from compliance.finding import Finding, Report
    from compliance.sighting import Match, Sighted

ArticleOf = Callable[["Sighted"], "Article | None"]
"""Finds the story of a sighting; ``None`` where it can no longer be had."""


def placed(
    checker: Checker,
    article: Article,
    found: Iterable[tuple[str, Match]],
    failed: Iterable[Finding],
    article_of: ArticleOf,
) -> Report:
    """What comparing found in one story, as a report of that alone: settings, gate and fingerprints as for any finding.

    :param found: the matches that mark the story, each with its rule.
    :param failed: findings that say which rules failed.
    """
    progress = Progress(article, checker.plan(article.name), checker.registry.owners)
    progress.findings += failed
    for name, match in found:
        finding = _finding(checker, name, match, article_of)
        progress.findings += settled([finding], progress.plan.settings)
    return progress.report(checker.versions)


def _finding(checker: Checker, name: str, match: Match, article_of: ArticleOf) -> Finding:
    labels = [(article_of(other), other.span, key) for other, key in match.others]
    return checker.registry.rules[name].finding(
        match.at.span,
        message=match.message,
        data=match.data,
        variant=match.variant,
        kind=match.kind,
        severity=match.severity,
        confidence=match.confidence,
        labels=[Label(span, key, other) for other, span, key in labels if other is not None],
        notes=match.notes,
        suggestions=[Suggestion(key) for key in match.advice],
    )
