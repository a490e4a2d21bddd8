"""What is said of repairs: on standard error, since standard output may be the story, a diff or a document."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from compliance.cli.outputs import Output
from compliance.cli.speech import say, spoken
from compliance.fix_edits import Reason
from compliance.renderers import Renderer, Run
from compliance.renderers.layout import clean
from compliance.renderers.model import ErrorView, Seen

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.renderers.model import FixesView
    from compliance.runner import Job

_MOST_NAMED = 20
_COUNTED = (Reason.UNSAFE, Reason.PLACEHOLDER)
"""Reasons that say nothing of the place: these are only counted."""


def watched(outcomes: Iterator[Seen | ErrorView], *, diff: bool) -> Iterator[Seen | ErrorView]:
    """The same answers; at their end it is said what was applied and what could not be.

    :param diff: nothing is written.
    """
    told = []
    for outcome in outcomes:
        if isinstance(outcome, Seen) and outcome.fixes is not None:
            told.append(outcome.fixes._replace(diff=""))
        yield outcome
    _tell(told, diff=diff)


def outputs(asked: Iterable[Output], *, diff: bool, stdin: bool) -> tuple[Output, ...]:
    """The outputs, where standard output has something else to carry.

    :param asked: what the command line asks for.
    :param diff: it carries the diff.
    :param stdin: it carries what a story on standard input becomes; what is said of it goes to standard error.
    """
    if diff:
        shown = Output(Renderer("diff", "What would change, as a unified diff.", _diffs))
        return (shown, *(one for one in asked if one.path is not None))
    return tuple(one._replace(err=stdin and one.path is None) for one in asked)


def _diffs(run: Run) -> Iterator[str]:
    for outcome in run.outcomes:
        if isinstance(outcome, Seen) and outcome.fixes is not None and outcome.fixes.diff:
            yield outcome.fixes.diff


def passed_on(checker: Checker, job: Job, name: str) -> Iterator[Seen | ErrorView]:
    """The answers for standard input, whose bytes go to standard output as they become, or as they are."""
    from compliance.fixing import fix_data

    data, outcomes = fix_data(checker, job, sys.stdin.buffer.read(), name)
    if not job.diff:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    yield from outcomes


def _tell(told: list[FixesView], *, diff: bool) -> None:
    applied, stories = sum(one.applied for one in told), sum(one.stories for one in told)
    said = (
        "suggestions that would be applied: {}, in stories: {}" if diff else "suggestions applied: {}, in stories: {}"
    )
    say(said.format(f"{applied:,}", f"{stories:,}"), err=True)
    lines = [*_refused(told), *_placed(told)]
    for line in lines[:_MOST_NAMED]:
        say(clean(line), err=True)
    if len(lines) > _MOST_NAMED:
        say(f"and {len(lines) - _MOST_NAMED:,} more that were not applied", err=True)
    for reason, count in Counter(left.reason for one in told for left in one.left if left.reason in _COUNTED).items():
        say(f"not applied: {count:,}, because {spoken(reason)}", err=True)


def _refused(told: list[FixesView]) -> Iterator[str]:
    for one in told:
        if one.refused:
            yield f"left as it was: {one.file}: {spoken(one.refused)}"
            yield f"  {spoken('next:')} {spoken(one.hint)}"


def _placed(told: list[FixesView]) -> Iterator[str]:
    for one in told:
        for left in one.left:
            if left.reason not in _COUNTED:
                yield f"not applied: {one.file}:{left.line}: {left.rule}: {spoken(left.reason)}"
