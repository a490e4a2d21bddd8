"""``compliance check``: stories in, findings and a verdict out, and the exit code that says it to a machine."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from compliance import __version__
from compliance.cli.changed import NewFindings, changed_options, changes_of, only_changed
from compliance.cli.fix_options import fix_options, safeties
from compliance.cli.inputs import STDIN, STDIN_NAME, inputs_of
from compliance.cli.known import baseline_of, baseline_options
from compliance.cli.means import Means, means, means_options, outcomes, outcomes_together
from compliance.cli.options import config_options, load, now_option, options_of_rules
from compliance.cli.previous import previous_options, refuse_apart
from compliance.cli.searching import Search
from compliance.cli.speech import language, printable, say, spoken
from compliance.cli.waived import waiver_options, waivers_of
from compliance.errors import ComplianceError
from compliance.renderers.model import ErrorView

if TYPE_CHECKING:
    from compliance.changes import Changes
    from compliance.checker import Checker
    from compliance.cli.known import Known
    from compliance.cli.outputs import Sheet
    from compliance.cli.waived import Waivers
    from compliance.precision import Judged
    from compliance.renderers.model import Seen
    from compliance.runner import Job

_EXAMPLES = """\b
  compliance check story.txt
  compliance check articles/ --format sarif --output findings.sarif
  compliance check articles/ --output html:report.html --output text
  pbpaste | compliance check - --as text"""
_FORMATS = "text, json, jsonl, sarif, github, gitlab, junit, rdjson, markdown or html."
_OUTPUT = "Write there instead of the terminal (may be repeated: html:report.html, text)."


@click.command(short_help="Check stories.", epilog=_EXAMPLES)
@click.argument("stories", nargs=-1, metavar="STORY…")
@click.option("--format", "format_", metavar="FORMAT", help=_FORMATS)
@click.option(
    "--as", "told", metavar="FORMAT", help="Read the stories as text, markdown, html, json, ninjs or wordpress."
)
@click.option("--gate", metavar="SEVERITY", help="Findings below it do not hold a story: error, warning, note, never.")
@config_options
@now_option
@changed_options
@previous_options
@means_options
@click.option("--with-text", is_flag=True, help="Put the story's text into the JSON.")
@click.option("--color", "--colour", "colour", type=click.Choice(["auto", "always", "never"]), default="auto")
@click.option("--output", "-o", "outputs", multiple=True, metavar="[FORMAT:]FILE", help=_OUTPUT)
@fix_options
@waiver_options
@baseline_options
@click.option("--profile-rules", is_flag=True, help="Say on standard error what each rule and analysis took.")
def command(stories: tuple[str, ...], **told: Any) -> int:
    """Check stories: files, folders, globs, or - for standard input."""
    changes = changes_of(told, stories)
    refuse_apart(told, changes)
    if changes is not None and not stories:
        stories = (".",)
    if not stories:
        raise ComplianceError(
            "no story was named, so there is nothing to check",
            hint="compliance check story.txt (or a folder, or - for standard input)",
        )
    from compliance.cli.outputs import opened, wanted
    from compliance.renderers import Look, builtin

    checker = load(told, interrupt=True)
    outputs = wanted(told["outputs"], told["format_"], (*builtin(), *checker.registry.renderers))
    _tell_untaken(checker)
    gate = checker.config.gate
    look = Look(
        language=language(),
        with_text=told["with_text"],
        gate=gate.value if gate else "never",
        options=options_of_rules(told),
    )
    if safeties(told):
        from compliance.cli import fixed

        outputs = fixed.outputs(outputs, diff=told["diff"], stdin=STDIN in stories)
    waivers, known = waivers_of(told, checker), baseline_of(told, checker)
    with opened(outputs, look, told["colour"]) as sheets:
        job = _job(told, waivers)._replace(formats=[(one.output.renderer.name, one.look) for one in sheets])
        answers = answered(checker, job, stories, means(told), changes, told)
        return _written(checker, sheets, answers, stories, changes, (waivers, known), told)


def _written(
    checker: Checker,
    sheets: Sequence[Sheet],
    answers: Iterator[Seen | ErrorView],
    stories: Sequence[str],
    changes: Changes | None,
    house: Iterable[Waivers | Known | None],
    told: dict[str, Any],
) -> int:
    """Write the answers, held against what the house lets through; the exit code."""
    from compliance.cli.outputs import write
    from compliance.renderers import Run

    holding = [held for held in house if held is not None]
    for held in holding:
        answers = held.watch(answers, stories)
    if changes is not None:
        if not told["whole"]:
            answers = NewFindings(changes, checker.config.gate).watch(answers)
        first = next(answers, None)
        if first is None:
            say("no story changed, so there is nothing to check", err=True)
            unseen = [one for one in sheets if not one.output.seen]
            write(unseen, Run((), checker.catalogue, version=__version__))
            return max([0, *(held.code for held in holding)])
        answers = chain((first,), answers)
    tally = _Tally()
    answers = tally.watch(answers)
    if safeties(told):
        from compliance.cli import fixed

        answers = fixed.watched(answers, diff=told["diff"])
    if not any(one.output.seen for one in sheets):
        answers = loudly(answers)
    if told["profile_rules"]:
        answers = _profiled(answers)
    judged = _judged(told) if any(one.output.renderer.name == "html" for one in sheets) else ()
    write(sheets, Run(answers, checker.catalogue, version=__version__, judged=judged))
    return max([tally.code, *(held.code for held in holding)])


def _job(told: Mapping[str, Any], waivers: Waivers | None) -> Job:
    """What is to be done with each story; repairs are kept off what waivers let through."""
    from compliance.runner import Job

    fix = safeties(told)
    job = Job(language(), told["told"], told["now"], told["with_text"], told["profile_rules"], fix, told["diff"])
    return job._replace(house=waivers.house) if fix and waivers is not None else job


def _judged(told: dict[str, Any]) -> tuple[Judged, ...]:
    """What editors said of rules' findings until now."""
    from compliance.cli.judging import judgements_file
    from compliance.judgements import by_rule, load

    return tuple(by_rule(load(judgements_file(told))).values())


