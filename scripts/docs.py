"""Writes what documents take from the code: a page a rule and a pack, their indexes, and the outputs that pages show.

A page shows a command's output in the block after ``<!-- output of: compliance … -->``. With ``--check`` nothing is
written, and stale pages are named.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pack_pages

from compliance import plugins
from compliance.own_rules import own_rules
from compliance.plugins import Registry
from compliance.rule import Rule

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "rules"
PACKS = ROOT / "docs" / "packs"
SHOWING = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
OUTPUT = re.compile(r"(<!-- output of: compliance (.+?) -->\n+```\w+\n).*?(^```$)", re.MULTILINE | re.DOTALL)
MADE = "<!-- made from the code by `make docs`; edit the rule's docstring instead -->\n\n"
LANGUAGES = {"en": "English", "es": "Spanish"}
KINDS = {"fail": "wrong for certain", "review": "for a human to decide"}


def main() -> int:
    """Write or compare; the exit code is 1 where a page is stale."""
    registry = plugins.load(p for p in plugins.discover() if p.distribution == "editorial-compliance")
    pages = {FOLDER / name: text for name, text in made_pages(registry).items()}
    pages |= {PACKS / name: text for name, text in pack_pages.pages(registry).items()}
    made = [*FOLDER.rglob("*.md"), *PACKS.rglob("*.md")]
    there = {path: path.read_text(encoding="utf-8") for path in made}
    for path in SHOWING:
        there[path] = path.read_text(encoding="utf-8")
        pages[path] = OUTPUT.sub(with_output, there[path])
    stale = sorted(path for path in pages.keys() | there.keys() if pages.get(path) != there.get(path))
    if "--check" in sys.argv:
        for path in stale:
            print(f"stale: {path.relative_to(ROOT)}")
        print(f"{len(pages)} pages, {len(stale)} stale" + ("; run `make docs`" if stale else ""))
        return 1 if stale else 0
    for path in stale:
        if path in pages:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages[path], encoding="utf-8")
        else:
            path.unlink()
    print(f"{len(pages)} pages, {len(stale)} written")
    return 0


def with_output(shown: re.Match[str]) -> str:
    """A block of a page with the output that its command has now."""
    command = [Path(sys.executable).parent / "compliance", *shlex.split(shown[2])]
    plain = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100"}
    done = subprocess.run(command, capture_output=True, cwd=ROOT, env=plain, encoding="utf-8")
    if done.returncode not in (0, 1):
        raise SystemExit(f"compliance {shown[2]} ended with {done.returncode}: {done.stderr}")
    return f"{shown[1]}$ compliance {shown[2]}\n\n{done.stdout.strip()}\n{shown[3]}"


def made_pages(registry: Registry) -> dict[str, str]:
    """Every page by its path under ``docs/rules``; first-party rules only, whatever else is installed."""
    rules = {**registry.rules, **own_rules()}
    pages = {f"{name}.md": MADE + "\n".join(rule_page(rule)).rstrip() + "\n" for name, rule in rules.items()}
    pages["README.md"] = MADE + "\n".join(index(rules)).rstrip() + "\n"
    return pages


def index(rules: Mapping[str, Rule]) -> Iterator[str]:
    """The list of all rules, by topic."""
    yield from ("# Rules", "")
    yield f"{len(rules)} rules. `compliance explain RULE` prints a rule's page; `compliance rules` lists them."
    topic = ""
    for name, rule in sorted(rules.items(), key=lambda item: (item[0].startswith("compliance/"), item[0])):
        if name.partition("/")[0] != topic:
            topic = name.partition("/")[0]
            yield from ("", f"## {topic}", "", "| rule | kind | severity | what it does |", "|---|---|---|---|")
        yield f"| [`{name}`]({name}.md) | {rule.kind} | {rule.severity} | {first_line(rule)} |"


def rule_page(rule: Rule) -> Iterator[str]:
    """One rule's page: facts, then the docstring, then what can be set and what it says."""
    yield from (f"# {rule.name}", "", first_line(rule), "")
    yield from ("| | |", "|---|---|", f"| kind | {rule.kind}: {KINDS[rule.kind]} |", f"| severity | {rule.severity} |")
    if rule.variants:
        yield f"| variants | {', '.join(f'`{rule.name}:{variant}`' for variant in rule.variants)} |"
    if rule.languages:
        yield f"| languages | {', '.join(LANGUAGES.get(code, code) for code in rule.languages)} |"
    if rule.compare is not None:
        yield "| compares | [stories that are checked together](../../collection.md) |"
    if rule.waivable != 1:
        yield f"| waivers | {'two different people together' if rule.waivable else 'nobody'} may waive it |"
    yield ""
    yield manual(rule)
    yield from options(rule)
    yield from basis(rule)
    yield from ("", "## Messages", "")
    for language, messages in rule.messages.items():
        yield from (f"*{LANGUAGES.get(language, language)}*", "")
        yield from (f"- `{key}`: {escaped(text)}" for key, text in messages.items())
        yield ""


