"""What has been found in one story so far; it becomes the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from compliance.finding import Finding, Report, Skipped
from compliance.fingerprint import with_fingerprints
from compliance.policy import Plan, is_observed, verdict
from compliance.sighting import Sighting, Told

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.plugins import Plugin


class Progress:
    """The state of one story's check.

    :param plan: what runs on the story.
    :param owners: the plugin that brought each rule, by the rule's name.
    :param collects: whether the story is to be compared with others.
    """

    __slots__ = ("article", "collects", "findings", "owners", "plan", "sightings", "skipped", "timings", "undecided")

    def __init__(self, article: Article, plan: Plan, owners: Mapping[str, Plugin], *, collects: bool = False) -> None:
        self.article, self.plan, self.owners, self.collects = article, plan, owners, collects
        self.findings: list[Finding] = []
        self.sightings: dict[str, tuple[Sighting, ...]] = {}
        self.skipped: list[Skipped] = []
        self.timings: dict[str, float] = {}
        self.undecided: set[str] = set()

    def copy(self) -> Progress:
        """The same state, which no longer changes with this one."""
        other = Progress(self.article, self.plan, self.owners, collects=self.collects)
        other.findings, other.skipped = list(self.findings), list(self.skipped)
        other.sightings = dict(self.sightings)
        other.timings, other.undecided = dict(self.timings), set(self.undecided)
        return other

    def taken(self, rule: str, found: Iterable[Told]) -> list[Finding]:
        """The findings among what a rule yields; sightings are kept where the story is to be compared."""
        findings, sightings = [], []
        for one in found:
            if isinstance(one, Sighting):
                # a mapping of another kind may not go from one process to another
                sightings.append(one if type(one.data) is dict else one._replace(data=dict(one.data)))
            else:
                findings.append(one)
        if sightings and self.collects:
            self.sightings[rule] = tuple(sightings)
        return findings

    def report(self, versions: Mapping[str, str]) -> Report:
        """The report on what has been found.

        :param versions: of the program and the plugins.
        """
        article, plan, undecided = self.article, self.plan, self.undecided
        findings = with_fingerprints(article, sorted(self.findings, key=_by_place))
        skipped: tuple[Skipped, ...] = (*self.skipped, *plan.skipped)
        watched: tuple[Finding, ...] = ()
        if plan.observed:
            watched = tuple(one for one in findings if is_observed(one, plan.observed))
            findings = tuple(one for one in findings if not is_observed(one, plan.observed))
            skipped = tuple(one._replace(undecided=one.undecided and one.rule not in plan.observed) for one in skipped)
        timings = dict(self.timings)
        for name, seconds in dict(article.analysis_seconds).items():
            timings[f"analysis:{name}"] = seconds
        return Report(
            file=article.name,
            item=article.item,
            verdict=verdict(findings, bool(undecided - plan.observed), plan.gate),
            findings=findings,
            article=article,
            rules_run=tuple(name for name in plan.names if name not in undecided) if undecided else plan.names,
            rules_skipped=skipped,
            timings=timings,
            versions=versions,
            observed=watched,
            sightings=self.sightings,
        )


def _by_place(finding: Finding) -> tuple[int, int, str]:
    return (finding.span.start, finding.span.end, finding.rule)
