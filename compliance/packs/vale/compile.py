"""Turns a folder of Vale styles into a compiled pack, as a ``pack.yaml`` is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from compliance.finding import Basis, Kind, Severity
from compliance.packs import words
from compliance.packs.compiled import CompiledPack, CompiledRule, Pattern
from compliance.packs.literals import Words, literals
from compliance.packs.rates import worth_waiting
from compliance.packs.vale.define import Definition, kebab
from compliance.packs.vale.folder import Folder, Taken, read_folder, translated
from compliance.packs.vale.present import joined
from compliance.packs.vale.settings import Settings

_SEVERITY = {"suggestion": Severity.NOTE, "warning": Severity.WARNING, "error": Severity.ERROR}
_WORDS = "words"
"""The group of a rule's literals: a story with none of them does not wake it."""
_READS = {
    "text": "the text",
    "summary": "the story as a whole",
    "raw": "the file as it was written",
}


def compile_folder(folder: Path) -> CompiledPack:
    """The pack that a folder of Vale styles comes to.

    A rule's name is made of its style's and its file's, in small letters: ``Google.FirstPerson`` becomes
    ``google/first-person``.

    :raises PackError: there are no styles, or the settings or the vocabulary cannot be read.
    """
    return compiled(read_folder(folder), kebab(folder.resolve().name))


def compiled(folder: Folder, name: str) -> CompiledPack:
    """The pack that a folder's rules come to.

    :param name: the folder's.
    """
    masks, names = _masks(folder.settings), set[str]()
    rules = []
    for taken in folder.taken:
        style, own = kebab(taken.rule.style), kebab(taken.rule.name)
        while f"{style}/{own}" in names:
            own += "-x"
        names.add(f"{style}/{own}")
        rules.append(_rule(style, own, taken, masks, folder.settings))
    untaken = [(_whole(one.name), one.why) for one in folder.refused if not one.off]
    return CompiledPack(f"vale-{name}", f"Vale styles in {name}", rules=rules, untaken=untaken)


def _whole(name: str) -> str:
    """The name that ``Style.Rule`` would have here."""
    style, _, rule = name.partition(".")
    return f"{kebab(style)}/{kebab(rule)}"


def _rule(pack: str, own: str, taken: Taken, masks: list[Any], settings: Settings) -> CompiledRule:
    rule, severity = taken.rule, _SEVERITY[taken.level]
    messages = words.messages("{said}", None)
    for templates in messages.values():
        templates["described"] = "{described}"
    made, sought = dict(rule.made), _sought(rule)
    if sought:
        made["needs"] = joined(sought)
    waits = all(map(worth_waiting, sought)) and bool(sought)
    every = tuple(dict.fromkeys(word for some in sought for word in some))
    return CompiledRule(
        id=own,
        pack=pack,
        check="vale",
        kind=Kind.FAIL if severity is Severity.ERROR else Kind.REVIEW,
        severity=severity,
        messages=messages,
        doc=_page(taken),
        aliases=[f"{rule.style}.{rule.name}"],
        patterns={_WORDS: Pattern("", literals=every, awaited=True)} if waits else {},
        wakes=[_WORDS] if waits else [],
        basis=(Basis(rule.style, rule.name, rule.link),),
        data={
            "point": rule.point,
            "made": made,
            "scope": list(rule.scope),
            "on": [list(one) for one in taken.said],
            "limit": rule.limit,
            "action": list(rule.action),
            "message": rule.message,
            "description": rule.description,
            "masks": masks,
            "skipped": [*settings.skipped, *settings.ignored],
        },
    )


def _sought(rule: Definition) -> list[Words]:
    """For each pattern of a rule the words of which any match holds one; nothing for a rule without such patterns.

    A rule that reads the file as it was written looks for what may not stand in the story's text.
    """
    if any("raw" in scope for scope in rule.scope):
        return []
    return [literals(pattern).words for pattern in rule.made.get("patterns", ())]


def _masks(settings: Settings) -> list[Any]:
    """The patterns of what is not read, translated; one that cannot be read is left out, and the folder tells it."""
    some = ((part.glob, [made for _, made in translated(part) if made]) for part in settings.parts)
    return [[glob, patterns] for glob, patterns in some if patterns]


def _page(taken: Taken) -> str:
    rule = taken.rule
    what = ", ".join(_READS.get(scope, scope) for scope in rule.scope)
    parts: Mapping[str, str] = {
        "What it flags": f"The rule `{rule.style}.{rule.name}` of a Vale style, of the kind *{rule.point}*, on {what}.",
        "Why it matters": "" if "%" in rule.description else rule.description,
        "Sources": f"- {rule.link}" if rule.link else "",
    }
    head = rule.message.replace("%s", "…").strip()
    return "\n\n".join([head, *(f"## {title}\n\n{text}" for title, text in parts.items() if text)])
