"""Which rules there are: those that plugins bring, and those of the packs that are on.

A pack is on where a configuration names it, where it is on by default, or where one that is on extends it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from compliance.errors import PackError, PluginError, did_you_mean
from compliance.packs import load
from compliance.packs.load import Head, Pack
from compliance.packs.rules import Joined, PackCheck, checks, rule
from compliance.plugins import Plugin, Registry
from compliance.rule import Rule


def pack_folder(name: str, base: Path, registry: Registry) -> Path:
    """The folder of a pack that a configuration or a command names.

    :param name: a registered pack's name, or the path of a folder.
    :param base: the folder that paths are relative to.
    :raises PackError: there is no such pack.
    """
    if not name.strip():
        raise PackError("the name of a pack is empty", hint="a registered pack's name, or a folder with a pack.yaml")
    if (base / name).is_dir() and ("/" in name or "\\" in name or name.startswith(".")):
        return base / name
    known = registered(registry)
    if name in known:
        return known[name]
    if (base / name).is_dir():
        return base / name
    near = did_you_mean(name, known) or (f"one of: {', '.join(sorted(known))}, or a folder" if known else "")
    raise PackError(f"there is no pack {name!r}", hint=near or "the path of a folder with a pack.yaml")


def registered(registry: Registry) -> dict[str, Path]:
    """The folders of the packs that plugins bring, by the packs' names.

    :raises PackError: one is wrong, or two have one name.
    """
    return {name: pack.folder for name, pack in _by_name(registry).items()}


def _by_name(registry: Registry) -> Mapping[str, Head]:
    if registry.packs_known is not None:
        return registry.packs_known
    found: dict[str, Head] = {}
    for pack in load.heads(registry.packs):
        if pack.name in found:
            raise _two(pack, found[pack.name])
        found[pack.name] = pack
    return found


def _two(pack: Head | Pack, other: Head | Pack) -> PackError:
    what = f"two packs are named {pack.name!r}: the other lies in {other.folder}"
    return PackError(what, where=str(pack.folder), hint="rename one of the two")


def with_packs(registry: Registry, folders: Iterable[Path] = ()) -> Registry:
    """The registry with the rules of these packs, of those that are on by default, and of all that they extend.

    :raises PackError: a pack is wrong, two have one name, or they extend each other in a circle.
    :raises PluginError: a rule of a pack has a name that is taken.
    """
    wanted = list(folders)
    if registry.packs_on is not None and all(folder in registry.packs_on for folder in wanted):
        return registry
    known = _by_name(registry)
    on: dict[Path, Pack] = dict(registry.packs_on or {})
    roots = [*(pack.folder for pack in known.values() if pack.default), *wanted]
    for folder in roots:
        _reach(folder, known, (), on)
    new = [pack for folder, pack in on.items() if folder not in (registry.packs_on or {})]
    _refuse_namesakes(on.values())
    return _joined(registry._replace(packs_on=on, packs_known=known), new)


def _reach(folder: Path, known: Mapping[str, Head], above: tuple[str, ...], on: dict[Path, Pack]) -> None:
    """Put a pack and all that it extends among those that are on, what is extended first."""
    if folder in on or _absolute(folder) in map(_absolute, on):
        return
    pack = load.load(folder)
    if pack.name in above:
        circle = " → ".join((*above[above.index(pack.name) :], pack.name))
        raise PackError(
            f"packs extend each other in a circle: {circle}", where=str(folder), hint="take one extends out"
        )
    for name in pack.extends:
        _reach(_extended(name, pack, known), known, (*above, pack.name), on)
    on[pack.folder] = pack


def _absolute(folder: Path) -> str:
    """The folder, however it is written."""
    return os.path.abspath(folder)


def _extended(name: str, pack: Pack, known: Mapping[str, Head]) -> Path:
    if name in known:
        return known[name].folder
    inside = pack.folder / name
    if inside.is_dir():
        if inside.resolve().is_relative_to(pack.folder.resolve()):
            return inside
        what = f"extends: {name!r} lies outside the pack"
        raise PackError(what, where=str(pack.folder / load.FILE), hint="name a registered pack, or move it inside")
    hint = did_you_mean(name, known) or f"one of: {', '.join(sorted(known))}, or a folder inside the pack"
    raise PackError(f"extends: there is no pack {name!r}", where=str(pack.folder / load.FILE), hint=hint)


def _refuse_namesakes(packs: Iterable[Pack]) -> None:
    seen: dict[str, Pack] = {}
    for pack in packs:
        if pack.name in seen:
            raise _two(pack, seen[pack.name])
        seen[pack.name] = pack


def _joined(registry: Registry, packs: Iterable[Pack]) -> Registry:
    """The registry with the rules of packs beside those it has; entries that report as one rule become one."""
    parts: dict[str, list[PackCheck]] = {}
    rules, owners = dict(registry.rules), dict(registry.owners)
    for pack in packs:
        for name, some in checks(pack.kept).items():
            if name in rules and not some[0].row["reports_as"]:
                raise _taken(name, pack, owners.get(name))
            parts.setdefault(name, []).extend(some)
            owners.setdefault(name, _owner(pack, registry))
    for name, some in parts.items():
        rules[name] = _rule(name, some, rules.get(name))
    return registry._replace(rules=dict(sorted(rules.items())), owners=owners)


def _rule(name: str, parts: list[PackCheck], there: Rule | None) -> Rule:
    if there is not None and isinstance(there.check, Joined):
        return rule(name, [*there.check.parts, *parts], there.check.code)
    return rule(name, parts, there)


def _owner(pack: Pack, registry: Registry) -> Plugin:
    """What brings a pack: the plugin that registered it, or the pack itself."""
    for folder, plugin in registry.packs.items():
        if pack.folder == folder or pack.folder.parent == folder:
            return plugin
    return Plugin(pack.name, str(pack.folder), f"the pack {pack.folder}", "", dict)


def _taken(name: str, pack: Pack, owner: Plugin | None) -> PluginError:
    what = f"the pack {pack.name!r} has the rule {name}, which belongs to {owner or 'the host'}"
    return PluginError(what, where=str(pack.folder / load.FILE), hint="rename it, or let it report as that rule")
