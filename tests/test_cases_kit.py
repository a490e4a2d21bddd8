"""The kit for rule authors: what it accepts, what it refuses, and what a failure shows."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
import yaml  # noqa: F401 - see installed()
from hypothesis import given
from hypothesis import strategies as st

from compliance import Article, Edit, Finding, Kind, Need, Safety, Severity, Span, Suggestion, plugins, rule
from compliance.plugins import Plugin, Registry
from compliance.rule import NoOptions
from compliance.testing import attempt
from compliance.testing.cases import CasesError, Earlier, Mark, parse, read_marks, write_marks
from compliance.vocabulary import load_lexicon

pytest_plugins = ["pytester"]


@rule(
    "house/loud-word",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={"en": {"message": "{word} is shouted", "lower": "write {quiet}"}},
    variants=("long",),
)
def loud_word(article: Article, options: NoOptions) -> Iterable[Finding]:
    """A word in capitals."""
    start = article.text.find("BANG")
    while start >= 0:
        end = start + 4
        while article.text[end : end + 1] == "G":
            end += 1
        safe = Suggestion("lower", (Edit(Span(start, end), "bang"),), Safety.SAFE)
        data = {"word": article.text[start:end], "quiet": "bang"}
        yield loud_word.finding(
            Span(start, end), data=data, variant="long" if end - start > 4 else None, suggestions=[safe]
        )
        start = article.text.find("BANG", end)


def installed(monkeypatch: pytest.MonkeyPatch, one: object) -> None:
    owner = Plugin("house", "house", "house", "1", lambda: None)
    core = [plugin for plugin in plugins.discover() if plugin.name == "core"]
    # loaded before pytester takes its picture of the modules: C extensions cannot be imported a second time
    load_lexicon(vocabulary := plugins.load(core).vocabulary)
    registry = Registry((owner,), {one.name: one}, {one.name: owner}, vocabulary)
    attempt._checkers.clear()
    monkeypatch.setattr(attempt, "_installed", lambda: attempt._Installed(registry, ()))


@pytest.fixture(autouse=True)
def house(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "pytester" in request.fixturenames:
        installed(monkeypatch, loud_word)


SPEAKS = "## Loud {n}\n\n```text\nIt went ⟦BANG⟧{{house/loud-word}} {n} times.\n```\n\n"
SILENT = "## Quiet {n}\n\n```text\nIt went bang {n} times.\n```\n\n"
ENOUGH = "".join(SPEAKS.format(n=n) for n in range(3)) + "".join(SILENT.format(n=n) for n in range(5))


def run(pytester: pytest.Pytester, source: str, name: str = "loud_word.cases.md") -> pytest.RunResult:
    (pytester.path / name).write_text(f"# house/loud-word\n\n{source}", encoding="utf-8")
    return pytester.runpytest_inprocess("-p", "no:cacheprovider")


def test_each_story_is_a_test(pytester: pytest.Pytester) -> None:
    result = run(pytester, ENOUGH)
    # the rule above has no manual page, so that only its contract fails
    result.assert_outcomes(passed=8, failed=1)
    result.stdout.fnmatch_lines(["*its docstring lacks the headings ## What it flags, ## Why it matters*"])


def test_an_unmarked_finding_fails_and_is_shown_in_its_story(pytester: pytest.Pytester) -> None:
    result = run(pytester, "## A\n\n```text\nFirst line.\n\nIt went BANG twice.\n```\n")
    result.stdout.fnmatch_lines(
        [
            "*First line.",
            "  - It went BANG twice.",
            "  + It went ⟦BANG⟧{house/loud-word} twice.",
            "found, not marked: ⟦BANG⟧{house/loud-word}  (line 8 of the file, column 9 of the story's line)",
            "*BANG is shouted",
        ]
    )


def test_a_marked_place_without_finding_fails(pytester: pytest.Pytester) -> None:
    result = run(pytester, "## A\n\n```text\nIt ⟦went⟧{house/loud-word} BANGG twice.\n```\n")
    result.stdout.fnmatch_lines(
        [
            "  - It ⟦went⟧{house/loud-word} BANGG twice.",
            "  + It went ⟦BANGG⟧{house/loud-word} twice.",
            "marked, not found: ⟦went⟧*",
        ]
    )


def test_the_variant_counts_where_it_is_given(pytester: pytest.Pytester) -> None:
    asked = "## A\n\n```text\n⟦BANGG⟧{house/loud-word:long} it went.\n```\n"
    wrong = "## B\n\n```text\n⟦BANG⟧{house/loud-word:long} it went.\n```\n"
    run(pytester, asked + wrong).assert_outcomes(passed=1, failed=2)


def test_a_known_miss_may_fail_until_it_passes(pytester: pytest.Pytester) -> None:
    known = "## A\n\n```text todo\nIt went ⟦bang⟧{house/loud-word}.\n```\n"
    mended = "## B\n\n```text todo\nIt went ⟦BANG⟧{house/loud-word}.\n```\n"
    result = run(pytester, known + mended)
    result.assert_outcomes(xfailed=1, failed=2)
    result.stdout.fnmatch_lines(["*“B” now passes, remove 'todo' from its block"])


def test_too_few_cases_and_a_wrong_file_name_are_refused(pytester: pytest.Pytester) -> None:
    result = run(pytester, SPEAKS.format(n=1) + SILENT.format(n=1), name="other.cases.md")
    result.stdout.fnmatch_lines(
        [
            "*stories in which it must speak: 1 of 3*",
            "*near misses in which it must be silent: 1 of 5*",
            "*its cases stand in other.cases.md; the file's name is the rule's: loud_word.cases.md",
        ]
    )


def test_another_programs_file_is_left_alone(pytester: pytest.Pytester) -> None:
    (pytester.path / "other.cases.md").write_text("# Use cases\n\n## One\n\n```text\nx\n```\n")
    assert pytester.runpytest_inprocess("-p", "no:cacheprovider").ret is pytest.ExitCode.NO_TESTS_COLLECTED


def test_an_unknown_rule_is_named(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    (pytester.path / "x.cases.md").write_text("# house/loud-words\n\n" + SILENT.format(n=1), encoding="utf-8")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    result.stdout.fnmatch_lines(["*no plugin brings the rule 'house/loud-words'*", "*did you mean 'house/loud-word'?"])


@pytest.mark.parametrize(
    ("messages", "data", "said"),
    [
        ({"en": {"message": "{who} is loud"}}, {}, "*asks for {who}, which the data lacks"),
        ({"en": {"message": "loud"}, "es": {"message": "{quién} grita"}}, {}, "*in 'es' asks for {quién}*"),
    ],
)
def test_a_message_without_its_data_fails(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, messages: dict, data: dict, said: str
) -> None:
    @rule("house/loud-word", kind=Kind.REVIEW, severity=Severity.NOTE, messages=messages)
    def loud_word(article: Article, options: NoOptions) -> Iterable[Finding]:
        """A word in capitals."""
        yield loud_word.finding(Span(0, 4), data=data)

    installed(monkeypatch, loud_word)
    run(pytester, "## A\n\n```text\n⟦BANG⟧{house/loud-word} it went.\n```\n").stdout.fnmatch_lines([said])


def test_a_safe_repair_that_mends_nothing_fails(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    @rule("house/loud-word", kind=Kind.REVIEW, severity=Severity.NOTE, messages={"en": {"message": "x", "lower": "y"}})
    def loud_word(article: Article, options: NoOptions) -> Iterable[Finding]:
        """A word in capitals."""
        edit = Edit(Span(0, 4), "BOOM")
        yield loud_word.finding(Span(0, 4), suggestions=[Suggestion("lower", (edit,), Safety.SAFE)])

    installed(monkeypatch, loud_word)
    result = run(pytester, "## A\n\n```text\n⟦BANG⟧{house/loud-word} it went.\n```\n")
    result.stdout.fnmatch_lines(["the safe suggestion 'lower' mends nothing*"])


def test_a_rule_that_raises_fails_its_case(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    @rule("house/loud-word", kind=Kind.REVIEW, severity=Severity.NOTE, messages={"en": "x"})
    def loud_word(article: Article, options: NoOptions) -> Iterable[Finding]:
        """A word in capitals."""
        raise ValueError("no words")

    installed(monkeypatch, loud_word)
    result = run(pytester, SILENT.format(n=1))
    result.stdout.fnmatch_lines(["*house/loud-word of house 1 could not do its work: ValueError: no words"])


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "no title"),
        ("# a/b\n\n## One\n", "has no story"),
        ("# a/b\n\n```text\nx\n```\n", "before the first case"),
        ("# a/b\n\n## One\n\n```text\nx\n```\n\n## One\n\n```text\ny\n```\n", "two cases are called 'One'"),
        ("# a/b\n\n## One\n\n```yaml\nx\n```\n", "a block of 'yaml'"),
        ("# a/b\n\n## One\n\n```text maybe\nx\n```\n", "a block of 'text maybe'"),
        ("# a/b\n\n## One\n\n```text\nx\n", "never closed"),
        ("# a/b\n\n## One\n\n```text\n⟦x\n```\n", "never closed"),
        ("# a/b\n\n## One\n\n```text\n⟦x⟧ y\n```\n", "no rule in braces"),
        ("# a/b\n\n## One\n\n```text\nx⟧{a/b}\n```\n", "without ⟦"),
        ("# a/b\n\n## One\n\n```text previous\n⟦x⟧{a/b}\n```\n", "no published version"),
        ("# a/b\n\n## One\n\n```yaml previous\nx\n```\n", "no published version"),
        ("# a/b\n\n## One\n\n```text previous\nx\n```\n", "has no story"),
        ("# a/b\n\n## One\n\n```toml\n[story\n```\n\n```text\nx\n```\n", "no TOML"),
    ],
)
def test_a_file_that_is_no_cases_file_is_refused(source: str, said: str) -> None:
    with pytest.raises(CasesError, match=said):
        parse(source)


def test_a_section_may_hold_several_stories_and_longer_fences() -> None:
    source = '# a/b\n\n## One\n\n```toml\n[story]\nproduct = "wire"\n```\n\n```text\nx\n```\n\n'
    source += "````markdown todo\n```\ncode ⟦y⟧{a/b:c}\n```\n````\n"
    first, second = parse(source).stories
    assert (first.name, second.name) == ("One (1)", "One (2)")
    assert first.config == second.config == {"story": {"product": "wire"}}
    assert (second.format, second.todo, second.text) == ("markdown", True, "```\ncode y\n```\n")
    assert second.marks == (Mark(9, 10, "a/b", "c"),)


def test_a_block_may_be_the_published_version_of_those_after_it() -> None:
    source = "# a/b\n\n## One\n\n```text previous\nold\n```\n\n```text\nx\n```\n\n```markdown\ny\n```\n"
    source += "\n## Two\n\n```text\nz\n```\n"
    first, second, third = parse(source).stories
    assert first.previous == second.previous == Earlier("text", "old\n")
    assert third.previous is None


def test_a_story_is_held_against_its_published_version(monkeypatch: pytest.MonkeyPatch) -> None:
    @rule(
        "house/other-words",
        kind=Kind.REVIEW,
        severity=Severity.WARNING,
        messages={"en": {"message": "was {was}"}},
        needs=(Need.PREVIOUS,),
    )
    def other_words(article: Article, options: NoOptions) -> Iterable[Finding]:
        """Other words than were published."""
        if article.previous is not None and article.previous.text != article.text:
            yield other_words.finding(Span(0, 3), data={"was": article.previous.text[:3]})

    installed(monkeypatch, other_words)
    source = "# house/other-words\n\n## One\n\n```text previous\nold\n```\n\n```text\n⟦new⟧{house/other-words}\n```\n"
    source += "\n```text\nold\n```\n\n## Two\n\n```text\nnew\n```\n"
    outcomes = [attempt.attempt("house/other-words", story) for story in parse(source).stories]
    assert [outcome.passed for outcome in outcomes] == [True, True, True]
    assert [outcome.found[0].message for outcome in outcomes[:1]] == ["was old"]
    assert "--previous" in outcomes[2].skipped[0]


def test_marks_may_be_empty_and_nest() -> None:
    bare, marks = read_marks("a ⟦b ⟦c⟧{x/y}⟧{x/z}⟦⟧{x/y}")
    assert bare == "a b c"
    assert marks == (Mark(2, 5, "x/z"), Mark(4, 5, "x/y"), Mark(5, 5, "x/y"))


@given(st.recursive(st.text("ab \n{}é", max_size=6), lambda inner: st.lists(inner, max_size=3), max_leaves=8))
def test_marks_are_read_as_they_are_written(tree: str | list) -> None:
    def marked(node: str | list) -> str:
        return node if isinstance(node, str) else "⟦" + "".join(map(marked, node)) + "⟧{x/y}"

    bare, marks = read_marks(marked(tree))
    again, same = read_marks(write_marks(bare, marks))
    assert (again, sorted(same)) == (bare, sorted(marks))
