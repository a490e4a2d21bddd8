"""The published version of a story: named, from git, of another story, or not to be read."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from types import ModuleType

import pytest

from compliance import plugins
from compliance.article import Article, Span
from compliance.finding import Finding, Kind, Label, Severity
from compliance.hookspecs import hookimpl
from compliance.rule import Need, rule

SETTINGS = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.c", "GIT_COMMITTER_NAME": "A"}
SETTINGS |= {"GIT_COMMITTER_EMAIL": "a@b.c", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


@rule(
    "corrections/other",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    messages={"en": {"message": "was “{was}”", "old": "as published"}},
    needs=(Need.PREVIOUS,),
)
def other(article: Article, options: object) -> Iterable[Finding]:
    """Flags a story that is not the published one."""
    old = article.previous
    assert old is not None
    if old.text != article.text:
        labels = [Label(Span(0, 5), "old", old)]
        yield other.finding(Span(0, 5), data={"was": old.text.partition("\n")[0]}, labels=labels)


@pytest.fixture(autouse=True)
def invented(desk, monkeypatch):
    module = ModuleType("versions")
    module.compliance_register_rules = hookimpl(lambda: (other,), specname="compliance_register_rules")
    plugin = plugins.Plugin("versions", "versions", "invented-versions", "1.0", lambda: module)
    monkeypatch.setattr(plugins, "discover", lambda: (plugin,))


def test_a_story_is_held_against_the_version_that_is_named(compliance, write):
    write("old.txt", "Four ferries sail.\n")
    write("new.txt", "Five ferries sail.\n")
    done = compliance("check", "new.txt", "--previous", "old.txt")
    assert done.code == 1
    assert "Was “Four ferries sail.”" in done.out
    assert "as published (in old.txt)" in done.out
    assert compliance("check", "new.txt", "--previous", "new.txt").code == 0


def test_without_a_published_version_the_rule_says_why_it_did_not_run(compliance, write):
    write("new.txt", "Five ferries sail.\n")
    done = compliance("check", "new.txt", "--format", "json")
    assert done.code == 0
    (skipped,) = json.loads(done.out)["reports"][0]["rules_skipped"]
    assert skipped["rule"] == "corrections/other"
    assert "--previous" in skipped["reason"]


def test_standard_input_has_a_published_version_too(compliance, write, monkeypatch):
    from io import BytesIO, TextIOWrapper

    write("old.txt", "Four ferries sail.\n")
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"Five ferries sail.\n")))
    assert compliance("check", "-", "--previous", "old.txt").code == 1


def test_the_json_names_the_file_of_the_label(compliance, write):
    write("old.txt", "Four ferries sail.\n")
    write("new.txt", "Five ferries sail.\n")
    done = compliance("check", "new.txt", "--previous", "old.txt", "--format", "json")
    (finding,) = json.loads(done.out)["reports"][0]["findings"]
    assert finding["labels"][0]["file"] == "old.txt"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[{"body": ["One."]}, {"body": ["Two."]}]', "there are several stories in it"),
        ("[]", "has no story in it"),
        ('{"body": ["One.", ', "old.json"),
    ],
)
def test_a_version_that_is_not_one_story_is_refused(compliance, write, content, said):
    write("old.json", content)
    write("new.json", '{"body": ["One."]}')
    done = compliance("check", "new.json", "--previous", "old.json")
    assert done.code == 2
    assert said in done.err + done.out
    assert "old.json" in done.err + done.out


def test_a_version_that_is_not_there_is_refused(compliance, write):
    write("new.txt", "Five ferries sail.\n")
    done = compliance("check", "new.txt", "--previous", "gone.txt")
    assert done.code == 2
    assert "gone.txt" in done.err
    assert "cannot be read" in done.err


def test_the_version_of_another_story_is_refused(compliance, write):
    write("old.json", '{"id": "ferry-1", "body": ["One."]}')
    write("new.json", '{"id": "bridge-2", "body": ["One."]}')
    done = compliance("check", "new.json", "--previous", "old.json")
    assert done.code == 2
    assert "ferry-1" in done.out
    assert "two stories" in done.out


def test_the_version_is_of_one_story(compliance, write):
    write("old.json", '{"body": ["One."]}')
    write("new.json", '[{"body": ["One."]}, {"body": ["Two."]}]')
    done = compliance("check", "new.json", "--previous", "old.json")
    assert done.code == 2
    assert "several stories" in done.out
    write("a.txt", "One.\n")
    done = compliance("check", "new.json", "a.txt", "--previous", "old.json")
    assert done.code == 2
    assert "2 files are to be checked" in done.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--versions"], "add --changed-since REV, or --staged"),
        (["--previous", "old.txt", "--fix"], "leave out --previous, or --fix"),
    ],
)
def test_options_that_do_not_go_together_are_refused(compliance, write, options, said):
    write("old.txt", "Four ferries sail.\n")
    write("new.txt", "Five ferries sail.\n")
    done = compliance("check", "new.txt", *options)
    assert done.code == 2
    assert said in done.err


def test_what_is_said_is_said_in_spanish(compliance, write):
    write("new.txt", "Salen cinco barcos.\n")
    done = compliance("check", "new.txt", "--versions", "--lang", "es")
    assert "añada --changed-since REV, o --staged" in done.err


@pytest.fixture
def git(desk, write, monkeypatch):
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)

    def run(*arguments):
        subprocess.run(["git", *arguments], check=True, capture_output=True)

    write("a.txt", "Four ferries sail.\n")
    write("b.json", '[{"id": "x", "body": ["Four ferries."]}, {"id": "y", "body": ["Six ferries."]}]')
    run("init", "-q", "-b", "main")
    run("add", ".")
    run("commit", "-q", "-m", "begin")
    return run


def test_git_has_the_published_version(compliance, git, write):
    write("a.txt", "Five ferries sail.\n")
    write("new.txt", "Seven ferries sail.\n")
    done = compliance("check", "--changed-since", "main", "--versions")
    assert done.code == 1
    assert "Was “Four ferries sail.”" in done.out
    assert "in main:a.txt" in done.out
    assert compliance("check", "--changed-since", "main").code == 0
    git("add", "a.txt")
    write("a.txt", "Four ferries sail.\n")
    done = compliance("check", "--staged", "--versions")
    assert done.code == 1
    assert "in HEAD:a.txt" in done.out


def test_a_file_that_was_renamed_keeps_its_published_version(compliance, git, write):
    stories = [{"id": str(number), "body": [f"Boat {number} sails."]} for number in range(20)]
    write("b.json", json.dumps(stories, indent=1))
    git("commit", "-q", "-a", "-m", "longer")
    git("mv", "b.json", "c.json")
    stories[7]["body"] = ["Five ferries sail."]
    write("c.json", json.dumps(stories, indent=1))
    git("add", ".")
    done = compliance("check", "--staged", "--versions")
    assert done.code == 1
    assert "as published (in HEAD:c.json)" in done.out


def test_stories_of_one_file_are_paired_by_their_ids(compliance, git, write):
    write("b.json", '[{"id": "y", "body": ["Six ferries."]}, {"id": "x", "body": ["Five ferries."]}]')
    done = compliance("check", "--changed-since", "main", "--versions", "--format", "json", "--whole")
    reports = json.loads(done.out)["reports"]
    assert [len(report["findings"]) for report in reports] == [0, 1]
    assert reports[1]["findings"][0]["data"]["was"] == "Four ferries."


def test_an_earlier_version_that_cannot_be_read_is_told(compliance, git, write):
    write("b.json", '{"body": [')
    git("commit", "-q", "-a", "-m", "broken")
    write("b.json", '{"body": ["Six ferries."]}')
    done = compliance("check", "--changed-since", "main", "--versions")
    assert done.code == 0
    assert "could not be read as it was before" in done.err


def test_many_files_shared_by_processes_have_their_versions(compliance, git, write, tmp_path):
    for number in range(30):
        write(f"many/{number}.txt", f"There are {number} ferries.\n")
    git("add", ".")
    git("commit", "-q", "-m", "many")
    for number in range(30):
        write(f"many/{number}.txt", f"There are {number} boats.\n")
    options = ["--changed-since", "main", "--versions", "--jobs", "2", "--cache-dir", str(tmp_path / "kept")]
    for _ in range(2):
        done = compliance("check", "many", *options)
        assert done.code == 1
        assert done.out.count("corrections/other") >= 30
