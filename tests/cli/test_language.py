"""The command speaks the editor's language in all it prints: errors, lists, pages, help."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest

from compliance.cli import COMMANDS, group
from compliance.cli.help import speaking
from compliance.cli.speech import house_language, language_of
from compliance.renderers.words.phrases import in_language

Call = Callable[..., Any]


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "es_ES.UTF-8"}, "es"),
        ({"LANG": "es_MX.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "es"}, "es"),
        ({"LANG": "est_EE.UTF-8"}, "en"),
        ({"LANG": "es_ES.UTF-8", "COMPLIANCE_LANG": "en"}, "en"),
        ({"COMPLIANCE_LANG": "es-MX"}, "es-MX"),
    ],
)
def test_without_the_option_it_is_the_houses_language(environment: dict[str, str], language: str) -> None:
    assert house_language(environment) == language


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["check", "--lang", "es", "x.txt"], "es"),
        (["check", "--lang=es"], "es"),
        (["chekc", "--lang=es-MX"], "es-MX"),
        (["check", "--lang", "fr"], "en"),
        (["check", "--lang"], "en"),
        (["check", "--", "--lang", "es"], "en"),
    ],
)
def test_a_call_that_is_wrong_is_answered_in_its_language(arguments: list[str], language: str) -> None:
    assert language_of(arguments) == language


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        (("chekc",), "no existe la orden 'chekc'", "¿quería decir 'check'?"),
        (("check", "--lnag", "es"), "no existe la opción --lnag", "¿quería decir '--lang'?"),
        (("check", "--zzz"), "no existe la opción --zzz", "compliance check --help muestra las opciones"),
        (("check",), "no se ha nombrado ninguna noticia: no hay nada que comprobar", "compliance check noticia.txt"),
        (
            ("check", "--jobs", "none", "story.txt"),
            "--jobs none no es un número de procesos",
            "un número desde 1, o auto",
        ),
        (
            ("check", "--config", "x.toml", "story.txt"),
            "x.toml: no existe ese archivo",
            "`compliance init` escribe uno",
        ),
        (("check", "--profile", "strct", "story.txt"), "no existe el perfil 'strct'", "¿quería decir 'strict'?"),
        (("rules", "--format", "xml"), "--format: 'xml' no se admite aquí", "uno de: text, json"),
        (("rules", "nothing"), "ninguna regla responde a 'nothing'", "`compliance rules`, sin más, las muestra todas"),
        (("explain", "placeholders"), "no existe la regla 'placeholders'", "¿quería decir 'copy/placeholder'?"),
        (("explain", "copy/placeholder", "two"), "'two' sobra: la orden no lo admite", "--help explica cómo se usa"),
        (("serve", "--port", "x"), "--port: 'x' no es un número entero", "un número de 0 a 65535"),
        (("serve", "--port", "70000"), "--port: 70000 no se admite aquí", "un número de 0 a 65535"),
        (("pack", "bench", "p", "--slow", "x"), "--slow: 'x' no es un número", "--help explica cómo se usa"),
        (("verify",), "falta CERTIFICATE", "compliance verify --help explica cómo se usa"),
        (("token", "create"), "falta --role", "compliance token create --help explica cómo se usa"),
        (("check", "--with-text=yes"), "--with-text no lleva valor", "--help explica cómo se usa"),
    ],
)
def test_errors_and_next_steps_are_said_in_it(
    compliance: Call, arguments: tuple[str, ...], error: str, hint: str
) -> None:
    done = compliance(*arguments, "--lang", "es")
    assert (done.code, done.out) == (2, "")
    first, second = done.err.splitlines()
    assert first.startswith("error: ")
    assert error in first
    assert second.startswith("  siguiente: ")
    assert hint in second


def test_an_error_in_the_configuration_names_its_line_in_it(compliance: Call, write: Call) -> None:
    write("compliance.toml", '[rules]\n"copy/placeholder" = "loud"\n')
    write("story.txt", "The town paid.")
    done = compliance("check", "story.txt", "--lang", "es")
    assert "compliance.toml:2" in done.err
    assert "no es un nivel de gravedad" in done.err


def test_rules_are_listed_in_it(compliance: Call) -> None:
    listed = compliance("rules", "--lang", "es").out
    assert "copy/placeholder  error   fallo   Ha quedado «…»" in listed
    assert "4 reglas. fallo: está mal con seguridad; revisar: lo decide una persona." in listed
    assert compliance("rules").out.count("“") == 1, "in English it is the first line of each manual page"


def test_a_rule_is_explained_in_it_as_far_as_it_is_written(compliance: Call) -> None:
    page = compliance("explain", "placeholder:many", "--lang", "es").out
    for line in (
        "Ha quedado «…»",
        "Muchas son un borrador.",
        "  gravedad   error",
        "  opciones   least = 1",
        "Qué señala",
    ):
        assert line in page
    assert "  clase      fail: está mal con seguridad" in page
    assert page.index("escrita en inglés") < page.index("Readers would see it.")
    assert "escrita" not in compliance("explain", "placeholder").out


def test_stories_are_shown_in_it(compliance: Call, write: Call) -> None:
    write("story.txt", "The town paid.")
    shown = compliance("inspect", "story.txt", "absent.txt", "--lang", "es")
    assert "· idioma en, 14 caracteres" in shown.out
    assert "\ncitas\n" in shown.out
    assert "sin leer: absent.txt: no existe ese archivo ni esa carpeta" in shown.err


def test_what_commands_did_is_said_in_it(compliance: Call) -> None:
    assert compliance("init", "--lang", "es").out.startswith(
        "se ha escrito compliance.toml\n  siguiente: compliance check"
    )
    assert "  siguiente: compliance pack test house" in compliance("pack", "new", "house", "--lang=es").out
    assert compliance("pack", "lint", "house", "--lang=es").out == "1 paquete: nada que señalar\n"


def test_a_language_without_messages_is_refused(compliance: Call) -> None:
    for command in ("check", "rules", "plugins"):
        done = compliance(command, "--lang", "fr")
        assert (done.code, "there are no messages in 'fr'" in done.err) == (2, True)


def helped(command: click.Command) -> Iterator[str]:
    """All that a command's help says, a paragraph each."""
    for text in (command.help, command.short_help):
        yield from (" ".join(part.split()) for part in inspect.cleandoc(text or "").split("\n\n") if part)
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            yield parameter.help
    if isinstance(command, click.Group) and command is not group:
        for one in command.commands.values():
            yield from helped(one)


