"""Looks at a document as ``compliance check`` would look at the file: its findings, or why there are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.baseline import Matching
from compliance.config import excluded
from compliance.errors import ComplianceError
from compliance.lsp.answers import Answer, Ask, Change, Mark, Other, Range, Trouble
from compliance.lsp.pages import Pages
from compliance.lsp.positions import Positions
from compliance.lsp.repairs import all_safe, repairs_of
from compliance.renderers.model import ErrorView, Seen
from compliance.renderers.words import words
from compliance.renderers.words.phrases import in_language
from compliance.runner import Job, answers

if TYPE_CHECKING:
    from compliance.baseline import Baseline
    from compliance.finding import Finding, Label, Report, Severity
    from compliance.lsp.houses import EditorChecker, Houses
    from compliance.readers import Desk
    from compliance.renderers.model import FindingView, LabelView, ReportView

_FORMATS = {
    "markdown": "markdown",
    "html": "html",
    "xhtml": "html",
    "json": "json",
    "jsonl": "json",
    "ndjson": "json",
    "plaintext": "text",
    "text": "text",
}
"""Formats by what editors call the language of a text, for documents whose name does not tell."""


def look(houses: Houses, ask: Ask) -> Answer:
    """What is found in a document, or what its safe repairs change; never raises for what a person can mend."""
    folder = Path(ask.folder) if ask.folder is not None else Path.cwd()
    try:
        checker = houses.checker(folder)
        baseline = houses.baseline(folder)
    except ComplianceError as error:
        told = (in_language(error.what, ask.language), error.where, in_language(error.hint, ask.language))
        return Answer(trouble=Trouble(*told))
    path = Path(ask.name)
    if path.is_absolute() and excluded(path, checker.config):
        return Answer()
    checker.given_up = ask.given_up
    document = _Document(checker, ask)
    if ask.fix:
        return Answer(changes=document.mended())
    return Answer(tuple(document.marks(baseline)))


class _Document:
    """A document, and the checker that its configuration asks for."""

    def __init__(self, checker: EditorChecker, ask: Ask) -> None:
        self._checker, self._ask = checker, ask
        self._data = ask.text.encode("utf-8", "replace")  # half an emoji is a question mark, and as long
        self._positions = Positions(ask.text, ask.encoding)
        self._told = _told(checker.desk, ask)
        self._pages = Pages(checker.catalogue, checker.registry.owners, ask.language)
        path = Path(ask.name)
        self._folder = path.parent if path.is_absolute() else None  # where files that it names are looked for
        self._reports: list[Report] = []
        self._refused_at = ""

    def mended(self) -> tuple[Change, ...]:
        """What all safe repairs change; nothing where it cannot be read."""
        from compliance.fixes import mend

        try:
            done = mend(self._checker, self._data, self._ask.name, told=self._told, folder=self._folder)
        except ComplianceError:
            return ()
        return all_safe(done, self._positions)

    def marks(self, baseline: Baseline | None) -> Iterator[Mark]:
        """What is found, in the order of the document's stories."""
        outcomes = list(answers(self._checker, Job(self._ask.language), self._ask.name, self._read()))
        views = [outcome.view for outcome in outcomes if isinstance(outcome, Seen)]
        if baseline is not None:
            views = _parted(views, baseline, self._checker.config.gate)
        for view, report in zip(views, self._reports, strict=False):
            yield from sorted(self._marks(view, report), key=lambda mark: mark.range)
        yield from (self._unread(outcome) for outcome in outcomes if isinstance(outcome, ErrorView))

    def _marks(self, view: ReportView, report: Report) -> Iterator[Mark]:
        """The findings of a story, those that do not count with the reason."""
        found = {finding.fingerprint: finding for finding in (*report.findings, *report.observed)}
        observed = words(self._ask.language).texts["observes"]
        known = in_language("in the baseline", self._ask.language)
        for aside, views in (("", view.findings), (observed, view.observed), (known, view.baseline)):
            for one in views:
                yield self._mark(report, found[one.fingerprint], one, aside)

    def _read(self) -> Iterator[Report]:
        try:
            for report in self._checker.check_bytes(self._data, self._ask.name, told=self._told, folder=self._folder):
                if report.article is not None:
                    self._reports.append(report)
                yield report
        except ComplianceError as error:
            self._refused_at = error.where
            raise

    def _mark(self, report: Report, finding: Finding, view: FindingView, aside: str) -> Mark:
        assert report.article is not None  # it was read
        form = self._checker.desk.choose(report.article.source.text, self._ask.name, self._told).name
        return Mark(
            rule=view.rule,
            severity=view.severity,
            message="\n".join((view.message, *view.notes)),
            range=self._range(view),
            others=tuple(map(self._other, view.labels, finding.labels)),
            repairs=tuple(repairs_of(report.article, finding, view, form, self._positions)),
            told=self._pages.told(view),
            url=self._pages.url(view),
            aside=aside,
        )

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

    def _unread(self, error: ErrorView) -> Mark:
        """Why the document, or the rest of it, was not checked, at the place where reading ended."""
        place = self._refused_at.removeprefix(self._ask.name).strip(":")
        line = place.partition(":")[0]
        told = f"{in_language('not checked', self._ask.language)}: {error.message}"
        if error.hint:
            told += f"\n{in_language('next:', self._ask.language)} {error.hint}"
        return Mark("", "error", told, self._positions.line(int(line) if line.isdecimal() else 1))


def _told(desk: Desk, ask: Ask) -> str | None:
    """The format that the editor tells, where the document's name does not."""
    ending = Path(ask.name).suffix.lower()
    if any(ending in reader.extensions for reader in desk.readers):
        return None
    return _FORMATS.get(ask.language_id)


def _parted(views: Sequence[ReportView], baseline: Baseline, gate: Severity | None) -> list[ReportView]:
    """The reports with what the baseline has set apart; only its entries for what is found here are looked through."""
    here = {finding.fingerprint for view in views for finding in (*view.findings, *view.observed)}
    entries = tuple(entry for entry in baseline.entries if entry.fingerprint in here)
    matching = Matching(baseline._replace(entries=entries), gate)
    return [matching.parted(view) for view in views]
