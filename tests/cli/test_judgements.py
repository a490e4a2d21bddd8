"""What editors say of findings: kept line by line, counted rule by rule, and shown with how sure it is."""

from __future__ import annotations

import json
import threading

import jsonschema
import pytest

from compliance.judgements import Judgement, append, by_rule, load
from compliance.precision import Judged, wilson

STORY = "A TK here, perhaps."


@pytest.fixture(autouse=True)
def somebody(monkeypatch):
    monkeypatch.setenv("COMPLIANCE_BY", "Ada")


def fingerprints(compliance, *stories):
    reports = json.loads(compliance("check", *stories, "--format", "json").out)["reports"]
    return {found["rule"]: found["fingerprint"] for report in reports for found in report["findings"]}


def judged(desk, name="compliance-judgements.jsonl"):
    return [json.loads(line) for line in (desk / name).read_text(encoding="utf-8").splitlines()]


def test_a_judgement_says_who_when_what_and_why(compliance, write, desk):
    write("a.txt", STORY)
    known = fingerprints(compliance, "a.txt")
    done = compliance("accept", known["copy/placeholder"], "a.txt")
    assert (done.code, done.out) == (0, "findings accepted: 1, in compliance-judgements.jsonl\n")
    done = compliance("dismiss", known["copy/doubt"][:8], "a.txt", "--reason", "a quotation", "--by", "Bo")
    assert done.code == 0
    first, second = judged(desk)
    assert (first["judgement"], first["by"], first["rule"], first["path"]) == (
        "accepted",
        "Ada",
        "copy/placeholder",
        "a.txt",
    )
    assert first["at"].endswith("Z")
    assert (second["judgement"], second["by"], second["reason"]) == ("dismissed", "Bo", "a quotation")
    assert second["fingerprint"] == known["copy/doubt"]


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_findings_are_taken_from_a_report_too(compliance, write, desk, format_):
    write("a.txt", STORY)
    known = fingerprints(compliance, "a.txt")
    compliance("check", "a.txt", "--format", format_, "--output", "report")
    (desk / "a.txt").unlink()
    assert compliance("accept", known["copy/doubt"], "--report", "report").code == 0
    assert judged(desk)[0]["rule"] == "copy/doubt"


def test_a_report_that_somebody_laid_out_anew_is_read(compliance, write, desk):
    write("a.txt", STORY)
    known = fingerprints(compliance, "a.txt")
    whole = json.loads(compliance("check", "a.txt", "--format", "json").out)
    write("report.json", json.dumps(whole, indent=2))
    assert compliance("accept", known["copy/doubt"], "--report", "report.json").code == 0


def test_without_a_fingerprint_the_findings_are_listed_with_what_was_said(compliance, write):
    write("a.txt", STORY)
    known = fingerprints(compliance, "a.txt")
    compliance("accept", known["copy/doubt"], "a.txt")
    lines = compliance("dismiss", "a.txt").out.splitlines()
    assert f"{known['copy/placeholder'][:10]}  copy/placeholder  a.txt:1  “TK” was left in" in lines
    assert any(line.startswith(known["copy/doubt"][:10]) and line.endswith("[accepted]") for line in lines)
    assert "[acertado]" in compliance("dismiss", "a.txt", "--lang", "es").out


def test_a_story_that_is_not_there_is_no_success(compliance, write):
    write("a.txt", STORY)
    listed = compliance("accept", "a.txt", "gone.txt")
    assert listed.code == 2
    assert "copy/doubt" in listed.out
    assert "gone.txt" in listed.err


def test_what_is_observed_can_be_judged(compliance, write, desk):
    write("compliance.toml", 'observe = ["copy/doubt"]')
    write("a.txt", "Perhaps, perhaps.")
    listed = compliance("accept", "a.txt").out
    assert "copy/doubt" in listed
    assert compliance("accept", listed[:10], "a.txt").code == 0