def manual(rule: Rule) -> str:
    """The docstring after its first paragraph, with a blank line around each heading."""
    body = rule.doc[rule.doc.find("\n##") :] if "\n##" in rule.doc else ""
    return re.sub(r"\n*^(## .+)$\n*", r"\n\n\1\n\n", body, flags=re.MULTILINE).strip()


def first_line(rule: Rule) -> str:
    """The sentence that says what the rule does: the docstring's first paragraph in one line."""
    return " ".join(rule.doc.partition("\n\n")[0].partition("\n##")[0].split())


def options(rule: Rule) -> Iterator[str]:
    """What a house can set, with types, defaults and what each means."""
    types = get_type_hints(rule.options, include_extras=False)
    if not types:
        return
    meant = parameters(rule.options)
    made = rule.options()
    yield from ("", "## Options", "", "| option | type | default | |", "|---|---|---|---|")
    for name, kind in types.items():
        yield f"| `{name}` | {type_name(kind)} | `{toml(getattr(made, name))}` | {escaped(meant.get(name, ''))} |"
    yield from ("", "```toml", f'[rules."{rule.name}"]')
    yield from (f"{name} = {toml(getattr(made, name))}" for name in types if getattr(made, name) is not None)
    yield "```"


def parameters(options_type: type) -> dict[str, str]:
    """What the ``:param name:`` lines of a docstring say."""
    meant: dict[str, str] = {}
    name = ""
    for line in cleandoc(options_type.__doc__ or "").splitlines():
        if line.startswith(":param "):
            name, _, text = line.removeprefix(":param ").partition(":")
            meant[name] = text.strip()
        elif name and line.strip():
            meant[name] += f" {line.strip()}"
        else:
            name = ""
    return meant


def type_name(kind: Any) -> str:
    """A type as an editor would call it."""
    plain = {str: "text", int: "whole number", float: "number", bool: "true or false", type(None): "nothing"}
    if kind in plain:
        return plain[kind]
    if get_origin(kind) in (tuple, list, frozenset):
        return f"list of {type_name(get_args(kind)[0])}s" if get_args(kind) else "list"
    if str(get_origin(kind)) == "typing.Literal":
        return " or ".join(f"`{toml(value)}`" for value in get_args(kind))
    return " or ".join(type_name(part) for part in get_args(kind)) or getattr(kind, "__name__", str(kind))


def toml(value: Any) -> str:
    """A default as it would stand in ``compliance.toml``."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, tuple | list | set | frozenset):
        ordered = sorted(value) if isinstance(value, set | frozenset) else value
        return f"[{', '.join(toml(part) for part in ordered)}]"
    return "not set" if value is None else str(value)


def basis(rule: Rule) -> Iterator[str]:
    """The standards that the rule enforces, where it names any."""
    if not rule.basis:
        return
    yield from ("", "## Standards", "")
    for one in rule.basis:
        guide = f"[{one.guide}]({one.url})" if one.url else one.guide
        yield f"- {guide}{f', {one.clause}' if one.clause else ''}"


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands, also in a table."""
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    sys.exit(main())
