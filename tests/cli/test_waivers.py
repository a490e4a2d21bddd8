"""Waivers in a file: what a house knowingly lets through, by whom, why and until when."""

from __future__ import annotations

import json

import pytest

from compliance import waivers_file
from compliance.cli import waived

NAME = "compliance-waivers.toml"
WAIVER = """\
[[waiver]]
rule = "copy/placeholder"
path = "letters/**"
by = "M. Ruiz"
role = "letters desk"
reason = "printed as it came"
until = 2027-03-01
"""
NOW = ("--now", "2026-06-01")


@pytest.fixture
def letter(write):
    """One story with a placeholder, an error, and a word of doubt, a warning."""
    write("letters/a.txt", "The bridge cost TK million, perhaps.")


def reported(done):
    return json.loads(done.out)["reports"]


def test_the_name_is_known_without_importing_what_reads_it():
    assert waived.WAIVERS == waivers_file.NAME


def test_a_waiver_sets_its_finding_apart_and_the_verdict_is_of_what_remains(compliance, write, letter):
    write(NAME, WAIVER)
    done = compliance("check", "letters", *NOW, "--format", "json")
    (report,) = reported(done)
    assert (done.code, done.err) == (1, "")
    assert report["verdict"] == "review"
    assert [finding["rule"] for finding in report["findings"]] == ["copy/doubt"]
    (waived,) = report["waived"]
    assert waived["rule"] == "copy/placeholder"
    assert waived["waiver"] == {
        "by": ["M. Ruiz"],
        "role": "letters desk",
        "reason": "printed as it came",
        "until": "2027-03-01",
        "place": f"{NAME}:1",
        "in_story": False,
    }
    assert "waiver" not in report["findings"][0]
    done = compliance("check", "letters", *NOW, "--ignore", "copy/doubt")
    assert (done.code, done.err) == (0, "")
    assert compliance("check", "letters", *NOW, "--ignore", "copy/doubt", "--no-waivers").code == 1


def test_it_lets_through_by_fingerprint_wherever_the_words_go(compliance, write, letter):
    (report,) = reported(compliance("check", "letters", "--format", "json"))
    fingerprint = next(f["fingerprint"] for f in report["findings"] if f["rule"] == "copy/placeholder")
    entry = WAIVER.replace('rule = "copy/placeholder"\npath = "letters/**"', f'fingerprint = "{fingerprint}"')
    write("house/w.toml", entry)
    write("elsewhere.txt", "Another line.\n\nThe bridge cost TK million, perhaps.")
    args = ("--waivers", "house/w.toml", "--ignore", "copy/doubt", *NOW)
    assert compliance("check", "letters", *args).code == 0
    write("letters/a.txt", "The tunnel cost TK million, perhaps.")
    done = compliance("check", "letters", *args)
    assert done.code == 1, "the words beside it changed"


@pytest.mark.parametrize(("day", "code"), [("2027-03-01", 0), ("2027-03-02", 1)])
def test_it_counts_to_its_last_day_and_then_fails_with_the_date(compliance, write, letter, day, code):
    write(NAME, WAIVER)
    done = compliance("check", "letters", "--now", day, "--ignore", "copy/doubt")
    assert done.code == code
    if code:
        assert f"{NAME}:1: this waiver ended on 1 March 2027: copy/placeholder · letters/** (M. Ruiz)" in done.err
        assert "the waiver of M. Ruiz ended on 1 March 2027" in " ".join(done.out.split())
        assert "HOLD" in done.out


def test_one_that_is_over_fails_below_the_gate_too_and_where_its_finding_is_gone(compliance, write, letter):
    write(NAME, WAIVER)
    late = ("--now", "2028-01-01")
    assert compliance("check", "letters", *late, "--gate", "never").code == 1
    write("letters/a.txt", "The bridge is open.")
    assert compliance("check", "letters/a.txt", *late).code == 1
    write("news.txt", "The bridge is open.")
    assert compliance("check", "news.txt", *late).code == 0, "it is of other files"


