"""One run's stories held against the waivers of its file and those in the stories themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.errors import ConfigError
from compliance.record import Record
from compliance.waivers import Waiver, Waiving
from compliance.waivers_inline import waiver_in

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.renderers.model import ReportView, Seen

NO_REASON = "this comment waives nothing, because it gives no reason"
UNUSED = "this waiver is of nothing that was found"


class House(Record):
    """What lets findings through in a run.

    :param waivers: those of the file.
    :param root: the folder of that file.
    :param today: the day that decides which are over.
    :param inline: whether comments in stories count too.
    """

    waivers: tuple[Waiver, ...]
    root: Path
    today: date
    inline: bool


class Slip(Record):
    """A comment that lets nothing through.

    :param place: file, line and column.
    :param hint: the next step, or the rule that it names.
    """

    place: str
    what: str
    hint: str


class Holding:
    """The waivers of a run at work.

    :param language: of what is said at findings.
    """

    def __init__(self, house: House, checker: Checker, language: str) -> None:
        self._house, self._rules = house, checker.catalogue
        self.slips: list[Slip] = []
        self.file = Waiving(
            house.waivers, house.root, house.today, checker.people_needed, checker.config.gate, language
        )

    def parted(self, seen: Seen) -> ReportView:
        """A report with what is waived set apart, and the verdict on what remains."""
        if not self._house.inline or not seen.remarks:
            return self.file.parted(seen.view)
        slips: list[Slip] = []
        comments = list(self._comments(seen, slips))
        view = self.file.parted(seen.view, comments)
        for comment in comments:
            if not comment.reason:
                slips.append(Slip(comment.place, NO_REASON, comment.rule))
            elif not self.file.met(comment) and comment.rule.partition(":")[0] in view.rules_run:
                slips.append(Slip(comment.place, UNUSED, comment.rule))
        places = [f"{view.file}:{remark.line}:{remark.column}" for remark in seen.remarks]
        self.slips += sorted(slips, key=lambda slip: places.index(slip.place))
        return view

    def _comments(self, seen: Seen, slips: list[Slip]) -> Iterator[Waiver]:
        for remark in seen.remarks:
            try:
                yield waiver_in(remark, seen.view.file, self._rules)
            except ConfigError as error:
                slips.append(Slip(error.where, error.what, error.hint))
