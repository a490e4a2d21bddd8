"""``compliance lsp``: the language server, for the editor that starts it."""

from __future__ import annotations

import os

import click
from click.core import ParameterSource

from compliance.cli.speech import VARIABLE, language
from compliance.errors import ComplianceError

NEEDED = ("lsprotocol", "pygls")

_EXAMPLES = """\b
  compliance lsp
  compliance lsp --profile web --lang es"""


@click.command(short_help="Serve an editor while a story is written.", epilog=_EXAMPLES)
@click.option("--profile", metavar="NAME", help="Start from a house profile: wire, web, comments …")
@click.option("--config", metavar="FILE", help="This file instead of the compliance.toml nearest above each story.")
@click.option("--stdio", is_flag=True, hidden=True)  # some editors say so to every server
@click.option("--no-baseline", is_flag=True, help="Look at no baseline: every finding counts.")
@click.option("--no-waivers", is_flag=True, help="Look at no waivers, in no file and no story.")
def command(profile: str | None, config: str | None, no_baseline: bool, no_waivers: bool, stdio: bool) -> int:
    """Speak the Language Server Protocol on standard input and output; an editor starts this, not a person."""
    needs_extra()
    from compliance.config import find
    from compliance.lsp.answers import Settings
    from compliance.lsp.worker import Worker

    path = os.path.abspath(str(find(config))) if config is not None else None
    worker = Worker(Settings(path, profile, not no_baseline, not no_waivers))
    from compliance.lsp.serve import serve

    return serve(worker, language(), insisted=_insisted())


def _insisted() -> bool:
    """Whether the language was said here, and not only found in the locale."""
    told = click.get_current_context().get_parameter_source("lang")
    return told is ParameterSource.COMMANDLINE or bool(os.environ.get(VARIABLE))


def needs_extra() -> None:
    """Refuse to go on where the packages of the extra are not there.

    :raises ComplianceError: one is missing.
    """
    from importlib.util import find_spec

    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ComplianceError(
            f"the language server needs packages that are not installed: {', '.join(missing)}",
            hint="pip install 'editorial-compliance[lsp]'",
        )
