"""One story's way through the rules of its plan: who has a turn, what is kept of what they find, who is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeAlias

from compliance.errors import AnalysisError, PluginError
from compliance.needs import parted
from compliance.policy import settle
from compliance.rule import Need
from compliance.sighting import Sighting, Told

if TYPE_CHECKING:
    from pluggy import PluginManager

    from compliance.article import Article
    from compliance.config import RuleSetting
    from compliance.deadline import Watch
    from compliance.finding import Finding, Report
    from compliance.needs import Group
    from compliance.progress import Progress
    from compliance.rule import Rule

Run: TypeAlias = "Callable[[Rule, Any, Article, Watch], list[Told]]"
"""Runs one rule, with its options, over a story; never raises."""


def run_rules(progress: Progress, watch: Watch, run: Run) -> None:
    """Run the rules of a plan over a story.

    :param progress: takes what they find.
    """
    article, plan, timings = progress.article, progress.plan, progress.timings
    lacking = {Need.STORIES: not progress.collects}
    for group in plan.groups:
        try:
            left_out, rules, unsure = parted(article, group, lacking)
        except AnalysisError as error:
            progress.findings += _unable(progress, group, error, watch.seconds)
            continue
        progress.skipped += left_out
        if unsure:
            progress.undecided.update(unsure)
        if not rules:
            continue
        started = perf_counter() - article.analyses_took
        for rule, options in rules:
            found = run(rule, options, article, watch)
            ended = perf_counter() - article.analyses_took
            timings[rule.name] = ended - started if ended > started else 0.0
            started = ended
            if found:
                progress.findings += settled(progress.taken(rule.name, found), plan.settings)


def _unable(progress: Progress, group: Group, error: AnalysisError, seconds: float) -> Iterator[Finding]:
    """Say of the rules of a group that what they need could not be found out."""
    from compliance.crashes import analysis_failed

    for rule, _ in group.rules:
        yield analysis_failed(rule.name, progress.owners.get(rule.name), error, seconds)


def settled(found: list[Finding], settings: Mapping[str, RuleSetting]) -> Iterable[Finding]:
    """What is left of a rule's findings when the house has had its say."""
    if not settings:
        return found
    return [settled for one in found if (settled := settle(one, settings)) is not None]


def misplaced(findings: Iterable[Told], article: Article) -> str:
    """Key of what to say where a place of a finding is none of the story's; labels may lie in a source."""
    length = len(article.text)
    spans = []
    for finding in findings:
        spans.append(finding.span)
        if isinstance(finding, Sighting):
            continue
        for label in finding.labels:
            if label.article is None:
                spans.append(label.span)
        for suggestion in finding.suggestions:
            for edit in suggestion.edits:
                spans.append(edit.span)
    try:
        for start, end in spans:
            if not 0 <= start <= end <= length:
                return "outside"
    except (TypeError, ValueError):
        return "no_span"
    return ""


def announce(manager: PluginManager | None, report: Report) -> None:
    """Give a finished report to the plugins that keep records; one that cannot keep it must not go unnoticed.

    :raises PluginError: a plugin failed over it.
    """
    if manager is None or not manager.hook.compliance_report_ready.get_hookimpls():
        return
    try:
        manager.hook.compliance_report_ready(report=report)
    except Exception as error:
        raise PluginError(
            f"a plugin failed in compliance_report_ready: {type(error).__name__}: {error}",
            where=report.file,
            hint="the report was made and not recorded; block the plugin, or mend what it writes to",
        ) from error
