"""Builds the checkers of a recipe, and gathers what the parent has to know of them.

There is one for the house, under ``None``, and one for each profile that a title names. Those with the same packs and
vocabulary have all of that in common, the automaton of the phrases included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance import plugins
from compliance.catalogue import with_packs
from compliance.config import RuleSetting
from compliance.config_file import enabled, settle
from compliance.config_layers import files, read
from compliance.errors import PackError
from compliance.packs.load import folders, load
from compliance.service.workers.checking import TimedChecker
from compliance.service.workers.jobs import Ready, Recipe

if TYPE_CHECKING:
    from compliance.config_layers import Draft
    from compliance.plugins import Registry
    from compliance.rule import Rule

Checkers = Mapping[str | None, TimedChecker]


def build_all(recipe: Recipe) -> dict[str | None, TimedChecker]:
    """The checkers of a recipe.

    :raises ComplianceError: configuration, a profile, a plugin or a pack is wrong.
    """
    drafts = _drafts(recipe)
    registry = with_packs(plugins.load(blocked=drafts[None].blocked_plugins))
    found: dict[str | None, TimedChecker] = {}
    for profile, draft in drafts.items():
        checker = _build(draft, registry, found.values())
        found[profile] = checker.prepare(recipe.settings, _files(checker, draft))
    return found


def _drafts(recipe: Recipe) -> dict[str | None, Draft]:
    path = Path(recipe.config) if recipe.config is not None else None
    found: dict[str | None, Draft] = {None: read(path)}
    for profile, title in recipe.profiles.items():
        found[profile] = read(path, profile, ("service", "titles", title, "profile"))
    return found


def _build(draft: Draft, registry: Registry, others: Iterable[TimedChecker]) -> TimedChecker:
    config = settle(draft, registry)
    for other in others:
        if (other.config.packs, other.config.vocabulary) == (config.packs, config.vocabulary):
            return TimedChecker(config, registry=other.registry, like=other)
    return TimedChecker(config, registry=enabled(draft, registry))


def _files(checker: TimedChecker, draft: Draft) -> tuple[str, ...]:
    config = checker.config
    return tuple(map(str, (*files(draft, checker.registry), *config.vocabulary, *config.packs)))


def ready(checkers: Checkers) -> Ready:
    """What the parent has to know of the checkers."""
    known = {profile: _ready(checker, profile) for profile, checker in checkers.items()}
    house = known.pop(None)
    brought = dict(_brought(checkers[None].registry))
    return house._replace(profiles={str(profile): one for profile, one in known.items()}, brought=brought)


def _brought(registry: Registry) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rules that installed distributions have, in code and in packs, each with the names that it had before.

    A pack that is off is among them, since the house may turn it on; one that cannot be read is not.
    """
    installed = set(registry.plugins)
    for name, rule in registry.rules.items():
        if registry.owners.get(name) in installed:
            yield name, rule.aliases
    for folder in folders(registry.packs):
        with suppress(PackError):
            for row in load(folder).kept["rules"]:
                yield row["reports_as"] or f"{row['pack']}/{row['id']}", tuple(row["aliases"])


def _ready(checker: TimedChecker, profile: str | None) -> Ready:
    plan = checker.plan("story")
    names, on = plan.names, set(plan.names)
    digests = {"rules": _digest(names), "configuration": _digest(_contents(checker.files))}
    named = {"profile": profile} if profile is not None else {}
    return Ready(
        rules=tuple(
            {**_rule(rule, name in on, plan.settings.get(name, _AS_IT_COMES)), "observed": name in plan.observed}
            for name, rule in checker.catalogue.items()
        ),
        content_types=tuple(media for reader in checker.desk.readers for media in reader.content_types),
        versions={**checker.versions, **digests, **named},
        people=checker.people_needed("story"),
        files=checker.files,
    )


def _digest(parts: Iterable[str]) -> str:
    return f"sha256:{sha256(chr(10).join(parts).encode()).hexdigest()}"


def _contents(files: Iterable[str]) -> Iterator[str]:
    """The content of configuration, vocabulary and packs, file by file."""
    for name in files:
        path = Path(name)
        for one in sorted(path.rglob("*.y*ml")) if path.is_dir() else (path,):
            yield sha256(one.read_bytes()).hexdigest()


_AS_IT_COMES = RuleSetting()


def _rule(rule: Rule, on: bool, setting: RuleSetting) -> dict[str, Any]:
    """A rule as it counts under a configuration."""
    return {
        "name": rule.name,
        "on": on or rule.name.startswith("compliance/"),
        "kind": (setting.kind or rule.kind).value,
        "severity": (setting.severity or rule.severity).value,
        "variants": list(rule.variants),
        "languages": list(rule.languages),
        "waivable": int(rule.waivable if setting.waivable is None else setting.waivable),
        "summary": rule.doc.strip().partition("\n")[0],
    }
