"""Makes marks of what is found in a story: what stands where, why it does not count, what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.lsp.answers import Mark, Other, Range
from compliance.lsp.comments import FORMS
from compliance.lsp.pages import Pages
from compliance.lsp.positions import Positions
from compliance.lsp.repairs import repairs_of
from compliance.policy import people_for
from compliance.renderers.waived import who_until
from compliance.renderers.words import words
from compliance.renderers.words.phrases import in_language

if TYPE_CHECKING:
    from compliance.finding import Finding, Label, Report
    from compliance.lsp.answers import Ask
    from compliance.lsp.houses import Setting
    from compliance.renderers.model import FindingView, LabelView, ReportView


class Marker:
    """Makes the marks of one story.

    :param form: the name of the document's reader.
    """

    def __init__(self, setting: Setting, ask: Ask, positions: Positions, report: Report, form: str) -> None:
        checker = setting.checker
        self._ask, self._positions, self._report, self._form = ask, positions, report, form
        self._pages = Pages(checker.catalogue, checker.registry.owners, ask.language)
        self._found = {finding.fingerprint: finding for finding in (*report.findings, *report.observed)}
        inline = setting.waivers is not None and setting.waivers.inline and form in FORMS
        self._people = checker.people_needed(report.file) if inline else None

    def marks(self, view: ReportView) -> Iterator[Mark]:
        """The findings, those that do not count with the reason."""
        observed = words(self._ask.language).texts["observes"]
        known = in_language("in the baseline", self._ask.language)
        for aside, views in (("", view.findings), (observed, view.observed), (known, view.baseline)):
            for one in views:
                yield self._mark(one, aside)
        for one in view.waived:
            if one.fingerprint in self._found:
                yield self._mark(one, _waived(one, self._ask.language))

    def _mark(self, view: FindingView, aside: str) -> Mark:
        finding, article = self._found[view.fingerprint], self._report.article
        assert article is not None  # it was read
        return Mark(
            rule=view.rule,
            severity=view.severity,
            message="\n".join((view.message, *view.notes)),
            range=self._range(view),
            others=tuple(map(self._other, view.labels, finding.labels)),
            repairs=tuple(repairs_of(article, finding, view, self._form, self._positions)),
            told=self._pages.told(view),
            url=self._pages.url(view),
            aside=aside,
            fingerprint=view.fingerprint if not aside and self._waivable(finding) else "",
        )

    def _waivable(self, finding: Finding) -> bool:
        """Whether a comment in the document lets it through: one person's word is enough."""
        return self._people is not None and people_for(self._people, finding.rule, finding.variant) == 1

    def _range(self, view: FindingView) -> Range:
        """Where it stands; what the host says of the story as a whole stands in the first line."""
        if view.start == view.end == 0 and view.rule.startswith("compliance/"):
            return self._positions.line(1)
        return self._positions.range(view.region.start, view.region.end)

    def _other(self, view: LabelView, label: Label) -> Other:
        """A label; one in another file stands there, not in the document."""
        source = label.article.source if label.article is not None else None
        if source is None or source.name == self._ask.name:
            return Other(view.text, self._positions.range(view.region.start, view.region.end))
        positions = Positions(source.text, self._ask.encoding)
        return Other(view.text, positions.range(view.region.start, view.region.end), source.name)


def _waived(finding: FindingView, language: str) -> str:
    """By whom and why a finding was let through."""
    waiver = finding.waiver
    if waiver is None:
        return words(language).texts["waived_unsigned"]
    return ": ".join(part for part in (who_until(waiver, language), waiver.reason) if part)
