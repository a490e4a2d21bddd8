"""``compliance rules``: which rules there are, and what each counts under the configuration found here."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.options import load, rule_options
from compliance.cli.speech import language, spoken
from compliance.errors import ComplianceError
from compliance.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.checker import Checker
    from compliance.renderers.paint import Paint


class Listed(Record):
    """A rule as it is listed; ``severity`` is ``off`` where the configuration leaves it out.

    :param observed: what it finds is told and never counts.
    """

    rule: str
    kind: str
    severity: str
    summary: str
    variants: tuple[str, ...]
    languages: tuple[str, ...]
    plugin: str
    distribution: str
    version: str
    observed: bool = False


class _Listing(click.Command):
    """Lists; the word ``accept`` at the beginning is another command, and no filter."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if args[:1] == ["accept"]:
            from compliance.cli.help import speaking
            from compliance.cli.rules_accept_command import command as accept

            return speaking(accept).make_context(f"{info_name} accept", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.command(cls=_Listing, short_help="List the rules.")
@click.argument("filters", nargs=-1, metavar="[FILTER…]")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@rule_options
@click.option("--color", "--colour", "colour", type=click.Choice(["auto", "always", "never"]), default="auto")
def command(filters: tuple[str, ...], **told: Any) -> None:
    """List the rules; FILTER is a topic (dates), a glob ('*/missing') or a word of the summary.

    `compliance rules accept` lets rules count that an upgrade brought to the service.
    """
    from compliance.cli import output
    from compliance.renderers.paint import Paint

    listed = [one for one in _list(load(told)) if not filters or any(_fits(one, f) for f in filters)]
    if not listed:
        raise ComplianceError(f"no rule fits {' '.join(filters)!r}", hint="`compliance rules` alone lists them all")
    with output.opened(None, machine=told["format_"] == "json") as stream:
        if told["format_"] == "json":
            import json

            stream.write(json.dumps([one._asdict() for one in listed], ensure_ascii=False, indent=1) + "\n")
            return
        paint = Paint(output.colours(told["colour"], stream))
        output.write(stream, _lines(listed, output.width(stream), paint))


def _list(checker: Checker) -> Iterator[Listed]:
    from compliance.renderers.manual import summary

    plan = checker.plan("")
    running = set(plan.names)
    for name, rule in checker.registry.rules.items():
        setting = checker.config.rules.get(name)
        kind = (setting.kind if setting else None) or rule.kind
        severity = (setting.severity if setting else None) or rule.severity
        owner = checker.registry.owners[name]
        yield Listed(
            rule=name,
            kind=kind.value,
            severity=severity.value if name in running else "off",
            summary=summary(rule, language()),
            variants=rule.variants,
            languages=rule.languages,
            plugin=owner.name,
            distribution=owner.distribution,
            version=owner.version,
            observed=name in running and name in plan.observed,
        )


def _fits(listed: Listed, wanted: str) -> bool:
    name = listed.rule
    if name == wanted or name.partition("/")[0] == wanted.rstrip("/") or fnmatchcase(name, wanted):
        return True
    return "*" not in wanted and wanted.lower() in f"{name} {listed.summary}".lower()


def _lines(listed: list[Listed], width: int, paint: Paint) -> Iterator[str]:
    from compliance.renderers.layout import wrap
    from compliance.renderers.words import words

    severities = {**words(language()).severity, "off": spoken("off")}
    observe = spoken("observe")
    margin = max(len(one.rule) for one in listed) + 2
    topic = ""
    for one in listed:
        if topic and one.rule.partition("/")[0] != topic:
            yield "\n"
        topic = one.rule.partition("/")[0]
        style = "dim" if one.severity == "off" or one.observed else one.severity
        severity = observe if one.observed else severities[one.severity]
        head = f"{paint('bold', one.rule)}{' ' * (margin - len(one.rule))}"
        marks = f"{paint(style, f'{severity:<8}')}{spoken(one.kind):<7} "
        room = width - margin - 16
        first, *rest = wrap(one.summary, room) if room >= 30 else [one.summary]
        if room < 30:
            yield f"{head}{marks}\n" + "".join(f"  {line}\n" for line in wrap(one.summary, width - 2))
            continue
        yield f"{head}{marks}{first}\n"
        yield from (f"{' ' * (margin + 16)}{line}\n" for line in rest)
    footer = spoken(f"{len(listed)} rules. fail: wrong for certain; review: a human must decide.")
    yield f"\n{paint('dim', footer)}\n"
