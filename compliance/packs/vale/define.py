"""Makes a rule of Vale from its file: keys read, patterns translated, everything settled that needs no story."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from compliance.packs.vale.actions import NAMES
from compliance.packs.vale.keys import WrongKeyError, read_keys
from compliance.packs.vale.scopes import unread
from compliance.packs.vale.vocabulary import House
from compliance.record import Record

_WHOLE = frozenset({"metric", "readability"})


class Definition(Record):
    """A rule of Vale.

    :param style: the folder it lies in.
    :param name: its file's name.
    :param point: the extension point.
    :param level: as its file says.
    :param made: what the point's ``build`` made of its keys.
    :param scope: what it reads, any of these.
    :param limit: how many alerts there are at most in a story; 0 for all.
    :param action: its name and parameters.
    """

    style: str
    name: str
    point: str
    level: str
    message: str
    made: Mapping[str, Any]
    scope: Sequence[str] = ("text",)
    description: str = ""
    link: str = ""
    limit: int = 0
    action: Sequence[Any] = ("", ())


def define(style: str, name: str, values: Any, house: House) -> Definition:
    """The rule that a file's values come to.

    :param values: what the YAML file holds.
    :raises WrongKeyError: Vale would not take the rule, or we cannot; the error says which key.
    """
    keys = read_keys(values)
    scope = keys.get("scope") or ["text"]
    if keys["extends"] in _WHOLE and scope == ["text"]:
        scope = ["summary"]
    if missing := unread(scope):
        raise WrongKeyError("scope", f"it reads {missing!r}, and stories have nothing of the kind")
    action = keys.get("action", {})
    if action.get("name") and action["name"] not in NAMES:
        raise WrongKeyError("action", f"there is no action {action['name']!r}", f"one of: {', '.join(NAMES)}")
    return Definition(
        style,
        name,
        keys["extends"],
        keys.get("level", "warning"),
        keys["message"],
        import_module(f"compliance.packs.vale.points.{keys['extends']}").build(keys, house),
        scope,
        keys.get("description", ""),
        keys.get("link", ""),
        keys.get("limit", 0),
        (action.get("name", ""), action.get("params", [])),
    )


def kebab(name: str) -> str:
    """A name as rules of this program have them: ``FirstPerson``, ``URLFormat``, ``P-Value`` in small letters."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name)
    return re.sub(r"[^a-z0-9]+", "-", parted.lower()).strip("-") or "rule"
