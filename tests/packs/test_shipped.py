"""Every bad and good example of every pack that comes with the program, or that an installed plugin brings."""

from __future__ import annotations

from functools import cache

import pytest

from compliance import plugins
from compliance.catalogue import registered, with_packs
from compliance.checker import Checker
from compliance.packs.examples import Example, examples, problem
from compliance.packs.lint import lint
from compliance.plugins import Registry


@cache
def registry() -> Registry:
    found = plugins.load()
    return with_packs(found, registered(found).values())


@cache
def checker() -> Checker:
    names = {example.rule for example in SHIPPED}
    return Checker(registry=registry()._replace(rules={name: registry().rules[name] for name in sorted(names)}))


SHIPPED = list(examples(registry().rules))


@pytest.mark.parametrize("example", SHIPPED, ids=[example.name for example in SHIPPED])
def test_the_rule_speaks_in_bad_examples_and_not_in_good_ones(example: Example) -> None:
    assert problem(checker(), example) is None


@pytest.mark.parametrize("spelling", ["au", "ca", "gb", "us"])
def test_the_shipped_packs_do_not_get_into_each_others_way(spelling: str) -> None:
    known = registered(plugins.load())
    together = [known[name] for name in known if not name.startswith("spelling-en-")]
    assert [str(one) for one in lint([*together, known[f"spelling-en-{spelling}"]])] == []
