"""Writes a page for each pack that comes with the program, and their index, from their ``pack.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from compliance.catalogue import registered
from compliance.packs import load
from compliance.packs.load import Pack
from compliance.plugins import Registry

MADE = "<!-- made from the packs by `make docs`; edit their pack.yaml instead -->\n\n"
LANGUAGES = {"en": "English", "es": "Spanish"}


def pages(registry: Registry) -> dict[str, str]:
    """The pages by their names under ``docs/packs``."""
    packs = [load.load(folder) for _, folder in sorted(registered(registry).items())]
    made = {"README.md": index(packs), **{f"{pack.name}.md": page(pack) for pack in packs}}
    return {name: MADE + "\n".join(lines).rstrip() + "\n" for name, lines in made.items()}


def index(packs: Iterable[Pack]) -> Iterator[str]:
    """The list of all packs."""
    yield from ("# Packs that come with the program", "")
    yield "What a pack is, and how to write one: [packs](../packs.md). A house names those that it wants:"
    yield from ("", "```toml", 'packs = ["general-en", "spelling-en-gb"]', "```", "")
    yield from ("| pack | languages | rules | on by itself | what it is |", "|---|---|---|---|---|")
    for pack in packs:
        head, on = pack.kept["head"], "yes" if pack.default else "no"
        rules = len(pack.kept["rules"])
        yield f"| [`{pack.name}`]({pack.name}.md) | {languages(pack)} | {rules} | {on} | {one_line(head['title'])} |"


def page(pack: Pack) -> Iterator[str]:
    """A pack's page: what it is, its rules in a table, then each with its examples."""
    head, rules = pack.kept["head"], pack.kept["rules"]
    yield from (f"# {head['title']}", "", one_line(head["description"]), "")
    if pack.default:
        yield "This pack is on without being named."
    else:
        yield f'`packs = ["{pack.name}"]` in `compliance.toml` puts it on.'
    yield f"{len(rules)} rules; {languages(pack)}; [`pack.yaml`]({source(pack)}) and the lists beside it."
    if head["extends"]:
        yield f"Its rules come with those of {', '.join(f'`{name}`' for name in head['extends'])}."
    if head["sources"]:
        yield from ("", "It stands on:", "", *(f"- {one}" for one in head["sources"]))
    yield from ("", "| rule | kind | severity | what it does |", "|---|---|---|---|")
    for row in rules:
        summary = sections(pack, row)[""]
        yield f"| [{row['id']}](#{row['id']}) | {row['kind']} | {row['severity']} | {escaped(summary)} |"
    for row in rules:
        yield from ("", *rule(pack, row))


def rule(pack: Pack, row: Mapping[str, Any]) -> Iterator[str]:
    """A rule of a pack: what it looks for, why, where it speaks and where not, and on what it stands."""
    said = sections(pack, row)
    yield from (f"## {row['id']}", "", escaped(said[""]), "")
    if row["reports_as"]:
        yield from (f"Reported as `{row['reports_as']}:{row['id']}`.", "")
    if not pack.kept[f"rule:{row['pack']}/{row['id']}"]["patterns"]:
        yield from (escaped(said["What it flags"]), "")
    if "Why it matters" in said:
        yield from (f"*Why:* {escaped(said['Why it matters'])}", "")
    bad, good = pack.kept["examples"][row["id"]]
    yield from ("| flagged | left alone |", "|---|---|")
    shown = [[cell(one) for one in some] for some in (bad, good)]
    yield f"| {'<br>'.join(shown[0])} | {'<br>'.join(shown[1])} |"
    if row["basis"]:
        yield from ("", f"*Stands on:* {'; '.join(standard(*one) for one in row['basis'])}")


def sections(pack: Pack, row: Mapping[str, Any]) -> dict[str, str]:
    """The manual page of a rule by its headings; the first sentence under none."""
    first, *rest = pack.kept["docs"][row["id"]].split("\n## ")
    return {"": one_line(first), **{name: text.strip() for name, _, text in (one.partition("\n") for one in rest)}}


def languages(pack: Pack) -> str:
    """The languages that a pack's rules read."""
    found = dict.fromkeys(code for row in pack.kept["rules"] for code in row["languages"])
    return ", ".join(LANGUAGES.get(code, code) for code in found) or "all languages"


def source(pack: Pack) -> str:
    """The way from a pack's page to its ``pack.yaml``."""
    root = Path(__file__).resolve().parent.parent
    return f"../../{(pack.folder / load.FILE).resolve().relative_to(root).as_posix()}"


def standard(guide: str, clause: str, url: str) -> str:
    """A standard in a line."""
    named = f"[{guide}]({url})" if url else guide
    return f"{named}, {clause}" if clause else named


def cell(example: Any) -> str:
    """An example in a cell of a table."""
    if isinstance(example, Mapping):
        return "; ".join(f"{key}: {cell(value)}" for key, value in example.items())
    if isinstance(example, list):
        return " / ".join(map(cell, example))
    return escaped(one_line(str(example)))


def one_line(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands, also in a table."""
    return text.replace("|", "\\|").replace("<", "&lt;")
