"""Findings that somebody let through: the options of ``compliance check``, and what is said of waivers themselves."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compliance.cli.speech import language, say
from compliance.config import nearest
from compliance.policy import people_to_waive
from compliance.renderers.layout import clean
from compliance.renderers.model import ErrorView, Seen

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.waivers import Waiver, Waiving

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
    narrowed = bool(told.get("select") or told.get("ignore"))
    return Waivers(waivers_file(told), checker, _today(told), strict=told.get("strict", False), narrowed=narrowed)


def _today(told: Mapping[str, Any]) -> date:
    return told["now"].date() if told["now"] is not None else date.today()


class Waivers:
    """One run held against its waivers.

    :param path: of their file; ``None`` without one.
    :param today: the day that decides what is over.
    :param strict: those that are of no use fail the run.
    :param narrowed: some rules were left out, so that not of every waiver it is known whether it is of use.
    """

    def __init__(self, path: Path | None, checker: Checker, today: date, *, strict: bool, narrowed: bool) -> None:
        self._checker, self._today, self._strict, self._narrowed = checker, today, strict, narrowed
        self._root = Path(os.path.abspath(path)).parent if path is not None else Path.cwd()
        self._needed: dict[int, Mapping[str, int]] = {}
        self._waivers: tuple[Waiver, ...] = ()
        self.code = 0
        if path is not None:
            from compliance.waivers_file import load

            self._waivers = load(path, checker.catalogue)

    @cached_property
    def _waiving(self) -> Waiving:
        from compliance.waivers import Waiving

        gate = self._checker.config.gate
        return Waiving(self._waivers, self._root, self._today, self._people, gate, language())

    def _people(self, file: str) -> Mapping[str, int]:
        plan = self._checker.plan(file)
        if id(plan) not in self._needed:
            self._needed[id(plan)] = people_to_waive(self._checker.catalogue, plan.settings)
        return self._needed[id(plan)]

    def watch(self, outcomes: Iterator[Seen | ErrorView], stories: Sequence[str]) -> Iterator[Seen | ErrorView]:
        """The same answers with what is waived set apart; at their end it is said which waivers let nothing through.

        :param stories: as they were named.
        """
        for outcome in outcomes:
            if self._waivers and isinstance(outcome, Seen):
                outcome = outcome._replace(view=self._waiving.parted(outcome.view))
            yield outcome
        if self._waivers:
            self._end(whole=not self._narrowed and any(map(os.path.isdir, stories)))

    def _end(self, *, whole: bool) -> None:
        over, unused = self._waiving.over(whole=whole), self._waiving.unused(whole=whole)
        self._name([f"{one.place}: this waiver ended on {_day(one)}: {one.target} ({_signed(one)})" for one in over])
        if over:
            say("sign it anew with a later day, or take it out", err=True)
            self.code = 1
        self._name([f"{one.place}: this waiver is of nothing that was found: {one.target}" for one in unused])
        if unused and self._strict:
            self.code = 1

    def _name(self, lines: Sequence[str]) -> None:
        for line in lines[:_MOST_NAMED]:
            say(clean(line), err=True)
        if len(lines) > _MOST_NAMED:
            say(f"and {len(lines) - _MOST_NAMED:,} more waivers", err=True)


def _day(waiver: Waiver) -> str:
    from compliance.renderers.messages import fill

    return fill("{until:date}", {"until": waiver.until}, language())


def _signed(waiver: Waiver) -> str:
    return ", ".join(waiver.by)
