"""Knows which keys a Vale rule may have, and reads their values as leniently as Vale does.

Vale takes a number where it wants text, one value where it wants a list, and keys in any capitals. A key that it does
not know is an error there, and so it is here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from compliance.errors import did_you_mean

LEVELS = ("suggestion", "warning", "error")
UNTAKEN = {
    "sequence": "it needs the part of speech of every word, which no story has",
    "script": "it is a program, and no file of a style is run as a program",
}
"""Extension points that are refused, each with the reason."""


class WrongKeyError(ValueError):
    """A key or value that a rule of Vale may not have.

    :param key: where in the file.
    :param hint: the next step.
    """

    def __init__(self, key: str, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.key = key
        self.hint = hint


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    raise ValueError("text")


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    return [_text(one) for one in value] if isinstance(value, list) else [_text(value)]


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("yes", "on", "no", "off"):
        return value in ("yes", "on")
    raise ValueError("true or false")


def _number(value: Any) -> float:
    try:
        return float(_text(value))
    except ValueError:
        raise ValueError("a number") from None


def _whole(value: Any) -> int:
    number = _number(value)
    if number != int(number):
        raise ValueError("a whole number")
    return int(number)


def _pairs(value: Any) -> dict[str, str]:
    """A table of text; newer styles may give it as a list of tables, and several replacements as a list."""
    tables = value if isinstance(value, list) else [value]
    pairs: dict[str, str] = {}
    for table in tables:
        if not isinstance(table, dict):
            raise ValueError("a table of words and what to write for them")
        for key, one in table.items():
            pairs[str(key)] = "|".join(_texts(one)) if isinstance(one, list) else "" if one is None else _text(one)
    return pairs


def _action(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) - {"name", "params"}:
        raise ValueError("a table with name and params")
    return {"name": _text(value.get("name") or ""), "params": _texts(value.get("params"))}


Read = Callable[[Any], Any]
_COMMON: Mapping[str, Read] = {
    "extends": _text, "message": _text, "level": _text, "link": _text, "description": _text, "scope": _texts,
    "limit": _whole, "action": _action, "name": _text, "matchcase": _flag, "code": _flag, "pos": _text,
}  # fmt: skip
_POINTS: Mapping[str, Mapping[str, Read]] = {
    "existence": {"tokens": _texts, "raw": _texts, "exceptions": _texts, "append": _flag, "ignorecase": _flag,
                  "nonword": _flag, "vocab": _flag},
    "substitution": {"swap": _pairs, "exceptions": _texts, "ignorecase": _flag, "nonword": _flag, "vocab": _flag,
                     "capitalize": _flag},
    "occurrence": {"token": _text, "max": _whole, "min": _whole, "ignorecase": _flag},
    "repetition": {"tokens": _texts, "max": _whole, "ignorecase": _flag, "alpha": _flag, "vocab": _flag,
                   "exceptions": _texts},
    "consistency": {"either": _pairs, "nonword": _flag, "ignorecase": _flag},
    "conditional": {"first": _text, "second": _text, "exceptions": _texts, "ignorecase": _flag, "vocab": _flag},
    "capitalization": {"match": _text, "style": _text, "exceptions": _texts, "indicators": _texts,
                       "threshold": _number, "vocab": _flag, "prefix": _text},
    "metric": {"formula": _text, "condition": _text},
    "readability": {"metrics": _texts, "grade": _number},
    "spelling": {"filters": _texts, "ignore": _texts, "exceptions": _texts, "dictionaries": _texts, "aff": _text,
                 "dic": _text, "dicpath": _text, "threshold": _whole, "custom": _flag, "append": _flag},
}  # fmt: skip
POINTS = (*_POINTS, *UNTAKEN)


def read_keys(values: Any) -> dict[str, Any]:
    """The values of a rule, each of the kind its key wants, keys in small letters.

    :param values: the file's one value.
    :raises WrongKeyError: a key is unknown or missing, or a value is of a kind that cannot be meant.
    """
    if not isinstance(values, dict):
        raise WrongKeyError("", "a rule is a table of keys and values", "see docs/vale.md")
    point = str(values.get("extends") or "")
    if point in UNTAKEN:
        raise WrongKeyError("extends", f"{point} is not taken: {UNTAKEN[point]}")
    if point not in _POINTS:
        hint = did_you_mean(point, POINTS) or f"one of: {', '.join(POINTS)}"
        raise WrongKeyError(
            "extends", f"it extends {point!r}, which there is not" if point else "it has no extends", hint
        )
    known = {**_COMMON, **_POINTS[point]}
    found = {}
    for key, value in values.items():
        small = key.lower()
        if small not in known:
            raise WrongKeyError(key, f"{point} has no key {key!r}", did_you_mean(small, known))
        try:
            found[small] = known[small](value)
        except ValueError as wanted:
            raise WrongKeyError(key, f"{key} must be {wanted}, not {value!r}") from None
    _check(found)
    return found


def _check(found: Mapping[str, Any]) -> None:
    if not found.get("message"):
        raise WrongKeyError("message", "it has no message", "say what is wrong; %s is what was found")
    if found.get("level", "warning") not in LEVELS:
        raise WrongKeyError("level", f"there is no level {found['level']!r}", f"one of: {', '.join(LEVELS)}")
    if found.get("code"):
        raise WrongKeyError("code", "code is no longer read", "write scope: raw")
