"""Turns a folder of Vale styles into a compiled pack, as a ``pack.yaml`` is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from compliance.packs import words
from compliance.packs.compiled import CompiledPack, CompiledRule
from compliance.packs.vale.define import kebab
from compliance.packs.vale.folder import Folder, Taken, read_folder
from compliance.packs.vale.keys import WrongKeyError
from compliance.packs.vale.literals import required
from compliance.packs.vale.points.patterns import checked
from compliance.packs.vale.present import joined
from compliance.packs.vale.settings import Settings

_SEVERITY = {"suggestion": "note", "warning": "warning", "error": "error"}
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
    return CompiledPack(f"vale-{name}", f"Vale styles in {name}", rules=rules)


def _rule(pack: str, own: str, taken: Taken, masks: list[Any], settings: Settings) -> CompiledRule:
    rule, severity = taken.rule, _SEVERITY[taken.level]
    messages = words.messages("{said}", None)
    for templates in messages.values():
        templates["described"] = "{described}"
    made = dict(rule.made)
    if "patterns" in made:
        made["needs"] = joined(required(pattern) for pattern in made["patterns"])
    return CompiledRule(
        id=own,
        pack=pack,
        check="vale",
        kind="fail" if severity == "error" else "review",
        severity=severity,
        messages=messages,
        doc=_page(taken),
        aliases=[f"{rule.style}.{rule.name}"],
        basis=[(rule.style, rule.name, rule.link)],
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
            "skipped": list(settings.skipped),
        },
    )


def _masks(settings: Settings) -> list[Any]:
    """The patterns of what is not read, translated; one that cannot be is left out, and the report says so."""
    return [[part.glob, translated] for part in settings.parts if (translated := list(_translated(part)))]


def _translated(part: Any) -> Iterable[str]:
    for pattern in (*part.tokens, *part.blocks):
        try:
            yield checked("TokenIgnores", pattern)[0]
        except WrongKeyError:
            continue


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
