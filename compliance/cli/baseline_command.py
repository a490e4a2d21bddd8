"""``compliance baseline``: records what is found today, so that from now on only what is new fails."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.check_command import answered, loudly
from compliance.cli.known import baseline_file, baseline_option, folders_of
from compliance.cli.means import means, means_options
from compliance.cli.options import config_options, load, now_option
from compliance.cli.searching import BASELINE
from compliance.cli.speech import language, near, printable, say, spoken
from compliance.cli.waived import waiver_options, waivers_of
from compliance.errors import ComplianceError
from compliance.renderers.model import ErrorView

if TYPE_CHECKING:
    from compliance.baseline import Entry
    from compliance.checker import Checker

_EXAMPLES = """\b
  compliance baseline articles/
  compliance check articles/ --strict"""


@click.command(short_help="Record what is found today.", epilog=_EXAMPLES)
@click.argument("stories", nargs=-1, metavar="STORY…")
@click.option(
    "--as", "told", metavar="FORMAT", help="Read the stories as text, markdown, html, json, ninjs or wordpress."
)
@baseline_option
@waiver_options
@config_options
@now_option
@means_options
def command(stories: tuple[str, ...], **told: Any) -> int:
    """Record what is found in these stories today, so that `compliance check` fails only over what is new.

    Entries of files that were not checked, and of rules that did not run, stay. What is waived is not recorded.
    """
    if not stories:
        raise ComplianceError("no story was named, so there is nothing to record", hint="compliance baseline articles/")
    from compliance import baseline as known
    from compliance.runner import Job

    checker = load(told, interrupt=True)
    path = baseline_file(told) or _beside_the_configuration(checker)
    old = known.load(path) if path.is_file() else known.Baseline(path)
    matching = known.Matching(old, checker.config.gate)
    found: list[Entry] = []
    recorded = unread = own = 0
    job = Job(language(), told["told"], told["now"])
    outcomes = answered(checker, job, stories, means(told))
    if (waivers := waivers_of(told, checker)) is not None:
        outcomes = waivers.watch(outcomes, stories)
    for outcome in loudly(outcomes):
        if isinstance(outcome, ErrorView):
            unread += 1
            continue
        matching.parted(outcome.view)
        new = known.entries_of(old, outcome.view)
        own += len(outcome.view.findings) - len(new)
        recorded += bool(new)
        found += new
    matching.renewed(found, folders_of(old, stories), frozenset(checker.registry.rules)).write()
    say(f"findings recorded: {len(found):,}, in stories: {recorded:,}, in {near(path)}")
    after = spoken(f"commit it; `{shlex.join(('compliance', 'check', *stories))}` then fails only over what is new")
    click.echo(f"  {spoken('next:')} {printable(after)}")
    if own:
        say(f"not recorded: {own:,}, because the host's own findings say that something was not checked", err=True)
    return 2 if unread else 0


def _beside_the_configuration(checker: Checker) -> Path:
    """Where a new baseline stands: beside the configuration, else in the working folder."""
    config = checker.config.path
    return config.parent / BASELINE if config is not None else Path(BASELINE)
