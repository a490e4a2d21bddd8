"""What the host's tests share: a registry of rules written in the test, without installed plugins."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

from compliance import plugins
from compliance.checker import Checker
from compliance.config import Config
from compliance.hookspecs import hookimpl
from compliance.rule import Rule

Make = Callable[..., Checker]


def plugin_of(*rules: Rule, name: str = "house", distribution: str = "house-rules") -> plugins.Plugin:
    """A plugin as a distribution would announce it, with these rules."""
    module = ModuleType(name)

    def compliance_register_rules() -> tuple[Rule, ...]:
        return rules

    module.compliance_register_rules = hookimpl(compliance_register_rules)  # type: ignore[attr-defined]
    return plugins.Plugin(name, name, distribution, "1.2.3", lambda: module)


@pytest.fixture
def make_checker() -> Make:
    """A checker with these rules beside the installed core vocabulary, and no others."""

    def make(*rules: Rule, config: Config | None = None, interrupt: bool = False) -> Checker:
        core = [plugin for plugin in plugins.discover() if plugin.name == "core"]
        registry = plugins.load([*core, plugin_of(*rules)])._replace(packs={})
        return Checker(config, registry=registry, interrupt=interrupt)

    return make


@pytest.fixture
def make_plugin() -> Callable[..., plugins.Plugin]:
    """See :func:`plugin_of`."""
    return plugin_of
