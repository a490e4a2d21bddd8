"""The shipped profiles: what they name exists, so that none of their lines is passed over in silence."""

import tomllib

import pytest

from compliance import plugins
from compliance.catalogue import registered, with_packs
from compliance.checker import Checker
from compliance.config_file import Draft, Layer, profiles, settle


@pytest.fixture(scope="module")
def registry():
    return plugins.load()


def test_the_shipped_profiles_are_found(registry):
    assert {"wire", "web", "agency-en"} <= profiles(registry).keys()


@pytest.mark.parametrize("name", ["wire", "web", "agency-en"])
def test_a_profile_names_rules_that_exist_and_sets_what_a_checker_takes(registry, name):
    written = tomllib.loads(profiles(registry)[name].read_text(encoding="utf-8"))
    packs = registered(registry)
    registry = with_packs(registry, [packs[pack] for pack in written.get("packs", ())])
    assert {key.partition(":")[0] for key in written["rules"]} <= registry.rules.keys()
    config = settle(Draft(Layer({}, "test"), (name,)), registry)
    assert config.story["product"] == written["story"]["product"]
    assert config.rules.keys() == written["rules"].keys()
    assert Checker(config, registry=registry).plan("story.txt").names
