"""What is wrong in a pack is said with file, line, column and key, and never hangs, crashes or runs anything."""

from __future__ import annotations

import time
from itertools import count
from pathlib import Path

import pytest

from compliance.cli import run
from compliance.errors import ComplianceError, PackError
from compliance.packs.load import load
from tests.packs.conftest import ENGLISH, Write, make_checker
from tests.patience import keeps_step

RULE = "  - id: one\n    check: term\n    message: m\n    terms: [free gift]\n    bad: [x]\n    good: [y]\n"


def refused(folder: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        load(folder)
    return caught.value


@pytest.mark.parametrize(
    ("rules", "where", "what", "hint"),
    [
        (RULE.replace("terms:", "term:"), "8:5", "rules.0.term: there is no such key", "did you mean 'terms'?"),
        (RULE.replace("check: term", "check: terms"), "6:5", "rules.0.check: there is no check 'terms'", "'term'"),
        (
            RULE.replace("    check: term\n", ""),
            "5:5",
            "rules.0: the rule does not say what it checks",
            "check: one of",
        ),
        (RULE.replace("    bad: [x]\n", ""), "5:5", "the rule has no 'bad' examples", "at least one story"),
        (RULE.replace("bad: [x]", "bad: []"), "9:5", "rules.0.bad: it has too few", "docs/packs.md"),
        (RULE.replace("    good: [y]\n", ""), "5:5", "the rule has no 'good' examples", "at least one story"),
        (RULE.replace("    message: m\n", ""), "5:5", "rules.0: 'message' is missing", "docs/packs.md"),
        (RULE.replace("[free gift]", "[2024]"), "8:13", "rules.0.terms.0: 2024 is no text", "schema pack"),
        (RULE.replace("[free gift]", "free gift"), "8:5", "rules.0.terms: 'free gift' is not allowed", "schema pack"),
        (RULE + "    severity: high\n", "11:5", "rules.0.severity: 'high' is not allowed: one of 'error'", "schema"),
        (RULE + "    in: [headlines]\n", "11:10", "rules.0.in.0: 'headlines' is not allowed", "schema pack"),
        (RULE + RULE, "11:5", "rules.1.id: the rule 'one' stands here twice (first in line 5)", "rename"),
        (RULE + "    message: n\n", "11:5", "the key 'message' stands here twice (first in line 7)", "keep one"),
        (
            RULE.replace("message: m", "message: '{mached}'"),
            "7:5",
            "nothing called {mached}",
            "did you mean 'matched'?",
        ),
        (RULE + "    basis: [{guid: AP}]\n", "11:14", "rules.0.basis.0.guid: there is no such key", "'guide'"),
        (RULE.replace("terms: [free gift]", "terms: []"), "8:5", "the rule looks for nothing", "terms or a terms_file"),
        (RULE.replace("id: one", "id: One Two"), "5:5", "rules.0.id: 'One Two' is not allowed", ""),
        (RULE.replace("[free gift]", "!!python/object/apply:os.system [ls]"), "8:12", "the tag", "a pack is data"),
        (RULE.replace("[free gift]", "!!str [ls]"), "8:12", "the tag", "a pack is data"),
        (RULE.replace("[free gift]", "[free gift"), "", "this is no YAML", "indentation"),
        (RULE.replace("message: m", "message: {}"), "7:5", "rules.0.message: {} is no text", "docs/packs.md"),
        (RULE.replace("message: m", "message:"), "7:5", "there is nothing here", "docs/packs.md"),
        (RULE.replace("message: m", "message: '{matched:lst}'"), "7:5", "{matched:lst} is no way", "{matched:list}"),
        (RULE.replace("[free gift]", "['  ']"), "8:13", "there must be a word in it", "schema pack"),
        (RULE + "    languages: [English]\n", "11:17", "a language is two or three small letters", "schema pack"),
        (RULE + "    reports_as: compliance/waiver\n", "11:5", "one of the program's own rules", "another rule"),
        (RULE.replace("[free gift]", "*nothing"), "8:12", "nothing before is called &nothing", "repeats"),
    ],
)
def test_the_form_of_a_pack(write_pack: Write, rules: str, where: str, what: str, hint: str) -> None:
    folder = write_pack(rules)
    error = refused(folder)
    assert what in error.what
    assert error.where.startswith(f"{folder}/pack.yaml:{where}")
    assert hint in error.hint


@pytest.mark.parametrize(
    ("rules", "what"),
    [
        ("check: substitution\nswap: {utilise: utilise}", "swapped for itself"),
        ("check: substitution\nswap: {utilise: []}", "nothing to write instead"),
        ("check: substitution", "the rule looks for nothing"),
        ("check: consistency\neither: [[email]]", "at least 2"),
        ("check: consistency\neither: [[a, b], [b, c]]", "'b' stands here twice"),
        ("check: consistency\neither: [[Foo, foo]]", "'foo' and 'Foo' are one to the rule"),
        ("check: consistency\ncase: exact\neither: [[don't, don’t]]", "are one to the rule"),
        ("check: consistency\neither: [[a b, 'a  b']]", "'a b' stands here twice"),
        ("check: pattern\npattern: '(a'", "this is no pattern: missing )"),
        ("check: pattern\npattern: 'a'\nreplace: '\\2'", "this is no replacement"),
        ("check: requirement\nrequire: {terms: [a], pattern: b}", "terms and a pattern"),
        ("check: requirement\nrequire: {}", "nothing to look for"),
        ("check: occurrence\nterms: [a]", "the rule has no limit"),
        ("check: occurrence\nterms: [a]\nmax: 1\nmin: 2", "the max of 1 is below the min of 2"),
        ("check: occurrence\nterms: [a]\nmax: -1", "-1 is not allowed"),
        ("check: length\nof: headline\nmax: ten", "'ten' is not allowed"),
        ("check: length\nmax: 10", "'of' is missing"),
        ("check: metadata\nfield: bylin\nrequired: true", "stories have no field 'bylin'"),
        ("check: metadata\nfield: byline", "the rule asks nothing of the field"),
        ("check: metadata\nfield: byline\npattern: '['", "this is no pattern"),
    ],
)
def test_what_each_check_asks_for(write_pack: Write, rules: str, what: str) -> None:
    lines = "".join(f"    {line}\n" for line in rules.splitlines())
    error = refused(write_pack(f"  - id: one\n    message: m\n    bad: [x]\n    good: [y]\n{lines}"))
    assert what in error.what
    assert error.where.rpartition("pack.yaml:")[2][0].isdigit()
    assert error.hint


FILE = RULE.replace("terms: [free gift]", "terms_file: {name}")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("../words.txt", "'../words.txt' lies outside the pack"),
        ("/etc/passwd", "'/etc/passwd' lies outside the pack"),
        ("link.txt", "'link.txt' lies outside the pack"),
        ("..", "'..' lies outside the pack"),
        ('"a\\0.txt"', "there is no file"),
        ("a" * 300 + ".txt", "there is no file"),
        ("absent.txt", "there is no file 'absent.txt'"),
        ("pack.yaml", "'pack.yaml' is no list"),
        ("latin.txt", "the file is not UTF-8"),
        ("empty.txt", "the rule looks for nothing"),
    ],
)
def test_files_beside_a_pack(write_pack: Write, tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / "words.txt").write_text("secret")
    folder = write_pack(FILE.format(name=name), empty__txt="# nothing\n")
    (folder / "link.txt").symlink_to(tmp_path / "words.txt")
    (folder / "latin.txt").write_bytes("caf\xe9".encode("latin-1"))
    error = refused(folder)
    assert what in error.what
    assert str(folder) in error.where


