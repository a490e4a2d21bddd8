"""``compliance explain RULE``: the rule's manual page, with what a house can set of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from compliance.cli.options import rule_options
from compliance.cli.speech import language, spoken
from compliance.errors import ComplianceError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.plugins import Plugin
    from compliance.renderers.paint import Paint
    from compliance.rule import Rule

_KINDS = {"fail": "wrong for certain", "review": "a human must decide"}


@click.command(short_help="Explain a rule.")
@click.argument("rule", required=False)
@rule_options
@click.option("--color", "--colour", "colour", type=click.Choice(["auto", "always", "never"]), default="auto")
def command(rule: str | None, colour: str, **told: Any) -> None:
    """Explain a rule: what it flags, why, an example, and what to do instead."""
    if rule is None:
        raise ComplianceError(
            "no rule was named", hint="compliance explain captions/truncated; compliance rules lists all"
        )
    from compliance.cli import output
    from compliance.cli.options import load_registry
    from compliance.own_rules import own_rules
    from compliance.renderers.paint import Paint

    registry = load_registry(told)
    found = _find(rule, {**registry.rules, **own_rules()})
    with output.opened(None, machine=False) as stream:
        paint = Paint(output.colours(colour, stream))
        shown, owner = _variant(found, rule.partition(":")[2]), registry.owners.get(found.name)
        page = _page(shown, owner, output.width(stream), paint)
        output.write(stream, (f"{line}\n" for line in page))


def _find(name: str, rules: Mapping[str, Rule]) -> Rule:
    """The rule of that name, alias, ``name:variant``, or last part where only one has it."""
    bare = name.partition(":")[0]
    if bare in rules:
        return rules[bare]
    named = [rule for rule in rules.values() if bare in rule.aliases or rule.name.partition("/")[2] == bare]
    if len(named) == 1:
        return named[0]
    if named:
        raise ComplianceError(f"several rules end in {bare!r}", hint="one of: " + ", ".join(r.name for r in named))
    from difflib import get_close_matches

    near = get_close_matches(bare, rules, n=3, cutoff=0.5)
    hint = (
        f"did you mean {' or '.join(map(repr, near))}?"
        if near
        else "`compliance rules` lists them all; --pack PACK adds those of a pack that is not on"
    )
    raise ComplianceError(f"there is no rule {bare!r}", hint=hint)


def _variant(rule: Rule, variant: str) -> Rule:
    """The rule as one of its variants: the pack's rule that reports as it, else the rule under the variant's name."""
    if not variant:
        return rule
    if variant not in rule.variants:
        every = f"one of: {', '.join(rule.variants)}" if rule.variants else f"compliance explain {rule.name}"
        hint = did_you_mean(variant, rule.variants) or every
        raise ComplianceError(f"{rule.name} has no variant {variant!r}", hint=hint)
    from compliance.packs.rules import Joined, as_variant

    if isinstance(rule.check, Joined) and (part := as_variant(rule, rule.check, variant)):
        return part
    return rule._replace(name=f"{rule.name}:{variant}", variants=())


def _page(rule: Rule, owner: Plugin | None, width: int, paint: Paint) -> Iterator[str]:
    from compliance.renderers.layout import wrap
    from compliance.renderers.manual import sections, summary

    yield paint("bold", rule.name)
    yield from wrap(summary(rule, language()), width)
    if reason := _reason(rule):
        yield from wrap(reason, width)
    yield ""
    yield from _facts(rule, owner)
    if language() != "en":
        yield ""
        yield paint("dim", spoken("The manual page that follows is written in English."))
    for heading, text in sections(rule.doc).items():
        if heading and text:
            yield ""
            yield paint("rule", spoken(heading))
            yield from list(_text(text, width))[:-1]
    if rule.basis:
        yield ""
        yield paint("rule", spoken("Basis"))
        for basis in rule.basis:
            told = f"{basis.guide}: {basis.clause}" if basis.clause else basis.guide
            yield f"  {told}{f' {basis.url}' if basis.url else ''}"


def _reason(rule: Rule) -> str:
    """Why there is the variant; in other languages than the manual page's, why there is the rule."""
    from compliance.renderers.manual import why

    variant = rule.name.partition(":")[2]
    if language() != "en":
        return why(rule, language(), variant)
    return rule.messages["en"].get(f"why_{variant}", "")


def _facts(rule: Rule, owner: Plugin | None) -> Iterator[str]:
    facts = {
        "kind": spoken(f"{rule.kind.value}: {_KINDS[rule.kind.value]}"),
        "severity": rule.severity.value,
        "variants": ", ".join(f"{rule.name}:{variant}" for variant in rule.variants),
        "languages": ", ".join(rule.languages) or spoken("all"),
        "compares": spoken("stories that are checked together") if rule.compare is not None else "",
        "of": str(owner) if owner else spoken("compliance itself"),
    }
    for name, value in facts.items():
        if value:
            yield f"  {spoken(name):<10} {value}"
    from compliance.rule import option_names

    defaults = rule.options()
    for number, name in enumerate(option_names(rule.options)):
        yield f"  {'' if number else spoken('options'):<10} {name} = {_shown(getattr(defaults, name))}"


def _shown(value: Any) -> str:
    return repr(list(value)) if isinstance(value, tuple | frozenset) else repr(value)


def _text(text: str, width: int) -> Iterator[str]:
    """Paragraphs wrapped, list items hung, code and tables as they stand."""
    from compliance.renderers.layout import wrap
    from compliance.renderers.manual import plain

    for kind, part in _parts(text):
        if kind == "code":
            yield f"    {part}"
        elif kind == "blank":
            yield ""
        else:
            first, *rest = wrap(plain(part), width - 4)
            yield f"  {'• ' if kind == 'item' else ''}{first}"
            yield from (f"  {'  ' if kind == 'item' else ''}{line}" for line in rest)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a section: paragraphs and list items as one line each, lines of code, blank lines."""
    flowing: list[str] = []
    kind, fenced = "text", False
    for line in [*text.split("\n"), ""]:
        item = line.startswith(("- ", "* "))
        fence = line.startswith("```")
        as_it_stands = fenced or line.startswith(("    ", "> ", "|"))
        if flowing and (item or fence or as_it_stands or not line.strip()):
            yield kind, " ".join(flowing)
            flowing, kind = [], "text"
        if fence:
            fenced = not fenced
        elif as_it_stands:
            yield "code", line if fenced else line.strip()
        elif not line.strip():
            yield "blank", ""
        else:
            kind = "item" if item else kind
            flowing.append(line[2:] if item else line.strip())
