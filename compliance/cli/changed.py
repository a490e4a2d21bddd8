"""Stories that git says changed: the options that ask for them alone, and what of their findings is new."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compliance.cli.inputs import STDIN, Inputs
from compliance.cli.speech import say
from compliance.errors import ComplianceError
from compliance.policy import verdict_left
from compliance.renderers.model import Seen

if TYPE_CHECKING:
    from compliance.changes import Changed, Changes
    from compliance.cli.searching import Search
    from compliance.finding import Severity
    from compliance.renderers.model import ErrorView, FindingView, LabelView, ReportView

F = TypeVar("F", bound=Callable[..., Any])
_OWN = "compliance/"
_HERE = os.path.join(os.curdir, "")


def changed_options(function: F) -> F:
    """Which changes are meant, and how much of the stories."""
    for option in (
        click.option("--whole", is_flag=True, help="Report on the whole of the changed stories."),
        click.option("--staged", is_flag=True, help="Only what the next commit changes, as it stands in git's index."),
        click.option("--changed-since", metavar="REV", help="Only lines changed since the branch left this revision."),
    ):
        function = option(function)
    return function


def changes_of(told: Mapping[str, Any], stories: Sequence[str]) -> Changes | None:
    """What changed; ``None`` where nobody asks.

    :param told: the options of :func:`changed_options`, and those that mend.
    :raises ComplianceError: git cannot say, or the options do not go together.
    """
    since, staged = told["changed_since"], told["staged"]
    if since is None and not staged:
        if told["whole"]:
            raise ComplianceError("--whole says how much of what changed", hint="add --changed-since REV, or --staged")
        return None
    if since is not None and staged:
        raise ComplianceError("--staged and --changed-since are two questions", hint="ask one of them")
    if told["fix"] or told["unsafe_fixes"] or told["diff"]:
        what = "repairs are for whole files as they lie on the disk"
        raise ComplianceError(what, hint="leave out --changed-since and --staged, and name the stories")
    if STDIN in stories:
        raise ComplianceError("git knows nothing of standard input", hint="name files or folders")
    from compliance import changes

    return changes.staged() if staged else changes.changed_since(since)


def only_changed(changes: Changes, inputs: Inputs, folders: Sequence[str], search: Search) -> Inputs:
    """What changed of what was asked for; what stands in the index alone comes last.

    :param folders: those that were searched.
    """
    paths = [path for path in inputs.paths if changes.of(path) is not None]
    missing = list(inputs.missing)
    if changes.staged:
        gone = [path for path in changes.files if not os.path.lexists(path)]
        paths += [error.where for error in missing if changes.of(error.where) is not None]
        for folder in folders:
            inside = (name for name in _inside(folder, gone) if search.takes(folder, name))
            paths += sorted(os.path.join(folder, name) for name in inside)
        missing = [error for error in missing if changes.of(error.where) is None and error.where not in folders]
    # as git names them, whatever folder they were looked for in
    return Inputs(tuple(dict.fromkeys(path.removeprefix(_HERE) for path in paths)), tuple(missing))


def _inside(folder: str, paths: Iterable[str]) -> Iterator[str]:
    """Those of the paths that lie in a folder, relative to it."""
    home = os.path.join(os.path.realpath(folder), "")
    return (path[len(home) :] for path in paths if path.startswith(home))


class NewFindings:
    """Leaves out of reports what stands on lines that did not change.

    :param gate: as in the configuration.
    """

    def __init__(self, changes: Changes, gate: Severity | None) -> None:
        self._changes, self._gate = changes, gate
        self._left_out = 0

    def watch(self, outcomes: Iterator[Seen | ErrorView]) -> Iterator[Seen | ErrorView]:
        """The same answers with what is new in them; at their end it is said how much was left out."""
        for outcome in outcomes:
            changed = self._changes.of(outcome.file) if isinstance(outcome, Seen) else None
            if isinstance(outcome, Seen) and changed is not None and changed.lines is not None:
                outcome = outcome._replace(view=self._new(outcome.view, changed))
            yield outcome
        if self._left_out:
            say(f"findings on unchanged lines, not shown: {self._left_out:,} (--whole shows them)", err=True)

    def _new(self, view: ReportView, changed: Changed) -> ReportView:
        def new(findings: Iterable[FindingView]) -> tuple[FindingView, ...]:
            return tuple(finding for finding in findings if _is_new(finding, changed))

        findings = new(view.findings)
        self._left_out += len(view.findings) - len(findings)
        return view._replace(
            findings=findings,
            waived=new(view.waived),
            baseline=new(view.baseline),
            observed=new(view.observed),
            verdict=verdict_left(view, findings, self._gate),
        )


def _is_new(finding: FindingView, changed: Changed) -> bool:
    """Whether a place of a finding, its own or one that it shows, is on a changed line; the host's own always count."""
    if finding.rule.startswith(_OWN):
        return True
    places: list[FindingView | LabelView] = [finding, *(label for label in finding.labels if label.file is None)]
    return any(changed.touches(place.line, place.region.end_line) for place in places)
