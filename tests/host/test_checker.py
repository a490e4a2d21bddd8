from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import pytest

import compliance
from compliance.article import Article, Span
from compliance.checker import Checker
from compliance.config import Config, Override, RuleSetting
from compliance.errors import ConfigError, PluginError, ReadError, VocabularyError
from compliance.finding import Edit, Finding, Kind, Label, Report, Severity, Suggestion, Verdict
from compliance.language.detect import story_language
from compliance.readers import Desk
from compliance.rule import Need, Rule, rule

Make = Callable[..., Checker]


def make_rule(name: str, check: Callable[[Article, Any], Iterable[Finding]], **how: Any) -> Rule:
    how = {"kind": Kind.REVIEW, "severity": Severity.WARNING, "messages": {"en": "something"}, **how}

    def function(article: Article, options: Any) -> Iterable[Finding]:
        """Flags something."""
        return check(article, options)

    return rule(name, **how)(function)


def first_word(article: Article, options: Any) -> Iterable[Finding]:
    yield Finding("house/first-word", Span(0, 5))


def silent(article: Article, options: Any) -> Iterable[Finding]:
    return ()


def one(checker: Checker, text: str = "Hello there, said the mayor of the town.", name: str = "s.txt") -> Report:
    return next(checker.check_bytes(text.encode(), name))


def test_a_finding_makes_the_verdict(make_checker: Make) -> None:
    report = one(make_checker(make_rule("house/first-word", first_word)))
    assert report.verdict is Verdict.REVIEW
    assert [finding.rule for finding in report.findings] == ["house/first-word"]
    assert report.findings[0].fingerprint
    assert report.rules_run == ("house/first-word",)


def test_a_rule_that_raises_holds_the_story_and_takes_nothing_down(make_checker: Make) -> None:
    def broken(article: Article, options: Any) -> Iterable[Finding]:
        yield Finding("house/broken", Span(0, 1))
        raise ZeroDivisionError("no pictures")

    report = one(make_checker(make_rule("house/broken", broken), make_rule("house/first-word", first_word)))
    assert report.verdict is Verdict.HOLD
    crash = next(f for f in report.findings if f.rule == "compliance/rule-crashed")
    assert crash.data["failed_rule"] == "house/broken"
    assert (crash.data["plugin"], crash.data["version"]) == ("house-rules", "1.2.3")
    assert "no pictures" in crash.data["error"]
    assert "house/first-word" in {f.rule for f in report.findings}


def test_a_rule_that_ends_the_program_ends_itself_only(make_checker: Make) -> None:
    def leaving(article: Article, options: Any) -> Iterable[Finding]:
        raise SystemExit(3)

    report = one(make_checker(make_rule("house/leaving", leaving), make_rule("house/first-word", first_word)))
    assert report.verdict is Verdict.HOLD
    assert {f.rule for f in report.findings} == {"compliance/rule-crashed", "house/first-word"}


@pytest.mark.parametrize(
    "yielded",
    [
        "no finding",
        Finding("house/odd", Span(0, 1), labels=(Label(Span(0, 9999), "far"),)),
        Finding("house/odd", Span(0, 1), suggestions=(Suggestion("cut", (Edit(Span(5, 2), ""),)),)),
    ],
)
def test_what_is_no_finding_of_this_story_is_a_crash(make_checker: Make, yielded: Any) -> None:
    checker = make_checker(make_rule("house/odd", lambda article, options: [yielded]))
    assert [finding.rule for finding in one(checker).findings] == ["compliance/rule-crashed"]


def test_a_place_outside_the_story_is_a_crash(make_checker: Make) -> None:
    def beyond(article: Article, options: Any) -> Iterable[Finding]:
        yield Finding("house/beyond", Span(0, len(article.text) + 1))

    checker = make_checker(make_rule("house/beyond", beyond))
    report = one(checker)
    assert report.verdict is Verdict.HOLD
    assert checker.view(report).findings[0].message.endswith("it marks a place outside the story")


