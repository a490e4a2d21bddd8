from __future__ import annotations

from typing import Any

import pytest

from compliance.checker import Checker
from compliance.config_file import from_mapping
from compliance.errors import ConfigError
from compliance.finding import Verdict
from compliance.policy import people_to_waive
from compliance.service.changes import changes
from compliance.service.decisions import GONE, people_needed, settle
from compliance.service.types import Checked, Override, Waiver
from tests.service.store.made import ANN, BO, NOON, waiver


def found(rule: str = "captions/missing", fingerprint: str = "f1", **but: Any) -> dict[str, Any]:
    values = {"variant": None, "kind": "fail", "severity": "error", "message": "no caption", "matched": "", "data": {}}
    return {"rule": rule, "fingerprint": fingerprint, **values, **but}


def checked(*findings: dict[str, Any], **but: Any) -> Checked:
    report = {"verdict": "hold", "findings": list(findings), "waived": [], "rules_run": ["a/b"], "rules_skipped": []}
    facts = {finding["fingerprint"]: "sha256:aa" for finding in findings}
    return Checked(**{"item": 0, "report": report, "story_id": "story-1", "digest": "sha256:00", "facts": facts, **but})


def test_a_waiver_lets_its_finding_through_and_the_report_says_who_did() -> None:
    let = waiver()
    settled = settle(checked(found(), found("a/b", "f2", severity="note")), [let], now=NOON)
    assert settled.verdict == settled.report["verdict"] == "publish"
    assert settled.used == (let,)
    assert [f["fingerprint"] for f in settled.report["findings"]] == ["f2"]
    (waived,) = settled.report["waived"]
    assert waived["fingerprint"] == "f1"
    assert waived["waiver"] == {
        "id": let.id,
        "by": [{"id": "u-ann", "name": "Ann Ek", "position": "night editor", "reason": let.reason}],
        "reason": let.reason,
        "until": "2026-03-04T12:00:00Z",
    }


def test_each_of_two_people_has_a_reason_of_their_own() -> None:
    cleo = ANN._replace(id="u-cleo", name="Cleo")
    let = waiver(by=(ANN, BO, cleo), reason="an old picture", reasons={"u-bo": "the agency says so too"})
    (waived,) = settle(checked(found()), [let], now=NOON).report["waived"]
    told = [(person["name"], person["reason"]) for person in waived["waiver"]["by"]]
    assert told == [("Ann Ek", "an old picture"), ("Bo Li", "the agency says so too"), ("Cleo", "")]


@pytest.mark.parametrize(
    ("let", "why"),
    [
        (waiver(facts="sha256:bb"), "a fact that it rests on has changed"),
        (waiver(until=NOON), "its time is over"),
        (waiver(by=()), "another person must agree"),
    ],
)
def test_a_waiver_that_does_not_count_is_named_with_the_reason(let: Waiver, why: str) -> None:
    settled = settle(checked(found()), [let], now=NOON)
    assert settled.verdict == "hold"
    assert settled.report["waived"] == []
    told = {"waiver": let.id, "rule": "captions/missing", "fingerprint": "f1", "why": why}
    assert settled.report["lapsed"] == [told]


@pytest.mark.parametrize("other", [{"rule": "a/b"}, {"story_id": "story-2"}, {"fingerprint": "f9", "until": NOON}])
def test_a_waiver_of_something_else_is_not_asked(other: dict[str, Any]) -> None:
    settled = settle(checked(found()), [waiver(**other)], now=NOON)
    assert (settled.verdict, settled.report["lapsed"]) == ("hold", [])


def test_a_waiver_whose_words_changed_is_named_while_its_rule_has_something_to_say() -> None:
    let = waiver(fingerprint="f9")
    settled = settle(checked(found()), [let], now=NOON)
    assert settled.verdict == "hold"
    assert settled.report["lapsed"] == [{"waiver": let.id, "rule": let.rule, "fingerprint": "f9", "why": GONE}]
    assert settle(checked(found("a/b")), [let], now=NOON).report["lapsed"] == []


def test_a_new_waiver_counts_though_an_older_one_lapsed() -> None:
    for waivers in ([waiver(until=NOON), waiver()], [waiver(), waiver(until=NOON)]):
        settled = settle(checked(found()), waivers, now=NOON)
        assert (settled.verdict, settled.report["lapsed"]) == ("publish", [])


def test_two_people_are_two_users_not_two_tokens() -> None:
    story = checked(found(), waivable={"captions/missing": 2})
    same = ANN._replace(name="Ann Ek (desk)")
    assert settle(story, [waiver(by=(ANN,))], now=NOON).verdict == "hold"
    assert settle(story, [waiver(by=(ANN, same))], now=NOON).verdict == "hold"
    assert settle(story, [waiver(by=(ANN,)), waiver(by=(BO,))], now=NOON).verdict == "hold"
    assert settle(story, [waiver(by=(ANN, BO))], now=NOON).verdict == "publish"


def test_what_nobody_may_waive_stays() -> None:
    story = checked(found(), waivable={"captions/missing": 0})
    assert settle(story, [waiver(by=(ANN, BO))], now=NOON).verdict == "hold"
    own = checked(found("compliance/rule-crashed"), waivable={"compliance/rule-crashed": 1})
    assert settle(own, [waiver(rule="compliance/rule-crashed", by=(ANN, BO))], now=NOON).verdict == "hold"


def test_a_variant_may_ask_for_more_people_than_its_rule() -> None:
    story = checked(waivable={"dates/caption-mismatch:after": 2})
    assert people_needed(story, "dates/caption-mismatch", "after") == 2
    assert people_needed(story, "dates/caption-mismatch", "before") == 1
    assert people_needed(story, "dates/caption-mismatch") == 1


