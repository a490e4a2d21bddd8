"""Stories of one file are read in batches where a classifier can score many at once."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import pytest

from compliance import Article, Checker, plugins
from compliance.batches import MOST, batched
from compliance.classifiers import Classifier, Scores
from compliance.config import Config
from compliance.errors import ReadError
from compliance.hookspecs import hookimpl

Batches = list[list[str]]


def checker(batches: Batches, most: int = 1000) -> Checker:
    """A checker of comments whose classifier scores so many texts a batch, and notes what it was given."""

    def score(texts: Sequence[str], seconds: float) -> Sequence[Scores]:
        batches.append(list(texts))
        return [{"hate": 0.97 if "cold" in text else 0.02} for text in texts[:most]]

    module = ModuleType("model")
    module.compliance_register_classifiers = hookimpl(lambda: [Classifier("model", score)])  # type: ignore[attr-defined]
    mine = plugins.Plugin("model", "model", "house", "1", lambda: module)
    registry = plugins.load([p for p in plugins.discover() if p.name in ("moderation", "core")] + [mine])
    return Checker(Config(select=("moderation/*",), story={"product": "comments", "language": "en"}), registry=registry)


def lines(*texts: str) -> bytes:
    return "".join(f'{{"body": "{text}"}}\n' for text in texts).encode()


def found(used: Checker, data: bytes) -> list[int]:
    """How many findings each story of a file has."""
    return [len(report.findings) for report in used.check_bytes(data, "comments.jsonl")]


def test_the_comments_of_a_file_are_one_batch() -> None:
    batches: Batches = []
    assert found(checker(batches), lines("The sea is blue.", "It is cold.", "You idiot.")) == [0, 1, 1]
    assert batches == [["The sea is blue", "It is cold"]]


def test_more_than_a_batch_holds_are_several() -> None:
    batches: Batches = []
    assert sum(found(checker(batches), lines(*["The sea is blue."] * (MOST + 1)))) == 0
    assert [len(one) for one in batches] == [MOST, 1]


def test_what_a_batch_did_not_get_to_is_asked_again_and_nothing_is_lost() -> None:
    batches: Batches = []
    texts = ["It is cold. The sea is blue.", "The sea is blue.", "It is cold.", "It is cold."]
    assert found(checker(batches, most=3), lines(*texts)) == [1, 0, 1, 1]
    assert [len(one) for one in batches] == [5, 2]


def test_the_first_story_of_a_batch_keeps_what_was_scored_of_it() -> None:
    batches: Batches = []
    assert found(checker(batches, most=1), lines("It is cold. It is cold.", "It is cold.")) == [1, 1]
    assert [len(one) for one in batches] == [3, 1]


def test_one_comment_is_a_batch_of_its_own() -> None:
    batches: Batches = []
    used = checker(batches)
    assert [len(used.check(text).findings) for text in ("It is cold.", "The sea is blue.")] == [1, 0]
    assert [len(one) for one in batches] == [1, 1]


def test_without_a_classifier_no_story_has_a_batch() -> None:
    used = Checker(Config(select=("moderation/*",)))
    if used.context.classifiers:
        pytest.skip("the extra `classifier` is installed")
    assert all(
        report.article.batch is None for report in used.check_bytes(lines("a", "b"), "c.jsonl") if report.article
    )


def test_what_cannot_be_read_is_told_behind_the_stories_before_it() -> None:
    seen: list[str] = []

    def read() -> object:
        yield from (stories[0], stories[1])
        raise ReadError("broken", where="line 3", hint="mend it")

    stories: list[Article] = [Checker().article(text) for text in ("One.", "Two.")]
    with pytest.raises(ReadError, match="broken"):
        seen.extend(article.text for article in batched(read()))  # type: ignore[arg-type]
    assert seen == ["One.", "Two."]


def test_a_story_that_was_checked_holds_none_of_its_neighbours() -> None:
    stories = [Checker().article(text) for text in ("One.", "Two.", "Three.")]
    held = [len(article.batch.stories) for article in batched(iter(stories)) if article.batch]
    assert held == [3, 3, 3]
    assert all(article.batch is None for article in stories)
