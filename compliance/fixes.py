"""Applies suggestions to a story's source, a round at a time: after each the story is read and checked again.

A suggestion is applied whole or not at all and never over another one; which of them can be written, and how, is
:mod:`compliance.fix_edits`'s. It ends when nothing is left to do, and every other byte stays what it was.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from compliance.errors import ComplianceError
from compliance.finding import Safety
from compliance.fix_edits import Change, Reason, changes_of, meet
from compliance.places import place_of
from compliance.readers.decoding import decode
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.checker import Checker
    from compliance.finding import Finding, Report

ROUNDS = 10
"""A story that is not stable by then is left as the last round made it."""
SAFE: Collection[Safety] = frozenset({Safety.SAFE})
UNSAFE: Collection[Safety] = frozenset({Safety.SAFE, Safety.UNSAFE})

Spared: TypeAlias = "Callable[[Report], Collection[str]]"
"""Tells the fingerprints of the findings of a report that are not to be mended."""

_ORDER = {Safety.SAFE: 0, Safety.UNSAFE: 1, Safety.PLACEHOLDER: 2}
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Left(Record):
    """A finding whose suggestion was not applied.

    :param at: where the finding stands: a code point in the decoded file.
    """

    rule: str
    at: int
    reason: Reason


class Mended(Record):
    """What became of a file.

    :param data: its bytes, in the encoding and with the byte-order mark that it had.
    :param text: its decoded text.
    :param before: the decoded text that it had.
    :param changes: those of every round, in order; offsets are those of their round.
    :param rounds: how often something was changed.
    :param applied: how many suggestions were.
    :param stories: in how many stories of the file.
    :param left: the findings that keep their suggestion, and why.
    :param reports: on the stories as they are now.
    """

    data: bytes
    text: str
    before: str
    changes: tuple[Change, ...]
    rounds: int
    applied: int
    stories: int
    left: tuple[Left, ...]
    reports: tuple[Report, ...]


class Round(Record):
    """What may be changed at once.

    :param changes: in the order of the file, none over another.
    :param items: for each suggestion that they are made of, which story of the file it is in.
    :param left: the findings whose suggestion has to wait, or cannot be written.
    """

    changes: tuple[Change, ...]
    items: tuple[int | None, ...]
    left: tuple[Left, ...]

    def all_left(self, reason: Reason) -> tuple[Left, ...]:
        """What is left where none of the changes could be made."""
        return (*self.left, *(Left(change.rule, change.start, reason) for change in self.changes))


def mend(
    checker: Checker,
    data: bytes,
    name: str,
    *,
    safeties: Collection[Safety] = SAFE,
    told: str | None = None,
    now: datetime | None = None,
    folder: Path | None = None,
    spared: Spared | None = None,
) -> Mended:
    """A file with the suggestions applied that may be; other parameters as in :meth:`Checker.read`.

    :param safeties: which suggestions may be: :data:`SAFE`, or :data:`UNSAFE` for those too that change what is said.
        One that holds a place for words that only a person knows is never applied.
    :param spared: the fingerprints of the findings of a report that somebody let stand: their words stay.
    :raises ReadError: the file cannot be read.
    """
    before, encoding = decode(data, name, checker.config.max_bytes)
    form = checker.desk.choose(before, name, told).name
    file = _File(checker, data, before, encoding, name, {"told": form, "now": now, "folder": folder}, spared)
    if not file.exact:
        reports, found = file.looked_at(safeties)
        return file.mended(reports, found.all_left(Reason.INEXACT))
    while True:
        reports, found = file.looked_at(safeties)
        if not found.changes:
            return file.mended(reports, found.left)
        if len(file.rounds) == ROUNDS:
            return file.mended(reports, found.all_left(Reason.UNSTABLE))
        if not file.change(found, len(reports)):
            return file.mended(reports, found.all_left(Reason.BROKEN))


class _File:
    """A file that is being mended.

    :param text: its decoded text.
    :param how: it is read: parameters of :meth:`Checker.read`, the name of its reader among them.
    """

    def __init__(
        self,
        checker: Checker,
        data: bytes,
        text: str,
        encoding: str,
        name: str,
        how: dict[str, Any],
        spared: Spared | None,
    ) -> None:
        self._spared = spared
        self._checker, self._name, self._encoding, self._how = checker, name, encoding, how
        self._mark = next((bom for bom in _BOMS if data.startswith(bom)), b"")
        self._data, self._text, self._before = data, text, text
        self.rounds: list[Round] = []

    @property
    def exact(self) -> bool:
        """Whether its text, written again, is the same bytes: only then can the others be kept."""
        return _can_write(self._text, self._encoding) and self._written(self._text) == self._data

    def looked_at(self, safeties: Collection[Safety]) -> tuple[tuple[Report, ...], Round]:
        """The file as it is now: what is found in it, and what may be changed."""
        reports = tuple(self._checker.check_bytes(self._data, self._name, **self._how))
        open_ = [_without(report, self._spared(report)) for report in reports] if self._spared is not None else reports
        return reports, next_round(open_, self._how["told"], safeties, self._encoding)

    def _written(self, text: str) -> bytes:
        """A text as the file's bytes."""
        return self._mark + text.encode(self._encoding)

    def change(self, found: Round, stories: int) -> bool:
        """Make a round's changes; whether the file still holds as many stories, and so many can be read, with them."""
        text = apply(self._text, found.changes)
        data = self._written(text)
        try:
            if len(list(self._checker.read(data, self._name, **self._how))) != stories:
                return False
        except ComplianceError:
            return False
        self._text, self._data = text, data
        self.rounds.append(found)
        return True

    def mended(self, reports: tuple[Report, ...], left: tuple[Left, ...]) -> Mended:
        """What has become of it."""
        items = [item for one in self.rounds for item in one.items]
        return Mended(
            data=self._data,
            text=self._text,
            before=self._before,
            changes=tuple(change for one in self.rounds for change in one.changes),
            rounds=len(self.rounds),
            applied=len(items),
            stories=len(set(items)),
            left=left,
            reports=reports,
        )


