import io
import json
import sys

import pytest


def verdicts(done):
    return {report["file"]: report["verdict"] for report in json.loads(done.out)["reports"]}


def test_the_exit_code_says_the_verdict(compliance, write):
    write("good.txt", "All is well on the bridge.")
    write("doubtful.txt", "It is perhaps well.")
    write("bad.txt", "The bridge cost TK million.")
    assert compliance("check", "good.txt").code == 0
    assert compliance("check", "doubtful.txt").code == 1
    assert compliance("check", "bad.txt").code == 1
    done = compliance("check", "good.txt", "doubtful.txt", "bad.txt", "--format", "json")
    assert done.code == 1
    assert verdicts(done) == {"good.txt": "publish", "doubtful.txt": "review", "bad.txt": "hold"}


def test_what_could_not_be_read_wins_and_stops_nobody(compliance, write):
    write("bad.txt", "The bridge cost TK million.")
    write("picture.txt", b"\x89PNG\x00\x00")
    done = compliance("check", "picture.txt", "nowhere.txt", "bad.txt")
    assert done.code == 2
    assert "NOT CHECKED  picture.txt" in done.out
    assert "NOT CHECKED  nowhere.txt" in done.out
    assert "“TK” was left in" in done.out
    assert "1 story, 4 rules: 1 to hold, 2 not checked" in done.out
    json_done = compliance("check", "picture.txt", "bad.txt", "--format", "json")
    assert json_done.code == 2
    assert [error["file"] for error in json.loads(json_done.out)["errors"]] == ["picture.txt"]
    assert "not checked: picture.txt" in json_done.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x00\x01\x02", "binary"),
        ("a story".encode("utf-16-le"), "binary"),
        ("caf\u00e9 con leche, se\u00f1or ".encode() * 20 + b"\xff\xfe\xfa", "UTF-8"),
    ],
)
def test_a_file_that_is_no_story_is_named_with_the_next_step(compliance, write, content, said):
    write("odd.txt", content)
    done = compliance("check", "odd.txt")
    assert done.code == 2
    assert said in done.out
    assert "next:" in done.out
    assert "NOTHING CHECKED" in done.out
    assert "Traceback" not in done.out + done.err


def test_a_missing_file_is_answered_with_the_near_one(compliance, write):
    write("naval-visit.txt", "Text.")
    assert "did you mean 'naval-visit.txt'?" in compliance("check", "naval-vist.txt").out


def test_folders_are_searched_in_order_and_globs_expanded(compliance, write):
    for name in ("news/b.txt", "news/a.md", "news/deep/c.txt", "news/picture.png", "news/.hidden/x.txt", "other.txt"):
        write(name, "Text.")
    assert list(verdicts(compliance("check", "news", "--format", "json"))) == [
        "news/a.md",
        "news/b.txt",
        "news/deep/c.txt",
    ]
    found = compliance("check", "news/**/*.txt", "news/b.txt", "--format", "json")
    assert list(verdicts(found)) == ["news/b.txt", "news/deep/c.txt"]


def test_a_folder_without_stories_and_a_glob_without_files(compliance, desk):
    (desk / "empty").mkdir()
    for argument, said in (("empty", "no story in this folder"), ("*.txt", "no file fits")):
        done = compliance("check", argument)
        assert done.code == 2
        assert said in done.out


def test_exclude_is_relative_to_the_configuration(compliance, write):
    write("compliance.toml", 'exclude = ["archive/", "*.md"]')
    for name in ("news/archive.txt", "archive/old.txt", "news/a.md"):
        write(name, "Text.")
    assert list(verdicts(compliance("check", ".", "--format", "json"))) == ["./news/archive.txt"]


def test_standard_input(compliance, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"# Title\n\nIt cost TK.")))
    done = compliance("check", "-", "--as", "markdown", "--format", "json")
    assert verdicts(done) == {"<stdin>": "hold"}
    assert json.loads(done.out)["reports"][0]["findings"][0]["line"] == 3


def test_an_unknown_format_of_story_is_answered_with_the_near_one(compliance, write):
    write("a.txt", "Text.")
    assert "did you mean 'markdown'?" in compliance("check", "a.txt", "--as", "markdwn").out


def test_without_arguments_it_says_how(compliance):
    done = compliance("check")
    assert done.code == 2
    assert "compliance check story.txt" in done.err