def test_the_same_words_in_two_stories_are_judged_together(compliance, write, desk):
    write("a.txt", STORY)
    write("b.txt", STORY)
    known = fingerprints(compliance, "a.txt", "b.txt")
    compliance("accept", known["copy/doubt"], "a.txt", "b.txt")
    assert [one["path"] for one in judged(desk)] == ["a.txt", "b.txt"]


def test_judgements_stand_beside_the_baseline(compliance, write, desk, monkeypatch):
    write("a.txt", STORY)
    known = fingerprints(compliance, "a.txt")
    compliance("baseline", "a.txt")
    (desk / "sport").mkdir()
    monkeypatch.chdir(desk / "sport")
    assert compliance("accept", known["copy/doubt"], "../a.txt").code == 0
    assert judged(desk)[0]["path"] == "a.txt"


@pytest.mark.parametrize(
    ("arguments", "said", "hint"),
    [
        (("accept", "5d0c3a91"), "no report and no story was named", "--report report.json"),
        (("accept", "5d0c3a91", "a.txt"), "there is no finding 5d0c3a91", "lists the findings"),
        (("dismiss", "{}", "a.txt"), "a false alarm needs a reason", "--reason"),
        (("accept", "5d0c3a91", "--report", "gone.json"), "gone.json: the report cannot be read", "--format jsonl"),
        (("accept", "5d0c3a91", "--report", "a.txt"), "a.txt: this is no report", "--format jsonl"),
        (("stats", "--judgements", "broken"), "broken:2: this line is no JSON", "take the line out"),
        (("stats", "--judgements", "loud"), "loud:1: 'loud' is no judgement", "accepted, dismissed"),
        (("stats", "--judgements", "short"), "short:1: a judgement needs at, by", "take the line out"),
        (("stats", "--report", "half.json"), "half.json: the report breaks off", "writes one"),
        (("stats", "--report", "odd.jsonl"), "odd.jsonl:1: this is no report on a story", "writes one"),
        (("stats", "--title", "daily"), "--database and --title go together", "--database compliance.db"),
    ],
)
def test_a_slip_is_answered_with_its_place_and_the_next_step(compliance, write, arguments, said, hint):
    write("a.txt", STORY)
    line = '{"at": "", "by": "", "judgement": "accepted", "rule": "", "fingerprint": "", "path": ""}'
    write("broken", f"{line}\n{line[:20]}\n")
    write("loud", line.replace("accepted", "loud"))
    write("short", '{"rule": "copy/doubt"}')
    write("half.json", '{"schema_version":"1.0","reports":[\n')
    write("odd.jsonl", '{"report": {"file": "a.txt", "verdict": "hold", "findings": [{"rule": 3}]}}')
    known = fingerprints(compliance, "a.txt")["copy/doubt"]
    done = compliance(*(one.replace("{}", known) for one in arguments))
    assert done.code == 2
    assert said in done.err
    assert hint in done.err
    assert "Traceback" not in done.err


def test_the_hosts_own_findings_cannot_be_judged(compliance, write):
    write("a.txt", "CRASH")
    assert compliance("accept", "a.txt").out == "there is no finding to judge\n"


def test_many_at_once_lose_nothing_and_a_line_that_broke_off_stays_apart(tmp_path):
    path = tmp_path / "judgements.jsonl"
    path.write_text("\n", encoding="utf-8")
    path.write_bytes(b'{"at": "x", "by": "", "judgement": "accepted", "rule": "r", "fingerprint": "0", "path": ""}')

    def say(n):
        for m in range(20):
            append(path, [Judgement("2026-01-01", "x" * 3000, "accepted", "r", f"{n}-{m}", "a.txt")])

    threads = [threading.Thread(target=say, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.fingerprint for one in load(path)}) == 121


def test_a_file_that_cannot_be_written_is_an_error_and_no_traceback(compliance, write):
    write("a.txt", STORY)
    known = fingerprints(compliance, "a.txt")["copy/doubt"]
    done = compliance("accept", known, "a.txt", "--judgements", "nowhere/j.jsonl")
    assert done.code == 2
    assert "nowhere/j.jsonl: the judgements cannot be written: No such file or directory" in done.err


