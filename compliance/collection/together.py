"""Checks stories that a program holds already, and compares them: a report on each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.collection.comparing import compare_all
from compliance.collection.placing import placed
from compliance.collection.store import Store
from compliance.policy import worst

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.checker import Checker
    from compliance.finding import Finding, Report
    from compliance.sighting import Sighted


def together(checker: Checker, articles: Iterable[Article]) -> list[Report]:
    """The reports on stories, in their order, with what comparing them found.

    All of them are held in memory; for files, ``compliance check`` holds one at a time.

    :param checker: one that was made with ``collect=True``.
    """
    with Store() as store:
        reports, stories = [], list(articles)
        for article in stories:
            report = checker.check(article)
            reports.append(report)
            store.add(article.name, article.item, None, report.sightings)
        failed = compare_all(checker, store)

        def other(seen: Sighted) -> Article:
            return stories[seen.story]

        for number, (article, report) in enumerate(zip(stories, reports, strict=True)):
            more = placed(checker, article, store.matches(number), failed.get(number, ()), other)
            if more.findings or more.observed:
                reports[number] = _merged(report, more)
        return reports


def _merged(report: Report, more: Report) -> Report:
    return report._replace(
        findings=_in_order(report.findings, more.findings),
        observed=_in_order(report.observed, more.observed),
        verdict=worst(report.verdict, more.verdict),
    )


def _in_order(one: Iterable[Finding], other: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted((*one, *other), key=lambda finding: (finding.span, finding.rule)))
