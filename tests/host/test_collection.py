"""Stories that are compared: one order, one set of places, whatever the processes; what fails is said."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from compliance.article import Article, Role, Span
from compliance.checker import Checker
from compliance.cli.check_command import checked
from compliance.collection.store import Store
from compliance.collection.together import together
from compliance.config import Config, Override, RuleSetting
from compliance.errors import ComplianceError
from compliance.finding import Kind, Severity, Verdict
from compliance.renderers.model import ErrorView, FindingView, Seen
from compliance.rule import Need, Rule, rule
from compliance.runner import Job
from compliance.sighting import Match, Sighted, Sighting, Told
from tests.host.conftest import Make


def compared(sightings: Sequence[Sighted], options: Any) -> Iterable[Match]:
    if any("RAISE" in one.data["words"] for one in sightings):
        raise ValueError("cannot compare")
    if any("HANG" in one.data["words"] for one in sightings):
        while True:
            time.sleep(0.01)
    first, *others = sightings
    for one in others:
        if one.story != first.story:
            yield Match(one, ((first, "other"),), data={"name": first.name})


def sights(article: Article, options: Any) -> Iterable[Told]:
    """Sees each headline under two keys.

    ## What it flags
    A headline that another story has.
    """
    for block in article.of_role(Role.HEADLINE):
        words = article[block]
        yield Sighting((words, words.upper()), block.span, {"words": words})


twice = rule(
    "house/sights",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    messages={"en": {"message": "also in {name}", "other": "the other"}, "es": {"message": "x {name}", "other": "y"}},
    needs=(Need.STORIES,),
    compare=compared,
)(sights)

BODY = "\n\nThe council of Northgate voted on Monday to close the old baths, which leak.\n"


def stories(folder: Path, *headlines: str) -> tuple[str, ...]:
    for n, headline in enumerate(headlines):
        (folder / f"{n}.md").write_text(f"# {headline}{BODY}", encoding="utf-8")
    return tuple(str(folder / f"{n}.md") for n in range(len(headlines)))


def run(checker: Checker, paths: Iterable[str], processes: int = 1) -> list[Seen | ErrorView]:
    return list(checked(checker, Job(), tuple(paths), processes))


def findings(outcome: Seen | ErrorView) -> tuple[FindingView, ...]:
    assert isinstance(outcome, Seen)
    return outcome.view.findings


def test_a_match_is_a_finding_of_the_story_with_a_place_in_the_other(make_checker: Make, tmp_path: Path) -> None:
    paths = stories(tmp_path, "Baths to close", "Bridge opens", "Baths to close")
    first, second, third = run(make_checker(twice), paths)
    assert not findings(first)
    assert not findings(second)
    (found,) = findings(third)
    assert (found.message, found.line, found.column, found.matched) == (f"Also in {paths[0]}", 1, 3, "Baths to close")
    (label,) = found.labels
    assert (label.file, label.line, label.text, label.matched) == (paths[0], 1, "the other", "Baths to close")
    assert isinstance(third, Seen)
    assert third.view.verdict == "hold"
    assert third.sources[label.text_name].startswith("Baths to close")
    assert third.text.startswith("Baths to close")
    assert found.fingerprint


@pytest.mark.parametrize("processes", [1, 2])
def test_processes_change_nothing(make_checker: Make, tmp_path: Path, processes: int) -> None:
    paths = stories(tmp_path, *["Baths to close", "Bridge opens"] * 20)
    views = [outcome.view for outcome in run(make_checker(twice), paths, processes) if isinstance(outcome, Seen)]
    assert [view.file for view in views] == list(paths)
    assert [len(view.findings) for view in views] == [0, 0, *[1] * 38]
    assert views == [o.view for o in run(make_checker(twice), paths) if isinstance(o, Seen)]


def test_what_was_found_before_stays_with_its_text_and_its_lists(make_checker: Make, tmp_path: Path) -> None:
    def marks(article: Article, options: Any) -> Iterable[Told]:
        """Marks the word leak."""
        at = article.text.find("leak")
        if "Bridge" not in article.text:
            yield leak.finding(Span(at, at + 4))

    leak = rule("house/marks", kind=Kind.REVIEW, severity=Severity.NOTE, messages={"en": "a leak"})(marks)
    paths = (*stories(tmp_path, "Baths to close", "Bridge opens", "Baths to close"), str(tmp_path / "none.md"))
    together_with_others = run(make_checker(twice, leak), paths)
    alone = [answer for path in paths for answer in run(make_checker(leak, quiet()), (path,))]
    assert [type(answer) for answer in together_with_others] == [ErrorView, Seen, Seen, Seen]
    for one, other in zip(together_with_others[1:], alone, strict=False):
        assert isinstance(one, Seen)
        assert isinstance(other, Seen)
        assert one.view.rules_run == ("house/marks", "house/sights")
        assert [f for f in one.view.findings if f.rule == "house/marks"] == list(other.view.findings)
        assert (one.text, one.blocks) == (other.text, other.blocks)
    assert [[f.rule for f in findings(answer)] for answer in together_with_others[1:]] == [
        ["house/marks"],
        [],
        ["house/sights", "house/marks"],
    ]


@pytest.mark.parametrize("processes", [1, 2])
def test_neither_sightings_nor_matches_need_facts(make_checker: Make, tmp_path: Path, processes: int) -> None:
    def sees(article: Article, options: Any) -> Iterable[Told]:
        """Sees that there is a story."""
        yield Sighting(("story",), Span(0, 4))

    def compare(sightings: Sequence[Sighted], options: Any) -> Iterable[Match]:
        yield Match(sightings[-1], ((sightings[0], "other"),))

    bare = twice._replace(check=sees, compare=compare, messages={"en": {"message": "again", "other": "there"}})
    outcomes = run(make_checker(bare), stories(tmp_path, "Baths to close", "Bridge opens"), processes)
    assert [[f.message for f in findings(outcome)] for outcome in outcomes] == [[], ["Again"]]


def test_a_full_disk_is_said(make_checker: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Store) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Store, "_flush", full)
    with pytest.raises(ComplianceError, match="cannot be compared: database or disk is full") as caught:
        run(make_checker(twice), stories(tmp_path, "Baths to close", "Bridge opens"))
    assert "SQLITE_TMPDIR" in caught.value.hint


def test_one_story_alone_is_told_why_it_was_not_compared(make_checker: Make, tmp_path: Path) -> None:
    (outcome,) = run(make_checker(twice), stories(tmp_path, "Baths to close"))
    assert isinstance(outcome, Seen)
    assert outcome.view.rules_run == ("house/sights",)
    assert [s.reason for s in outcome.view.rules_skipped] == ["no other stories were checked together with this one"]
    assert outcome.view.verdict == "publish"


def test_a_rule_that_fails_over_a_group_holds_the_first_story_of_it(make_checker: Make, tmp_path: Path) -> None:
    paths = stories(tmp_path, "Bridge opens", "RAISE", "RAISE", "Bridge opens")
    outcomes = run(make_checker(twice), paths)
    (crashed,) = findings(outcomes[1])
    assert (crashed.rule, crashed.variant) == ("compliance/rule-crashed", "raised")
    assert "house/sights of house-rules 1.2.3" in crashed.message
    assert "cannot compare" in crashed.message
    assert [len(findings(outcome)) for outcome in outcomes][:3] == [0, 1, 0]


def test_a_comparison_that_takes_too_long_is_stopped(make_checker: Make, tmp_path: Path) -> None:
    checker = make_checker(twice, config=Config(rule_seconds=1.0), interrupt=True)
    first, _ = run(checker, stories(tmp_path, "HANG", "HANG"))
    (crashed,) = findings(first)
    assert (crashed.rule, crashed.variant) == ("compliance/rule-crashed", "overran")


def test_paths_for_which_the_rule_is_off_are_not_compared(make_checker: Make, tmp_path: Path) -> None:
    paths = stories(tmp_path, "Baths to close", "Baths to close", "Baths to close")
    off = Override(("0.md",), rules={"house/sights": RuleSetting(off=True)})
    note = Override(("2.md",), rules={"house/sights": RuleSetting(severity=Severity.NOTE)})
    outcomes = run(make_checker(twice, quiet(), config=Config(root=tmp_path, overrides=(off, note))), paths)
    assert [[f.severity for f in findings(outcome)] for outcome in outcomes] == [[], [], ["note"]]


def quiet() -> Rule:
    def nothing(article: Article, options: Any) -> Iterable[Told]:
        """Never speaks."""
        return ()

    return rule("house/nothing", kind=Kind.FAIL, severity=Severity.NOTE, messages={"en": "never said"})(nothing)


def test_a_file_that_changed_meanwhile_is_not_shown_at_wrong_places(make_checker: Make, tmp_path: Path) -> None:
    paths = stories(tmp_path, "Baths to close", "Baths to close")
    answers = checked(make_checker(changing(Path(paths[1]))), Job(), paths, 1)
    first, second = answers
    assert isinstance(first, Seen)
    assert isinstance(second, ErrorView)
    assert second.message == "the file changed while its stories were compared with others"


def changing(path: Path) -> Rule:
    def compare(sightings: Sequence[Sighted], options: Any) -> Iterable[Match]:
        path.write_text("# Another headline\n", encoding="utf-8")
        return compared(sightings, options)

    return twice._replace(compare=compare)


def test_the_stories_of_one_file_are_told_apart(make_checker: Make, tmp_path: Path) -> None:
    lines = "".join(
        f'{{"headline": "{headline}", "body": "The council voted on Monday to close the baths."}}\n'
        for headline in ("Baths to close", "Bridge opens", "Baths to close")
    )
    (tmp_path / "a.ndjson").write_text(lines, encoding="utf-8")
    (tmp_path / "b.md").write_text(f"# Bridge opens{BODY}", encoding="utf-8")
    file = str(tmp_path / "a.ndjson")
    outcomes = run(make_checker(twice), (file, str(tmp_path / "b.md")))
    assert [len(findings(outcome)) for outcome in outcomes] == [0, 0, 1, 1]
    (found,) = findings(outcomes[2])
    assert (found.message, found.line) == (f"Also in {file}#0", 3)
    assert [(label.file, label.line, label.matched) for label in found.labels] == [(file, 1, "Baths to close")]


def test_a_program_compares_what_it_holds(make_checker: Make) -> None:
    checker = make_checker(twice)
    checker.collect = True
    texts = [f"# {headline}{BODY}" for headline in ("Baths to close", "Bridge opens", "Baths to close")]
    articles = [next(checker.read(text.encode(), f"{n}.md")) for n, text in enumerate(texts)]
    reports = together(checker, articles)
    assert [len(report.findings) for report in reports] == [0, 0, 1]
    assert [report.verdict for report in reports] == [Verdict.PUBLISH, Verdict.PUBLISH, Verdict.HOLD]
    assert reports[2].findings[0].labels[0].article is articles[0]


def test_sightings_outside_the_story_are_the_rules_failure(make_checker: Make, tmp_path: Path) -> None:
    def sees(article: Article, options: Any) -> Iterable[Told]:
        """Marks what is not there."""
        yield Sighting(("key",), Span(0, 10_000))

    outcomes = run(make_checker(twice._replace(check=sees)), stories(tmp_path, "Baths to close", "Bridge opens"))
    assert [findings(outcome)[0].rule for outcome in outcomes] == ["compliance/rule-crashed"] * 2


def test_the_store_gives_groups_that_keys_connect_and_only_those_of_several_stories() -> None:
    with Store() as store:
        for n, keys in enumerate((("b", "a"), ("a",), ("c",), ("b",))):
            store.add(f"{n}.md", None, n, {"x/y": [Sighting(keys, Span(n, n + 1)), Sighting(("own",), Span(0, 0))]})
        assert store.rules() == ["x/y"]
        groups = list(store.groups("x/y"))
        assert [[one.story for one in group.sightings] for group in groups] == [[0, 1, 3], [0, 1, 2, 3]]
        assert list(store.answers()) == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_half_a_surrogate_pair_is_text_too() -> None:
    with Store() as store:
        for n in range(2):
            store.add(f"\udce9{n}.md", None, n, {"x/y": [Sighting(("\ud800",), Span(0, 1), {"words": "\udfff"})]})
        assert store.rules() == ["x/y"]
        (group,) = store.groups("x/y")
        one, other = group.sightings
        assert (one.file, other.file, one.data) == ("\udce90.md", "\udce91.md", {"words": "\udfff"})
        store.keep("x/y", Match(one, ((other, "there"),)))
        assert store.involved("\udce91.md") == {None}