class _Tally:
    """Reads the exit code off what passes by."""

    def __init__(self) -> None:
        self._unread = self._checked = self._open = 0

    def watch(self, outcomes: Iterator[Seen | ErrorView]) -> Iterator[Seen | ErrorView]:
        for outcome in outcomes:
            if isinstance(outcome, ErrorView) or not outcome.checked:
                self._unread += 1
            else:
                self._checked += 1
                self._open += outcome.verdict != "publish"
            yield outcome

    @property
    def code(self) -> int:
        """2 where an input was not checked, else 1 for review or hold, else 0."""
        return 2 if self._unread or not self._checked else 1 if self._open else 0


def checked(checker: Checker, job: Job, stories: Sequence[str], processes: int = 1) -> Iterator[Seen | ErrorView]:
    """As :func:`answered`, in so many processes; nothing is kept."""
    return answered(checker, job, stories, Means(processes))


def answered(
    checker: Checker,
    job: Job,
    stories: Sequence[str],
    means: Means,
    changes: Changes | None = None,
    told: Mapping[str, Any] = MappingProxyType({}),
) -> Iterator[Seen | ErrorView]:
    """The answers in the order of the files, what does not exist first.

    :param stories: as they were named: files, folders, globs, or ``-``.
    :param changes: only what changed is checked; ``None``: all.
    :param told: the options that name the version which is published; empty where none can be.
    """
    from compliance.runner import check_data, error_view

    endings = [ending for reader in checker.desk.readers for ending in reader.extensions]
    search = Search(tuple(endings), checker.config)
    inputs = inputs_of(stories, search)
    if changes is not None:
        inputs = only_changed(changes, inputs, stories, search)
    for error in inputs.missing:
        yield error_view(error, error.where, job.language)
    paths = inputs.paths
    if changes is not None and changes.staged:
        job = job._replace(contents=changes.contents(paths))
    if told.get("previous") or told.get("versions"):
        from compliance.cli.previous import versions

        job = job._replace(previous=versions(told, checker, paths, changes))
    if STDIN not in paths and compares(checker, paths):
        checker.collect = True
        yield from outcomes_together(checker, job._replace(collect=True), paths, means)
        return
    if STDIN in paths:
        at = paths.index(STDIN)
        yield from outcomes(checker, job, paths[:at], means)
        if job.fix:
            from compliance.cli.fixed import passed_on

            yield from passed_on(checker, job, STDIN_NAME)
        else:
            data = sys.stdin.buffer.read(checker.config.max_bytes + 1)
            yield from check_data(checker, job, data, STDIN_NAME)
        paths = paths[at + 1 :]
    yield from outcomes(checker, job, paths, means)


def compares(checker: Checker, paths: Sequence[str]) -> bool:
    """Whether stories are compared with each other: there are several files, and a rule that compares is asked for."""
    rules = checker.registry.rules
    return len(paths) > 1 and any(rules[name].compare is not None for name in checker.plan("").names)


def loudly(outcomes: Iterator[Seen | ErrorView]) -> Iterator[Seen | ErrorView]:
    """Say on standard error too what could not be read: the formats for programs are seldom looked at."""
    for outcome in outcomes:
        if isinstance(outcome, ErrorView):
            click.echo(printable(f"{spoken('not checked')}: {outcome.file}: {outcome.message}"), err=True)
        yield outcome


def _profiled(outcomes: Iterator[Seen | ErrorView]) -> Iterator[Seen | ErrorView]:
    """Say at the end what each rule and analysis took."""
    from compliance.cli.profiling import Profile

    profile = Profile()
    yield from profile.watch(outcomes)
    for line in profile.lines():
        click.echo(line, err=True)


def _tell_untaken(checker: Checker) -> None:
    """Say on standard error which packs have rules that cannot be run."""
    for folder, pack in (checker.registry.packs_on or {}).items():
        if count := len(pack.untaken):
            rules = "1 rule is" if count == 1 else f"{count} rules are"
            say(f"note: {rules} not taken of {folder}; `compliance vale import {folder}` says why", err=True)
