"""Which language the command speaks, and how it says an error: at once, with a next step, on standard error.

Everything is written in English where it arises and looked up in the phrase book when it is printed.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from compliance.errors import ComplianceError

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "COMPLIANCE_LANG"


def house_language(environment: Mapping[str, str] | None = None) -> str:
    """The language where no option names one: that of ``COMPLIANCE_LANG``, else of the locale, else English.

    :param environment: default: that of the process.
    """
    found = os.environ if environment is None else environment
    if found.get(VARIABLE):
        return found[VARIABLE]
    locale = found.get("LC_ALL") or found.get("LC_MESSAGES") or found.get("LANG") or ""
    return "es" if locale.partition("_")[0].partition(".")[0].lower() == "es" else "en"


def language_of(arguments: Sequence[str]) -> str:
    """The language of a call, also of one that is wrong: that of its ``--lang``, wherever it stands."""
    told = house_language()
    for n, argument in enumerate(arguments):
        option, sign, value = argument.partition("=")
        if option == "--":
            break
        if option == "--lang":
            told = value if sign else "".join(arguments[n + 1 : n + 2])
    return told if _spoken(told) else "en"


def _spoken(language: str) -> bool:
    from compliance.renderers.words import LANGUAGES

    return language.partition("-")[0].lower() in LANGUAGES


def must_speak(ctx: click.Context, parameter: click.Parameter, language: str) -> str:
    """Refuse a language that there are no messages in.

    :raises ComplianceError: it is one.
    """
    if _spoken(language):
        return language
    from compliance.renderers.words import LANGUAGES

    what = f"there are no messages in {language!r}"
    raise ComplianceError(what, hint=f"--lang is one of: {', '.join(LANGUAGES)}")


def language() -> str:
    """The language of the command that is being carried out."""
    ctx = click.get_current_context(silent=True)
    found = ctx.find_root().obj if ctx is not None else None
    return found if isinstance(found, str) else "en"


def spoken(words: str) -> str:
    """What is written in English, in the language of the command that is being carried out."""
    if (told := language()) == "en":
        return words
    from compliance.renderers.words.phrases import in_language

    return in_language(words, told)


def say(words: str, *, err: bool = False) -> None:
    """Print what is written in English, in the command's language."""
    click.echo(printable(spoken(words)), err=err)


def printable(words: str) -> str:
    """Words in one line, with no escape of the terminal and no command to a CI server, whatever files are called."""
    from compliance.renderers.layout import clean, inert

    return inert(clean(words))


def near(path: Path) -> Path:
    """A path as somebody in the working folder would write it."""
    here = path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def tell(error: ComplianceError, told: str) -> None:
    """Print an error and the next step.

    :param told: the language.
    """
    from compliance.renderers.words.phrases import in_language

    head = click.style(in_language("error:", told), fg="red", bold=True)
    place = f"{error.where}: " if error.where else ""
    click.echo(f"{head} {printable(place + in_language(error.what, told))}", err=True)
    if error.hint:
        click.echo(f"  {in_language('next:', told)} {printable(in_language(error.hint, told))}", err=True)
