"""The shipped profiles: what they name exists, so that none of their lines is passed over in silence."""

import tomllib

import pytest

from compliance import plugins
from compliance.catalogue import registered, with_packs
from compliance.checker import Checker
from compliance.config_file import settle
from compliance.config_layers import Draft, Layer, profiles

NAMES = ("wire", "web", "comments", "agency-en", "daily-gb", "site-us", "agencia-es", "diario-latam")


@pytest.fixture(scope="module")
def registry():
    return plugins.load()


def test_the_shipped_profiles_are_found(registry):
    assert set(NAMES) <= profiles(registry).keys()


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_names_rules_that_exist_and_sets_what_a_checker_takes(registry, name):
    written = tomllib.loads(profiles(registry)[name].read_text(encoding="utf-8"))
    packs = registered(registry)
    registry = with_packs(registry, [packs[pack] for pack in written.get("packs", ())])
    assert {key.partition(":")[0] for key in written["rules"]} <= registry.rules.keys()
    config = settle(Draft(Layer({}, "test"), (name,)), registry)
    assert config.story["product"] == written["story"].get("product", config.story["product"])
    assert written["story"].keys() <= config.story.keys()
    assert written["rules"].keys() <= config.rules.keys()
    assert Checker(config, registry=registry).plan("story.txt").names


def test_what_a_house_does_not_waive_alone_is_set(registry):
    config = settle(Draft(Layer({}, "test"), ("daily-gb",)), registry)
    assert config.rules["credits/mandatory-credit-dropped"].waivable == 2
    assert config.rules["sensitive/suicide"].waivable == 2
    assert config.rules["legal/embargo"].waivable == 2
    assert registry.rules["legal/victim-identified"].waivable == 2
    assert config.story["jurisdiction"] == "uk"