def test_one_of_nothing_is_named_and_fails_under_strict(compliance, write, letter):
    write("letters/a.txt", "The bridge is open.")
    write(NAME, WAIVER)
    done = compliance("check", "letters", *NOW)
    said = f"{NAME}:1: this waiver is of nothing that was found: copy/placeholder · letters/**\n"
    assert (done.code, done.err) == (0, said)
    assert compliance("check", "letters", *NOW, "--strict").code == 1
    done = compliance("check", "letters", *NOW, "--strict", "--select", "notes/*")
    assert (done.code, done.err) == (0, ""), "its rule did not run"
    write("news.txt", "The bridge is open.")
    assert compliance("check", "news.txt", *NOW, "--strict").err == "", "its files were not checked"


def test_of_two_that_fit_the_one_that_counts_lets_through_and_neither_is_of_nothing(compliance, write, letter):
    write(NAME, WAIVER.replace("2027", "2020") + WAIVER + WAIVER.replace("M. Ruiz", "L. Soto"))
    done = compliance("check", "letters", *NOW, "--ignore", "copy/doubt", "--format", "json")
    (report,) = reported(done)
    assert [finding["waiver"]["place"] for finding in report["waived"]] == [f"{NAME}:8"]
    assert done.code == 1, "the first is over"
    assert [line.partition(":")[2][:1] for line in done.err.splitlines()[:1]] == ["1"]
    assert "of nothing" not in done.err


def test_one_of_a_fingerprint_alone_is_judged_where_a_folder_is_searched(compliance, write, letter):
    write(NAME, WAIVER.replace('rule = "copy/placeholder"\npath = "letters/**"', 'fingerprint = "0123"'))
    assert compliance("check", "letters/a.txt", *NOW).err == ""
    assert "of nothing that was found: 0123" in compliance("check", "letters", *NOW).err


HOUSE = '[rules]\n"copy/placeholder" = {{ waivable = {} }}\n'


@pytest.mark.parametrize(
    ("waivable", "by", "code", "note"),
    [
        ("false", '"M. Ruiz"', 1, f"nobody may waive this rule, so {NAME}:1 does not count"),
        ("2", '"M. Ruiz"', 1, f"two different people must sign a waiver of this rule, and {NAME}:1 has only M. Ruiz"),
        ("2", '["M. Ruiz", "m.  ruiz"]', 1, "two different people must sign"),
        ("2", '["M. Ruiz", "L. Soto"]', 0, ""),
        ("true", '"M. Ruiz"', 0, ""),
    ],
)
def test_as_many_people_sign_as_the_rule_asks_for(compliance, write, letter, waivable, by, code, note):
    write("compliance.toml", HOUSE.format(waivable))
    write(NAME, WAIVER.replace('"M. Ruiz"', by))
    done = compliance("check", "letters", *NOW, "--ignore", "copy/doubt")
    assert done.code == code
    assert note in " ".join(done.out.split())
    assert done.err == "", "a waiver that is refused is not one of nothing"


def test_a_setting_for_some_paths_counts_there(compliance, write, letter):
    write(
        "compliance.toml",
        f'[[overrides]]\npaths = ["letters/**"]\n{HOUSE.format("false")}'.replace("[rules]", "[overrides.rules]"),
    )
    write(NAME, WAIVER.replace("letters/**", "**/*.txt"))
    write("news/b.txt", "The bridge cost TK million.")
    reports = reported(compliance("check", "letters", "news", *NOW, "--format", "json"))
    assert [bool(report["waived"]) for report in reports] == [False, True]


def test_an_old_name_and_a_variant_are_understood(compliance, write, letter):
    write(NAME, WAIVER.replace("copy/placeholder", "copy/tk"))
    assert compliance("check", "letters", *NOW, "--ignore", "copy/doubt").code == 0
    write(NAME, WAIVER.replace("copy/placeholder", "copy/placeholder:many"))
    assert compliance("check", "letters", *NOW, "--ignore", "copy/doubt").code == 1
    write("letters/a.txt", "TK and TK and TK.")
    assert compliance("check", "letters", *NOW, "--ignore", "copy/doubt").code == 0


