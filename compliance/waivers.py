"""What a newsroom knowingly lets through: by whom, why, and until when.

A waiver counts for a finding where all that it says of it fits, its last day is not over, and as many different
people signed as the rule asks for. What is over, or signed by too few, lets nothing through: the finding counts,
and says why its waiver does not. The verdict is made of what remains.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from compliance.policy import fits, people_for, verdict_left
from compliance.record import Record
from compliance.relative import Relative
from compliance.renderers.messages import fill
from compliance.renderers.model import WaiverView
from compliance.renderers.words import words

if TYPE_CHECKING:
    from compliance.finding import Severity
    from compliance.renderers.model import FindingView, ReportView

OWN = "compliance/"
"""What the names of the host's own rules begin with: nobody waives those."""


class Waiver(Record):
    """One entry of the waivers' file, or one comment in a story. What it leaves empty fits every finding.

    :param place: file and line that say it.
    :param by: who signed, each name once; a comment may have none.
    :param role: what they are in the house.
    :param until: the last day on which it counts; ``None``: it has no end.
    :param rule: the rule's name, or ``rule:variant``.
    :param paths: globs, relative to the folder of the waivers' file.
    :param blocks: ids of the blocks that a comment is about; ``None`` for an entry of the file.
    """

    place: str
    by: tuple[str, ...]
    role: str
    reason: str
    until: date | None = None
    rule: str = ""
    fingerprint: str = ""
    paths: tuple[str, ...] = ()
    blocks: frozenset[str] | None = None

    def fits(self, finding: FindingView) -> bool:
        """Whether it is about a finding; where its file lies is not asked."""
        if self.fingerprint and self.fingerprint != finding.fingerprint:
            return False
        if self.rule and self.rule not in (finding.rule, f"{finding.rule}:{finding.variant}"):
            return False
        return self.blocks is None or finding.block in self.blocks

    @property
    def view(self) -> WaiverView:
        """What reports say of it."""
        until = self.until.isoformat() if self.until else ""
        return WaiverView(self.by, self.role, self.reason, until, self.place, self.blocks is not None)

    @property
    def target(self) -> str:
        """What it is about, in a few words."""
        told = (self.rule, ", ".join(self.paths), self.fingerprint)
        return " · ".join(part for part in told if part)


class Why(StrEnum):
    """Why a waiver does not count: keys of the renderers' words."""

    REASON = "waiver_reason"
    NOBODY = "waiver_nobody"
    COMMENT = "waiver_comment"
    FEW = "waiver_few"
    OVER = "waiver_over"


def people(names: Iterable[str]) -> int:
    """How many different people names are: two spellings of one are one."""
    return len({" ".join(name.casefold().split()) for name in names})


def why_not(waiver: Waiver, needed: int, today: date) -> Why | None:
    """Why a waiver does not count for a finding that it fits; ``None`` where it does.

    :param needed: how many different people it takes.
    """
    if not waiver.reason:
        return Why.REASON
    if needed == 0:
        return Why.NOBODY
    if waiver.blocks is not None:  # a comment counts for one person, whether it is signed or not
        return Why.COMMENT if needed > 1 else None
    if people(waiver.by) < needed:
        return Why.FEW
    return Why.OVER if waiver.until is not None and waiver.until < today else None


def _beginning(glob: str) -> str:
    """What every path begins with that a glob fits; a glob without a slash fits names in every folder."""
    return re.split(r"[*?\[]", glob, maxsplit=1)[0] if "/" in glob else ""


def _only_file(glob: str) -> str | None:
    """The path of the one file that a glob fits; ``None`` where it may fit several."""
    parts = re.split(r"\[([*?[])\]", glob)
    return None if any(sign in part for part in parts[::2] for sign in "*?[") else "".join(parts)


