"""A classifier is asked where the words showed nothing, in one batch, and is held to its interface."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

import pytest

from compliance import Checker, plugins
from compliance.classifiers import Classifier, Scores
from compliance.config import Config, RuleSetting
from compliance.finding import Severity
from compliance.hookspecs import hookimpl
from compliance_plugins import profanity_check
from compliance_plugins.moderation._options import Options

Batches = list[list[str]]


def checker(score: Callable[[Sequence[str], float], Sequence[Scores]], **options: Any) -> Checker:
    module = ModuleType("model")

    def compliance_register_classifiers() -> list[Classifier]:
        return [Classifier("model", score, ("en",))]

    module.compliance_register_classifiers = hookimpl(compliance_register_classifiers)  # type: ignore[attr-defined]
    mine = plugins.Plugin("model", "model", "house", "1", lambda: module)
    registry = plugins.load([p for p in plugins.discover() if p.name in ("moderation", "core")] + [mine])
    rules = {"moderation/hate": RuleSetting(options=Options(**options))} if options else {}
    return Checker(Config(select=("moderation/*",), story={"product": "comments"}, rules=rules), registry=registry)


def flat(**scores: float) -> tuple[Callable[[Sequence[str], float], Sequence[Scores]], Batches]:
    batches: Batches = []

    def score(texts: Sequence[str], seconds: float) -> Sequence[Scores]:
        assert seconds > 0
        batches.append(list(texts))
        return [scores for _ in texts]

    return score, batches


def found(used: Checker, text: str) -> list[tuple[str, str, Severity]]:
    report = used.check(text)
    shown = used.view(report, "en").findings
    return [(f.rule, view.message, f.severity) for f, view in zip(report.findings, shown, strict=True)]


def test_all_sentences_in_which_words_showed_nothing_are_one_batch() -> None:
    score, batches = flat()
    checker(score).check("The sea is blue. You are an idiot. The sky is grey.")
    assert batches == [["The sea is blue", "The sky is grey"]]


def test_a_score_makes_a_warning_of_its_category() -> None:
    score, _ = flat(threat=0.99)
    assert found(checker(score), "The sea is blue.") == [
        ("moderation/threat", "A classifier takes “The sea is blue” for a threat", Severity.WARNING)
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The women came by boat.", "moderation/hate"),
        ("You came by boat.", "moderation/harassment"),
        ("The boat came.", "moderation/profanity"),
    ],
)
def test_what_is_only_offensive_is_told_by_whom_it_names(text: str, rule: str) -> None:
    score, _ = flat(offensive=0.95)
    assert [name for name, _, _ in found(checker(score), text)] == [rule]


def test_a_house_sets_from_which_score_on() -> None:
    score, _ = flat(hate=0.7)
    assert found(checker(score), "The boat came.") == []
    assert len(found(checker(score, classifier=0.6), "The boat came.")) == 1


def test_denied_and_condemned_sentences_and_other_languages_are_not_given_to_it() -> None:
    score, batches = flat(hate=1.0)
    used = checker(score)
    used.check("I do not hate anybody. It is wrong to call them vermin.")
    used.check({"body": "El barco llegó.", "language": "es"})
    assert batches == []


def test_what_it_did_not_get_to_stays_unscored() -> None:
    used = checker(lambda texts, seconds: [{"hate": 1.0}])
    assert len(used.check("The boat came. The boat left.").findings) == 1


@pytest.mark.parametrize("bad", [{"hate": 1.5}, {"sadness": 0.5}])
def test_a_score_that_is_none_is_reported_and_holds_the_comment(bad: Scores) -> None:
    report = checker(lambda texts, seconds: [bad for _ in texts]).check("The boat came.")
    assert report.verdict == "hold"
    assert all(finding.rule == "compliance/rule-crashed" for finding in report.findings)
    assert "'model'" in str(report.findings[0].data)


def test_a_story_is_not_given_to_it() -> None:
    score, batches = flat(hate=1.0)
    used = checker(score)
    used.check({"body": "The boat came.", "product": "website"})
    assert batches == []


def test_the_extra_registers_its_model_only_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profanity_check, "find_spec", lambda name: None)
    assert profanity_check.compliance_register_classifiers() == ()
    monkeypatch.setattr(profanity_check, "find_spec", lambda name: object())
    (one,) = profanity_check.compliance_register_classifiers()
    assert (one.name, one.languages) == ("alt-profanity-check", ("en",))


def test_the_extras_model_is_scored_in_batches_within_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    from compliance_plugins.profanity_check import model

    sizes: list[int] = []
    fake = ModuleType("profanity_check")
    fake.predict_prob = lambda texts: sizes.append(len(texts)) or [1.0000001] * len(texts)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "profanity_check", fake)
    assert model.score(["a"] * 300, 5.0)[0] == {"offensive": 1.0}
    assert sizes == [256, 44]
    assert len(model.score(["a"] * 300, -1.0)) == 256


def test_the_real_model_where_it_is_installed() -> None:
    pytest.importorskip("profanity_check")
    from compliance_plugins.profanity_check import model

    kind, coarse = model.score(["The boat came at noon.", "You are a stupid idiot."], 5.0)
    assert kind["offensive"] < 0.5 < coarse["offensive"]