@pytest.mark.parametrize("verdict", ["hold", "review"])
def test_an_override_publishes_and_is_loud(verdict: str) -> None:
    story = checked(found(kind="fail" if verdict == "hold" else "review"))
    over = Override(BO, "the public must know", NOON, made_for="rpt_1")
    settled = settle(story, [], now=NOON, override=over)
    assert settled.verdict == "publish"
    assert settled.report["override"] == {
        "by": {"id": "u-bo", "name": "Bo Li", "position": "editor in chief"},
        "reason": "the public must know",
        "at": "2026-03-02T12:00:00Z",
        "made_for": "rpt_1",
        "again": False,
        "verdict": verdict,
    }
    assert len(settled.report["findings"]) == 1


def test_an_override_that_was_not_needed_is_none() -> None:
    settled = settle(checked(), [], now=NOON, override=Override(BO, "in a hurry", NOON, made_for="rpt_1"))
    assert settled.report["override"] is None


def test_an_observed_rule_is_shown_and_never_counts_nor_does_its_crash() -> None:
    crash = found("compliance/rule-crashed", "f3", data={"failed_rule": "captions/missing"})
    settled = settle(checked(found(), crash), [], now=NOON, observed=["captions/*"])
    assert (settled.verdict, settled.report["findings"]) == ("publish", [])
    assert [f["fingerprint"] for f in settled.report["observed"]] == ["f1", "f3"]
    other = found("compliance/rule-crashed", "f3", data={"failed_rule": "a/b"})
    assert settle(checked(other), [], now=NOON, observed=["captions/*", "*/nothing"]).verdict == "hold"


def test_what_was_set_apart_before_stays_so() -> None:
    story = checked()
    aside = story._replace(report={**story.report, "observed": [found()]})
    assert settle(aside, [], now=NOON).report["observed"] == [found()]


def test_a_caller_that_observes_never_stops_a_story() -> None:
    story = checked(found(), found("compliance/rule-crashed", "f3"), undecided=True)
    settled = settle(story, [], now=NOON, observing=True, at_least=Verdict.HOLD)
    assert settled.verdict == "publish"
    assert len(settled.report["observed"]) == 2


def test_what_stands_in_no_finding_counts_too() -> None:
    assert settle(checked(undecided=True), [], now=NOON).verdict == "review"
    assert settle(checked(), [], now=NOON, at_least=Verdict.REVIEW).verdict == "review"
    assert settle(checked(found()), [], now=NOON, at_least=Verdict.REVIEW).verdict == "hold"
    assert settle(checked(found(severity="note")), [], now=NOON).verdict == "publish"
    assert settle(checked(found(severity="note"), gate="note"), [], now=NOON).verdict == "hold"
    assert settle(checked(found(), gate=None), [], now=NOON).verdict == "publish"


def test_the_configuration_says_how_many_people_it_takes() -> None:
    registry = Checker().registry
    rules = registry.rules
    told = {"captions/truncated": {"waivable": 2}, "dates/caption-mismatch": {"waivable": False}}
    config = from_mapping({"rules": {**told, "dates/caption-mismatch:after": {"waivable": True}}}, registry)
    needed = people_to_waive(rules, config.rules)
    assert needed["captions/truncated"] == 2
    assert needed["dates/caption-mismatch"] == 0
    assert needed["dates/caption-mismatch:after"] == 1
    assert "captions/missing" not in needed
    with pytest.raises(ConfigError, match="3 is not allowed"):
        from_mapping({"rules": {"captions/truncated": {"waivable": 3}}}, registry)


def test_changes_are_told_by_fingerprint() -> None:
    before = {"findings": [found(), found("a/b", "f2"), found("a/c", "f3"), found("a/d", "f4", matched="May")]}
    after = {
        "findings": [found("a/c", "f3", severity="note"), found("a/d", "f5", matched="May"), found("a/e", "f6")],
        "waived": [found()],
    }
    told = changes(after, before, "rpt_1")
    assert [f["fingerprint"] for f in told.new] == ["f6"]
    assert [f["fingerprint"] for f in told.gone] == ["f2"]
    assert [(f["fingerprint"], f.get("was")) for f in told.changed] == [("f3", None), ("f1", None), ("f5", "f4")]
    assert told.json()["against"] == "rpt_1"
    assert changes(after, after, "rpt_1")[:3] == ((), (), ())
    assert len(changes(after, None).new) == 4


def test_what_moved_in_the_story_has_not_changed() -> None:
    assert (
        changes({"findings": [found(start=9, line=4)]}, {"findings": [found(start=1, line=1)]}, "rpt_1").changed == ()
    )


@pytest.mark.parametrize(
    ("observed", "verdict"),
    [((), "review"), (("new/*",), "publish"), (("new/one",), "review"), (("other/*",), "review")],
)
def test_an_observed_rule_that_could_not_do_its_work_does_not_count_either(
    observed: tuple[str, ...], verdict: str
) -> None:
    answer = checked(undecided=True)
    skipped = [{"rule": name, "reason": "no time", "undecided": True} for name in ("new/one", "new/two")]
    done = {"rule": "captions/missing", "reason": "no picture", "undecided": False}
    answer = answer._replace(report={**answer.report, "rules_skipped": [*skipped, done]})
    assert settle(answer, [], now=NOON, observed=observed).verdict == verdict


def test_a_story_that_could_not_be_checked_at_all_is_not_let_through_by_observing_rules() -> None:
    assert settle(checked(undecided=True), [], now=NOON, observed=("*",)).verdict == "review"