def test_the_hosts_own_findings_stay_whatever_is_waived(compliance, write):
    write("letters/a.txt", "The bridge CRASH.")
    (report,) = reported(compliance("check", "letters", "--format", "json"))
    (finding,) = report["findings"]
    assert finding["rule"] == "compliance/rule-crashed"
    write(NAME, WAIVER.replace('rule = "copy/placeholder"', f'fingerprint = "{finding["fingerprint"]}"'))
    (report,) = reported(compliance("check", "letters", *NOW, "--format", "json"))
    assert (report["verdict"], report["waived"]) == ("hold", [])


@pytest.mark.parametrize(
    ("old", "new", "line", "said", "hint"),
    [
        ("copy/placeholder", "copy/placeholdr", 2, "there is no rule 'copy/placeholdr'", "'copy/placeholder'"),
        ("copy/placeholder", "copy/placeholder:mny", 2, "has no variant 'mny'", "'many'"),
        ("copy/placeholder", "compliance/rule-crashed", 2, "the host's own findings cannot be waived", "mend"),
        ('path = "letters/**"\n', "", 1, "a waiver needs a fingerprint, or a rule and a path", "--format json"),
        ('"M. Ruiz"', '""', 4, "a waiver needs a name", 'by = "M. Ruiz"'),
        ('"M. Ruiz"', "[7]", 4, "is no list of texts", "as in by"),
        ('by = "M. Ruiz"\n', "", 1, "a waiver needs a name", 'by = "M. Ruiz"'),
        ('"printed as it came"', '" "', 6, "a waiver needs a reason", "next year"),
        ('"letters/**"', '"/letters/**"', 3, "'/letters/**' leads out of this file's folder", "relative to it"),
        ('"letters/**"', '["a", "../b"]', 3, "'../b' leads out of this file's folder", "relative to it"),
        ("2027-03-01", '"soon"', 7, "'soon' is no day", "2027-03-01"),
        ("until = 2027-03-01\n", "", 1, "a waiver needs an end", "2027-03-01"),
        ("reason", "reasn", 6, "there is no such setting", "'reason'"),
        ("role = ", "role = 7 #", 5, "7 is no text", 'role = "…"'),
        ("[[waiver]]", "[[wavier]]", 1, "there is no such setting", "'waiver'"),
        ("[[waiver]]", "[waiver]", 1, "no array of tables", "two brackets"),
        ("2027-03-01", "2027-03-1", 7, "this is no TOML", "docs/waivers.md"),
    ],
)
def test_what_is_wrong_in_it_is_told_with_its_line_and_the_next_step(
    compliance, write, letter, old, new, line, said, hint
):
    write(NAME, WAIVER.replace(old, new))
    done = compliance("check", "letters", *NOW)
    assert done.code == 2
    assert f"{NAME}:{line}: " in done.err
    assert said in done.err
    assert hint in done.err.partition("next:")[2]
    assert done.out == ""


@pytest.mark.parametrize(
    "glob", ["letters/**", "./letters/a.txt", "**/a.txt", "a.txt", "*.txt", "l*/a.txt", "letters*", "[l]etters/?.txt"]
)
def test_a_path_is_a_glob_from_the_folder_of_the_file(compliance, write, letter, desk, glob, monkeypatch):
    write(NAME, WAIVER.replace("letters/**", glob))
    args = (*NOW, "--ignore", "copy/doubt", "--strict")
    assert compliance("check", "letters", *args).code == 0
    assert compliance("check", str(desk / "letters"), *args).code == 0
    monkeypatch.chdir(desk / "letters")
    assert compliance("check", "a.txt", *args).code == 0
    write(NAME, WAIVER.replace("letters/**", "letter/**"))
    assert compliance("check", "a.txt", *args).code == 1


def test_there_is_no_such_file(compliance, write, letter):
    done = compliance("check", "letters", "--waivers", "nowhere.toml")
    assert done.code == 2
    assert "nowhere.toml: the file cannot be read" in done.err


