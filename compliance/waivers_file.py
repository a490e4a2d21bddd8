"""Reads ``compliance-waivers.toml``, and writes an entry behind those that are there."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from compliance.atomic import write_whole
from compliance.config_layers import Layer, toml_of
from compliance.config_values import Path as Keys
from compliance.config_values import Problem, check_keys, tables, text_list, unknown
from compliance.errors import ConfigError
from compliance.rule import Rule
from compliance.toml_lines import lines_of_tables
from compliance.waivers import OWN, Waiver

NAME = "compliance-waivers.toml"
KEYS = ("fingerprint", "rule", "path", "by", "role", "reason", "until")
_DAY = "until = 2027-03-01, the last day on which it counts"


def load(path: Path, rules: Mapping[str, Rule]) -> tuple[Waiver, ...]:
    """The waivers of a file, in its order.

    :param rules: every rule there is, by name.
    :raises ConfigError: something in it is wrong; the message names file, line and key.
    """
    return _read(*_parsed(path), path, rules)


def _parsed(path: Path) -> tuple[str, Mapping[str, Any]]:
    return toml_of(path, "see docs/waivers.md for a whole example")


def _read(text: str, values: Mapping[str, Any], path: Path, rules: Mapping[str, Rule]) -> tuple[Waiver, ...]:
    layer = Layer(values, os.path.relpath(path), text)
    try:
        check_keys(values, ("waiver",))
        found = tables(values, "waiver")
        lines = lines_of_tables(text, "waiver")
        lines = lines if len(lines) == len(found) else [1] * len(found)
        return tuple(_waiver(one, n, f"{layer.name}:{lines[n]}", rules) for n, one in enumerate(found))
    except Problem as problem:
        layer.refuse(problem)


def _waiver(values: Mapping[str, Any], number: int, place: str, rules: Mapping[str, Rule]) -> Waiver:
    keys: Keys = ("waiver", number)
    check_keys(values, KEYS, keys)
    fingerprint, rule = _text(values, "fingerprint", keys), _text(values, "rule", keys)
    paths = _paths(values, keys)
    if not fingerprint and not (rule and paths):
        what = "a waiver needs a fingerprint, or a rule and a path"
        raise Problem(keys, what, 'rule = "copy/spacing" and path = "letters/**"; fingerprints stand in --format json')
    return Waiver(
        place=place,
        by=_signed(values, keys),
        role=_text(values, "role", keys),
        reason=_reason(values, keys),
        until=_until(values, keys),
        rule=rule_named(rule, rules, (*keys, "rule")) if rule else "",
        fingerprint=fingerprint,
        paths=paths,
    )


def rule_named(name: str, rules: Mapping[str, Rule], keys: Keys) -> str:
    """The present name of a rule, or of its variant, that a waiver names.

    :raises Problem: there is none, or nobody can waive it.
    """
    rule, colon, variant = name.partition(":")
    if rule not in rules:
        rule = next((one.name for one in rules.values() if rule in one.aliases), rule)
    if rule.startswith(OWN):
        what = "the host's own findings cannot be waived"
        raise Problem(keys, what, "mend what they name: they say that something was not checked")
    if rule not in rules:
        problem = unknown(keys, f"there is no rule {rule!r}", rule, rules)
        hint = problem.hint if problem.hint.startswith("did you") else "`compliance rules` lists them all"
        raise Problem(keys, problem.what, hint)
    if colon and variant not in rules[rule].variants:
        what = f"{rule} has no variant {variant!r}"
        if not rules[rule].variants:
            raise Problem(keys, what, "it has none: name the rule itself")
        raise unknown(keys, what, variant, rules[rule].variants)
    return rule + colon + variant


def _text(values: Mapping[str, Any], key: str, keys: Keys) -> str:
    found = values.get(key, "")
    if not isinstance(found, str):
        raise Problem((*keys, key), f"{found!r} is no text", f'as in {key} = "…"')
    return " ".join(found.split())


def _texts(values: Mapping[str, Any], key: str, keys: Keys) -> tuple[str, ...]:
    """A text, or a list of them."""
    if isinstance(values.get(key, ""), str):
        found: tuple[str, ...] = (_text(values, key, keys),)
    else:
        found = text_list(values, key, keys) or ()
    return tuple(dict.fromkeys(" ".join(one.split()) for one in found if one.strip()))


def _paths(values: Mapping[str, Any], keys: Keys) -> tuple[str, ...]:
    found = tuple(glob.removeprefix("./") for glob in _texts(values, "path", keys))
    for glob in found:
        if glob.startswith(("/", "../")):
            what = f"{glob!r} leads out of this file's folder"
            raise Problem((*keys, "path"), what, 'paths are relative to it, as in path = "letters/**"')
    return found


def _signed(values: Mapping[str, Any], keys: Keys) -> tuple[str, ...]:
    found = _texts(values, "by", keys)
    if not found:
        what = "a waiver needs a name: who lets this through"
        raise Problem((*keys, "by"), what, 'by = "M. Ruiz", or by = ["M. Ruiz", "L. Soto"]')
    return found


def _reason(values: Mapping[str, Any], keys: Keys) -> str:
    found = _text(values, "reason", keys)
    if not found:
        raise Problem((*keys, "reason"), "a waiver needs a reason", 'reason = "…", for whoever reads it next year')
    return found


def _until(values: Mapping[str, Any], keys: Keys) -> date:
    found = values.get("until")
    if found is None:
        raise Problem((*keys, "until"), "a waiver needs an end", _DAY)
    if isinstance(found, datetime):
        return found.date()
    if isinstance(found, date):
        return found
    try:
        return date.fromisoformat(str(found))
    except ValueError:
        raise Problem((*keys, "until"), f"{found!r} is no day", _DAY) from None


def _written(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"[{', '.join(map(_written, value))}]"


def add(path: Path, told: Mapping[str, Any], rules: Mapping[str, Rule]) -> Waiver:
    """Write one more entry behind those of a file, which need not exist; every other byte stays as it is.

    :param told: the entry by key: texts, lists of texts, days; what is empty is left out.
    :return: the waiver that it is.
    :raises ComplianceError: the file or the entry is wrong, the finding has an entry, or it cannot be written.
    """
    old, text = b"", ""
    if path.exists():
        text, values = _parsed(path)
        old = path.read_bytes()
        for waiver in _read(text, values, path, rules):
            if told.get("fingerprint") and waiver.fingerprint == told["fingerprint"]:
                what = "there is an entry for this finding"
                raise ConfigError(what, where=waiver.place, hint="change its names, its reason or its end there")
    lines = ["[[waiver]]", *(f"{key} = {_written(told[key])}" for key in KEYS if told.get(key)), ""]
    apart = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    new = apart + "\n".join(lines)
    found = _read(text + new, tomllib.loads(text + new), path, rules)[-1]
    ends = "\r\n" if b"\r\n" in old else "\n"
    write_whole(path, old + new.replace("\n", ends).encode("utf-8", "replace"))
    return found
