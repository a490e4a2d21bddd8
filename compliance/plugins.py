"""Finds plugins, loads them, and gathers what they register. Listing a plugin never imports it.

Two steps: :func:`discover` reads the entry points of the group ``compliance``; :func:`load` imports those that
are wanted and calls their hooks once. The host's own rules come in the same way as anyone's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pluggy

from compliance import cache, hookspecs
from compliance.errors import ConfigError, PluginError, did_you_mean
from compliance.record import Record
from compliance.rule import Rule

if TYPE_CHECKING:
    from compliance.article import Analysis
    from compliance.classifiers import Classifier
    from compliance.packs.load import Head, Pack
    from compliance.readers import Reader
    from compliance.renderers import Renderer

GROUP = "compliance"


class Plugin(Record):
    """A plugin as its distribution announces it; nothing of it is imported.

    :param name: the entry point's name, with which it is blocked.
    :param value: the module it names.
    :param import_module: imports and returns that module.
    """

    name: str
    value: str
    distribution: str
    version: str
    import_module: Callable[[], Any]

    def __str__(self) -> str:
        return f"{self.name} (of {self.distribution}{self.version and f' {self.version}'})"


class Registry(Record):
    """What the loaded plugins registered.

    :param rules: by name, sorted.
    :param owners: the plugin of each rule, by the rule's name.
    :param packs: the folders that were registered for packs and profiles, each with its plugin.
    :param packs_known: the packs that lie in these folders, by their names; ``None`` before anybody looked.
    :param packs_on: the packs whose rules are among ``rules``; ``None`` before anybody asked for any.
    """

    plugins: tuple[Plugin, ...]
    rules: Mapping[str, Rule]
    owners: Mapping[str, Plugin]
    vocabulary: tuple[Path, ...] = ()
    packs: Mapping[Path, Plugin] = MappingProxyType({})
    readers: tuple[Reader, ...] = ()
    renderers: tuple[Renderer, ...] = ()
    analyses: Mapping[Analysis, Analysis] = MappingProxyType({})
    classifiers: tuple[Classifier, ...] = ()
    manager: pluggy.PluginManager | None = None
    packs_on: Mapping[Path, Pack] | None = None
    packs_known: Mapping[str, Head] | None = None

    @property
    def versions(self) -> dict[str, str]:
        """The version of each distribution that brought a plugin."""
        return {plugin.distribution: plugin.version for plugin in self.plugins}


def discover() -> tuple[Plugin, ...]:
    """The installed plugins, sorted by name.

    What the distributions announce is kept until a folder they are looked for in changes.
    """
    kept = cache.compiled("plugins", _search_path(), _announced)
    return tuple(
        Plugin(name, value, distribution, version, partial(_loaded, value))
        for name, value, distribution, version in kept["plugins"]
    )


def _search_path() -> list[tuple[str, int, int]]:
    """The folders that distributions are looked for in, each with its last change."""
    found = []
    for folder in sys.path:
        try:
            found.append((folder, 0, os.stat(folder or ".").st_mtime_ns))
        except OSError:
            found.append((folder, 0, 0))
    return [(sys.version, 0, 0), *found]


def _announced() -> dict[str, Any]:
    from importlib.metadata import entry_points

    rows = []
    for point in entry_points(group=GROUP):
        name, version = (point.dist.name, point.dist.version) if point.dist else ("unknown", "0")
        rows.append((point.name, point.value, name, version))
    return {"plugins": sorted(rows)}


def _loaded(value: str) -> Any:
    module, _, attribute = value.partition(":")
    loaded = import_module(module)
    for part in attribute.split(".") if attribute else ():
        loaded = getattr(loaded, part)
    return loaded


def load(plugins: Iterable[Plugin] | None = None, blocked: Iterable[str] = ()) -> Registry:
    """Import plugins, call their hooks and gather what they register.

    :param plugins: default: all that are installed.
    :param blocked: names of plugins to leave out.
    :raises PluginError: one cannot be imported, implements a hook that does not exist, or registers a rule
        whose name is taken; the message names its distribution.
    :raises ConfigError: a blocked name is no plugin's.
    """
    wanted = _without(tuple(plugins) if plugins is not None else discover(), tuple(blocked))
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    by_name: dict[str, Plugin] = {}
    for plugin in wanted:
        if plugin.name in by_name:
            raise PluginError(
                f"two plugins are named {plugin.name!r}: of {by_name[plugin.name].distribution} and of "
                f"{plugin.distribution}",
                hint="uninstall one of the two distributions",
            )
        by_name[plugin.name] = plugin
        _register(manager, plugin)
    _check_hooks(manager, by_name)
    return _gathered(manager, by_name)


def _without(plugins: tuple[Plugin, ...], blocked: tuple[str, ...]) -> list[Plugin]:
    names = [plugin.name for plugin in plugins]
    for name in blocked:
        if name not in names:
            hint = did_you_mean(name, names) or "`compliance plugins` lists those installed"
            raise ConfigError(f"no plugin is named {name!r}", hint=hint)
    return [plugin for plugin in plugins if plugin.name not in blocked]


def _imported(plugin: Plugin) -> Any:
    try:
        return plugin.import_module()
    except Exception as error:  # a plugin may raise anything when imported
        raise PluginError(
            f"the plugin {plugin} cannot be imported: {type(error).__name__}: {error}",
            hint=f"update or uninstall {plugin.distribution}, or block the plugin {plugin.name!r}",
        ) from error


def _register(manager: pluggy.PluginManager, plugin: Plugin) -> None:
    module = _imported(plugin)
    for name in _hook_names():
        if hasattr(module, name) and not hasattr(getattr(module, name), f"{hookspecs.PROJECT}_impl"):
            what = f"the plugin {plugin} has {name}, which is not marked as a hook"
            raise PluginError(what, hint="decorate it with @hookimpl")
    try:
        manager.register(module, name=plugin.name)
    except pluggy.PluginValidationError as error:
        why = str(error).strip().rpartition("\n")[2]
        raise PluginError(
            f"the plugin {plugin} implements a hook with other parameters than it has: {why}",
            hint="docs/writing-plugins.md shows each hook",
        ) from error


def _hook_names() -> list[str]:
    return [hook for hook in dir(hookspecs) if hook.startswith("compliance_")]


def _check_hooks(manager: pluggy.PluginManager, by_name: Mapping[str, Plugin]) -> None:
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        name = manager.get_name(error.plugin) or ""
        hooks = _hook_names()
        unknown = _unknown_hook(error.plugin, hooks)
        hint = did_you_mean(unknown, hooks) or f"the hooks are: {', '.join(hooks)}"
        raise PluginError(f"the plugin {by_name[name]} implements the unknown hook {unknown!r}", hint=hint) from error


def _unknown_hook(module: Any, hooks: list[str]) -> str:
    marked = (n for n in dir(module) if getattr(getattr(module, n, None), f"{hookspecs.PROJECT}_impl", None))
    return next((name for name in marked if name not in hooks), "?")


def _gathered(manager: pluggy.PluginManager, by_name: Mapping[str, Plugin]) -> Registry:
    rules: dict[str, Rule] = {}
    owners: dict[str, Plugin] = {}
    for plugin, rule in _answers(manager, by_name, "compliance_register_rules"):
        if not isinstance(rule, Rule):
            raise PluginError(
                f"the plugin {plugin} registers {rule!r}, which is no rule", hint="decorate it with @rule"
            )
        if rule.name in rules or rule.name.startswith("compliance/"):
            owner = f"belongs to the plugin {owners[rule.name]}" if rule.name in rules else "is the host's own"
            raise PluginError(f"the plugin {plugin} registers {rule.name}, which {owner}", hint="rename one of the two")
        rules[rule.name], owners[rule.name] = rule, plugin
    return Registry(
        plugins=tuple(by_name.values()),
        rules=dict(sorted(rules.items())),
        owners=owners,
        vocabulary=_paths(manager, by_name, "compliance_register_vocabulary"),
        packs={Path(path): plugin for plugin, path in _answers(manager, by_name, "compliance_register_packs")},
        readers=tuple(reader for _, reader in _answers(manager, by_name, "compliance_register_readers")),
        renderers=tuple(renderer for _, renderer in _answers(manager, by_name, "compliance_register_renderers")),
        analyses=_analyses(manager, by_name),
        classifiers=tuple(one for _, one in _answers(manager, by_name, "compliance_register_classifiers")),
        manager=manager,
    )


def _answers(manager: pluggy.PluginManager, by_name: Mapping[str, Plugin], hook: str) -> Iterator[tuple[Plugin, Any]]:
    """What each plugin's implementation of a hook gives, in the order of the plugins' names."""
    implementations = {impl.plugin_name: impl.function for impl in getattr(manager.hook, hook).get_hookimpls()}
    for name, plugin in by_name.items():
        if name not in implementations:
            continue
        for part in _asked(plugin, hook, implementations[name], list):
            yield plugin, part


def _asked(plugin: Plugin, hook: str, function: Callable[..., Any], kind: type) -> Any:
    """What a plugin's hook answers, as a list or a mapping; it may raise anything."""
    try:
        return kind(function())
    except PluginError as error:
        raise PluginError(f"the plugin {plugin}: {error.what}", hint=error.hint) from error
    except Exception as error:
        raise PluginError(
            f"the plugin {plugin} fails in {hook}: {type(error).__name__}: {error}",
            hint=f"update {plugin.distribution}, or block the plugin {plugin.name!r}",
        ) from error


def _paths(manager: pluggy.PluginManager, by_name: Mapping[str, Plugin], hook: str) -> tuple[Path, ...]:
    return tuple(Path(path) for _, path in _answers(manager, by_name, hook))


def _analyses(manager: pluggy.PluginManager, by_name: Mapping[str, Plugin]) -> dict[Analysis, Analysis]:
    replaced: dict[Analysis, Analysis] = {}
    by: dict[Analysis, Plugin] = {}
    for impl in manager.hook.compliance_register_analyses.get_hookimpls():
        plugin = by_name[impl.plugin_name]
        answer = _asked(plugin, "compliance_register_analyses", impl.function, dict)
        for theirs, mine in answer.items():
            if not callable(theirs) or not callable(mine):
                what = f"the plugin {plugin} replaces {theirs!r} by {mine!r}: an analysis is a function"
                raise PluginError(what, hint="from compliance.language.quotations import quotations")
            if theirs in replaced:
                raise PluginError(
                    f"the plugins {by[theirs]} and {plugin} both replace the analysis {theirs.__name__!r}",
                    hint="block one of the two",
                )
            replaced[theirs], by[theirs] = mine, plugin
    return replaced