def test_the_last_judgement_of_a_finding_counts():
    first = Judgement("1", "Ada", "dismissed", "r", "f", "a.txt")
    again = first._replace(judgement="accepted", at="2")
    other = first._replace(path="b.txt")
    assert by_rule([first, again, other]) == {"r": Judged("r", 1, 1)}


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    # from the formula by hand, and by R's prop.test without correction
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662)],
)
def test_wilsons_interval(right, of, low, high):
    assert wilson(right, of) == pytest.approx((low, high), abs=1e-4)


def stats(compliance, *arguments):
    done = compliance("stats", "--format", "json", *arguments)
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_stats_count_findings_of_reports_once_and_judgements(compliance, write):
    write("a.txt", STORY)
    write("b.txt", STORY)
    known = fingerprints(compliance, "a.txt", "b.txt")
    compliance("accept", known["copy/doubt"], "a.txt")
    compliance("dismiss", known["copy/doubt"], "b.txt", "--reason", "no")
    for name in ("one", "two"):
        compliance("check", "a.txt", "b.txt", "--format", "jsonl", "--output", name)
    found = stats(compliance, "--report", "one", "--report", "two")
    jsonschema.validate(found, json.loads(compliance("schema", "stats").out))
    assert found["stories"] == 2
    rows = {row["rule"]: row for row in found["rules"]}
    assert rows["copy/placeholder"]["fired"] == 2
    assert rows["copy/placeholder"]["precision"] is None
    doubt = rows["copy/doubt"]
    assert (doubt["fired"], doubt["accepted"], doubt["dismissed"], doubt["precision"]) == (2, 1, 1, 0.5)
    assert (doubt["few"], doubt["wrong_alarms"]) == (True, None)
    assert (doubt["low"], doubt["high"]) == pytest.approx((0.0945, 0.9055), abs=1e-4)


def test_stats_for_people(compliance, write):
    judge = Judgement("1", "Ada", "accepted", "copy/doubt", "", "a.txt")
    from pathlib import Path

    append(Path("compliance-judgements.jsonl"), [judge._replace(fingerprint=str(n)) for n in range(24)])
    append(Path("compliance-judgements.jsonl"), [judge._replace(fingerprint="x", judgement="dismissed")])
    append(Path("compliance-judgements.jsonl"), [judge._replace(rule="notes/shout", judgement="dismissed")])
    lines = compliance("stats").out.splitlines()
    assert lines[0].split("  ")[0] == "Rule"
    assert lines[1].split() == ["copy/doubt", "24", "1", "96%", "80–99%"]
    assert lines[2].split()[:4] == ["notes/shout", "0", "1", "0%"]
    assert "(too few to tell)" in lines[2]
    assert "96 %" in compliance("stats", "--lang", "es").out
    page = compliance("stats", "--format", "html").out
    assert page.startswith("<!doctype html>")
    assert "24 of 25 right; 80–99%" in page
    assert "<script" not in page


def test_stats_without_anything_say_so(compliance):
    assert "nothing was judged" in compliance("stats").out
    assert "nothing was judged" in compliance("stats", "--format", "html").out
    assert stats(compliance)["rules"] == []


def test_the_page_of_a_run_shows_how_often_each_rule_was_right(compliance, write):
    write("a.txt", STORY)
    known = fingerprints(compliance, "a.txt")
    assert "Precision by rule" not in compliance("check", "a.txt", "--format", "html").out
    compliance("accept", known["copy/doubt"], "a.txt")
    page = compliance("check", "a.txt", "--format", "html").out
    assert "Precision by rule" in page
    assert "1 of 1 right; 21–100% (too few to tell)" in page


def test_judgements_are_no_story_of_the_folder_that_they_stand_in(compliance, write):
    write("a.txt", STORY)
    known = fingerprints(compliance, "a.txt")
    compliance("accept", known["copy/doubt"], "a.txt")
    assert len(json.loads(compliance("check", ".", "--format", "json").out)["reports"]) == 1
