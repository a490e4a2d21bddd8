"""Rules on trial: they run, what they find is told in every format, and it never counts."""

from __future__ import annotations

import json
import xml.etree.ElementTree as Xml

import pytest

OBSERVED = '[rules]\n"copy/placeholder" = "observe"\n'


def report(done):
    return json.loads(done.out)["reports"][0]


def rules_of(findings):
    return [found["rule"] for found in findings]


@pytest.mark.parametrize(
    "written",
    [
        OBSERVED,
        'observe = ["copy/placeholder"]',
        'observe = ["copy/p*"]',
        'observe = ["copy/tk"]',
        '[rules."copy/placeholder"]\nseverity = "observe"\nleast = 1',
        '[[overrides]]\npaths = ["a.txt"]\nobserve = ["copy/placeholder"]',
        '[[overrides]]\npaths = ["a.txt"]\nrules = { "copy/tk" = "observe" }',
        'observe = ["copy/placeholder"]\n[rules]\n"copy/placeholder" = "error"',
    ],
)
def test_what_an_observed_rule_finds_is_told_and_does_not_count(compliance, write, written):
    write("compliance.toml", written)
    write("a.txt", "A TK here.")
    done = compliance("check", "a.txt", "--format", "json")
    assert done.code == 0
    assert (report(done)["verdict"], report(done)["findings"]) == ("publish", [])
    assert rules_of(report(done)["observed"]) == ["copy/placeholder"]
    assert report(done)["observed"][0]["severity"] == "error"


def test_other_rules_count_as_before_and_fingerprints_are_the_same(compliance, write):
    write("a.txt", "A TK here, perhaps.")
    plain = report(compliance("check", "a.txt", "--format", "json"))
    write("compliance.toml", OBSERVED)
    done = compliance("check", "a.txt", "--format", "json")
    assert done.code == 1
    assert report(done)["verdict"] == "review"
    told = [*report(done)["findings"], *report(done)["observed"]]
    assert {f["rule"]: f["fingerprint"] for f in told} == {f["rule"]: f["fingerprint"] for f in plain["findings"]}


def test_one_variant_is_observed(compliance, write):
    write("compliance.toml", '[rules]\n"copy/placeholder:many" = "observe"\n')
    write("a.txt", "TK TK TK")
    write("b.txt", "A TK here.")
    first, second = json.loads(compliance("check", "a.txt", "b.txt", "--format", "json").out)["reports"]
    assert (first["verdict"], len(first["observed"])) == ("publish", 3)
    assert (second["verdict"], "observed" in second) == ("hold", False)


def test_a_house_takes_back_what_a_profile_observes(compliance, write, packs):
    (packs / "profiles" / "trial.toml").write_text(OBSERVED, encoding="utf-8")
    write("a.txt", "A TK here.")
    write("compliance.toml", 'extends = ["trial"]')
    assert compliance("check", "a.txt").code == 0
    write("compliance.toml", 'extends = ["trial"]\n[rules]\n"copy/placeholder" = "on"')
    assert compliance("check", "a.txt").code == 1


def test_an_observed_rule_that_crashes_holds_nothing(compliance, write):
    write("a.txt", "CRASH")
    assert compliance("check", "a.txt").code == 1
    write("compliance.toml", 'observe = ["notes/crash"]')
    done = compliance("check", "a.txt", "--format", "json")
    assert done.code == 0
    assert rules_of(report(done)["observed"]) == ["compliance/rule-crashed"]


def test_a_slip_in_observe_is_answered(compliance, write):
    write("compliance.toml", 'observe = ["copy/placholder"]')
    write("a.txt", "Text.")
    done = compliance("check", "a.txt")
    assert done.code == 2
    assert "did you mean 'copy/placeholder'?" in done.err


def test_the_terminal_shows_the_finding_and_that_it_does_not_count(compliance, write):
    write("compliance.toml", OBSERVED)
    write("a.txt", "A TK here.")
    done = compliance("check", "a.txt")
    assert "· error: “TK” was left in" in done.out
    assert "copy/placeholder · observed, does not count" in done.out
    assert "PUBLISH  1 observed · checked by 4 rules" in done.out
    assert "en observación, no cuenta" in compliance("check", "a.txt", "--lang", "es").out


def test_formats_for_programs_say_that_it_does_not_count(compliance, write):
    write("compliance.toml", OBSERVED)
    write("a.txt", "A TK here.")

    def printed(format_):
        return compliance("check", "a.txt", "--format", format_).out

    (result,) = json.loads(printed("sarif"))["runs"][0]["results"]
    assert result["suppressions"][0]["justification"] == "observed, does not count"
    assert printed("github").startswith("::notice file=a.txt")
    assert "observed, does not count" in printed("github")
    (issue,) = json.loads(printed("gitlab"))
    assert (issue["severity"], issue["description"][:24]) == ("info", "observed, does not count")
    (diagnostic,) = json.loads(printed("rdjson"))["diagnostics"]
    assert (diagnostic["severity"], diagnostic["message"][:24]) == ("INFO", "observed, does not count")
    suite = Xml.fromstring(printed("junit"))[0]
    assert suite.get("failures") == "0"
    assert "(observed, does not count)" in suite.findtext("system-out")
    assert "observed, does not count: `copy/placeholder` 1" in printed("markdown")
    assert "error · observed, does not count" in printed("html")
    assert json.loads(printed("jsonl"))["report"]["observed"]


def test_a_baseline_keeps_what_it_has_of_an_observed_rule(compliance, write, desk):
    write("a.txt", "A TK here.")
    assert compliance("baseline", "a.txt").code == 0
    before = (desk / "compliance-baseline.json").read_bytes()
    write("compliance.toml", OBSERVED)
    done = compliance("check", "a.txt", "--strict")
    assert (done.code, "stale" in done.err) == (0, False)
    compliance("check", "a.txt", "--prune")
    assert compliance("baseline", "a.txt").code == 0
    assert (desk / "compliance-baseline.json").read_bytes() == before


def test_what_is_observed_is_not_recorded_in_a_baseline(compliance, write, desk):
    write("compliance.toml", OBSERVED)
    write("a.txt", "A TK here.")
    assert compliance("baseline", "a.txt").code == 0
    assert json.loads((desk / "compliance-baseline.json").read_text())["findings"] == []


def test_the_list_of_rules_says_which_are_observed(compliance, write):
    write("compliance.toml", OBSERVED)
    listed = {one["rule"]: one for one in json.loads(compliance("rules", "--format", "json").out)}
    assert listed["copy/placeholder"]["observed"]
    assert not listed["copy/doubt"]["observed"]
    assert "observe" in compliance("rules", "copy/placeholder").out


def test_fixes_leave_it_alone(compliance, write, desk):
    write("a.txt", "It is so, perhaps.")
    write("compliance.toml", 'observe = ["copy/doubt"]')
    assert compliance("check", "a.txt", "--unsafe-fixes").code == 0
    assert (desk / "a.txt").read_text() == "It is so, perhaps."
    write("compliance.toml", "")
    compliance("check", "a.txt", "--unsafe-fixes")
    assert "perhaps" not in (desk / "a.txt").read_text()
