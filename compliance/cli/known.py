"""Findings that the house's baseline knows: the options of ``compliance check``, and what is said of stale entries."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compliance.cli.searching import BASELINE
from compliance.cli.speech import near, say
from compliance.config import nearest
from compliance.errors import ConfigError
from compliance.renderers.layout import clean
from compliance.renderers.model import ErrorView, Seen

if TYPE_CHECKING:
    from compliance.baseline import Baseline
    from compliance.checker import Checker

F = TypeVar("F", bound=Callable[..., Any])
_STRICT = "Fail where the baseline has stale entries, or a waiver is of no use."
_MOST_NAMED = 20
_PRUNE = "--prune takes stale entries out of the baseline"
_FAILING = "stale entries fail under --strict; --prune takes them out of the baseline"


def baseline_option(function: F) -> F:
    """Which file the baseline is."""
    return click.option("--baseline", metavar="FILE", help=f"This baseline, not the {BASELINE} nearest above.")(
        function
    )


def baseline_options(function: F) -> F:
    """What is done with a baseline."""
    for option in (
        click.option("--prune", is_flag=True, help="Take stale entries out of the baseline."),
        click.option("--strict", is_flag=True, help=_STRICT),
        click.option("--no-baseline", is_flag=True, help="Look at no baseline: every finding counts."),
        baseline_option,
    ):
        function = option(function)
    return function


def baseline_file(told: Mapping[str, Any]) -> Path | None:
    """The baseline that the options name, or the nearest in the working folder and those above it."""
    return Path(told["baseline"]) if told["baseline"] else nearest(BASELINE)


def baseline_of(told: Mapping[str, Any], checker: Checker) -> Known | None:
    """What is known to the run; ``None`` without a baseline.

    :param told: the options of :func:`baseline_options`.
    :raises ConfigError: the baseline cannot be read, or there is none to prune.
    """
    path = None if told["no_baseline"] else baseline_file(told)
    if path is None:
        if told["prune"]:
            raise ConfigError("there is no baseline to prune", hint="`compliance baseline STORIES` writes one")
        return None
    from compliance.baseline import load

    return Known(load(path), checker, prune=told["prune"], strict=told["strict"])


class Known:
    """One run held against a baseline.

    :param prune: stale entries are taken out at the end.
    :param strict: stale entries fail the run.
    """

    def __init__(self, baseline: Baseline, checker: Checker, *, prune: bool, strict: bool) -> None:
        from compliance.baseline import Matching

        self._baseline, self._rules = baseline, frozenset(checker.registry.rules)
        self._matching = Matching(baseline, checker.config.gate)
        self._prune, self._strict = prune, strict
        self.code = 0

    def watch(self, outcomes: Iterator[Seen | ErrorView], stories: Sequence[str]) -> Iterator[Seen | ErrorView]:
        """The same answers with what is known set apart; at their end it is said which entries are stale.

        :param stories: as they were named.
        """
        from compliance.baseline import standings

        for outcome in outcomes:
            if isinstance(outcome, Seen):
                view = self._matching.parted(outcome.view)
                outcome = outcome._replace(view=view, standings=standings(view, outcome.standings))
            yield outcome
        self._end(folders_of(self._baseline, stories))

    def _end(self, folders: Sequence[str]) -> None:
        stale = self._matching.stale(folders, self._rules)
        if self._prune:
            pruned = self._matching.pruned(folders, self._rules)
            if pruned != self._baseline:
                pruned.write()
            say(f"entries taken out of {near(self._baseline.path)}: {len(stale):,}", err=True)
            return
        for entry in stale[:_MOST_NAMED]:
            words = f" “{entry.matched}”" if entry.matched.strip() else ""
            say(clean(f"stale in the baseline: {entry.path}: {entry.rule}{words} is no longer found"), err=True)
        if len(stale) > _MOST_NAMED:
            say(f"and {len(stale) - _MOST_NAMED:,} more that are stale", err=True)
        if stale:
            say(_FAILING if self._strict else _PRUNE, err=True)
            self.code = int(self._strict)


def folders_of(baseline: Baseline, stories: Sequence[str]) -> tuple[str, ...]:
    """The folders among what was named, as the baseline has paths."""
    return tuple(baseline.path_of(story) for story in stories if os.path.isdir(story))
