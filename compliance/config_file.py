"""Settles a configuration: names are looked up, values checked, profiles and file laid over each other.

Layers count in order: profiles (``extends``), then the file; arrays and bare values replace, tables (``rules``,
``story``) add up.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance.catalogue import pack_folder, with_packs
from compliance.config import Config, Override, RuleSetting
from compliance.config_layers import TOP, Draft, Layer, layers, read
from compliance.config_values import Problem, check_keys, flag, gate, number, story_defaults, table, tables, text_list
from compliance.errors import PackError

if TYPE_CHECKING:
    from compliance.plugins import Registry

_OVERRIDE = ("paths", "select", "ignore", "observe", "rules", "story")


def load(path: Path | None, registry: Registry, profile: str | None = None) -> Config:
    """The configuration of a file.

    :raises ConfigError: something in it is wrong; the message names file, line and key.
    """
    return settle(read(path, profile), registry)


def from_mapping(values: Mapping[str, Any], registry: Registry, name: str = "configuration") -> Config:
    """The configuration in a table that is already parsed, as it would stand in compliance.toml.

    :raises ConfigError: something in it is wrong.
    """
    layer = Layer(values, name)
    try:
        check_keys(values, TOP)
    except Problem as problem:
        layer.refuse(problem)
    return settle(Draft(layer), registry)


def settle(draft: Draft, registry: Registry) -> Config:
    """Look up every name, check every value, and lay profiles and file over each other.

    :raises ConfigError: something is unknown or not allowed.
    """
    merged: dict[str, Any] = {}
    rules: dict[str, RuleSetting] = {}
    story: dict[str, Any] = {}
    overrides: list[Override] = []
    registry = enabled(draft, registry)
    for layer in layers(draft, registry):
        try:
            check_keys(layer.values, TOP)
            merged.update(_plain_values(layer))
            _add_rules(rules, layer, layer.values, registry)
            story.update(story_defaults(table(layer.values, "story"), ("story",)))
            overrides += _overrides(layer, registry)
        except Problem as problem:
            layer.refuse(problem)
    path = draft.layer.path
    root = path.absolute().parent if path is not None else Path()
    return Config(
        root=root,
        packs=_packs(draft, registry),
        path=path,
        rules=rules,
        story=story,
        overrides=tuple(overrides),
        blocked_plugins=draft.blocked_plugins,
        **merged,
    )


def enabled(draft: Draft, registry: Registry) -> Registry:
    """The registry with the rules of the packs that a configuration names; ``packs`` of the highest layer counts.

    :raises ComplianceError: there is no such pack, or one is wrong.
    """
    registry = with_packs(registry)  # which packs there are is found out once
    return with_packs(registry, _packs(draft, registry))


def _packs(draft: Draft, registry: Registry) -> tuple[Path, ...]:
    found: tuple[Path, ...] = ()
    for layer in layers(draft, registry):
        try:
            names = text_list(layer.values, "packs")
        except Problem as problem:
            layer.refuse(problem)
        if names is not None:
            found = tuple(_pack(name, number, layer, registry) for number, name in enumerate(names))
    return found


def _pack(name: str, number: int, layer: Layer, registry: Registry) -> Path:
    try:
        return pack_folder(name, layer.path.parent if layer.path is not None else Path(), registry)
    except PackError as error:
        layer.refuse(Problem(("packs", number), error.what, error.hint))


def _plain_values(layer: Layer) -> dict[str, Any]:
    """The values that replace those of the layer below."""
    values = layer.values
    base = layer.path.parent if layer.path is not None else Path()
    found: dict[str, Any] = {}
    for key in ("select", "ignore", "observe", "exclude"):
        found[key] = text_list(values, key)
    files = text_list(values, "vocabulary")
    found["vocabulary"] = tuple(base / file for file in files) if files is not None else None
    found["rule_seconds"] = number(values, "rule_seconds", 0.01)
    most = number(values, "max_bytes", 1)
    found["max_bytes"] = int(most) if most is not None else None
    found["inline_waivers"] = flag(values, "inline_waivers")
    settled = {key: value for key, value in found.items() if value is not None}
    if "gate" in values:
        settled["gate"] = gate(values["gate"])
    return settled


def _add_rules(
    rules: dict[str, RuleSetting],
    layer: Layer,
    values: Mapping[str, Any],
    registry: Registry,
    path: tuple[str | int, ...] = (),
) -> None:
    written = table(values, "rules", path)
    if not written:
        return
    from compliance.config_rules import laid_over, rule_settings

    for name, setting in rule_settings(written, registry.rules, (*path, "rules"), lenient=layer.lenient):
        rules[name] = laid_over(rules.get(name), setting)


def _overrides(layer: Layer, registry: Registry) -> list[Override]:
    found = []
    for index, values in enumerate(tables(layer.values, "overrides")):
        path: tuple[str | int, ...] = ("overrides", index)
        check_keys(values, _OVERRIDE, path)
        paths = text_list(values, "paths", path)
        if not paths:
            raise Problem(path, "an override needs paths", 'paths = ["opinion/**"], relative to the file\'s folder')
        rules: dict[str, RuleSetting] = {}
        _add_rules(rules, layer, values, registry, path)
        story = story_defaults(table(values, "story", path), (*path, "story"))
        select = text_list(values, "select", path)
        ignore, observe = (text_list(values, key, path) or () for key in ("ignore", "observe"))
        found.append(Override(paths, select, ignore, rules, story, observe))
    return found
