"""Reads compliance.toml, or [tool.compliance] of a pyproject.toml, and the profiles that it builds upon.

One file counts: the one named, else the nearest above the working folder. Layers are laid over each other in
order: profiles (``extends``), then the file; arrays and bare values replace, tables (``rules``, ``story``) add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from compliance.catalogue import pack_folder, with_packs
from compliance.config import Config, Override, RuleSetting
from compliance.config_values import (
    Problem,
    check_keys,
    gate,
    number,
    story_defaults,
    table,
    tables,
    text_list,
)
from compliance.errors import ConfigError, PackError, did_you_mean
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.plugins import Registry

_TOP = (
    "extends",
    "gate",
    "select",
    "ignore",
    "exclude",
    "vocabulary",
    "packs",
    "rule_seconds",
    "max_bytes",
    "plugins",
    "rules",
    "story",
    "overrides",
    "service",
)
_OVERRIDE = ("paths", "select", "ignore", "rules", "story")


class Layer(Record):
    """One file's settings as they are written.

    :param name: what errors call it.
    :param text: the file, for finding lines in it; empty where the settings come from no file.
    :param prefix: the tables around them (``tool.compliance``).
    :param lenient: names of rules that are not installed are passed over: a shipped profile's.
    """

    values: Mapping[str, Any]
    name: str
    text: str = ""
    prefix: tuple[str, ...] = ()
    path: Path | None = None
    lenient: bool = False

    def refuse(self, problem: Problem) -> NoReturn:
        """Raise a problem with its place: file, line and key.

        :raises ConfigError: always.
        """
        where = self.name
        if self.text:
            from compliance.toml_lines import line_of

            where += f":{line_of(self.text, (*self.prefix, *problem.path))}"
        key = ".".join(_shown(part) for part in (*self.prefix, *problem.path))
        raise ConfigError(f"{key}: {problem.what}" if key else problem.what, where=where, hint=problem.hint) from None


def _shown(part: str | int) -> str:
    plain = str(part).replace("-", "").replace("_", "")
    return str(part) if plain.isalnum() else f'"{part}"'


class Draft(Record):
    """Configuration as it is written, before names in it are looked up.

    :param layer: the file's own settings.
    :param profiles: profiles asked for beside it.
    :param asked_in: the keys of the setting that asks for them; empty: the command does.
    """

    layer: Layer
    profiles: tuple[str, ...] = ()
    blocked_plugins: tuple[str, ...] = ()
    asked_in: tuple[str, ...] = ()


def read(path: Path | None, profile: str | None = None, asked_in: tuple[str, ...] = ()) -> Draft:
    """Read a file, and look up nothing in it yet.

    :param profile: a profile to start from, beside those that the file extends.
    :param asked_in: the keys of the setting of the file that names the profile; empty: the command does.
    :raises ConfigError: it is no TOML, or not to be read; the message names file, line and key.
    """
    layer = _layer(path) if path is not None else Layer({}, "--profile")
    try:
        check_keys(layer.values, _TOP)
        plugins = table(layer.values, "plugins")
        check_keys(plugins, ("block",), ("plugins",))
        blocked = text_list(plugins, "block", ("plugins",)) or ()
    except Problem as problem:
        layer.refuse(problem)
    return Draft(layer, (profile,) if profile else (), blocked, asked_in)


def _layer(path: Path, lenient: bool = False) -> Layer:
    import tomllib

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigError(
            f"the configuration cannot be read: {said}", where=str(path), hint="check the file"
        ) from error
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        what, line = _syntax(str(error), text)
        raise ConfigError(what, where=f"{path}:{line}", hint="see docs/configuration.md for a whole example") from error
    prefix: tuple[str, ...] = ()
    if path.name == "pyproject.toml":
        prefix = ("tool", "compliance")
        values = values.get("tool", {}).get("compliance", {})
    return Layer(values, str(path), text, prefix, path, lenient)


def _syntax(said: str, text: str) -> tuple[str, int]:
    """The parser's words and line; at the end of the file it gives no number."""
    what, _, place = said.partition(" (at ")
    digits = place.removeprefix("line ").partition(",")[0]
    line = int(digits) if digits.isdecimal() else max(len(text.splitlines()), 1)
    source = text.splitlines()[line - 1].strip() if text.strip() else ""
    return f"this is no TOML: {what[:1].lower() + what[1:]}" + (f" in {source!r}" if source else ""), line


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
        check_keys(values, _TOP)
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
    for layer in _layers(draft, registry):
        try:
            check_keys(layer.values, _TOP)
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
    for layer in _layers(draft, registry):
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


def _layers(draft: Draft, registry: Registry) -> Iterator[Layer]:
    """The layers from the lowest up, each once."""
    seen: set[str] = set()
    shipped = profiles(registry)

    def below(layer: Layer, names: Iterable[str], asked_in: tuple[str, ...] = ("extends",)) -> Iterator[Layer]:
        for name in names:
            path = _profile(name, shipped, layer, asked_in)
            if str(path) in seen:
                continue
            seen.add(str(path))
            found = _layer(path, lenient=name in shipped)
            yield from below(found, _extends(found))
            yield found

    yield from below(draft.layer, _extends(draft.layer))
    asking = draft.layer if draft.asked_in else Layer({}, "--profile")
    yield from below(asking, draft.profiles, draft.asked_in)
    yield draft.layer


def files(draft: Draft, registry: Registry) -> tuple[Path, ...]:
    """The files that a configuration is made of, profiles first.

    :raises ConfigError: there is no such profile, or a file cannot be read.
    """
    return tuple(layer.path for layer in _layers(draft, registry) if layer.path is not None)


def _extends(layer: Layer) -> tuple[str, ...]:
    value = layer.values.get("extends")
    if isinstance(value, str):
        return (value,)
    try:
        return text_list(layer.values, "extends") or ()
    except Problem as problem:
        layer.refuse(problem)


def profiles(registry: Registry) -> dict[str, Path]:
    """The profiles that packs bring, by name."""
    found: dict[str, Path] = {}
    for pack in registry.packs:
        for path in sorted((pack / "profiles").glob("*.toml")):
            found.setdefault(path.stem, path)
    return found


def _profile(name: str, shipped: Mapping[str, Path], layer: Layer, asked_in: tuple[str, ...]) -> Path:
    if name in shipped:
        return shipped[name]
    if name.endswith(".toml"):
        path = (layer.path.parent if layer.path else Path()) / name
        if path.is_file():
            return path
    known = f"one of: {', '.join(shipped)}, or a .toml file" if shipped else "install the pack that brings it"
    hint = did_you_mean(name, shipped) or known
    layer.refuse(Problem(asked_in if layer.text else (), f"there is no profile {name!r}", hint))


def _plain_values(layer: Layer) -> dict[str, Any]:
    """The values that replace those of the layer below."""
    values = layer.values
    base = layer.path.parent if layer.path is not None else Path()
    found: dict[str, Any] = {}
    for key in ("select", "ignore", "exclude"):
        found[key] = text_list(values, key)
    files = text_list(values, "vocabulary")
    found["vocabulary"] = tuple(base / file for file in files) if files is not None else None
    found["rule_seconds"] = number(values, "rule_seconds", 0.01)
    most = number(values, "max_bytes", 1)
    found["max_bytes"] = int(most) if most is not None else None
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
        select, ignore = text_list(values, "select", path), text_list(values, "ignore", path) or ()
        found.append(Override(paths, select, ignore, rules, story))
    return found
