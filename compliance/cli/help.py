"""What ``--help`` prints, in the command's language; and the option ``--lang``, which every command has."""

from __future__ import annotations

from collections.abc import Iterable

import click

from compliance.cli.speech import house_language, must_speak, spoken


class _Formatter(click.HelpFormatter):
    """Looks up what it is given to print, a paragraph at a time."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, f"{spoken('Usage:')} ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(spoken(heading))

    def write_text(self, text: str) -> None:
        super().write_text("\n\n".join(map(_paragraph, text.split("\n\n"))))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, _told(text)) for name, text in rows], col_max, col_spacing)


def _paragraph(text: str) -> str:
    """A paragraph; one that is marked to stand as it is keeps its lines."""
    return spoken(text if text.startswith("\b") else " ".join(text.split()))


def _told(text: str) -> str:
    """An option's help, and what click says behind it in brackets: ``[default: 8080; required]``."""
    help_, bracket, more = text.partition("  [")
    if not bracket:
        return spoken(text)
    return f"{spoken(help_)}  [{'; '.join(map(spoken, more.removesuffix(']').split('; ')))}]"


class Spoken(click.Context):
    """A context whose help is in the command's language."""

    formatter_class = _Formatter


def speaking(command: click.Command) -> click.Command:
    """A command that has ``--lang`` and explains itself in that language, and its own commands likewise."""
    command.context_class = Spoken
    if isinstance(command, click.Group):
        for one in command.commands.values():
            speaking(one)
    elif not any("--lang" in parameter.opts for parameter in command.params):
        command.params.append(_lang())
    return command


def _lang() -> click.Option:
    return click.Option(
        ["--lang"],
        default=house_language,
        callback=must_speak,
        expose_value=False,
        metavar="LANG",
        help="Language of what is printed: en, es (default: COMPLIANCE_LANG, else the locale's).",
    )
