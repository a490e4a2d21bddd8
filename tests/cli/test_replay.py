"""A replay: which stories change their verdict under other rules, why, and how often each rule speaks."""

from __future__ import annotations

import json
import tracemalloc

import jsonschema
import pytest

CLEAN = "The council said on Monday that there was nothing at all to be told of the baths."
DRAFT = "The council said on Monday that TK of them would be closed in the spring."
DOUBT = "The council said on Monday that it is so, perhaps, and that it will be told in the spring."


@pytest.fixture
def stories(write, desk):
    (desk / "stories").mkdir()
    write("stories/clean.txt", CLEAN)
    write("stories/draft.txt", DRAFT)
    write("stories/doubt.txt", DOUBT)
    return "stories"


def replayed(compliance, *arguments):
    done = compliance("replay", *arguments, "--format", "json")
    assert "Traceback" not in done.err
    return done.code, json.loads(done.out)


def moves(found):
    return {(one["file"], one["before"], one["after"]) for one in found["changes"]}


def test_a_rule_that_is_switched_off_lets_its_story_go(compliance, write, stories):
    write("new.toml", '[rules]\n"copy/placeholder" = "off"\n')
    code, found = replayed(compliance, "--rules", "new.toml", "--against", ".", stories)
    assert code == 1
    jsonschema.validate(found, json.loads(compliance("schema", "replay").out))
    assert moves(found) == {("stories/draft.txt", "hold", "publish")}
    (change,) = found["changes"]
    assert [one["rule"] for one in change["removed"]] == ["copy/placeholder"]
    assert change["added"] == []
    summary = found["summary"]
    assert (summary["stories"], summary["changed"], summary["errors"]) == (3, 1, [])
    row = next(one for one in summary["rules"] if one["rule"] == "copy/placeholder")
    assert (row["before"], row["after"], row["new"], row["gone"]) == (1, 0, 0, 1)
    assert row["samples_gone"][0]["file"] == "stories/draft.txt"
    assert row["samples_gone"][0]["finding"]["matched"] == "TK"


def test_the_other_way_round(compliance, write, stories):
    write("old.toml", '[rules]\n"copy/placeholder" = "off"\n')
    code, found = replayed(compliance, "--against", "old.toml", stories)
    assert (code, moves(found)) == (1, {("stories/draft.txt", "publish", "hold")})
    assert [one["rule"] for one in found["changes"][0]["added"]] == ["copy/placeholder"]


def test_nothing_changes(compliance, write, stories):
    write("same.toml", 'gate = "warning"\n[rules]\n"notes/shout" = "off"\n')
    code, found = replayed(compliance, "--rules", "same.toml", stories)
    assert (code, found["changes"], found["summary"]["changed"]) == (0, [], 0)
    assert {(one["before"], one["after"], one["stories"]) for one in found["summary"]["verdicts"]} == {
        ("hold", "hold", 1),
        ("review", "review", 1),
        ("publish", "publish", 1),
    }
    done = compliance("replay", "--rules", "same.toml", stories)
    assert "0 of 3 stories change their verdict" in done.out


def test_a_kind_that_changes_is_told_on_both_sides(compliance, write, stories):
    write("new.toml", '[rules]\n"copy/doubt" = { severity = "warning", kind = "fail" }\n')
    _, found = replayed(compliance, "--rules", "new.toml", stories)
    (change,) = found["changes"]
    assert (change["before"], change["after"]) == ("review", "hold")
    assert [one["kind"] for one in (*change["removed"], *change["added"])] == ["review", "fail"]
    assert not any(row["new"] or row["gone"] for row in found["summary"]["rules"])


def test_a_rule_on_trial_and_a_gate(compliance, write, stories):
    write("trial.toml", 'observe = ["copy/placeholder"]\n')
    write("gate.toml", 'gate = "error"\n')
    assert moves(replayed(compliance, "--rules", "trial.toml", stories)[1]) == {
        ("stories/draft.txt", "hold", "publish")
    }
    assert moves(replayed(compliance, "--rules", "gate.toml", stories)[1]) == {
        ("stories/doubt.txt", "review", "publish")
    }


def test_a_profile_and_a_folder_with_a_configuration(compliance, write, stories, desk):
    write("stories/loud.txt", "Ho!")
    code, found = replayed(compliance, "--rules", "strict", stories)
    assert (code, moves(found)) == (1, {("stories/loud.txt", "publish", "hold")})
    (desk / "other").mkdir()
    write("other/compliance.toml", 'ignore = ["copy/*"]\n')
    assert len(replayed(compliance, "--rules", "other", stories)[1]["changes"]) == 2


PACK = """\
pack: house
title: House
language: en
rules:
  - id: plain
    check: term
    message: {{en: "not “{{matched}}”"}}
    reason: We say it otherwise.
    severity: warning
    terms: [{words}]
    bad: ["It is {word} here."]
    good: ["It is so."]
"""


def pack(desk, folder, *words):
    (desk / folder).mkdir(parents=True, exist_ok=True)
    written = PACK.format(words=", ".join(words), word=words[0])
    (desk / folder / "pack.yaml").write_text(written, encoding="utf-8")