def test_a_place_that_is_no_span_is_called_that(make_checker: Make) -> None:
    def by_hit(article: Article, options: Any) -> Iterable[Finding]:
        for hit in article.hits("house/by-hit"):
            yield Finding("house/by-hit", hit)  # type: ignore[arg-type]

    checker = make_checker(make_rule("house/by-hit", by_hit, phrases=("mayor",)))
    assert checker.view(one(checker)).findings[0].message.endswith("a place that it marks is no Span")
    assert checker.view(one(checker), "es").findings[0].message.endswith("un lugar que marca no es un Span")


def test_a_crash_says_in_which_line_of_the_rule(make_checker: Make) -> None:
    def broken(article: Article, options: Any) -> Iterable[Finding]:
        yield from ()
        article.block_at(0).no_such_thing  # type: ignore[union-attr]  # noqa: B018

    checker = make_checker(make_rule("house/broken", broken))
    (found,) = checker.view(one(checker)).findings
    line = broken.__code__.co_firstlineno + 2
    assert found.notes == (f"Raised at test_checker.py:{line}",)


def test_a_rule_over_its_time_is_stopped(make_checker: Make) -> None:
    def endless(article: Article, options: Any) -> Iterable[Finding]:
        while True:
            pass

    checker = make_checker(
        make_rule("house/endless", endless),
        make_rule("house/first-word", first_word),
        config=Config(rule_seconds=1.0),
        interrupt=True,
    )
    report = one(checker)
    assert [f.variant for f in report.findings if f.rule == "compliance/rule-crashed"] == ["overran"]
    assert "house/first-word" in report.rules_run
    time.sleep(0.1)  # the timer is off again: nothing interrupts what comes after


def test_an_analysis_that_fails_is_reported_for_each_rule_and_run_once(make_checker: Make) -> None:
    calls = []

    def unlucky(article: Article) -> tuple[str, ...]:
        calls.append(1)
        raise KeyError("month")

    def needs_it(article: Article, options: Any) -> Iterable[Finding]:
        article.get(unlucky)
        return ()

    report = one(make_checker(make_rule("house/a", needs_it), make_rule("house/b", needs_it)))
    assert [f.variant for f in report.findings] == ["analysis", "analysis"]
    assert {f.data["analysis"] for f in report.findings} == {"unlucky"}
    assert len(calls) == 1


def test_settings_change_severity_kind_and_switch_off(make_checker: Make) -> None:
    def variants(article: Article, options: Any) -> Iterable[Finding]:
        yield Finding("house/v", Span(0, 1), variant="a")
        yield Finding("house/v", Span(1, 2), variant="b")

    made = make_rule("house/v", variants, variants=("a", "b"))
    settings = {
        "house/v": RuleSetting(severity=Severity.NOTE),
        "house/v:a": RuleSetting(kind=Kind.FAIL, severity=Severity.ERROR),
        "house/v:b": RuleSetting(off=True),
    }
    report = one(make_checker(made, config=Config(rules=settings)))
    assert [(f.variant, f.severity, f.kind) for f in report.findings] == [("a", Severity.ERROR, Kind.FAIL)]
    assert report.verdict is Verdict.HOLD


@pytest.mark.parametrize(
    ("gate", "verdict"),
    [(Severity.ERROR, Verdict.PUBLISH), (Severity.WARNING, Verdict.REVIEW), (None, Verdict.PUBLISH)],
)
def test_the_gate(make_checker: Make, gate: Severity | None, verdict: Verdict) -> None:
    assert one(make_checker(make_rule("house/first-word", first_word), config=Config(gate=gate))).verdict is verdict


def test_the_gate_never_lets_a_crash_through(make_checker: Make) -> None:
    def broken(article: Article, options: Any) -> Iterable[Finding]:
        raise ValueError

    assert one(make_checker(make_rule("house/broken", broken), config=Config(gate=None))).verdict is Verdict.HOLD


