"""The formats for CI servers and review tools: their shape, their places, and hostile words in each of them."""

import json
from xml.etree import ElementTree

import pytest

from compliance.article import Role
from compliance.finding import Edit, Safety, Suggestion, Verdict
from compliance.renderers import builtin

HOSTILE = "a\x1b[31m\u202e]]>&<script>\n::error::x\u2028\x9b\x00|"


@pytest.fixture
def emoji(kit, seen):
    """A finding behind letters of more than one byte, in an HTML-free line of a file."""
    article = kit["story"]("Señor 🎈  two\nmore", [(Role.PARAGRAPH, "body[1]")], "dir/ñ.txt")
    gap = kit["place"](article, "  ")
    found = kit["spacing"].finding(gap, suggestions=[Suggestion("fix", (Edit(gap, " "),), Safety.SAFE)])
    return seen(kit["report"](article, [found], Verdict.HOLD))


@pytest.fixture
def hostile(kit, seen):
    article = kit["story"]("One,  two", [(Role.PARAGRAPH, "body[1]")], "a'\"<b>&.txt")
    found = kit["spacing"].finding(kit["place"](article, "  "), message=HOSTILE)
    return seen(kit["report"](article, [found], Verdict.HOLD))


def test_jsonl_has_a_story_a_line(outcomes, rendered):
    lines = [json.loads(line) for line in rendered("jsonl", outcomes()).splitlines()]
    assert [next(iter(line)) for line in lines] == ["report", "error", "report"]
    whole = json.loads(rendered("json", outcomes()))
    assert [line["report"] for line in lines if "report" in line] == whole["reports"]
    assert lines[1]["error"] == whole["errors"][0]


def test_gitlab_issues(outcomes, rendered):
    issues = json.loads(rendered("gitlab", outcomes()))
    assert [(issue["check_name"], issue["severity"], issue["location"]["lines"]["begin"]) for issue in issues] == [
        ("captions/truncated", "critical", 1),
        ("copy/spacing", "minor", 5),
        ("dates/caption-mismatch", "major", 7),
        ("compliance/not-checked", "blocker", 1),
    ]
    assert "the day the story reports: “Tuesday 18 April”, line 5" in issues[2]["description"]
    assert len({issue["fingerprint"] for issue in issues}) == 4


def test_gitlab_tells_the_same_words_in_two_files_apart(kit, seen, rendered):
    def one(name, item):
        article = kit["story"]("One,  two", [(Role.PARAGRAPH, "body[1]")], name)
        found = [kit["spacing"].finding(kit["place"](article, "  "))]
        return seen(kit["report"](article, found, item=item))

    told = json.loads(rendered("gitlab", [one("./a.txt", None), one("b.json", 0), one("b.json", 1)]))
    assert len({issue["fingerprint"] for issue in told}) == 3
    assert told[0]["location"]["path"] == "a.txt"


@pytest.mark.parametrize("format_", ["gitlab", "rdjson", "jsonl", "junit", "sarif", "json"])
def test_a_run_without_a_finding_is_a_whole_document(rendered, format_):
    text = rendered(format_, [])
    if format_ == "junit":
        assert list(ElementTree.fromstring(text)) == []
    elif format_ != "jsonl":
        json.loads(text)


def test_rdjson_counts_columns_in_bytes(emoji, rendered):
    (told,) = json.loads(rendered("rdjson", [emoji]))["diagnostics"]
    # "Señor 🎈": ñ is two bytes, the balloon four
    place = {"start": {"line": 1, "column": 12}, "end": {"line": 1, "column": 14}}
    assert told["location"] == {"path": "dir/ñ.txt", "range": place}
    assert told["suggestions"] == [{"range": place, "text": " "}]
    assert (told["severity"], told["code"]["value"]) == ("INFO", "copy/spacing")


def test_rdjson_in_full(outcomes, rendered):
    told = json.loads(rendered("rdjson", outcomes()))
    assert told["source"] == {"name": "compliance"}
    truncated, _, mismatch, unread = told["diagnostics"]
    assert truncated["code"] == {"value": "captions/truncated", "url": "https://example.org/style"}
    assert "suggestions" not in truncated
    assert mismatch["related_locations"][0]["location"]["range"]["start"]["line"] == 5
    assert unread["location"] == {"path": "picture.png"}


def test_junit_has_a_suite_a_story(outcomes, rendered):
    suites = list(ElementTree.fromstring(rendered("junit", outcomes())))
    assert [(s.get("name"), s.get("tests"), s.get("failures"), s.get("errors")) for s in suites] == [
        ("naval visit.txt", "2", "2", "0"),
        ("picture.png", "1", "0", "1"),
        ("clean.txt", "1", "0", "0"),
    ]
    assert [case.get("name") for case in suites[0].iter("testcase")] == [
        "captions/truncated 1:93",
        "dates/caption-mismatch 7:41",
    ]
    assert "copy/spacing: Two spaces" in suites[0].find("system-out").text
    assert [failure.get("type") for failure in suites[0].iter("failure")] == ["fail", "review"]


def test_junit_fails_a_story_that_rules_could_not_judge(kit, seen, rendered):
    from compliance.finding import Skipped

    article = kit["story"]("Text.", [(Role.PARAGRAPH, "body[1]")])
    skipped = (Skipped("copy/spacing", "the language of the story cannot be told", True),)
    report = kit["report"](article, (), Verdict.REVIEW, rules_skipped=skipped)
    (suite,) = ElementTree.fromstring(rendered("junit", [seen(report)]))
    assert "copy/spacing: the language" in next(suite.iter("failure")).text


def test_junit_follows_the_gate(outcomes, rendered):
    suites = list(ElementTree.fromstring(rendered("junit", outcomes(), gate="error")))
    assert suites[0].get("failures") == "1"


@pytest.mark.parametrize("format_", [renderer.name for renderer in builtin()])
def test_no_format_writes_what_a_terminal_or_a_ci_server_obeys(hostile, rendered, format_):
    text = rendered(format_, [hostile])
    assert not [char for char in "\x1b\u202e\x9b\u2028\x00" if char in text]
    commands = [line for line in text.splitlines() if line.lstrip().startswith("::")]
    assert commands == [] or (format_ == "github" and len(commands) == 1)


def test_hostile_words_are_still_the_words(hostile, rendered):
    for format_ in ("json", "jsonl"):
        told = json.loads(rendered(format_, [hostile]))
        finding = (told.get("report") or told["reports"][0])["findings"][0]
        assert finding["message"].lower() == HOSTILE
    (suite,) = ElementTree.fromstring(rendered("junit", [hostile], gate="note"))
    assert "<U+001B>[31m<U+202E>]]>&<script>" in next(suite.iter("failure")).get("message")
    assert suite.get("name") == "a'\"<b>&.txt"


def test_the_terminal_in_a_ci_server_gets_no_command(kit, seen, rendered):
    article = kit["story"]("One,  two", [(Role.PARAGRAPH, "body[1]")], "::stop-commands::x")
    found = kit["spacing"].finding(kit["place"](article, "  "), message="word " * 7 + "::add-mask::e ##[error]x")
    for width in range(30, 70):
        text = rendered("text", [seen(kit["report"](article, [found], Verdict.HOLD))], width=width)
        assert not [line for line in text.splitlines() if line.lstrip().startswith("::")]
        assert "##[" not in text
    assert ": :stop-commands::x" in text
