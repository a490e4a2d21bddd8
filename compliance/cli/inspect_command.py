"""``compliance inspect``: how stories are understood, without any rule."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.inputs import STDIN, STDIN_NAME, find_inputs
from compliance.cli.options import load, now_option
from compliance.cli.speech import language, printable, spoken
from compliance.errors import ComplianceError

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.checker import Checker
    from compliance.inspection import Inspection
    from compliance.renderers import Look


@click.command(short_help="Show how a story is understood.")
@click.argument("stories", nargs=-1, metavar="STORY…")
@click.option(
    "--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", help="jsonl: a story a line."
)
@click.option(
    "--as", "told", metavar="FORMAT", help="Read the stories as text, markdown, html, json, ninjs or wordpress."
)
@click.option("--config", metavar="FILE", help="This file instead of the compliance.toml nearest above.")
@click.option("--profile", metavar="NAME", help="Start from a house profile: wire, web, comments …")
@now_option
@click.option("--color", "--colour", "colour", type=click.Choice(["auto", "always", "never"]), default="auto")
def command(stories: tuple[str, ...], **told: Any) -> int:
    """Show the parts of stories, their quotations, dates, credits, people and figures.

    Offsets are code points in the story's text. The form of jsonl: compliance schema inspect.
    """
    if not stories:
        raise ComplianceError("no story was named", hint="compliance inspect story.txt")
    from compliance.cli import output
    from compliance.renderers import Look

    checker = load(told)
    with output.opened(None, machine=told["format_"] == "jsonl") as stream:
        look = Look(language(), output.width(stream), output.colours(told["colour"], stream))
        code = 0
        for name, story in _stories(checker, stories, told):
            if isinstance(story, ComplianceError):
                _tell(story.at(name))
                code = 2
                continue
            output.write(stream, _shown(story, told["format_"], look))
    return code


def _tell(error: ComplianceError) -> None:
    """Say what could not be read, and go on."""
    place = f"{error.where}: " if error.where else ""
    click.echo(printable(f"{spoken('not read')}: {place}{spoken(error.what)}"), err=True)
    if error.hint:
        click.echo(f"  {spoken('next:')} {printable(spoken(error.hint))}", err=True)


def _shown(story: Inspection, format_: str, look: Look) -> Iterator[str]:
    if format_ == "text":
        from compliance.renderers.inspection_text import render

        return render(story, look)
    from compliance.renderers.json import dump

    return iter((dump(story) + "\n",))


def _stories(
    checker: Checker, stories: tuple[str, ...], told: dict[str, Any]
) -> Iterator[tuple[str, Inspection | ComplianceError]]:
    """Each story, or why it could not be read."""
    from compliance.inspection import inspect

    endings = [ending for reader in checker.desk.readers for ending in reader.extensions]
    inputs = find_inputs(stories, endings, checker.config)
    for error in inputs.missing:
        yield error.where, error
    for path in inputs.paths:
        try:
            for article in _read(checker, path, told):
                yield path, inspect(article)
        except ComplianceError as error:
            yield path, error


def _read(checker: Checker, path: str, told: dict[str, Any]) -> Iterator[Article]:
    how = {"told": told["told"], "now": told["now"]}
    if path == STDIN:
        return checker.read(sys.stdin.buffer.read(checker.config.max_bytes + 1), STDIN_NAME, **how)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise ComplianceError(
            f"the file cannot be read: {error.strerror}", where=path, hint="check the path"
        ) from error
    return checker.read(data, path, folder=Path(path).parent, **how)
