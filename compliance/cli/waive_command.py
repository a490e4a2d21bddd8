"""``compliance waive``: writes into the file of waivers that a finding is let through, by whom, why and until when."""

from __future__ import annotations

import os
from datetime import date
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.options import load, rule_options
from compliance.cli.speech import language, say
from compliance.cli.waived import WAIVERS, waivers_file, waivers_option
from compliance.errors import ComplianceError, ReadError

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.renderers.model import FindingView

_EXAMPLES = """\b
  compliance waive letters/ferry.md:3:51 --by "M. Ruiz" --reason "printed as it came" --until 2027-03-01
  compliance waive 5d0c3f0e8a1b2c3d4e5f6071 --by "M. Ruiz" --by "L. Soto" --reason "…" --until 2027-03-01"""


def _day(ctx: click.Context, parameter: click.Parameter, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ComplianceError(f"--until {value} is no day", hint="as in 2027-03-01") from error


@click.command(short_help="Let a finding through.", epilog=_EXAMPLES)
@click.argument("finding", metavar="FINDING")
@click.option("--by", multiple=True, required=True, metavar="NAME", help="Who lets it through (twice for two people).")
@click.option("--reason", required=True, metavar="TEXT", help="Why, for whoever reads it next year.")
@click.option("--until", required=True, callback=_day, metavar="DAY", help="The last day on which it counts.")
@click.option("--role", metavar="TEXT", help="What they are in the house.")
@click.option("--rule", "rule", metavar="RULE", help="The rule, where several found something at one place.")
@waivers_option
@rule_options
def command(finding: str, **told: Any) -> None:
    """Write into compliance-waivers.toml that a finding is let through.

    FINDING is its place, as `compliance check` shows it (FILE:LINE:COLUMN), or its fingerprint, as --format json
    has it.
    """
    from compliance.waivers_file import add

    checker = load(told)
    path = waivers_file(told) or _beside_the_configuration(checker)
    entry: dict[str, Any] = {"by": list(told["by"]), "role": told["role"], "reason": told["reason"]}
    file, line, column = _place(finding)
    if file:
        found = _found(checker, file, line, column, told["rule"])
        _must_be_signed(checker, file, found, told["by"])
        here = Path(os.path.relpath(os.path.abspath(file), os.path.dirname(os.path.abspath(path)))).as_posix()
        entry |= {"fingerprint": found.fingerprint, "rule": found.rule, "path": escape(here)}
    else:
        entry |= {"fingerprint": finding, "rule": told["rule"]}
    written = add(path, {**entry, "until": told["until"]}, checker.catalogue)
    say(f"waived, in {written.place}: {written.target}")


def _place(finding: str) -> tuple[str, int, int]:
    """File, line and column of a finding's place; no file where it is a fingerprint."""
    file, _, rest = finding.rpartition(":")
    file, _, line = file.rpartition(":")
    if file and line.isdecimal() and rest.isdecimal():
        return file, int(line), int(rest)
    if not finding.isalnum():
        hint = "as in letters/ferry.md:3:51, or the fingerprint that --format json has"
        raise ComplianceError(f"{finding} is no place of a finding", hint=hint)
    return "", 0, 0


def _found(checker: Checker, file: str, line: int, column: int, rule: str | None) -> FindingView:
    """The finding at a place.

    :raises ReadError: the file cannot be read, or there is none, or there are several.
    """
    reports = checker.check_file(file)
    views = (checker.view(report, language()) for report in reports if report.article is not None)
    here = [one for view in views for one in view.findings if (one.line, one.column) == (line, column)]
    here = [one for one in here if rule is None or one.rule == rule]
    if not here:
        hint = f"compliance check {file} shows the places of its findings"
        raise ReadError("nothing was found at this place", where=f"{file}:{line}:{column}", hint=hint)
    if len(here) > 1:
        hint = f"--rule says which: {', '.join(dict.fromkeys(one.rule for one in here))}"
        raise ReadError("several things were found at this place", where=f"{file}:{line}:{column}", hint=hint)
    return here[0]


def _must_be_signed(checker: Checker, file: str, found: FindingView, by: tuple[str, ...]) -> None:
    """Refuse what would let nothing through."""
    from compliance.policy import people_for
    from compliance.waivers import people

    needed = people_for(checker.people_needed(file), found.rule, found.variant)
    if needed == 0:
        raise ComplianceError(f"nobody may waive {found.rule}", hint="mend what it found")
    if people(by) < needed:
        raise ComplianceError(f"two different people must sign a waiver of {found.rule}", hint="--by NAME --by NAME")


def _beside_the_configuration(checker: Checker) -> Path:
    config = checker.config.path
    return config.parent / WAIVERS if config is not None else Path(WAIVERS)
