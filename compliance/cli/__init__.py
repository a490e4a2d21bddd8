"""The command ``compliance``: which commands there are, and what becomes of an error.

A command's module is imported when that command is called, so that ``--help`` costs no more than click itself.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

import click

from compliance import __version__
from compliance.errors import ComplianceError

WRONG = 2
"""Exit code where something could not be read, configuration or a plugin is wrong, or nothing was checked."""

COMMANDS = {
    "check": "Check stories and say what must be mended or decided.",
    "baseline": "Record what is found today, so that only what is new fails.",
    "waive": "Let a finding through: by whom, why, until when.",
    "replay": "Say what other rules would change.",
    "accept": "Say that findings are right.",
    "dismiss": "Say that findings are false alarms.",
    "stats": "Say how often each rule is right.",
    "explain": "Explain a rule: what it flags, why, and what to do instead.",
    "rules": "List the rules.",
    "init": "Write a commented compliance.toml to start from.",
    "inspect": "Show how a story is understood: its parts, quotations, dates, credits.",
    "plugins": "List the installed plugins.",
    "pack": "Make, test, lint and time packs of rules.",
    "vale": "See what of a Vale style is taken.",
    "serve": "Serve checks over HTTP.",
    "lsp": "Serve an editor while a story is written.",
    "record": "Export the service's record, and erase from it.",
    "verify": "Verify the certificate of a published version.",
    "schema": "Print the JSON Schema of a format.",
    "token": "Make, list and revoke the tokens of the service.",
}

_EPILOG = """\b
Exit codes: 0 publish, 1 review or hold, 2 something could not be read or is wrong.
Begin with:
  compliance check story.txt
  compliance explain captions/truncated"""


class _Commands(click.Group):
    """The commands by name, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        from compliance.cli.help import speaking

        command: click.Command = import_module(f"compliance.cli.{cmd_name}_command").command
        return speaking(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise _unknown(args[0])
        return super().resolve_command(ctx, args)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        from compliance.cli.help import Spoken

        self.context_class = Spoken
        return super().make_context(info_name, args, parent, **extra)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _unknown(name: str) -> ComplianceError:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    if os.path.exists(name) or "." in name:
        return ComplianceError(f"there is no command {name!r}", hint=f"compliance check {name}")
    hint = f"did you mean {near[0]!r}?" if near else f"one of: {', '.join(COMMANDS)}"
    return ComplianceError(f"there is no command {name!r}", hint=hint)


@click.group(cls=_Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="compliance", message="%(prog)s %(version)s")
def group() -> None:
    """Checks a news story before its readers see it: credits, captions, dates, quotations, figures and copy."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command and leave with its exit code.

    Nearly all that is built at the start lives to the end, and to look through it for garbage takes a tenth of a
    short run: it is done seldom, and not once more on leaving.
    """
    gc.set_threshold(50_000)
    code = run(arguments)
    gc.freeze()
    sys.exit(code)


def run(arguments: list[str] | None = None) -> int:
    """Run the command; the exit code.

    :param arguments: default: those of the process.
    """
    from compliance.cli.speech import language_of

    arguments = sys.argv[1:] if arguments is None else arguments
    language = language_of(arguments)
    try:
        code: Any = group.main(args=arguments, prog_name="compliance", standalone_mode=False, obj=language)
        return code if isinstance(code, int) else 0
    except ComplianceError as error:
        return _fail(error, language)
    except click.ClickException as error:
        from compliance.cli.misuse import misused

        return _fail(misused(error), language)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # whoever read our output has seen enough; python must not complain about it at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _fail(error: ComplianceError, language: str) -> int:
    from compliance.cli.speech import tell

    tell(error, language)
    return WRONG
