"""Looks at a document: its findings as an editor shows them, why there are none, or what is to be written into it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.config import excluded
from compliance.errors import ComplianceError
from compliance.lsp.answers import Answer, Ask, Change, Mark, Range, Trouble
from compliance.lsp.checking import bytes_of, checked, folder_of, told_format
from compliance.lsp.comments import comment_for
from compliance.lsp.marking import Marker
from compliance.lsp.positions import Positions
from compliance.lsp.repairs import all_safe
from compliance.renderers.words.phrases import in_language

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.lsp.checking import Checked
    from compliance.lsp.houses import Houses, Setting
    from compliance.renderers.model import ErrorView, ReportView
    from compliance.waiving import Slip


def look(houses: Houses, ask: Ask) -> Answer:
    """What comes of a document; never raises for what a person can mend."""
    folder = Path(ask.folder) if ask.folder is not None else Path.cwd()
    try:
        setting = houses.setting(folder)
    except ComplianceError as error:
        told = (in_language(error.what, ask.language), error.where, in_language(error.hint, ask.language))
        return Answer(trouble=Trouble(*told))
    path = Path(ask.name)
    if path.is_absolute() and excluded(path, setting.checker.config):
        return Answer()
    setting.checker.begin(ask.given_up)
    document = _Document(setting, ask)
    if ask.fix:
        return Answer(changes=document.mended())
    if ask.waive:
        return Answer(changes=tuple(document.waived(ask.waive)))
    return Answer(tuple(document.marks()))


class _Document:
    """A document, and what decides over it."""

    def __init__(self, setting: Setting, ask: Ask) -> None:
        self._setting, self._ask = setting, ask
        self._positions = Positions(ask.text, ask.encoding)

    def mended(self) -> tuple[Change, ...]:
        """What all safe repairs change; nothing where it cannot be read."""
        from compliance.fixes import mend
        from compliance.fixing import spared
        from compliance.runner import Job

        checker, ask = self._setting.checker, self._ask
        stand = spared(checker, Job(ask.language, house=self._setting.waivers))
        told, folder = told_format(checker.desk, ask), folder_of(ask)
        try:
            done = mend(checker, bytes_of(ask.text), ask.name, spared=stand, told=told, folder=folder)
        except ComplianceError:
            return ()
        return all_safe(done, self._positions)

    def waived(self, fingerprint: str) -> Iterator[Change]:
        """The comment that waives a finding, where one can be written."""

        def look(text: str) -> list[tuple[Article, ReportView]]:
            stories = checked(self._setting, self._ask, text).stories
            return [(report.article, view) for report, view in stories if report.article is not None]

        for report, _ in checked(self._setting, self._ask, self._ask.text).stories:
            for finding in report.findings:
                if finding.fingerprint == fingerprint and report.article is not None:
                    form = self._form(report.article)
                    found = comment_for(report.article, finding, form, look, self._positions)
                    if found is not None:
                        yield found

    def marks(self) -> Iterator[Mark]:
        """What is found, in the order of the document's stories."""
        found = checked(self._setting, self._ask, self._ask.text)
        for report, view in found.stories:
            if report.article is not None:
                marker = Marker(self._setting, self._ask, self._positions, report, self._form(report.article))
                yield from sorted(marker.marks(view), key=lambda mark: mark.range)
        yield from (self._slip(slip) for slip in found.slips)
        yield from (self._unread(error, found) for error in found.unread)

    def _form(self, article: Article) -> str:
        """The name of the document's reader."""
        desk = self._setting.checker.desk
        return desk.choose(article.source.text, self._ask.name, told_format(desk, self._ask)).name

    def _slip(self, slip: Slip) -> Mark:
        """A comment that was to waive something and does not."""
        language = self._ask.language
        told = f"{in_language(slip.what, language)}: {in_language(slip.hint, language)}"
        return Mark("", "warning", told, self._line(slip.place))

    def _unread(self, error: ErrorView, found: Checked) -> Mark:
        """Why the document, or the rest of it, was not checked, in the line where reading ended."""
        told = f"{in_language('not checked', self._ask.language)}: {error.message}"
        if error.hint:
            told += f"\n{in_language('next:', self._ask.language)} {error.hint}"
        return Mark("", "error", told, self._line(found.unread_at))

    def _line(self, place: str) -> Range:
        """The line of a place, the first where it knows none."""
        number = place.removeprefix(self._ask.name).strip(":").partition(":")[0]
        return self._positions.line(int(number) if number.isdecimal() else 1)
