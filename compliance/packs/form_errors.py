"""Says in an editor's words what pydantic finds wrong in the form of a pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from compliance.packs import schema

_MOST_SHOWN = 60
_ASKED: Mapping[str, str] = MappingProxyType(
    {
        "list_type": "there must be a list: [one, another]",
        "dict_type": "there must be a table: keys with values",
        "model_type": "there must be a table: keys with values",
        "model_attributes_type": "there must be a table: keys with values",
        "int_type": "there must be a whole number",
        "bool_type": "there must be true or false",
        "string_too_short": "there must be some text",
        "string_too_long": "at most {max_length} characters",
        "literal_error": "one of {expected}",
        "less_than_equal": "at most {le}",
        "greater_than_equal": "at least {ge}",
    }
)
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        r"^[a-z]{2,3}$": "a language is two or three small letters: en, es",
        r"\S": "there must be a word in it",
        r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$": "the whole name of a rule: topic/bad-thing",
    }
)


def plain(error: Mapping[str, Any]) -> str:
    """What is wrong, in a sentence."""
    given, kind, facts = error["input"], error["type"], error.get("ctx", {})
    if given is None:
        return "there is nothing here: give it a value, or take the key out"
    if kind == "too_short":
        return f"it has too few: there must be at least {facts['min_length']}"
    shown = _shown(given)
    if kind in ("string_type", "str_type"):
        tables = isinstance(given, list | dict)
        return f"{shown} is no text" if tables else f"{shown} is no text: put it in quotation marks"
    if kind == "string_pattern_mismatch":
        return f"{shown} is not allowed: {_NAMES.get(facts['pattern'], 'small letters, figures and hyphens')}"
    asked = _ASKED.get(kind)
    return f"{shown} is not allowed: {asked.format(**facts) if asked else error['msg']}"


def _shown(given: Any) -> str:
    """What was written, as YAML writes it."""
    written = {True: "true", False: "false"}.get(given, "") if isinstance(given, bool) else ""
    shown = written or repr(given if not isinstance(given, str) else given[: 2 * _MOST_SHOWN])
    return shown if len(shown) < _MOST_SHOWN else f"{shown[: _MOST_SHOWN - 3]}…"


def missing(key: str) -> tuple[str, str]:
    """What is wrong where a key is missing, and what to do."""
    if key in ("bad", "good"):
        return f"the rule has no {key!r} examples", f"{key}: at least one story: the examples are the rule's tests"
    return f"{key!r} is missing", "docs/packs.md has a whole example"


def known_keys(value: Any, path: Sequence[str | int]) -> list[str]:
    """The keys that may stand where an unknown one was found."""
    form: type[BaseModel] = schema.Pack
    if "basis" in path[:-1]:
        form = schema.Standard
    elif path[-2:-1] in (("when",), ("require",)):
        form = schema.Sought
    elif path[0] == "rules" and len(path) > 2:
        form = schema.FORMS.get(str(path[2]), schema.AnyRule)
    return [field.alias or name for name, field in form.model_fields.items()]
