"""Findings that somebody let through: the options of ``compliance check``, and what is said of waivers themselves."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compliance.cli.speech import language, say, spoken
from compliance.config import nearest
from compliance.renderers.model import ErrorView, Seen

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.waivers import Waiver
    from compliance.waiving import Holding, House

WAIVERS = "compliance-waivers.toml"
"""The file's name: :data:`compliance.waivers_file.NAME`, which is not imported where there is none."""

F = TypeVar("F", bound=Callable[..., Any])
_MOST_NAMED = 20


def waivers_option(function: F) -> F:
    """Which file the waivers stand in."""
    return click.option("--waivers", metavar="FILE", help=f"These waivers, not the {WAIVERS} nearest above.")(function)


def waiver_options(function: F) -> F:
    """What is done with waivers."""
    for option in (
        click.option("--no-waivers", is_flag=True, help="Look at no waivers, in no file and no story."),
        waivers_option,
    ):
        function = option(function)
    return function


def waivers_file(told: Mapping[str, Any]) -> Path | None:
    """The file that the options name, or the nearest in the working folder and those above it."""
    return Path(told["waivers"]) if told["waivers"] else nearest(WAIVERS)


def waivers_of(told: Mapping[str, Any], checker: Checker) -> Waivers | None:
    """The waivers of a run; ``None`` where none is to be looked at.

    :param told: the options of :func:`waiver_options`, and the others of the command.
    :raises ConfigError: the file cannot be read, or something in it is wrong.
    """
    if told["no_waivers"]:
        return None
    path = waivers_file(told)
    found: tuple[Waiver, ...] = ()
    if path is not None:
        from compliance.waivers_file import load

        found = load(path, checker.catalogue)
    root = Path(os.path.abspath(path)).parent if path is not None else Path.cwd()
    today = told["now"].date() if told["now"] is not None else date.today()
    narrowed = bool(told.get("select") or told.get("ignore"))
    inline = checker.config.inline_waivers
    return Waivers((found, root, today, inline), checker, strict=told.get("strict", False), narrowed=narrowed)


class Waivers:
    """One run held against its waivers; what does that is imported where there is something to hold.

    :param told: the values of a :class:`compliance.waiving.House`.
    :param strict: those that are of no use fail the run.
    :param narrowed: some rules were left out, so that not of every waiver it is known whether it is of use.
    """

    def __init__(
        self, told: tuple[tuple[Waiver, ...], Path, date, bool], checker: Checker, *, strict: bool, narrowed: bool
    ) -> None:
        self._told, self._checker, self._strict, self._narrowed = told, checker, strict, narrowed
        self.code = 0

    @cached_property
    def house(self) -> House:
        """What lets findings through, for whoever writes into stories."""
        from compliance.waiving import House

        return House(*self._told)

    @cached_property
    def _holding(self) -> Holding:
        from compliance.waiving import Holding

        return Holding(self.house, self._checker, language())

    def held(self, seen: Seen) -> Seen:
        """A story's answer with what is waived set apart."""
        if not (self._told[0] or seen.remarks):
            return seen
        view = self._holding.parted(seen)
        return seen if view is seen.view else seen._replace(view=view)

    def watch(self, outcomes: Iterator[Seen | ErrorView], stories: Sequence[str]) -> Iterator[Seen | ErrorView]:
        """The same answers with what is waived set apart; at their end it is said which waivers let nothing through.

        :param stories: as they were named.
        """
        some, held = bool(self._told[0]), False
        for outcome in outcomes:
            if isinstance(outcome, Seen):
                outcome, held = self.held(outcome), held or bool(outcome.remarks)
            yield outcome
        if some or held:
            self._end(whole=not self._narrowed and any(map(os.path.isdir, stories)))

    def _end(self, *, whole: bool) -> None:
        file = self._holding.file
        over, unused, slips = file.over(whole=whole), file.unused(whole=whole), self._holding.slips
        self._name(
            [f"{one.place}: this waiver ended on {_day(one)}: {one.target} ({', '.join(one.by)})" for one in over]
        )
        if over:
            say("sign it anew with a later day, or take it out", err=True)
            self.code = 1
        self._name([f"{one.place}: this waiver is of nothing that was found: {one.target}" for one in unused])
        self._name([f"{slip.place}: {spoken(slip.what)}: {spoken(slip.hint)}" for slip in slips])
        if self._strict and (unused or slips):
            self.code = 1

    def _name(self, lines: Sequence[str]) -> None:
        for line in lines[:_MOST_NAMED]:
            say(line, err=True)
        if len(lines) > _MOST_NAMED:
            say(f"and {len(lines) - _MOST_NAMED:,} more waivers", err=True)


def _day(waiver: Waiver) -> str:
    from compliance.renderers.messages import fill

    return fill("{until:date}", {"until": waiver.until}, language())
