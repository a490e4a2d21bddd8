"""``compliance init``: a commented compliance.toml to start from; nothing is ever overwritten."""

from __future__ import annotations

from pathlib import Path

import click

from compliance.cli.speech import language, say, spoken
from compliance.cli.starts import CONFIGURATION, start
from compliance.errors import ComplianceError


@click.command(short_help="Write a commented compliance.toml.")
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--profile", metavar="NAME", help="Begin from a house profile: wire, web, comments …")
def command(folder: str, profile: str | None) -> None:
    """Write a commented compliance.toml into a folder (default: this one). An existing file is left alone."""
    from compliance.config import NAME

    extends = '# extends = ["web"]'
    if profile is not None:
        _known(profile)
        extends = f'extends = ["{profile}"]'
    path = Path(folder) / NAME
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(start(CONFIGURATION, language()).format(extends=extends))
    except FileExistsError as error:
        raise ComplianceError(
            "the file is there already and was left alone", where=str(path), hint="edit it"
        ) from error
    except OSError as error:
        raise ComplianceError(
            f"the file cannot be written: {error.strerror}", where=str(path), hint="check the folder"
        ) from error
    say(f"wrote {path}")
    click.echo(f"  {spoken('next:')} {spoken('compliance check story.txt')}")


def _known(profile: str) -> None:
    """Refuse a profile that nobody brings."""
    from compliance.cli.options import load_registry
    from compliance.config_file import from_mapping

    from_mapping({"extends": [profile]}, load_registry({}), "--profile")