def test_pairs_without_a_tabulator_or_twice(write_pack: Write) -> None:
    rule = RULE.replace("check: term", "check: substitution").replace("terms: [free gift]", "swap_file: a.tsv")
    error = refused(write_pack(rule, a__tsv="utilise\tuse\nin order to to\n"))
    assert "has no tabulator" in error.what
    assert error.where.endswith("a.tsv:2")
    error = refused(write_pack(rule, a__tsv="utilise\tuse\nutilise\temploy\n"))
    assert "stands here twice" in error.what
    assert error.where.endswith("a.tsv:2")


def test_a_pack_that_is_empty_not_utf8_or_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "house"
    folder.mkdir()
    assert "no pack.yaml" in refused(folder).what
    assert "no such folder" in refused(tmp_path / "absent").what
    (folder / "pack.yaml").write_bytes(b"")
    assert "the file is empty" in refused(folder).what
    (folder / "pack.yaml").write_bytes(b"pack: house\ntitle: caf\xe9\n")
    error = refused(folder)
    assert ("not UTF-8" in error.what, error.where.endswith(":2")) == (True, True)
    (folder / "pack.yaml").write_bytes(b"- a\n- b\n")
    assert "is not allowed" in refused(folder).what
    (folder / "pack.yaml").write_bytes(b"pack: a\n---\npack: b\n")
    assert "a second document" in refused(folder).what
    (folder / "pack.yaml").write_bytes(b"pack: a\x07\n")
    assert "this is no YAML" in refused(folder).what


def test_aliases_do_not_blow_up(write_pack: Write) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    for name, last in zip("bcdefgh", "abcdefg", strict=True):
        bomb += f"{name}: &{name} [{','.join([f'*{last}'] * 10)}]\n"
    started = time.process_time()
    error = refused(write_pack("", head=bomb + "rules: []\n"))
    assert "its aliases stand for more than" in error.what
    assert time.process_time() - started < 20, "a hundred million of them would take minutes"


