"""The stories written for the rules of the law: every rule has some, in both languages, and near misses."""

from __future__ import annotations

from benchmarks.accuracy import legal
from benchmarks.accuracy.corpora import Corpora


def test_every_rule_has_stories_and_is_measured_on_them() -> None:
    expected = [one.expected for one in legal.written()]
    assert set(expected) == {"", *legal.RULES}
    assert min(expected.count(rule) for rule in legal.RULES) >= 10
    assert expected.count("") >= 50
    measured = {measure.name: measure for measure in legal.measures(Corpora())}
    assert all(measured[f"legal/{rule}"].met for rule in legal.RULES)
    assert measured["legal/near-misses"].met
