"""The JSON Schema of compliance.toml, with the options of the installed rules, for completion in editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from compliance.article import CHANNELS, JURISDICTIONS, PRODUCTS
from compliance.finding import Kind, Severity
from compliance.rule import option_names

if TYPE_CHECKING:
    from compliance.plugins import Registry
    from compliance.rule import Rule

_SEVERITY = {"enum": [*(severity.value for severity in Severity), "observe", "off", "on"]}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_OTHERS: Mapping[str, Any] = {"type": "object"}
_MOMENT = {"description": "A day or a moment: a TOML date, or ISO 8601 text."}


def schema(registry: Registry, service: Mapping[str, Any] = _OTHERS) -> dict[str, Any]:
    """The schema.

    :param registry: whose rules and profiles are offered.
    :param service: the schema of the table ``[service]``, which is read elsewhere.
    """
    from compliance.config_layers import profiles

    rules = _rules(registry.rules)
    selection = {
        "select": {**_TEXTS, "description": "Globs of the rules to run."},
        "ignore": {**_TEXTS, "description": "Globs of the rules to leave out; wins over select."},
        "observe": {**_TEXTS, "description": "Globs of rules whose findings are shown and never count."},
        "rules": {"$ref": "#/$defs/rules"},
        "story": {"$ref": "#/$defs/story"},
    }
    properties = {
        "extends": {
            "description": "Profiles to start from, or .toml files.",
            "type": "array",
            "items": {"type": "string", "examples": sorted(profiles(registry))},
        },
        "gate": {
            "description": "Findings below it do not hold a story.",
            "enum": [*(s.value for s in Severity), "never"],
        },
        **selection,
        "exclude": {**_TEXTS, "description": "Globs of what is skipped when a folder is searched."},
        "vocabulary": {**_TEXTS, "description": "Further vocabulary files, relative to this file."},
        "packs": {**_TEXTS, "description": "Packs that are on: names, or folders relative to this file."},
        "rule_seconds": {"type": "number", "minimum": 0.01, "description": "A rule that takes longer is stopped."},
        "inline_waivers": {"type": "boolean", "description": "Whether comments in stories can waive findings."},
        "max_bytes": {"type": "integer", "minimum": 1, "description": "Larger files are refused."},
        "plugins": {
            "type": "object",
            "properties": {"block": {**_TEXTS, "description": "Plugins that are not loaded."}},
            "additionalProperties": False,
        },
        "overrides": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["paths"],
                "properties": {"paths": {**_TEXTS, "minItems": 1}, **selection},
                "additionalProperties": False,
            },
        },
        "service": service,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "compliance.toml",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": {"rules": rules, "story": _story()},
    }


def _rules(rules: Mapping[str, Rule]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for name, rule in rules.items():
        properties[name] = {"description": rule.doc.partition("\n")[0], "anyOf": [_SEVERITY, _table(_options(rule))]}
        for variant in rule.variants:
            properties[f"{name}:{variant}"] = {"anyOf": [_SEVERITY, _table({})]}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _table(options: Mapping[str, Any]) -> dict[str, Any]:
    own = {
        "severity": _SEVERITY,
        "kind": {"enum": [kind.value for kind in Kind]},
        "waivable": {"enum": [True, 2, False]},
    }
    return {"type": "object", "properties": {**own, **options}, "additionalProperties": False}


def _options(rule: Rule) -> Mapping[str, Any]:
    names = option_names(rule.options)
    if not names:
        return {}
    from pydantic import TypeAdapter

    found = TypeAdapter(rule.options).json_schema()
    options: Mapping[str, Any] = found.get("properties") or dict(zip(names, found["prefixItems"], strict=True))
    return options if "$defs" not in found else {key: {} for key in options}


def _story() -> dict[str, Any]:
    flag = {"type": "boolean"}
    text = {"type": "string"}
    return {
        "description": "What a story is, where its file does not say.",
        "type": "object",
        "properties": {
            "product": {"enum": list(PRODUCTS)},
            "channels": {"type": "array", "items": {"enum": list(CHANNELS)}},
            "territories": {"type": "array", "items": {"type": "string", "pattern": "^[A-Za-z]{2}$"}},
            "jurisdiction": {"enum": list(JURISDICTIONS), "description": "Whose law stories are judged by."},
            "published": _MOMENT,
            "updated": _MOMENT,
            "edition_date": _MOMENT,
            "now": {**_MOMENT, "description": "The moment stories are judged at."},
            "sponsored": flag,
            "ai_assisted": flag,
            **dict.fromkeys(("language", "byline", "section", "embargo", "reviewed_by", "agency"), text),
            "teasers": {"type": "object", "additionalProperties": text},
        },
    }