@pytest.mark.parametrize("named", ["new/house/pack.yaml", "new/house"])
def test_a_changed_pack_stands_in_the_place_of_the_one_that_is_on(compliance, write, stories, desk, named):
    pack(desk, "house", "nothing")
    pack(desk, "new/house", "perhaps", "nothing")
    write("compliance.toml", 'packs = ["./house"]\n')
    code, found = replayed(compliance, "--rules", named, "--against", ".", stories)
    assert (code, found["changes"]) == (0, [])
    row = next(one for one in found["summary"]["rules"] if one["rule"] == "house/plain")
    assert (row["before"], row["after"], row["new"], row["gone"]) == (1, 2, 1, 0)


def test_two_states_of_a_pack_that_is_not_on(compliance, write, stories, desk):
    pack(desk, "old/house", "nowhere")
    pack(desk, "new/house", "nothing")
    code, found = replayed(compliance, "--rules", "new/house/pack.yaml", "--against", "old/house/pack.yaml", stories)
    assert (code, moves(found)) == (1, {("stories/clean.txt", "publish", "review")})


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_a_report_of_before_stands_for_the_old_rules(compliance, write, stories, format_):
    compliance("check", stories, "--format", format_, "--output", f"report.{format_}")
    assert replayed(compliance, "--against", f"report.{format_}", stories)[0] == 0
    write("compliance.toml", '[rules]\n"copy/placeholder" = "off"\n')
    code, found = replayed(compliance, "--against", f"report.{format_}", f"./{stories}")
    assert code == 1
    (change,) = found["changes"]
    assert (change["before"], change["after"], change["removed"][0]["message"]) == (
        "hold",
        "publish",
        "“TK” was left in",
    )


def test_a_report_of_an_older_version_with_less_in_it(compliance, write, stories):
    finding = {"rule": "copy/gone", "fingerprint": "0" * 24}
    report = {"file": "stories/clean.txt", "verdict": "hold", "findings": [finding]}
    write("old.jsonl", json.dumps({"report": report}))
    code, found = replayed(compliance, "--against", "old.jsonl", stories)
    assert (code, moves(found)) == (1, {("stories/clean.txt", "hold", "publish")})
    assert found["changes"][0]["removed"][0]["rule"] == "copy/gone"
    assert found["summary"]["unmatched"] == 2


def test_what_was_let_through_in_the_report_stays_so(compliance, stories, desk):
    compliance("baseline", stories)
    compliance("check", stories, "--format", "jsonl", "--output", "report.jsonl")
    (desk / "compliance-baseline.json").unlink()
    code, found = replayed(compliance, "--against", "report.jsonl", stories)
    assert (code, found["changes"]) == (0, [])


def test_the_baseline_holds_for_both(compliance, write, stories):
    compliance("baseline", stories)
    write("new.toml", '[rules]\n"copy/placeholder" = "off"\n')
    assert replayed(compliance, "--rules", "new.toml", stories)[0] == 0
    assert replayed(compliance, "--rules", "new.toml", "--no-baseline", stories)[0] == 1


def test_text_for_people(compliance, write, stories):
    write("new.toml", '[rules]\n"copy/placeholder" = "off"\n')
    done = compliance("replay", "--rules", "new.toml", stories)
    assert "stories/draft.txt  HOLD → PUBLISH" in done.out
    assert "  - error: “TK” was left in" in done.out
    assert "1 of 3 stories changes its verdict: 1 HOLD → PUBLISH" in done.out
    assert "1 rule speaks as before" in done.out
    assert (
        "1 de 3 noticias cambia de veredicto"
        in compliance("replay", "--rules", "new.toml", stories, "--lang", "es").out
    )


def test_markdown_and_html(compliance, write, stories):
    write("stories/draft.txt", "A TK here, <b>not</b> @nobody.")
    write("new.toml", '[rules]\n"copy/placeholder" = "off"\n"copy/doubt" = "error"\n')
    comment = compliance("replay", "--rules", "new.toml", stories, "--format", "markdown").out
    assert comment.startswith("### 1 of 3 stories changes its verdict: 1 HOLD → PUBLISH\n")
    assert "| `copy/placeholder` | 1 | 0 | 0 | 1 |" in comment
    assert "- ➖ `copy/placeholder` stories/draft.txt:1  “TK”" in comment
    page = compliance("replay", "--rules", "new.toml", stories, "--format", "html").out
    assert page.startswith("<!doctype html>")
    assert "stories/draft.txt" in page
    assert "<script" not in page


def test_a_file_is_written_whole(compliance, write, stories, desk):
    write("new.toml", '[rules]\n"copy/placeholder" = "off"\n')
    assert compliance("replay", "--rules", "new.toml", stories, "--output", "out.txt").code == 1
    assert "draft.txt" in (desk / "out.txt").read_text(encoding="utf-8")


