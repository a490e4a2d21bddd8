"""The baseline: what was there on the day it was written fails nobody, and what is new does."""

import json

import pytest

from compliance import baseline
from compliance.cli import searching

NAME = "compliance-baseline.json"


def entries(desk):
    return json.loads((desk / NAME).read_text(encoding="utf-8"))["findings"]


@pytest.fixture
def recorded(compliance, write, desk):
    """Two stories with what they have in the baseline."""
    write("news/a.txt", "The bridge cost TK million, perhaps.")
    write("news/b.txt", "It is perhaps well.")
    done = compliance("baseline", "news")
    told = f"findings recorded: 3, in stories: 2, in {NAME}\n  next: commit it; `compliance check news` then fails"
    assert done.code == 0
    assert done.out.startswith(told)
    return desk


def test_it_is_sorted_an_entry_a_line_and_the_same_each_time(compliance, recorded):
    before = (recorded / NAME).read_bytes()
    lines = before.decode().splitlines()
    assert [json.loads(line.rstrip(","))["rule"] for line in lines[1:-1]] == [
        "copy/doubt",
        "copy/placeholder",
        "copy/doubt",
    ]
    assert entries(recorded)[1]["path"] == "news/a.txt"
    assert entries(recorded)[1]["matched"] == "TK"
    assert compliance("baseline", "news/b.txt", "news/a.txt").code == 0
    assert (recorded / NAME).read_bytes() == before


def test_what_is_known_does_not_fail_and_what_is_new_does(compliance, recorded, write):
    done = compliance("check", "news")
    assert (done.code, done.err) == (0, "")
    assert "2 in the baseline" in done.out
    assert compliance("check", "news", "--no-baseline").code == 1
    write("news/b.txt", "It is TK, and it may, perhaps, be so. And then: It is perhaps well.")
    done = compliance("check", "news", "--format", "json")
    reports = {report["file"]: report for report in json.loads(done.out)["reports"]}
    assert done.code == 1
    assert [finding["rule"] for finding in reports["news/b.txt"]["findings"]] == ["copy/placeholder", "copy/doubt"]
    assert reports["news/a.txt"]["verdict"] == "publish"
    assert [finding["rule"] for finding in reports["news/a.txt"]["baseline"]] == ["copy/placeholder", "copy/doubt"]


def test_lines_above_change_nothing_and_the_same_words_twice_are_told_apart(compliance, recorded, write):
    write("news/b.txt", "It was another line.\nMore.\nIt is perhaps well.")
    assert compliance("check", "news/b.txt").code == 0
    write("news/c.txt", "It is perhaps well. x It is perhaps well.")
    compliance("baseline", "news/c.txt")
    write("news/c.txt", "It is perhaps well. x It is perhaps well. x It is perhaps well.")
    done = compliance("check", "news/c.txt", "--format", "json")
    report = json.loads(done.out)["reports"][0]
    assert len(report["findings"]) + len(report["baseline"]) == 3
    assert report["findings"], "a third is new"


def test_a_file_that_moved_is_known_by_its_fingerprint(compliance, recorded):
    (recorded / "news/a.txt").rename(recorded / "news/moved.txt")
    done = compliance("check", "news", "--strict")
    assert (done.code, done.err) == (0, "")
    assert compliance("check", "news", "--prune").err == f"entries taken out of {NAME}: 0\n"
    assert {entry["path"] for entry in entries(recorded)} == {"news/moved.txt", "news/b.txt"}


def test_a_copy_is_new_while_the_first_is_there(compliance, recorded, write):
    write("news/copy.txt", "It is perhaps well.")
    assert compliance("check", "news").code == 1


def test_stale_entries_are_named_fail_under_strict_and_can_be_pruned(compliance, recorded, write):
    write("news/b.txt", "It is well.")
    done = compliance("check", "news")
    assert done.code == 0
    assert done.err.splitlines() == [
        "stale in the baseline: news/b.txt: copy/doubt “perhaps” is no longer found",
        "--prune takes stale entries out of the baseline",
    ]
    assert compliance("check", "news", "--strict").code == 1
    done = compliance("check", "news", "--strict", "--prune")
    assert (done.code, done.err) == (0, f"entries taken out of {NAME}: 1\n")
    assert [entry["path"] for entry in entries(recorded)] == ["news/a.txt", "news/a.txt"]