def test_an_unknown_language_is_review_and_says_why(make_checker: Make) -> None:
    checker = make_checker(make_rule("house/english", silent, languages=("en",)))
    report = one(checker, "Zzyx qwrt plmk vbnm.")
    assert report.verdict is Verdict.REVIEW
    assert report.rules_run == ()
    assert "language" in report.rules_skipped[0].reason


def test_a_rule_with_nothing_to_look_at_counts_as_run(make_checker: Make) -> None:
    checker = make_checker(
        make_rule("house/pictures", silent, needs=(Need.PICTURES,)),
        make_rule("house/phrases", first_word, needs=(Need.PHRASES,), phrases=("volcano",)),
        make_rule("house/digits", first_word, needs=(Need.DIGITS,)),
    )
    report = one(checker)
    assert report.verdict is Verdict.PUBLISH
    assert set(report.rules_run) == {"house/pictures", "house/phrases", "house/digits"}
    assert len(report.rules_skipped) == 3
    assert one(checker, "A volcano with 3 craters.").verdict is Verdict.REVIEW


def test_phrases_of_a_rule_are_found_under_its_name(make_checker: Make) -> None:
    def flags(article: Article, options: Any) -> Iterable[Finding]:
        for hit in article.hits("house/phrases"):
            yield Finding("house/phrases", Span(hit.start, hit.end))

    report = one(make_checker(make_rule("house/phrases", flags, phrases=("the mayor",))))
    assert report.article is not None
    assert [report.article[f.span] for f in report.findings] == ["the mayor"]


def test_no_rule_selected_is_an_error(make_checker: Make) -> None:
    made = make_rule("house/first-word", first_word)
    with pytest.raises(ConfigError, match="nothing would be checked"):
        make_checker(made, config=Config(ignore=("house/*",)))
    with pytest.raises(ConfigError, match="house/frist-word") as error:
        make_checker(made, config=Config(select=("house/frist-word",)))
    assert "house/first-word" in error.value.hint
    with pytest.raises(ConfigError):
        make_checker()


def test_overrides_hold_for_their_paths_only(make_checker: Make) -> None:
    made = [make_rule("house/first-word", first_word), make_rule("house/silent", silent)]
    override = Override(("sport/**",), rules={"house/first-word": RuleSetting(off=True)}, story={"product": "wire"})
    checker = make_checker(*made, config=Config(overrides=(override,)))
    inside = one(checker, name="sport/football/a.txt")
    assert inside.findings == ()
    assert inside.article is not None
    assert inside.article.metadata.product == "wire"
    assert len(one(checker, name="news/a.txt").findings) == 1


def test_a_missing_vocabulary_list_is_an_error_at_once(make_checker: Make) -> None:
    with pytest.raises(VocabularyError, match="agancies") as error:
        make_checker(make_rule("house/lists", silent, lists=("agancies",)))
    assert "agencies" in error.value.hint


def test_one_checker_serves_many_threads(make_checker: Make) -> None:
    checker = make_checker(make_rule("house/first-word", first_word))
    expected = [f.fingerprint for f in one(checker).findings]
    answers: list[list[str]] = []

    def work() -> None:
        answers.extend([f.fingerprint for f in one(checker).findings] for _ in range(20))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 160


def test_now_comes_from_the_caller_else_from_the_house(make_checker: Make) -> None:
    made = make_rule("house/silent", silent)
    checker = make_checker(made, config=Config(story={"now": "2023-04-18T09:00:00+02:00"}))
    assert one(checker).article.now == datetime.fromisoformat("2023-04-18T09:00:00+02:00")  # type: ignore[union-attr]
    dated = b"---\nnow: 2023-05-01\n---\n\nHello there."
    report = next(checker.check_bytes(dated, "s.md"))
    assert report.article.now == datetime(2023, 5, 1)  # type: ignore[union-attr]
    told = datetime(2024, 1, 2)
    report = next(checker.check_bytes(b"Hello there.", "s.txt", now=told))
    assert report.article.now == told  # type: ignore[union-attr]