def test_the_baseline_does_not_record_what_is_waived_and_does_not_call_it_stale(compliance, write, letter, desk):
    compliance("baseline", "letters", "--no-waivers")
    write(NAME, WAIVER)
    done = compliance("check", "letters", *NOW, "--strict", "--format", "json")
    (report,) = reported(done)
    assert (done.code, done.err) == (0, "")
    assert [[f["rule"] for f in report[pile]] for pile in ("waived", "baseline")] == [
        ["copy/placeholder"],
        ["copy/doubt"],
    ]
    compliance("baseline", "letters", *NOW)
    recorded = json.loads((desk / "compliance-baseline.json").read_text(encoding="utf-8"))["findings"]
    assert [entry["rule"] for entry in recorded] == ["copy/doubt"]


def test_two_processes_say_the_same(compliance, write, letter):
    write(NAME, WAIVER)
    write("letters/b.txt", "TK")
    args = ("check", "letters", *NOW, "--format", "json")
    assert compliance(*args).out == compliance(*args, "--jobs", "2").out


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "format_", ["text", "markdown", "html", "json", "jsonl", "sarif", "junit", "gitlab", "rdjson", "github"]
)
def test_every_format_shows_what_was_waived_by_whom_and_why(compliance, write, letter, format_, language):
    write(NAME, WAIVER)
    done = compliance("check", "letters", *NOW, "--ignore", "copy/doubt", "--format", format_, "--lang", language)
    said = " ".join(done.out.split())
    assert done.code == 0
    for words in ("M. Ruiz", "letters desk", "printed as it came", "copy/placeholder"):
        assert words in said
    if not format_.startswith("json"):
        assert {"en": "until 1 March 2027", "es": "hasta el 1 de marzo de 2027"}[language] in said


def test_the_summary_says_by_whom_and_until_when(compliance, write, letter):
    write(NAME, WAIVER)
    write("letters/b.txt", "TK here, and here TK.")
    out = compliance("check", "letters", *NOW).out
    assert "1 waived by M. Ruiz until 1 March 2027" in out
    assert "2 waived by M. Ruiz until 1 March 2027" in out
    assert "2 stories, 4 rules: 1 to review, 1 to publish, 3 waived" in out
    page = compliance("check", "letters", *NOW, "--format", "html").out
    assert '<p class="tally">1 to review, 1 to publish, 3 waived</p>' in page
    other = WAIVER.replace("letters/**", "letters/b.txt").replace("M. Ruiz", "L. Soto").replace("2027", "2028")
    write(NAME, other + WAIVER.replace("letters/**", "letters/a.txt") + other.replace("placeholder", "doubt"))
    out = compliance("check", "letters/b.txt", *NOW).out
    assert "2 waived by L. Soto until 1 March 2028" in out


SIGNED = ("--by", "M. Ruiz", "--reason", 'it "came" so', "--until", "2030-01-01")


def test_waive_writes_an_entry_behind_the_others_and_keeps_every_byte(compliance, write, letter, desk):
    before = "\ufeff# ours, and why\r\n" + WAIVER.replace("placeholder", "doubt").replace("\n", "\r\n")
    path = write(NAME, before.rstrip().encode() + b"  # for a while")
    done = compliance("waive", "letters/a.txt:1:17", *SIGNED, "--role", "night desk")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"waived, in {NAME}:10: copy/placeholder · letters/a.txt · ")
    after = path.read_bytes()
    assert after.startswith(before.rstrip().encode() + b"  # for a while\r\n\r\n[[waiver]]\r\nfingerprint = ")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert compliance("check", "letters", *NOW).code == 0
    done = compliance("waive", "letters/a.txt:1:17", *SIGNED)
    assert done.code == 2
    assert f"{NAME}:10: there is an entry for this finding" in done.err
    assert path.read_bytes() == after


def test_waive_makes_the_file_beside_the_configuration(compliance, write, letter, desk, monkeypatch):
    write("compliance.toml", "")
    monkeypatch.chdir(desk / "letters")
    (report,) = reported(compliance("check", "a.txt", "--format", "json"))
    for finding in report["findings"]:
        assert compliance("waive", finding["fingerprint"], *SIGNED, "--by", "L. Soto").code == 0
    assert (desk / NAME).is_file()
    assert compliance("check", "a.txt", *NOW).code == 0
    assert compliance("check", "a.txt", "--now", "2031-01-01").code == 1


