"""The scorer of moderation: hateful comments that were missed, and others that were taken for hateful."""

from __future__ import annotations

from benchmarks.accuracy.moderation import Judged, found, rows


def judged(number: int, hateful: bool, *rules: str) -> Judged:
    return Judged(f"house:{number}", "derog_h" if hateful else "kind_nh", "…", hateful, frozenset(rules))


SOME = [
    judged(1, True, "moderation/hate"),
    judged(2, True, "moderation/profanity"),
    judged(3, False),
    judged(4, False, "moderation/hate"),
]


def test_hatred_alone_counts_as_found_and_any_rule_apart() -> None:
    figures = {measure.name: measure.figure for measure in rows("words", SOME, (0.85, 0.05))}
    assert figures == {
        "moderation/words-recall": 0.5,
        "moderation/words-false": 0.5,
        "moderation/words-any-recall": 1.0,
        "moderation/words-any-false": 0.5,
    }


def test_a_target_is_the_least_of_recall_and_the_most_of_false_alarms() -> None:
    recall, false, *_ = rows("words", SOME, (0.5, 0.4))
    assert (recall.met, false.met) == (True, False)


def test_what_lowers_a_figure_is_named() -> None:
    assert [(case.key, case.what) for case in found("words", SOME[:2], True).cases] == [("house:2", "missed")]
    assert [(case.key, case.what) for case in found("words", SOME[2:], False).cases] == [("house:4", "false alarm")]
