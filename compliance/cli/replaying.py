"""One pass over the stories with two sets of rules: each story is checked with both, compared, and forgotten."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from compliance.cli.inputs import find_inputs
from compliance.errors import ComplianceError
from compliance.renderers.model import Seen
from compliance.replay import Replay, Told, told_by_view
from compliance.runner import check_file, error_view

if TYPE_CHECKING:
    from compliance.baseline import Matching
    from compliance.checker import Checker
    from compliance.cli.replay_sides import Side
    from compliance.renderers.model import ReportView
    from compliance.renderers.replay_model import Change
    from compliance.runner import Job

_Key = tuple[str, "int | None"]


def gate_of(checker: Checker) -> str:
    """The severity from which findings count; ``never`` for none."""
    return checker.config.gate.value if checker.config.gate else "never"


class Playing:
    """A replay.

    :param new: the rules to try.
    :param old: what they are held against.
    :param matching: the baseline for the new side and the old; ``None`` without one.
    """

    def __init__(self, new: Checker, old: Side, job: Job, matching: tuple[Matching, Matching] | None) -> None:
        self.replay = Replay()
        self._new, self._old, self._job, self._matching = new, old, job, matching
        self._met: set[_Key] = set()
        self._changed = self._failed = False

    @property
    def code(self) -> int:
        """2 where something was not read, else 1 where a verdict changes, else 0."""
        return 2 if self._failed else int(self._changed)

    def changes(self, stories: tuple[str, ...]) -> Iterator[Change]:
        """The stories whose verdict changes, in their order.

        :param stories: as they were named.
        :raises ComplianceError: none of them is in the report that they are held against.
        """
        endings = [ending for reader in self._new.desk.readers for ending in reader.extensions]
        inputs = find_inputs(stories, endings, self._new.config)
        for error in inputs.missing:
            self._failed = True
            self.replay.unread(error_view(error, error.where, self._job.language))
        for path in inputs.paths:
            yield from self._file(path)
        if self._old.report is not None:
            self._count_unmet(self._old.report)

    def _file(self, path: str) -> Iterator[Change]:
        after = self._views(self._new, path, 0)
        before = self._before(path, after)
        for key in dict.fromkeys((*before, *after)):
            if key not in before or key not in after:
                self.replay.unmatched += 1
                continue
            through = before[key].through if self._old.report is not None else ()
            told = told_by_view(after[key], gate_of(self._new), through)
            change = self.replay.take(*key, before[key], told)
            if change is not None:
                self._changed = True
                yield change

    def _before(self, path: str, after: Mapping[_Key, ReportView]) -> dict[_Key, Told]:
        """What the old side says of a file's stories."""
        if self._old.checker is not None:
            gate = gate_of(self._old.checker)
            views = self._views(self._old.checker, path, 1)
            return {key: told_by_view(view, gate) for key, view in views.items()}
        found = {}
        for file, item in after:
            known = (os.path.normpath(file), item)
            self._met.add(known)
            if self._old.report and known in self._old.report:
                found[file, item] = self._old.report[known]
        return found

    def _views(self, checker: Checker, path: str, side: int) -> dict[_Key, ReportView]:
        """What a checker says of a file's stories, less what the baseline knows."""
        found = {}
        for outcome in check_file(checker, self._job, path):
            if isinstance(outcome, Seen):
                view = self._matching[side].parted(outcome.view) if self._matching else outcome.view
                found[view.file, view.item] = view
            else:
                self._failed = True
                self.replay.unread(outcome)
        return found

    def _count_unmet(self, report: Mapping[_Key, Told]) -> None:
        unmet = sum(key not in self._met for key in report)
        self.replay.unmatched += unmet
        if unmet == len(report) and not self._failed:
            hint = "name the stories as they were named then, from the same folder"
            raise ComplianceError("no story of the report is among those named", where=self._old.name, hint=hint)