def test_an_alias_that_holds_itself_is_no_circle(write_pack: Write) -> None:
    assert "&a" in refused(write_pack("", head="a: &a [*a]\n")).what


def test_what_is_nested_too_deeply(write_pack: Write) -> None:
    assert "levels inside each other" in refused(write_pack("", head=f"a: {'[' * 500}{']' * 500}\n")).what


def test_time_keeps_step_with_200_000_terms(write_pack: Write) -> None:
    number = count()

    def seconds(terms: int) -> float:
        name = f"n{next(number)}"  # what another one has compiled is of no use
        rule = RULE.replace("[free gift]", f"[{', '.join(f'{name} term{n} of it' for n in range(terms // 10))}]")
        more = FILE.format(name="many.txt").replace("id: one", "id: two")
        words = "\n".join(f"{name} word{n} of them" for n in range(terms - terms // 10))
        folder = write_pack(rule + more, folder=name, many__txt=words)
        started = time.process_time()
        checker = make_checker(folder)
        story = f"It is {name} word7777 of them.".encode()
        reports = [report for _ in range(4) for report in checker.check_bytes(story, "s", told="text")]
        assert [len(report.findings) for report in reports] == [1] * 4
        return time.process_time() - started

    keeps_step(seconds, 20_000, 200_000, times=40)


def test_packs_that_extend_each_other_in_a_circle(write_pack: Write) -> None:
    outer = write_pack("", head="pack: outer\ntitle: t\nextends: [inner]\n")
    inner = outer / "inner"
    inner.mkdir()
    (inner / "pack.yaml").write_text("pack: inner\ntitle: t\nextends: [deep]\n")
    (inner / "deep").mkdir()
    (inner / "deep" / "pack.yaml").write_text("pack: outer\ntitle: t\n")
    with pytest.raises(PackError, match="circle: outer → inner → outer"):
        make_checker(outer)


@pytest.mark.parametrize(("name", "what"), [("../other", "lies outside the pack"), ("absent", "there is no pack")])
def test_packs_that_cannot_be_extended(write_pack: Write, tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / "other").mkdir()
    with pytest.raises(PackError, match=what):
        make_checker(write_pack("", head=f"pack: outer\ntitle: t\nextends: [{name}]\n"))


def test_two_packs_of_one_name(write_pack: Write) -> None:
    with pytest.raises(PackError, match="two packs are named 'house'"):
        make_checker(write_pack(RULE, folder="a"), write_pack(RULE, folder="b"))


def test_the_command_says_what_is_wrong(write_pack: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "s.txt"
    story.write_text("It met.")
    folder = write_pack(RULE.replace("terms:", "term:"))
    assert run(["check", str(story), "--pack", str(folder)]) == 2
    said = capsys.readouterr().err
    assert f"{folder}/pack.yaml:8:5: rules.0.term: there is no such key" in said
    assert "next: did you mean 'terms'?" in said
    assert run(["check", str(story), "--pack", "hous"]) == 2
    assert "there is no pack 'hous'" in capsys.readouterr().err


def test_the_configuration_names_what_is_wrong(write_pack: Write, tmp_path: Path) -> None:
    write_pack(RULE)
    config = tmp_path / "compliance.toml"
    config.write_text('gate = "error"\npacks = ["house", "./hous"]\n')
    from compliance.config_file import load as load_config
    from compliance.plugins import load as load_plugins

    with pytest.raises(ComplianceError) as caught:
        load_config(config, load_plugins())
    assert caught.value.where == f"{config}:2"
    assert "there is no pack './hous'" in caught.value.what
    assert ENGLISH


def test_no_pack_speaks_in_the_name_of_the_program(write_pack: Write) -> None:
    error = refused(write_pack(RULE, head=ENGLISH.replace("house", "compliance", 1)))
    assert error.what.startswith("pack: 'compliance' is the name of the program's own rules")


def test_packs_that_extend_one_pack_twice_over_take_no_longer(write_pack: Write) -> None:
    number = count()

    def seconds(deepest: int) -> float:
        top = folder = f"n{next(number)}"  # what another one has compiled is of no use
        for depth in range(deepest):
            head = f"pack: {top}p{depth}\ntitle: t\nextends: [inner, inner]\nrules:\n"
            write_pack(RULE, head=head, folder=folder)
            folder += "/inner"
        write_pack(RULE, head=f"pack: {top}last\ntitle: t\nrules:\n", folder=folder)
        outermost = write_pack(RULE, head=f"pack: {top}\ntitle: t\nextends: [inner]\nrules:\n", folder=top)
        begun = time.process_time()
        assert len(make_checker(outermost).registry.rules) == deepest + 1
        return time.process_time() - begun

    keeps_step(seconds, 10, 20, times=20, floor=0.02)
    seconds(40)
