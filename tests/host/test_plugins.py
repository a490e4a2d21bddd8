from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from types import ModuleType
from typing import Any

import pytest

from compliance import plugins
from compliance.article import Article
from compliance.errors import ConfigError, PluginError
from compliance.finding import Finding, Kind, Severity
from compliance.hookspecs import hookimpl
from compliance.rule import rule


def plugin(module: ModuleType, name: str = "house") -> plugins.Plugin:
    return plugins.Plugin(name, name, "house-rules", "1.2.3", lambda: module)


def module_with(**hooks: Any) -> ModuleType:
    module = ModuleType("house")
    for name, function in hooks.items():
        function.__name__ = name
        setattr(module, name, hookimpl(function))
    return module


def test_first_party_plugins_are_found_without_being_imported() -> None:
    code = (
        "import sys; from compliance.plugins import discover; names = [p.name for p in discover()];"
        "assert {'credits', 'captions', 'dates', 'quotes', 'copy', 'core'} <= set(names), names;"
        "assert not any(m.startswith('compliance_plugins') for m in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_misspelt_hook_names_the_distribution_and_the_right_hook() -> None:
    module = module_with(compliance_register_rulez=lambda: ())
    with pytest.raises(PluginError, match=r"house-rules 1\.2\.3.*compliance_register_rulez") as error:
        plugins.load([plugin(module)])
    assert "compliance_register_rules" in error.value.hint


def test_a_hook_that_nobody_marked_is_an_error() -> None:
    module = ModuleType("house")
    module.compliance_register_rules = lambda: ()  # type: ignore[attr-defined]
    with pytest.raises(PluginError, match=r"house-rules 1\.2\.3.*not marked as a hook") as error:
        plugins.load([plugin(module)])
    assert "@hookimpl" in error.value.hint


def test_a_hook_with_other_parameters_is_an_error() -> None:
    def demanding(articles: Any) -> Iterable[Any]:
        return ()

    with pytest.raises(PluginError, match=r"house-rules 1\.2\.3.*other parameters.*articles"):
        plugins.load([plugin(module_with(compliance_register_rules=demanding))])


def test_analyses_that_cannot_be_had_are_an_error() -> None:
    with pytest.raises(PluginError, match=r"house-rules 1\.2\.3.*compliance_register_analyses"):
        plugins.load([plugin(module_with(compliance_register_analyses=lambda: 3))])


def test_a_module_is_no_analysis_to_replace() -> None:
    module = module_with(compliance_register_analyses=lambda: {sys: len})
    with pytest.raises(PluginError, match=r"house-rules 1\.2\.3.*an analysis is a function"):
        plugins.load([plugin(module)])


def test_a_plugin_that_cannot_be_imported_is_named() -> None:
    def broken() -> Any:
        raise ImportError("no module named nothing")

    with pytest.raises(PluginError, match=r"house \(of house-rules 1\.2\.3\).*no module named nothing"):
        plugins.load([plugins.Plugin("house", "house", "house-rules", "1.2.3", broken)])


def test_a_hook_that_fails_is_named() -> None:
    def fails() -> Iterable[Any]:
        raise RuntimeError("out of rules")

    with pytest.raises(PluginError, match="out of rules"):
        plugins.load([plugin(module_with(compliance_register_rules=fails))])


def test_what_is_registered_must_be_a_rule() -> None:
    with pytest.raises(PluginError, match="is no rule"):
        plugins.load([plugin(module_with(compliance_register_rules=lambda: ("copy/spacing",)))])


def test_the_hosts_own_names_are_taken() -> None:
    @rule("compliance/mine", kind=Kind.FAIL, severity=Severity.ERROR, messages={"en": "x"})
    def mine(article: Article, options: Any) -> Iterable[Finding]:
        """Flags."""
        return ()

    with pytest.raises(PluginError, match="the host's own"):
        plugins.load([plugin(module_with(compliance_register_rules=lambda: (mine,)))])


def test_blocking_takes_a_plugin_out_and_knows_its_name() -> None:
    empty = plugin(module_with(compliance_register_rules=lambda: ()))
    assert plugins.load([empty], blocked=["house"]).plugins == ()
    with pytest.raises(ConfigError, match="hause") as error:
        plugins.load([empty], blocked=["hause"])
    assert "house" in error.value.hint


def test_two_replacements_of_one_analysis_are_an_error() -> None:
    def theirs(article: Article) -> tuple[()]:
        return ()

    def mine(article: Article) -> tuple[()]:
        return ()

    one = plugin(module_with(compliance_register_analyses=lambda: {theirs: mine}))
    two = plugin(module_with(compliance_register_analyses=lambda: {theirs: mine}), "other")
    assert plugins.load([one]).analyses == {theirs: mine}
    with pytest.raises(PluginError, match="theirs"):
        plugins.load([one, two])


@pytest.mark.parametrize("name", ["copyspacing", "Copy/spacing", "copy/", "/spacing", "copy/two words"])
def test_rule_names_have_a_form(name: str) -> None:
    with pytest.raises(PluginError, match="topic/bad-thing"):

        @rule(name, kind=Kind.FAIL, severity=Severity.ERROR, messages={"en": "x"})
        def made(article: Article, options: Any) -> Iterable[Finding]:
            """Flags."""
            return ()


def test_every_language_has_every_message() -> None:
    with pytest.raises(PluginError, match="fix"):

        @rule(
            "copy/x",
            kind=Kind.FAIL,
            severity=Severity.ERROR,
            messages={"en": {"message": "x", "fix": "y"}, "es": {"message": "x"}},
        )
        def made(article: Article, options: Any) -> Iterable[Finding]:
            """Flags."""
            return ()