@pytest.mark.parametrize(
    ("arguments", "said", "hint"),
    [
        (("letters/a.txt:1:18", *SIGNED), "letters/a.txt:1:18: nothing was found at this place", "check letters/a.txt"),
        (("letters/a.txt", *SIGNED), "letters/a.txt is no place of a finding", "letters/ferry.md:3:51"),
        (("letters/b.txt:1:1", *SIGNED), "letters/b.txt", ""),
        (("0123", *SIGNED[:4], "--until", "soon"), "--until soon is no day", "2027-03-01"),
        (("0123", "--by", " ", *SIGNED[2:]), "a waiver needs a name", ""),
        (("0123", *SIGNED, "--rule", "copy/placeholdr"), "there is no rule 'copy/placeholdr'", "copy/placeholder"),
        (("letters/a.txt:1:17", *SIGNED, "--rule", "copy/doubt"), "nothing was found at this place", ""),
        (("0123", *SIGNED[2:]), "--by", ""),
    ],
)
def test_waive_refuses_what_would_let_nothing_through(compliance, letter, desk, arguments, said, hint):
    done = compliance("waive", *arguments)
    assert done.code == 2
    assert said in done.err
    assert hint in done.err
    assert not (desk / NAME).exists()


@pytest.mark.parametrize(
    ("waivable", "said"), [("2", "two different people must sign a waiver of"), ("false", "nobody may waive")]
)
def test_waive_asks_for_as_many_people_as_the_rule_does(compliance, write, letter, waivable, said):
    write("compliance.toml", HOUSE.format(waivable))
    done = compliance("waive", "letters/a.txt:1:17", *SIGNED)
    assert done.code == 2
    assert f"{said} copy/placeholder" in done.err
    assert compliance("waive", "letters/a.txt:1:17", *SIGNED, "--by", "L. Soto").code == (0 if waivable == "2" else 2)


def test_waive_at_a_place_with_a_star_in_its_name(compliance, write):
    write("[a]*.txt", "The bridge cost TK million.")
    assert compliance("waive", "[a]*.txt:1:17", *SIGNED).code == 0
    assert compliance("check", "[a]*.txt", *NOW).code == 0


@pytest.mark.parametrize("name", ["letters/a.txt", "letters/[draft] a*?.txt"])
def test_an_entry_for_one_finding_follows_a_moved_file(compliance, write, desk, name):
    write(name, "The bridge cost TK million.")
    assert compliance("waive", f"{name}:1:17", *SIGNED).code == 0
    (desk / name).rename(desk / "letters" / "moved.txt")
    done = compliance("check", "letters", *NOW, "--strict")
    assert (done.code, done.err) == (0, "")
    assert "1 waived by M. Ruiz" in done.out


def test_a_copy_is_not_waived_with_the_file_that_is_still_there(compliance, write):
    write("letters/a.txt", "The bridge cost TK million.")
    compliance("waive", "letters/a.txt:1:17", *SIGNED)
    write("letters/copy.txt", "The bridge cost TK million.")
    done = compliance("check", "letters", *NOW, "--format", "json", "--no-cache")
    assert [(len(one["findings"]), len(one["waived"])) for one in reported(done)] == [(0, 1), (1, 0)]


def test_an_entry_for_a_rule_or_for_several_files_does_not_follow(compliance, write, desk):
    write("letters/a.txt", "The bridge cost TK million.")
    write(NAME, WAIVER.replace('"letters/**"', '"letters/a.txt"'))
    (desk / "letters/a.txt").rename(desk / "letters" / "moved.txt")
    assert compliance("check", "letters", *NOW).code == 1
    report = reported(compliance("check", "letters", "--no-waivers", "--format", "json"))
    told = f'fingerprint = "{report[0]["findings"][0]["fingerprint"]}"'
    for glob, code in (("old/**", 1), ("old/[a].txt", 1), ("old/a.txt", 0)):
        write(NAME, WAIVER.replace('rule = "copy/placeholder"', told).replace("letters/**", glob))
        assert compliance("check", "letters", *NOW).code == code
