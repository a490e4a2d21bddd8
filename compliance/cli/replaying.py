"""One pass over the stories with two sets of rules: each story is checked with both, compared, and forgotten."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from compliance.cli.check_command import answered
from compliance.cli.inputs import find_inputs
from compliance.errors import ComplianceError
from compliance.renderers.model import ErrorView, Seen
from compliance.replay import Replay, Told, told_by_view, without
from compliance.runner import error_view

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.cli.means import Means
    from compliance.cli.replay_sides import Side
    from compliance.renderers.model import ReportView
    from compliance.renderers.replay_model import Change
    from compliance.runner import Job

_Key = tuple[str, "int | None"]
_Told: TypeAlias = "Mapping[_Key, Told]"
Held: TypeAlias = "Callable[[Seen], ReportView]"
"""Sets apart what was let through of a story's findings."""


def gate_of(checker: Checker) -> str:
    """The severity from which findings count; ``never`` for none."""
    return checker.config.gate.value if checker.config.gate else "never"


class Playing:
    """A replay.

    :param new: the rules to try.
    :param old: what they are held against.
    :param held: sets apart what was let through, for the new side and for the old.
    :param means: what each side may use.
    """

    def __init__(self, new: Checker, old: Side, job: Job, held: Sequence[Held], means: Means) -> None:
        self.replay = Replay()
        self._new, self._old, self._job, self._held, self._means = new, old, job, held, means
        self._met: set[_Key] = set()
        self._changed = self._failed = False

    @property
    def code(self) -> int:
        """2 where something was not read, else 1 where a verdict changes, else 0."""
        return 2 if self._failed else int(self._changed)

    def changes(self, stories: tuple[str, ...]) -> Iterator[Change]:
        """The stories whose verdict changes, in their order; the report itself is none.

        :param stories: as they were named.
        :raises ComplianceError: none of them is in the report that they are held against.
        """
        paths = tuple(self._paths(stories))
        after = self._told(self._new, paths, 0)
        before = self._told(self._old.checker, paths, 1) if self._old.checker is not None else None
        for told in after:
            yield from self._file(next(before) if before is not None else self._reported(told), told)
        if self._old.report is not None:
            self._count_unmet(self._old.report)

    def _paths(self, stories: tuple[str, ...]) -> Iterator[str]:
        """The files, the same for both sides."""
        endings = [ending for reader in self._new.desk.readers for ending in reader.extensions]
        inputs = find_inputs(stories, endings, self._new.config)
        for error in inputs.missing:
            self._unread(error_view(error, error.where, self._job.language))
        report = os.path.abspath(self._old.name) if self._old.report is not None else ""
        return (path for path in inputs.paths if os.path.abspath(path) != report)

    def _file(self, before: _Told, after: _Told) -> Iterator[Change]:
        """What changes in the stories of a file."""
        for key in dict.fromkeys((*before, *after)):
            if key not in before or key not in after:
                self.replay.unmatched += 1
                continue
            change = self.replay.take(*key, *self._alike(before[key], after[key]))
            if change is not None:
                self._changed = True
                yield change

    def _alike(self, before: Told, after: Told) -> tuple[Told, Told]:
        """Both sides with the same findings let through; rules say themselves what may be, a report does not."""
        if self._old.report is None:
            return before, after
        through, gate = before.through | after.through, gate_of(self._new)
        return without(before, through, gate), without(after, through, gate)

    def _told(self, checker: Checker, paths: tuple[str, ...], side: int) -> Iterator[_Told]:
        """What a checker says of the stories of each file, less what was let through."""
        gate, held = gate_of(checker), self._held[side]
        # one line on a terminal says how far both have come
        means = self._means._replace(shown=side == 0)
        for _, outcomes in groupby(answered(checker, self._job, paths, means), key=_file_of):
            found = {}
            for outcome in outcomes:
                if isinstance(outcome, Seen):
                    view = held(outcome)
                    found[view.file, view.item] = told_by_view(view, gate)
                else:
                    self._unread(outcome)
            yield found

    def _reported(self, after: _Told) -> _Told:
        """What the report says of a file's stories."""
        report = self._old.report or {}
        keys = {key: _normal(*key) for key in after}
        self._met.update(keys.values())
        return {key: report[known] for key, known in keys.items() if known in report}

    def _unread(self, error: ErrorView) -> None:
        self._failed = True
        self.replay.unread(error)

    def _count_unmet(self, report: Mapping[_Key, Told]) -> None:
        unmet = sum(key not in self._met for key in report)
        self.replay.unmatched += unmet
        if unmet == len(report) and not self._failed:
            hint = "name the stories as they were named then, from the same folder"
            raise ComplianceError("no story of the report is among those named", where=self._old.name, hint=hint)


def _file_of(outcome: Seen | ErrorView) -> str:
    return outcome.file


def _normal(file: str, item: int | None) -> _Key:
    """A story's key whichever way its file was named."""
    return os.path.normpath(file), item