class Waiving:
    """One run's findings held against the waivers, story by story.

    :param waivers: those of the file.
    :param root: the folder of that file.
    :param today: the day that decides what is over.
    :param people: for a file's path, what :func:`compliance.policy.people_to_waive` says.
    :param gate: as in the configuration.
    :param language: of what is said at findings.
    """

    def __init__(
        self,
        waivers: Iterable[Waiver],
        root: Path,
        today: date,
        people: Callable[[str], Mapping[str, int]],
        gate: Severity | None,
        language: str,
    ) -> None:
        self._root, self._relative = root, Relative(root)
        self._today, self._people = today, people
        self._gate, self._language = gate, language
        self._all = tuple(waivers)
        self._by_rule: dict[str, list[Waiver]] = {}
        self._by_fingerprint: dict[str, list[Waiver]] = {}
        for waiver in self._all:
            if waiver.fingerprint:
                self._by_fingerprint.setdefault(waiver.fingerprint, []).append(waiver)
            else:
                self._by_rule.setdefault(waiver.rule, []).append(waiver)
        self._gone: dict[str, bool] = {}
        self._met: set[str] = set()
        self._judged: set[str] = set()
        self._beginnings = {waiver.place: tuple(map(_beginning, waiver.paths)) for waiver in self._all}
        self._wait_for([waiver for waiver in self._all if waiver.paths])

    def parted(self, view: ReportView, comments: Sequence[Waiver] = ()) -> ReportView:
        """A report with what is waived set apart, and the verdict on what remains.

        :param comments: the waivers in the story itself.
        """
        path = PurePath(self._relative.path(view.file))
        self._judge(path, view.rules_run)
        if not self._all and not comments:
            return view
        for finding in view.observed:  # it does not count, and its waiver is of something
            self._met.update(waiver.place for waiver in self._fitting(finding, path, comments))
        kept: list[FindingView] = []
        waived: list[FindingView] = []
        for finding in view.findings:
            held = self._held(finding, path, comments, view.file)
            (kept if held.waiver is None else waived).append(held)
        if tuple(kept) == view.findings:
            return view
        verdict = verdict_left(view, kept, self._gate) if waived else view.verdict
        return view._replace(findings=tuple(kept), waived=(*view.waived, *waived), verdict=verdict)

    def _held(self, finding: FindingView, path: PurePath, comments: Sequence[Waiver], file: str) -> FindingView:
        """A finding with its waiver, or with what speaks against those that it has."""
        if finding.rule.startswith(OWN):
            return finding
        fitting = tuple(self._fitting(finding, path, comments))
        if not fitting:
            return finding
        self._met.update(waiver.place for waiver in fitting)
        needed = people_for(self._people(file), finding.rule, finding.variant)
        judged = [(waiver, why_not(waiver, needed, self._today)) for waiver in fitting]
        counting = next((waiver for waiver, why in judged if why is None), None)
        if counting is not None:
            return finding._replace(waiver=counting.view)
        notes = tuple(self._note(waiver, why) for waiver, why in judged if why is not None)
        return finding._replace(notes=(*finding.notes, *notes))

    def _fitting(self, finding: FindingView, path: PurePath, comments: Iterable[Waiver]) -> Iterator[Waiver]:
        yield from (comment for comment in comments if comment.fits(finding))
        named = self._by_rule.get(finding.rule, ())
        varied = self._by_rule.get(f"{finding.rule}:{finding.variant}", ()) if finding.variant else ()
        for waiver in (*self._by_fingerprint.get(finding.fingerprint, ()), *varied, *named):
            if waiver.fits(finding) and (not waiver.paths or self._fits(waiver, path) or self._moved(waiver)):
                yield waiver

    def _moved(self, waiver: Waiver) -> bool:
        """Whether a waiver is of one finding in files that are no longer there: these were moved, as in a baseline."""
        if waiver.place not in self._gone:
            files = [_only_file(glob) for glob in waiver.paths if waiver.fingerprint]
            self._gone[waiver.place] = bool(files) and not any(
                file is None or os.path.lexists(self._root / file) for file in files
            )
        return self._gone[waiver.place]

    def _note(self, waiver: Waiver, why: Why) -> str:
        text = words(self._language).texts[why]
        facts = {"by": waiver.by or ("?",), "until": waiver.until, "place": waiver.place}
        return fill(text, facts, self._language)

    def _fits(self, waiver: Waiver, path: PurePath) -> bool:
        """Whether a path is one of a waiver's; how its globs begin tells nearly all that are not, at once."""
        begin = self._beginnings[waiver.place]
        return path.as_posix().startswith(begin) and any(fits(path, glob) for glob in waiver.paths)

    def _judge(self, path: PurePath, rules_run: Collection[str]) -> None:
        """Note which waivers were looked at: a file that they name was checked with their rule."""
        if not path.as_posix().startswith(self._awaited):
            return
        waiting = []
        for waiver in self._waiting:
            rule = waiver.rule.partition(":")[0]
            if self._fits(waiver, path) and (not rule or rule in rules_run):
                self._judged.add(waiver.place)
            else:
                waiting.append(waiver)
        self._wait_for(waiting)

    def _wait_for(self, waiting: list[Waiver]) -> None:
        self._waiting = waiting
        self._awaited = tuple({begin for waiver in waiting for begin in self._beginnings[waiver.place]})

    def met(self, waiver: Waiver) -> bool:
        """Whether a waiver fitted a finding, whatever became of it."""
        return waiver.place in self._met

    def over(self, *, whole: bool) -> tuple[Waiver, ...]:
        """The waivers of what was checked whose last day is over; parameter as in :meth:`unused`."""
        return tuple(w for w in self._looked_at(whole) if w.until is not None and w.until < self._today)

    def unused(self, *, whole: bool) -> tuple[Waiver, ...]:
        """The waivers of what was checked that fit no finding, and are not over.

        :param whole: a folder was searched with all rules, so that those without a path were looked at too.
        """
        over = self.over(whole=whole)
        return tuple(w for w in self._looked_at(whole) if w.place not in self._met and w not in over)

    def _looked_at(self, whole: bool) -> list[Waiver]:
        seen = self._met | self._judged
        return [w for w in self._all if w.place in seen or (whole and not w.paths)]
