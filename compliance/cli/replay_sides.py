"""What ``--rules`` and ``--against`` of ``compliance replay`` name: rules to check with, or a report written before."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance.cli.options import load
from compliance.errors import ConfigError, did_you_mean
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.plugins import Registry
    from compliance.replay import Told

HERE = "."
_PLAIN: Mapping[str, Any] = {"config": None, "profile": None, "packs": (), "select": (), "ignore": (), "gate": None}
_REPORTS = (".json", ".jsonl", ".ndjson")


class Side(Record):
    """One of the two.

    :param name: as it was given.
    :param checker: its rules; ``None`` for a report.
    :param report: what a report says of each story, by its file and its place in it.
    """

    name: str
    checker: Checker | None = None
    report: Mapping[tuple[str, int | None], Told] | None = None


def side_of(name: str, gate: str = "warning") -> Side:
    """What a name means: ``.`` for the configuration that counts here, a file or folder, a profile, or a pack.

    :param gate: the severity from which a report's findings are taken to count.
    :raises ComplianceError: it means nothing, or what it means is wrong.
    """
    if name.lower().endswith(_REPORTS):
        return Side(name, report=_report(name, gate))
    return Side(name, checker=_checker(name))


def _report(path: str, gate: str) -> Mapping[tuple[str, int | None], Told]:
    from compliance.replay import told_by_report
    from compliance.reports import read_reports

    return {(os.path.normpath(one["file"]), one.get("item")): told_by_report(one, gate) for one in read_reports(path)}


def _checker(name: str) -> Checker:
    path = Path(name)
    if name == HERE:
        return _loaded()
    if name.endswith(".toml") or (path / "compliance.toml").is_file():
        return _loaded(config=name)
    folder = path.parent if path.name in ("pack.yaml", "pack.yml") else path
    if path.is_file() and folder == path:
        hint = "a compliance.toml, a pack.yaml, a profile, a report in json or jsonl, or . for what counts here"
        raise ConfigError("these are no rules", where=name, hint=hint)
    if folder.is_dir() and (folder != path or path.exists()):
        return _with_pack(folder)
    return _named(name)


def _loaded(**told: Any) -> Checker:
    return load({**_PLAIN, **told}, interrupt=True)


def _named(name: str) -> Checker:
    """The rules under a profile, or with a pack that a plugin registered."""
    from compliance import plugins
    from compliance.catalogue import registered
    from compliance.config_layers import profiles

    registry = plugins.load()
    known = profiles(registry)
    if name in known:
        return _loaded(profile=name)
    packs = registered(registry)
    if name in packs:
        return _loaded(packs=(name,))
    hint = did_you_mean(name, (*known, *packs)) or f"a file, or one of: {', '.join((*known, *packs))}"
    raise ConfigError(f"there is no file, profile or pack {name!r}", hint=hint)


def _with_pack(folder: Path) -> Checker:
    """The rules that count here with the pack of a folder, in the place of one of the same name."""
    from compliance import plugins
    from compliance.checker import Checker
    from compliance.config import Config, find
    from compliance.config_file import settle
    from compliance.config_layers import read
    from compliance.packs.load import Head
    from compliance.packs.load import load as pack_of

    pack = pack_of(folder)
    path = find(None)
    draft = read(path) if path is not None else None
    registry = plugins.load(blocked=draft.blocked_plugins if draft else ())
    config = settle(draft, registry) if draft else Config()
    others = tuple(other for other in config.packs if pack_of(other).name != pack.name)
    heads = {**_heads(registry), pack.name: Head(folder, pack.name, pack.default)}
    registry = registry._replace(packs_known=heads)
    return Checker(config._replace(packs=(*others, folder)), registry=registry, interrupt=True)


def _heads(registry: Registry) -> Mapping[str, Any]:
    from compliance.packs.load import heads

    return {head.name: head for head in heads(registry.packs)}
