from __future__ import annotations

from typing import Any

import pytest

from compliance.service.decisions import settle
from compliance.service.overrides import counts_again, override_entry
from compliance.service.types import Checked, Entry, Override
from tests.service.store.made import BO, NOON, report
from tests.service.test_decisions import checked, found

OVER = Override(BO, "the public must know", NOON, made_for="rpt_1")
SKIPPED = {"rule": "a/slow", "reason": "no time", "undecided": True}


def made(story: Checked, over: Override = OVER) -> Entry:
    settled = settle(story, [], now=NOON, override=over)
    entry = override_entry(report(report=settled.report, digest=story.digest, id="rpt_2"))
    assert entry is not None
    return entry


def counts(entry: Entry | None, story: Checked, **how: Any) -> Override | None:
    return counts_again(entry, story, settle(story, [], now=NOON), **how)


def undecided(story: Checked, *skipped: dict[str, Any]) -> Checked:
    return story._replace(undecided=True, report={**story.report, "rules_skipped": skipped})


def test_the_journal_has_who_why_and_all_that_was_open() -> None:
    entry = made(checked(found(facts="sha256:aa")))
    assert (entry.kind, entry.by, entry.at, entry.story_id) == ("override", "u-bo", NOON, "story-1")
    assert (entry.detail["report_id"], entry.detail["made_for"]) == ("rpt_2", "rpt_1")
    assert entry.detail["findings"] == [{"rule": "captions/missing", "fingerprint": "f1", "facts": "sha256:aa"}]
    assert made(checked(found()), OVER._replace(again=True)).kind == "override_again"
    assert override_entry(report(report=settle(checked(), [], now=NOON, override=OVER).report)) is None


def test_the_same_findings_of_the_same_story_are_covered() -> None:
    story = checked(found(facts="sha256:aa"), found("a/b", "f2", kind="review"))
    assert counts(made(story), story) == OVER._replace(again=True, person=BO._replace(roles=frozenset()))
    assert counts(made(story), checked(found(facts="sha256:aa"))) is not None, "fewer are covered too"


@pytest.mark.parametrize(
    "other",
    [
        checked(found(), digest="sha256:11"),
        checked(found(), found("a/b", "f2")),
        checked(found(fingerprint="f2")),
        checked(found(facts="sha256:bb")),
        checked(found(), story_id=None),
        undecided(checked(found()), SKIPPED),
        undecided(checked(found())),
    ],
    ids=["digest", "more", "another", "facts", "no id", "undecided", "unknown"],
)
def test_anything_else_is_not(other: Checked) -> None:
    assert counts(made(checked(found())), other) is None


def test_a_note_that_is_new_stands_in_nobodys_way() -> None:
    assert counts(made(checked(found())), checked(found(), found("a/b", "f2", severity="note"))) is not None


def test_a_graver_verdict_is_not_covered() -> None:
    assert counts(made(checked(found(kind="review"))), checked(found())) is None
    assert counts(made(checked(found())), checked(found(kind="review"))) is not None


def test_a_rule_that_could_not_do_its_work_then_either_is_covered() -> None:
    story = undecided(checked(), SKIPPED)
    assert counts(made(story), story) is not None
    assert counts(made(story), undecided(checked(), SKIPPED, {**SKIPPED, "rule": "a/other"})) is None
    new = undecided(checked(found()), {**SKIPPED, "rule": "new/one"})
    assert counts(made(checked(found())), new, observed=["new/*"]) is not None


def test_there_is_none_where_nobody_made_one_or_it_was_made_before_digests_were_kept() -> None:
    story, entry = checked(found()), made(checked(found()))
    assert counts(None, story) is None
    old = {name: value for name, value in entry.detail.items() if name != "digest"}
    assert counts(entry._replace(detail=old), story) is None