def _without(report: Report, spared: Collection[str]) -> Report:
    """A report without the findings of these fingerprints."""
    if not spared:
        return report
    return report._replace(findings=tuple(one for one in report.findings if one.fingerprint not in spared))


def next_round(reports: Iterable[Report], form: str, safeties: Collection[Safety], encoding: str) -> Round:
    """What may be changed at once.

    :param form: the name of the file's reader.
    :param encoding: of the file; words that it cannot write are left out.
    """
    taken: list[Change] = []
    items: list[int | None] = []
    left: list[Left] = []
    for report in reports:
        article = report.article
        for finding in report.findings if article is not None else ():
            if article is None or not any(suggestion.edits for suggestion in finding.suggestions):
                continue
            found = _chosen(article, finding, form, safeties, encoding)
            if not isinstance(found, Reason) and meet(found, taken):
                found = Reason.OVERLAP
            if isinstance(found, Reason):
                left.append(Left(finding.rule, place_of(article, finding.span).file_start, found))
            else:
                taken += found
                items.append(report.item)
    return Round(tuple(sorted(taken, key=lambda change: change.start)), tuple(items), tuple(left))


def _chosen(
    article: Article, finding: Finding, form: str, safeties: Collection[Safety], encoding: str
) -> tuple[Change, ...] | Reason:
    """What the best suggestion of a finding that may be applied changes: a safe one before others, then the first."""
    written = [suggestion for suggestion in finding.suggestions if suggestion.edits]
    written.sort(key=lambda suggestion: _ORDER[suggestion.safety])
    best = written[0]
    if best.safety is Safety.PLACEHOLDER:
        return Reason.PLACEHOLDER
    if best.safety not in safeties:
        return Reason.UNSAFE
    found = changes_of(article, finding, best, form)
    if not isinstance(found, Reason) and not all(_can_write(change.text, encoding) for change in found):
        return Reason.ENCODING
    return found


def apply(text: str, changed: Sequence[Change]) -> str:
    """The text with changes that lie in its order, none over another."""
    parts: list[str] = []
    at = 0
    for change in changed:
        parts += (text[at : change.start], change.text)
        at = change.end
    return "".join((*parts, text[at:]))


def _can_write(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
