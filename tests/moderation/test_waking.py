"""When the rules of moderation run: always on what readers wrote, in a story where one of their words stands."""

from __future__ import annotations

import pytest

from compliance import Checker
from compliance.config import Config


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Config(select=("moderation/*",)))


def skipped(checker: Checker, told: dict[str, str]) -> set[str]:
    return {one.reason for one in checker.check(told).rules_skipped}


def test_a_story_without_one_of_the_words_does_not_wake_them(checker: Checker) -> None:
    assert skipped(checker, {"body": "The boat came on Monday."}) == {"the story has none of the rule's phrases"}


@pytest.mark.parametrize(
    "told",
    [
        {"body": "The boat came on Monday.", "product": "comments"},
        {"body": "The plan is bullsh1t, they said on Monday."},
        {"body": [{"role": "comment", "text": "The boat came."}]},
    ],
)
def test_comments_and_words_wake_them(checker: Checker, told: dict[str, str]) -> None:
    assert skipped(checker, told) == set()


def test_a_comment_inside_a_story_is_read_as_one(checker: Checker) -> None:
    body = ["The mayor is no idiot, she said.", {"role": "comment", "text": "You are an idiot."}]
    (found,) = checker.check({"body": body}).findings
    assert (found.rule, found.data["reason"], found.span.start > 30) == ("moderation/harassment", "insult", True)


def test_a_comment_that_does_not_tell_its_language_is_not_for_review_by_that_alone() -> None:
    whole = Checker()
    assert whole.check({"body": "Great goal!", "product": "comments"}).verdict == "publish"
    assert whole.check({"body": "Great goal!"}).verdict == "review"


def test_a_comment_in_another_language_is_not_judged(checker: Checker) -> None:
    assert checker.check({"body": "You are an idiot.", "product": "comments", "language": "de"}).findings == ()


def test_one_finding_a_sentence_and_rule(checker: Checker) -> None:
    report = checker.check({"body": "You idiot, you moron, you fool. You clown.", "product": "comments"})
    assert [finding.rule for finding in report.findings] == ["moderation/harassment"] * 2