def all_help() -> set[str]:
    names = [*COMMANDS, "accept"]
    commands = [speaking(import_module(f"compliance.cli.{name}_command").command) for name in names]
    return {*COMMANDS.values(), *(text for command in (group, *commands) for text in helped(command))}


def test_all_help_has_its_spanish() -> None:
    assert [text for text in sorted(all_help()) if in_language(text, "es") == text] == []


def test_every_command_takes_a_language_and_explains_itself_in_it(compliance: Call) -> None:
    for name in COMMANDS:
        shown = compliance(name, "--help").out
        assert "Usage: " in shown
    assert "Idioma de lo que se muestra" not in compliance("check", "--help").out


def test_help_follows_the_house(compliance: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "es_ES.UTF-8")
    shown = compliance("check", "--help").out
    assert "Uso: compliance check" in shown
    assert "Comprobar noticias: archivos" in shown
    assert "Idioma de lo que se muestra" in shown
    assert "  compliance check articles/ --format sarif" in shown, "examples keep their lines"
    assert "Mostrar esta ayuda." in shown


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_a_house_starts_from_is_valid_in_both(compliance: Call, write: Call, desk: Path, language: str) -> None:
    compliance("init", "--lang", language)
    compliance("pack", "new", "house", "--lang", language)
    write("story.txt", "The town paid TK.")
    assert compliance("check", "story.txt", "--pack", "./house").code == 1
    assert compliance("pack", "test", "./house").code == 0
    toml = (desk / "compliance.toml").read_text(encoding="utf-8")
    assert ("redacción" in toml) == (language == "es")
    keys = {line.partition(" = ")[0].strip(" #") for line in toml.splitlines() if " = " in line}
    assert {"gate", "select", "exclude", "packs", "product", "block", "paths"} <= keys
