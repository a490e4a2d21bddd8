"""``compliance pack``: make a pack, run its examples, find rules that get into each other's way, time its rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance.cli.speech import language, say, spoken
from compliance.cli.starts import PACK, start
from compliance.errors import ComplianceError, PackError

if TYPE_CHECKING:
    from compliance.checker import Checker

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_SLOW, _WARM = 100.0, 50


@click.group(short_help="Make, test, lint and time packs.")
def command() -> None:
    """Make a pack of rules, run its examples, find rules that get into each other's way, time its rules."""


@command.command()
@click.argument("name")
@click.option("--in", "folder", default=".", metavar="FOLDER", help="Where to make it (default: here).")
def new(name: str, folder: str) -> None:
    """Make a pack to start from: a folder with a pack.yaml. Nothing is ever overwritten."""
    if not _NAME.match(name):
        raise PackError(f"{name!r} cannot be a pack's name", hint="small letters, figures and hyphens: house-style")
    path = Path(folder) / name / "pack.yaml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(start(PACK, language()).format(pack=name, name=path.parent))
    except FileExistsError as error:
        raise PackError("the file is there already and was left alone", where=str(path), hint="edit it") from error
    except OSError as error:
        what = f"the pack cannot be written: {error.strerror}"
        raise PackError(what, where=str(path), hint="check the folder") from error
    say(f"wrote {path}")
    click.echo(f"  {spoken('next:')} compliance pack test {path.parent}")


@command.command()
@click.argument("packs", nargs=-1, metavar="PACK…")
def test(packs: tuple[str, ...]) -> int:
    """Run the examples of packs: names of installed ones, or folders. Exit code 1 where one does not hold."""
    from compliance.packs.examples import examples, problem

    failed = ran = 0
    for folder in _folders(packs):
        checker, name = _only(folder)
        for example in examples(checker.registry.rules, name):
            ran += 1
            wrong = problem(checker, example)
            if wrong is not None:
                failed += 1
                click.echo(f"{click.style(spoken('FAILS'), fg='red')}  {example.name}\n  {spoken(wrong)}")
    if not ran:
        raise PackError("there is no example in it", hint="give each rule bad and good stories (docs/packs.md)")
    click.echo(f"{_counted(ran, 'example')}: {spoken(f'{failed} failed' if failed else 'all hold')}")
    return 1 if failed else 0


@command.command()
@click.argument("packs", nargs=-1, metavar="PACK…")
def lint(packs: tuple[str, ...]) -> int:
    """Find rules that shadow, contradict or duplicate each other, in one pack or between several.

    A pattern that can run away is named too. Exit code 1 where something was found.
    """
    from compliance import plugins
    from compliance.catalogue import with_packs
    from compliance.packs.lint import lint as problems

    count = 0
    folders = _folders(packs)
    with_packs(plugins.load(), folders)  # what they extend is there too
    for problem in problems(folders):
        count += 1
        click.echo(f"{problem.where}: {problem.rule}: {spoken(problem.what)}\n  {spoken(problem.hint)}")
    found = _counted(count, "problem") if count else spoken("nothing found")
    click.echo(f"{_counted(len(folders), 'pack')}: {found}")
    return 1 if count else 0


@command.command()
@click.argument("pack")
@click.argument("stories", nargs=-1, metavar="STORY…")
@click.option("--slow", default=_SLOW, metavar="MICROSECONDS", help="A rule that takes more on a story is named slow.")
def bench(pack: str, stories: tuple[str, ...], slow: float) -> None:
    """Time each rule of a pack on stories: files, or folders of them. The slow ones are named."""
    from compliance.cli.inputs import find_inputs
    from compliance.cli.profiling import Profile
    from compliance.runner import Job, check_files

    (folder,) = _folders((pack,))
    checker, _ = _only(folder)
    endings = [ending for reader in checker.desk.readers for ending in reader.extensions]
    inputs = find_inputs(stories, endings, checker.config)
    for error in inputs.missing:
        raise error
    if not inputs.paths:
        raise ComplianceError("there is no story to time the rules on", hint=f"compliance pack bench {pack} stories/")
    profile = Profile(checker.config.select)
    # what is loaded when it is first needed is no rule's time
    for _ in check_files(checker, Job(), inputs.paths[:_WARM]):
        pass
    for _ in profile.watch(check_files(checker, Job(timed=True), inputs.paths)):
        pass
    for line in profile.lines():
        click.echo(line)
    for cost in profile.slower(slow / 1e6):
        each = 1e6 * cost.seconds / cost.stories
        say(f"slow: {cost.name} takes {each:.0f} µs a story (over {slow:.0f})")


def _counted(number: int, what: str) -> str:
    return spoken(f"1 {what}" if number == 1 else f"{number:,} {what}s")


def _folders(packs: Iterable[str]) -> list[Path]:
    from compliance import plugins
    from compliance.catalogue import pack_folder

    registry = plugins.load()
    found = [pack_folder(name, Path(), registry) for name in packs]
    if not found:
        raise PackError("no pack was named", hint="the name of an installed pack, or a folder with a pack.yaml")
    return found


def _only(folder: Path) -> tuple[Checker, str]:
    """A checker that runs one pack's rules, and the pack's name."""
    from compliance.checker import Checker
    from compliance.config import Config
    from compliance.packs.load import load

    pack = load(folder)
    names = {row["reports_as"] or f"{pack.name}/{row['id']}" for row in pack.kept["rules"]}
    if not names:
        raise PackError("the pack has no rules of its own", where=str(folder), hint="give it rules (docs/packs.md)")
    return Checker(Config(packs=(folder,), select=tuple(sorted(names)))), pack.name