def test_select_ignore_and_gate(compliance, write):
    write("a.txt", "TK! It is perhaps so.")
    assert compliance("check", "a.txt", "--select", "notes/*").code == 0
    assert compliance("check", "a.txt", "--ignore", "copy/placeholder").code == 1
    assert compliance("check", "a.txt", "--ignore", "copy/placeholder,copy/doubt").code == 0
    assert compliance("check", "a.txt", "--select", "notes/*", "--gate", "note").code == 1
    assert compliance("check", "a.txt", "--gate", "never").code == 0
    assert "did you mean 'copy/doubt'" in compliance("check", "a.txt", "--select", "copy/dout").err
    assert compliance("check", "a.txt", "--ignore", "*").code == 2
    assert compliance("check", "a.txt", "--gate", "severe").code == 2


def test_a_crash_of_a_rule_is_a_finding_that_no_gate_lets_through(compliance, write):
    write("a.txt", "CRASH")
    done = compliance("check", "a.txt", "--gate", "never")
    assert done.code == 1
    assert "notes/crash of invented-rules 1.0 could not do its work" in done.out
    assert "HOLD" in done.out


def test_messages_in_the_editors_language(compliance, write):
    write("a.txt", "TK")
    assert "Ha quedado «TK»" in compliance("check", "a.txt", "--lang", "es").out


def test_an_unknown_language_is_refused(compliance, write):
    write("a.txt", "TK")
    done = compliance("check", "a.txt", "--lang", "xx")
    assert done.code == 2
    assert "en, es" in done.err


@pytest.mark.parametrize("format_", ["text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson"])
def test_processes_change_nothing(compliance, write, format_):
    for number in range(40):
        write(f"news/{number:02}.txt", "TK " * (number % 3) + "Text that is perhaps fine.")
    write("news/broken.txt", b"\x00")
    one = compliance("check", "news", "--format", format_)
    two = compliance("check", "news", "--format", format_, "--jobs", "3")
    assert one == two
    assert one.code == 2


def test_output_goes_to_a_file_without_colour(compliance, write, desk):
    write("a.txt", "TK")
    done = compliance("check", "a.txt", "--output", "found.txt")
    assert (done.code, done.out) == (1, "")
    assert "“TK” was left in" in (desk / "found.txt").read_text(encoding="utf-8")
    assert compliance("check", "a.txt", "--output", "no/such/folder.txt").code == 2


def test_colour_only_where_it_is_wanted(compliance, write, monkeypatch):
    write("a.txt", "TK")
    assert "\x1b[" not in compliance("check", "a.txt").out
    assert "\x1b[" in compliance("check", "a.txt", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in compliance("check", "a.txt").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in compliance("check", "a.txt").out


def test_the_width_follows_the_terminal(compliance, write, monkeypatch):
    write("a.txt", "TK " + "word " * 60)
    monkeypatch.setenv("COLUMNS", "50")
    assert max(map(len, compliance("check", "a.txt").out.splitlines())) <= 50


def test_a_moment_that_is_none(compliance, write):
    write("a.txt", "Text.")
    assert compliance("check", "a.txt", "--now", "2023-04-18T09:30:00+02:00").code == 0
    done = compliance("check", "a.txt", "--now", "yesterday")
    assert done.code == 2
    assert "2023-04-18" in done.err


@pytest.mark.parametrize(("jobs", "code"), [("0", 2), ("many", 2), ("auto", 0), ("2", 0)])
def test_jobs_is_a_number_or_auto(compliance, write, jobs, code):
    write("a.txt", "Text.")
    assert compliance("check", "a.txt", "--jobs", jobs).code == code


def test_an_unknown_output_format_is_answered_with_the_near_one(compliance, write):
    write("a.txt", "Text.")
    done = compliance("check", "a.txt", "--format", "serif")
    assert done.code == 2
    assert "did you mean 'sarif'?" in done.err


def test_a_command_that_does_not_exist(compliance, write):
    write("story.txt", "Text.")
    assert "did you mean 'check'?" in compliance("chekc", "story.txt").err
    assert "compliance check story.txt" in compliance("story.txt").err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_profiling_says_what_each_rule_and_analysis_took(compliance, write, jobs):
    for name in ("one.txt", "two.txt", "three.txt"):
        write(name, "The bridge cost TK million.")
    done = compliance("check", ".", "--profile-rules", "--format", "json", "--jobs", jobs)
    rules = done.err.partition("analysis ")[0]
    (row,) = [line.split() for line in rules.splitlines() if line.startswith("copy/placeholder ")]
    assert row[1] == "3", "stories it ran on"
    assert row[-1].removeprefix("./") in {"one.txt", "two.txt", "three.txt"}
    shares = [float(cell[:-1]) for line in done.err.splitlines() for cell in line.split() if cell.endswith("%")]
    assert sum(shares) == pytest.approx(100, abs=3)
    assert "timings" not in done.out