def test_the_same_whatever_the_number_of_processes(compliance, write, stories):
    for n in range(70):
        write(f"stories/more{n}.txt", f"A {'TK' if n % 3 else 'pier'} here, number {n}.")
    write("new.toml", '[rules]\n"copy/placeholder" = "off"\n')
    asked = ("--rules", "new.toml", stories)
    alone = replayed(compliance, *asked, "--jobs", "1")
    assert alone[1]["summary"]["stories"] == 73
    assert replayed(compliance, *asked, "--jobs", "2") == replayed(compliance, *asked) == alone


def test_the_same_bytes_whatever_the_order(compliance, write, stories):
    for n in range(9):
        write(f"stories/more{n}.txt", f"A TK here, number {n}.")
    write("new.toml", '[rules]\n"copy/placeholder" = "off"\n')
    names = [f"stories/more{n}.txt" for n in range(9)]
    one = replayed(compliance, "--rules", "new.toml", *names)[1]["summary"]
    other = replayed(compliance, "--rules", "new.toml", *reversed(names))[1]["summary"]
    assert one == other
    assert len(one["rules"][0]["samples_gone"]) == 3


@pytest.mark.parametrize(
    ("arguments", "said", "hint"),
    [
        (("stories",), "held against themselves", "--against the old ones"),
        (("--rules", "new.toml"), "no story was named", "articles/"),
        (("--rules", "gone.toml", "stories"), "gone.toml: there is no such configuration file", "compliance init"),
        (("--rules", "stict", "stories"), "there is no file, profile or pack 'stict'", "did you mean 'strict'?"),
        (("--rules", "stories/clean.txt", "stories"), "stories/clean.txt: these are no rules", "a pack.yaml"),
        (("--rules", "report.jsonl", "stories"), "a report holds no rules", "--against report.jsonl"),
        (("--against", "gone.jsonl", "stories"), "gone.jsonl: the report cannot be read", "--format jsonl"),
        (("--against", "other.jsonl", "stories"), "other.jsonl: no story of the report", "from the same folder"),
        (("--against", "broken.toml", "stories"), "broken.toml:1", "docs/configuration.md"),
        (("--rules", "empty", "stories"), "empty", "pack.yaml"),
    ],
)
def test_a_slip_is_answered_with_the_next_step(compliance, write, stories, desk, arguments, said, hint):
    (desk / "empty").mkdir()
    write("new.toml", 'gate = "error"\n')
    write("broken.toml", "gate = [\n")
    write("report.jsonl", "")
    compliance("check", stories, "--format", "jsonl", "--output", "report.jsonl")
    write("other.jsonl", json.dumps({"report": {"file": "x.txt", "verdict": "hold", "findings": []}}))
    done = compliance("replay", *arguments)
    assert done.code == 2
    assert said in done.err
    assert hint in done.err
    assert "Traceback" not in done.err


def test_what_cannot_be_read_is_told_and_the_rest_is_replayed(compliance, write, stories, desk):
    (desk / "stories" / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    write("new.toml", '[rules]\n"copy/placeholder" = "off"\n')
    code, found = replayed(compliance, "--rules", "new.toml", stories, "nowhere.txt")
    assert code == 2
    assert moves(found) == {("stories/draft.txt", "hold", "publish")}
    assert [one["file"] for one in found["summary"]["errors"]] == ["nowhere.txt", "stories/bad.txt"]
    assert "NOT CHECKED" in compliance("replay", "--rules", "new.toml", stories).out


def test_memory_does_not_grow_with_the_text(compliance, write, desk):
    write("new.toml", '[rules]\n"copy/placeholder" = "off"\n')

    def peak(many):
        folder = f"many{many}"
        (desk / folder).mkdir(exist_ok=True)
        for n in range(many):
            write(f"{folder}/{n}.txt", f"A TK here, number {n}. " + "Words and words of a story. " * 4000)
        tracemalloc.start()
        try:
            compliance("replay", "--rules", "new.toml", folder, "--output", "out.txt")
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(60)  # what is made once, is made
    assert peak(60) < peak(25) + 600_000


WAIVER = """\
[[waiver]]
rule = "copy/placeholder"
path = "stories/draft.txt"
by = "Ada Orme"
role = "editor"
reason = "the figure comes at noon"
until = 2999-01-01
"""


def test_what_is_waived_counts_on_neither_side(compliance, write, stories):
    write("new.toml", '[rules]\n"copy/placeholder" = "off"\n')
    write("compliance-waivers.toml", WAIVER)
    assert replayed(compliance, "--rules", "new.toml", stories)[0] == 0
    assert replayed(compliance, "--rules", "new.toml", "--no-waivers", stories)[0] == 1


def test_what_is_let_through_since_the_report_is_no_change_of_the_rules(compliance, write, stories):
    compliance("check", stories, "--format", "jsonl", "--output", "report.jsonl")
    write("compliance-waivers.toml", WAIVER)
    code, found = replayed(compliance, "--against", "report.jsonl", stories)
    assert (code, found["changes"]) == (0, [])
    compliance("baseline", stories)
    assert replayed(compliance, "--against", "report.jsonl", stories)[0] == 0
