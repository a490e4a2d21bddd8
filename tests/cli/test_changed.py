"""Only what git says changed: lines, renames, the index, the branch's beginning; and what git cannot say."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

SETTINGS = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.c", "GIT_COMMITTER_NAME": "A"}
SETTINGS |= {"GIT_COMMITTER_EMAIL": "a@b.c", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


@pytest.fixture(autouse=True)
def settings(monkeypatch):
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)


def run_git(*arguments, folder=None):
    subprocess.run(["git", *arguments], check=True, capture_output=True, cwd=folder)


@pytest.fixture
def git(desk, write):
    """A repository with one commit on ``main``: two stories with old faults."""
    run_git("init", "-q", "-b", "main")
    write("news/a.txt", "First is TK.\nSecond is well.\nThird is TK.\n")
    write("news/b.txt", "It is TK.\n")
    run_git("add", ".")
    run_git("commit", "-q", "-m", "begin")
    return run_git


def reported(done):
    """File and line of each finding."""
    return [line.split()[-1] for line in done.out.splitlines() if "copy/placeholder" in line and " · " in line]


def test_only_findings_on_changed_lines_are_reported(compliance, git, write):
    write("news/a.txt", "First is TK.\nSecond is TK too.\nThird is TK.\n")
    done = compliance("check", "news", "--changed-since", "main")
    assert done.code == 1
    assert reported(done) == ["news/a.txt:2:11"]
    assert "b.txt" not in done.out
    assert "findings on unchanged lines, not shown: 2" in done.err
    whole = compliance("check", "news", "--changed-since", "main", "--whole")
    assert len(reported(whole)) == 3
    assert whole.err == ""


def test_a_change_without_a_fault_passes_whatever_was_there(compliance, git, write):
    write("news/a.txt", "First is TK.\nSecond is very well.\nThird is TK.\n")
    done = compliance("check", "news", "--changed-since", "main")
    assert done.code == 0
    assert "PUBLISH" in done.out


def test_a_new_file_counts_whole_whether_git_knows_it_or_not(compliance, git, write):
    write("news/c.txt", "It is TK.\n")
    write("news/d.txt", "It is TK.\n")
    git("add", "news/d.txt")
    done = compliance("check", "--changed-since", "main")
    assert reported(done) == ["news/c.txt:1:7", "news/d.txt:1:7"]


def test_what_the_other_branch_did_meanwhile_is_no_change_of_this_one(compliance, git, write):
    git("checkout", "-q", "-b", "work")
    write("news/c.txt", "It is TK.\n")
    git("add", ".")
    git("commit", "-q", "-m", "work")
    git("checkout", "-q", "main")
    write("news/b.txt", "It is well.\n")
    git("commit", "-qam", "main")
    git("checkout", "-q", "work")
    assert reported(compliance("check", "--changed-since", "main")) == ["news/c.txt:1:7"]


def test_a_renamed_file_has_only_its_changed_lines(compliance, git, write, desk):
    (desk / "news" / "a.txt").unlink()
    write("news/moved there.txt", "First is TK.\nSecond is well.\nThird is TK, again.\n")
    git("add", "-A")
    for options in (("--changed-since", "main"), ("--staged",)):
        assert reported(compliance("check", "news", *options)) == ["there.txt:3:10"]


def test_a_deleted_file_is_nothing_to_check(compliance, git, desk):
    (desk / "news" / "b.txt").unlink()
    done = compliance("check", "news", "--changed-since", "main")
    assert (done.code, done.out) == (0, "")
    assert "no story changed" in done.err


def test_what_stands_beside_what_was_taken_out_is_new(compliance, git, write):
    write("news/a.txt", "First is TK.\nThird is TK.\n")
    assert reported(compliance("check", "news", "--changed-since", "main")) == [
        "news/a.txt:1:10",
        "news/a.txt:2:10",
    ]


def test_staged_is_what_stands_in_the_index(compliance, git, write, desk):
    write("news/a.txt", "First is TK.\nSecond is TK.\nThird is TK.\n")
    write("news/gone.txt", "It is TK.\n")
    write("news/later.txt", "It is well.\n")
    git("add", "news")
    write("news/a.txt", "All is well.\n")
    write("news/later.txt", "It is TK.\n")
    (desk / "news" / "gone.txt").unlink()
    done = compliance("check", "news", "--staged")
    assert done.code == 1
    assert reported(done) == ["news/a.txt:2:11", "news/gone.txt:1:7"]
    assert reported(compliance("check", "news/gone.txt", "--staged")) == ["news/gone.txt:1:7"]
    assert (desk / "news" / "a.txt").read_text() == "All is well.\n"


def test_staged_works_before_the_first_commit(compliance, write, desk):
    run_git("init", "-q")
    write("a.txt", "It is TK.\n")
    run_git("add", ".")
    assert reported(compliance("check", "--staged")) == ["a.txt:1:7"]


def test_nothing_staged_is_nothing_to_check_in_every_format(compliance, git, desk):
    done = compliance("check", "--staged", "--format", "json", "--output", "out.json")
    assert done.code == 0
    assert '"reports":[\n]' in (desk / "out.json").read_text()
    assert "ninguna noticia cambió" in compliance("check", "--staged", "--lang", "es").err


def test_names_with_spaces_line_breaks_and_signs(compliance, git, write):
    for name in ("two words.txt", "two\nlines.txt", "ñandú “x”.txt", '"quoted".txt', "tab\there.txt"):
        write(f"news/{name}", "It is TK.\n")
    git("add", "-A")
    for options in (("--changed-since", "main"), ("--staged",)):
        done = compliance("check", "news", *options, "--format", "jsonl")
        assert len(done.out.splitlines()) == 5


def test_it_works_in_a_folder_of_the_repository(compliance, git, write, desk, monkeypatch):
    write("news/a.txt", "First is TK.\nSecond is TK.\nThird is TK.\n")
    write("c.txt", "It is TK.\n")
    monkeypatch.chdir(desk / "news")
    assert reported(compliance("check", "--changed-since", "HEAD")) == ["a.txt:2:11"]
    assert reported(compliance("check", "..", "--changed-since", "HEAD")) == ["../c.txt:1:7", "../news/a.txt:2:11"]


def test_a_link_is_no_story_that_changed(compliance, git, desk):
    (desk / "news" / "link.txt").symlink_to("b.txt")
    git("add", "-A")
    assert compliance("check", "--staged").code == 0


def test_a_users_settings_of_git_change_nothing(compliance, git, write):
    for name, value in (("diff.noprefix", "true"), ("color.ui", "always"), ("diff.external", "false")):
        git("config", name, value)
    for name, value in (("diff.relative", "true"), ("diff.interHunkContext", "9"), ("core.quotePath", "true")):
        git("config", name, value)
    write(".gitattributes", "*.txt diff=x -text\n")
    git("config", "diff.x.textconv", "false")
    write("news/a.txt", "First is TK.\nSecond is TK.\nThird is TK.\n")
    assert reported(compliance("check", "news", "--changed-since", "main")) == ["news/a.txt:2:11"]


def test_old_line_ends_make_all_lines_new(compliance, git, write):
    write("news/a.txt", b"First is TK.\rSecond is TK.\rThird is TK.\r")
    assert len(reported(compliance("check", "news", "--changed-since", "main"))) == 3
    write("news/a.txt", b"First is TK.\r\nSecond is well.\r\nThird is TK.\r\n")
    git("commit", "-qam", "windows")
    write("news/a.txt", b"First is TK.\r\nSecond is TK.\r\nThird is TK.\r\n")
    assert reported(compliance("check", "news", "--changed-since", "HEAD")) == ["news/a.txt:2:11"]


def test_a_baseline_is_held_against_the_whole_story(compliance, git, write):
    assert compliance("baseline", "news").code == 0
    write("news/a.txt", "First is TK.\nSecond is TK.\nThird is TK.\n")
    done = compliance("check", "news", "--changed-since", "main", "--strict")
    assert "stale" not in done.err
    assert reported(done) == ["news/a.txt:2:11"]


def test_what_git_does_not_know_is_an_error(compliance, git, tmp_path):
    for revision in ("nowhere", "", "HEAD^{tree}"):
        done = compliance("check", "--changed-since", revision)
        assert done.code == 2
        assert f"git knows no revision {revision!r}" in done.err


@pytest.mark.parametrize("revision", ["--output=x", "-x", "--upload-pack=touch x", "--no-index", "@{-1}", "a\nb"])
def test_a_revision_never_becomes_an_option(compliance, git, desk, revision):
    before = sorted(desk.iterdir())
    done = compliance("check", f"--changed-since={revision}")
    assert done.code == 2
    assert "git knows no revision" in done.err
    assert sorted(desk.iterdir()) == before


def test_without_a_repository_it_is_an_error(compliance, write):
    write("a.txt", "It is TK.\n")
    for options in (("--changed-since", "main"), ("--staged",)):
        done = compliance("check", *options)
        assert done.code == 2
        assert "git finds no repository here" in done.err
        assert "Traceback" not in done.err
    assert "no encuentra aquí ningún repositorio" in compliance("check", "--staged", "--lang", "es").err


def test_without_git_it_is_an_error(compliance, git, monkeypatch):
    monkeypatch.setenv("PATH", "")
    done = compliance("check", "--staged")
    assert done.code == 2
    assert "git cannot be run" in done.err


def test_a_shallow_clone_is_named(compliance, git, write, tmp_path, monkeypatch):
    git("checkout", "-q", "-b", "work")
    write("news/c.txt", "It is TK.\n")
    git("add", ".")
    git("commit", "-q", "-m", "work")
    git("checkout", "-q", "main")
    write("news/b.txt", "It is well.\n")
    git("commit", "-qam", "main")
    clone = tmp_path / "clone"
    run_git("clone", "-q", "--depth", "1", "--no-single-branch", "-b", "work", Path.cwd().as_uri(), str(clone))
    monkeypatch.chdir(clone)
    done = compliance("check", "--changed-since", "origin/main")
    assert done.code == 2
    assert "the clone is shallow" in done.err
    assert "fetch-depth: 0" in done.err
    assert "the clone is shallow" in compliance("check", "--changed-since", "HEAD~1").err
    run_git("fetch", "-q", "--unshallow")
    assert reported(compliance("check", "--changed-since", "origin/main")) == ["news/c.txt:1:7"]


def test_branches_with_nothing_in_common_are_named(compliance, git, write):
    git("checkout", "-q", "--orphan", "other")
    git("commit", "-q", "-m", "other")
    done = compliance("check", "--changed-since", "main")
    assert done.code == 2
    assert "nothing that both come from" in done.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--staged", "--changed-since", "main"), "two questions"),
        (("--whole", "news"), "how much of what changed"),
        (("--staged", "--fix"), "whole files"),
        (("--changed-since", "main", "--diff"), "whole files"),
        (("--staged", "-"), "standard input"),
    ],
)
def test_what_does_not_go_together_is_said(compliance, git, options, said):
    done = compliance("check", *options)
    assert done.code == 2
    assert said in done.err
