"""Runs the comparing half of rules over what was seen; a rule that fails there is reported like any that does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance.crashes import crashed, raised
from compliance.deadline import Watch, interrupting
from compliance.errors import RuleTimeout
from compliance.policy import options_of
from compliance.sighting import Match, Sighted

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.collection.group import Group
    from compliance.collection.remembered import Remembered
    from compliance.collection.store import Store
    from compliance.finding import Finding
    from compliance.rule import Rule


class _FailureError(Exception):
    """A rule failed over a group of sightings.

    :param at: the first of them, whose story carries the finding.
    :param finding: what says so.
    """

    def __init__(self, at: Sighted, finding: Finding) -> None:
        super().__init__(finding.message)
        self.at, self.finding = at, finding


def compare_all(checker: Checker, store: Store, remembered: Remembered | None = None) -> dict[int, list[Finding]]:
    """Compare all that was seen and keep the matches in the store.

    :param remembered: what earlier runs' comparisons came to; ``None``: all is compared.
    :returns: the findings that say which rules failed, by the number of the story that carries them.
    """
    failures: dict[int, list[Finding]] = {}
    watch = Watch(checker.config.rule_seconds)
    with interrupting(watch) if checker.interrupt else nullcontext():
        for name in store.rules():
            rule = checker.registry.rules[name]
            try:
                for match in _matches(checker, rule, store.groups(name), watch, remembered):
                    store.keep(name, match)
            except _FailureError as failure:
                failures.setdefault(failure.at.story, []).append(failure.finding)
                store.involve(failure.at.story)
    return failures


def _matches(
    checker: Checker, rule: Rule, groups: Iterable[Group], watch: Watch, remembered: Remembered | None
) -> Iterator[Match]:
    options = options_of(rule, checker.config.rules)
    for group in groups:
        compare = partial(_compared, checker, rule, group, options, watch)
        yield from compare() if remembered is None else remembered.matches(rule.name, group, compare)


def _compared(checker: Checker, rule: Rule, group: Group, options: Any, watch: Watch) -> list[Match]:
    seen = group.sightings
    owner = checker.registry.owners.get(rule.name)
    watch.start(rule.name)
    try:
        return list(rule.compare(seen, options)) if rule.compare is not None else []
    except RuleTimeout as error:
        told = crashed(rule.name, owner, "overran", "overran", seconds=watch.seconds)
        raise _FailureError(seen[0], told) from error
    except Exception as error:
        raise _FailureError(seen[0], raised(rule, owner, error)) from error
    finally:
        watch.stop()