def test_the_report_hook_is_called_once_a_report(make_plugin: Callable[..., Any]) -> None:
    from types import ModuleType

    from compliance import plugins
    from compliance.hookspecs import hookimpl

    seen: list[Report] = []
    module = ModuleType("recorder")

    def compliance_report_ready(report: Report) -> None:
        seen.append(report)

    module.compliance_report_ready = hookimpl(compliance_report_ready)  # type: ignore[attr-defined]
    recorder = plugins.Plugin("recorder", "recorder", "recorder", "1", lambda: module)
    core = [plugin for plugin in plugins.discover() if plugin.name == "core"]
    registry = plugins.load([*core, make_plugin(make_rule("house/silent", silent)), recorder])
    report = one(Checker(registry=registry))
    assert seen == [report]


def test_a_record_that_cannot_be_kept_is_an_error_with_the_story(make_plugin: Callable[..., Any]) -> None:
    from types import ModuleType

    from compliance import plugins
    from compliance.hookspecs import hookimpl

    def compliance_report_ready(report: Report) -> None:
        raise OSError("disk full")

    module = ModuleType("recorder")
    module.compliance_report_ready = hookimpl(compliance_report_ready)  # type: ignore[attr-defined]
    recorder = plugins.Plugin("recorder", "recorder", "recorder", "1", lambda: module)
    core = [plugin for plugin in plugins.discover() if plugin.name == "core"]
    registry = plugins.load([*core, make_plugin(make_rule("house/silent", silent)), recorder])
    with pytest.raises(PluginError, match="disk full") as error:
        one(Checker(registry=registry))
    assert error.value.where == "s.txt"


@pytest.mark.parametrize(
    ("need", "key", "value"), [(Need.NOW, "now", "2023-05-01"), (Need.EDITION_DATE, "edition_date", "2023-05-02")]
)
def test_what_a_rule_needs_to_know_comes_from_the_story(make_checker: Make, need: Need, key: str, value: str) -> None:
    checker = make_checker(make_rule("house/first-word", first_word, needs=(need,)))
    assert one(checker).findings == ()
    assert len(one(checker, f"---\n{key}: {value}\n---\n\nHello there.", "s.md").findings) == 1


def test_check_takes_a_story_in_many_forms(tmp_path: Any) -> None:
    path = tmp_path / "story.txt"
    path.write_text("The mayor spoke to the  town.", encoding="utf-8")
    rules = {f.rule for f in compliance.check(path).findings}
    assert rules == {f.rule for f in compliance.check("The mayor spoke to the  town.").findings}
    assert rules == {f.rule for f in compliance.check(b"The mayor spoke to the  town.").findings}
    assert "copy/spacing" in rules


def test_a_missing_file_names_itself(make_checker: Make) -> None:
    with pytest.raises(ReadError, match=r"absent\.txt"):
        list(make_checker(make_rule("house/silent", silent)).check_file("absent.txt"))


def test_duplicate_rule_names_name_both_distributions(make_plugin: Callable[..., Any]) -> None:
    from compliance import plugins

    made = make_rule("house/first-word", first_word)
    two = [make_plugin(made), make_plugin(made, name="other", distribution="other-rules")]
    with pytest.raises(PluginError, match=r"other-rules.*house-rules"):
        plugins.load(two)


def test_a_language_that_cannot_be_found_out_is_each_rules_failure(make_checker: Make) -> None:
    def broken(article: Article) -> str:
        raise ValueError("no such table")

    checker = make_checker(
        make_rule("house/english", silent, languages=["en"]), make_rule("house/first-word", first_word)
    )
    checker.context = checker.context._replace(analyses={story_language: broken})
    checker.desk = Desk(checker.context, checker.desk.readers, checker.config.max_bytes)
    report = one(checker)
    crashed = [finding for finding in report.findings if finding.rule == "compliance/rule-crashed"]
    assert report.verdict is Verdict.HOLD
    assert [finding.data["failed_rule"] for finding in crashed] == ["house/english"]
    assert crashed[0].data["analysis"] == "story_language"
    assert "house/first-word" in {finding.rule for finding in report.findings}