def test_what_was_not_looked_at_is_not_stale(compliance, recorded, write):
    write("news/b.txt", "It is well.")
    (recorded / "news/a.txt").rename(recorded / "elsewhere.txt")
    assert compliance("check", "elsewhere.txt", "--strict").code == 0, "b.txt was not checked"
    done = compliance("check", "news/b.txt", "--strict", "--select", "notes/*")
    assert (done.code, done.err) == (0, ""), "the rule did not run"
    assert compliance("check", "news", "--strict").err.count("stale") == 4, "the folder was searched"


def test_a_file_that_cannot_be_read_keeps_its_entries(compliance, recorded, write):
    write("news/b.txt", b"\x00")
    assert compliance("check", "news", "--prune").code == 2
    assert len(entries(recorded)) == 3
    assert compliance("baseline", "news").code == 2
    assert len(entries(recorded)) == 3


def test_it_is_found_from_a_folder_below_and_stands_beside_the_configuration(compliance, write, desk, monkeypatch):
    write("compliance.toml", 'gate = "warning"\n')
    write("news/a.txt", "It is perhaps well.")
    monkeypatch.chdir(desk / "news")
    assert compliance("baseline", "a.txt").code == 0
    assert [entry["path"] for entry in entries(desk)] == ["news/a.txt"]
    assert compliance("check", "a.txt").code == 0
    assert compliance("check", "a.txt", "--gate", "note").code == 0


def test_the_hosts_own_findings_cannot_be_in_it(compliance, write, desk):
    write("a.txt", "CRASH and perhaps.")
    done = compliance("baseline", "a.txt")
    assert [entry["rule"] for entry in entries(desk)] == ["copy/doubt"]
    assert "not recorded: 1" in done.err
    assert compliance("check", "a.txt").code == 1
    (desk / NAME).write_text((desk / NAME).read_text().replace("copy/doubt", "compliance/rule-crashed"))
    done = compliance("check", "a.txt")
    assert done.code == 2
    assert "findings[0]: the host's own findings cannot be in a baseline" in done.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "this is no JSON"),
        ('{"version": 1,\n<<<<<<< HEAD\n', f"{NAME}:2:1: this is no JSON"),
        (b"\xff", "this is no JSON"),
        ("[]", "this is no baseline"),
        ('{"version": 2, "findings": []}', "the baseline is of version 2"),
        ('{"version": 1, "findings": [{"path": "a.txt"}]}', "findings[0]: an entry needs"),
    ],
)
def test_a_baseline_that_is_none_is_refused_with_its_place(compliance, write, content, said):
    write(NAME, content)
    write("a.txt", "All is well.")
    done = compliance("check", "a.txt")
    assert done.code == 2
    assert said in done.err
    assert "next:" in done.err
    assert compliance("check", "a.txt", "--no-baseline").code == 0


def test_there_must_be_one_to_name_or_to_prune(compliance, write):
    write("a.txt", "All is well.")
    assert "there is no such baseline" in compliance("check", "a.txt", "--baseline", "other.json").err
    assert "there is no baseline to prune" in compliance("check", "a.txt", "--prune").err
    assert compliance("check", "a.txt", "--strict").code == 0


def test_a_named_baseline_is_written_and_read(compliance, write, desk):
    write("a.txt", "It is perhaps well.")
    assert compliance("baseline", "a.txt", "--baseline", "old.json").code == 0
    assert not (desk / NAME).exists()
    assert compliance("check", "a.txt").code == 1
    assert compliance("check", "a.txt", "--baseline", "old.json", "--jobs", "2").code == 0


def test_sarif_tells_what_is_new(compliance, recorded, write):
    write("news/b.txt", "It is perhaps well, TK.")
    results = json.loads(compliance("check", "news", "--format", "sarif").out)["runs"][0]["results"]
    states = {(one["ruleId"], one["baselineState"], bool(one.get("suppressions"))) for one in results}
    assert ("copy/placeholder", "new", False) in states
    assert ("copy/placeholder", "unchanged", True) in states


def test_it_speaks_spanish(compliance, recorded, write):
    write("news/b.txt", "It is well.")
    done = compliance("check", "news", "--lang", "es")
    assert "caducada en la línea base: news/b.txt: copy/doubt «perhaps» ya no aparece" in done.err
    assert "2 en la línea base" in done.out


def test_it_is_no_story_of_the_folder_that_it_stands_in(compliance, recorded):
    assert NAME == baseline.NAME == searching.BASELINE
    done = compliance("check", ".", "--strict")
    assert (done.code, done.err) == (0, "")
