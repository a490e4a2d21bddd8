"""How false alarms are drawn and estimated."""

from __future__ import annotations

from benchmarks.accuracy.false_alarms import SAMPLE, Seen, allotted, measured
from compliance import Finding, Kind, Severity, Span


def _seen(rule: str, number: int) -> Seen:
    finding = Finding(rule, Span(number, number + 1), kind=Kind.FAIL, severity=Severity.ERROR, message="message")
    return Seen(f"invented:{number} {rule}", finding, "")


def test_every_rule_has_its_share_and_what_a_rare_one_leaves_goes_to_the_others() -> None:
    assert allotted({"often": 3000, "rare": 4, "some": 50}, 100) == {"rare": 4, "some": 48, "often": 48}


def test_a_sample_larger_than_all_findings_takes_them_all() -> None:
    assert allotted({"often": 30, "rare": 4}, 100) == {"rare": 4, "often": 30}
    assert allotted({}, 100) == {}


def test_the_share_of_false_ones_counts_for_all_findings_of_the_rule() -> None:
    everything = [_seen("copy/often", number) for number in range(1000)] + [_seen("copy/rare", 0)]
    verdicts = {seen.key: "real" for seen in everything[:-1]} | {everything[-1].key: "false"}
    measure = measured("false-alarms/copy-errors", everything, 100, verdicts)
    assert measure.figure == 0.01
    assert [case.key for case in measure.cases] == ["invented:0 copy/rare"]
    assert measure.note == f"{SAMPLE} drawn, 1 of them false"


def test_what_nobody_judged_counts_as_false_and_says_so() -> None:
    measure = measured("false-alarms/copy-errors", [_seen("copy/rare", 0)], 10, {})
    assert measure.figure == 0.1
    assert measure.note == "1 drawn, 1 of them false, 1 not judged"
