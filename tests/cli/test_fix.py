"""``compliance check --fix``: what is written into stories, what is left, and what is said of it."""

import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from compliance import atomic
from compliance.atomic import write_over
from compliance.errors import ComplianceError

STORY = "It is perhaps well.\r\nIt is  perhaps fine.\r\n"
MENDED = "It is  well.\r\nIt is   fine.\r\n"


def test_unsafe_suggestions_are_applied_only_when_asked_for(compliance, write):
    path = write("a.txt", STORY)
    done = compliance("check", "a.txt", "--fix")
    assert (done.code, path.read_bytes()) == (1, STORY.encode())
    assert "suggestions applied: 0, in stories: 0" in done.err
    assert "not applied: 2, because it may change what is said" in done.err
    done = compliance("check", "a.txt", "--fix", "--unsafe-fixes")
    assert (done.code, path.read_bytes()) == (0, MENDED.encode())
    assert done.err == "suggestions applied: 2, in stories: 1\n"
    assert compliance("check", "a.txt", "--unsafe-fixes").err == "suggestions applied: 0, in stories: 0\n"


def test_the_exit_code_is_that_of_what_remains(compliance, write):
    write("a.txt", "It is perhaps well.")
    write("b.txt", "It is perhaps TK.")
    write("c.txt", b"\x00")
    assert compliance("check", "a.txt", "--unsafe-fixes").code == 0
    assert compliance("check", "b.txt", "--unsafe-fixes").code == 1
    assert compliance("check", "b.txt", "c.txt", "--unsafe-fixes").code == 2


def test_diff_shows_and_writes_nothing(compliance, write):
    path = write("a.txt", STORY)
    done = compliance("check", "a.txt", "--unsafe-fixes", "--diff")
    assert (done.code, path.read_bytes()) == (1, STORY.encode())
    assert done.out.splitlines() == [
        "--- a.txt",
        "+++ a.txt",
        "@@ -1,2 +1,2 @@",
        "-It is perhaps well.",
        "-It is  perhaps fine.",
        "+It is  well.",
        "+It is   fine.",
    ]
    assert done.err == "suggestions that would be applied: 2, in stories: 1\n"
    assert compliance("check", "a.txt", "--diff").out == ""


def test_a_diff_can_be_applied_by_patch(compliance, write, desk):
    path = write("a.txt", "One.\nIt is perhaps well.\nLast, perhaps, without a line end")
    diff = compliance("check", "a.txt", "--unsafe-fixes", "--diff").out
    subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn", "-"], input=diff.encode(), cwd=desk, check=True)
    assert path.read_text() == "One.\nIt is  well.\nLast, , without a line end"


def test_standard_input_goes_to_standard_output(compliance, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written))
    done = compliance("check", "-", "--unsafe-fixes")
    assert (done.code, written.getvalue()) == (0, MENDED.encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\x00\x01")))
    assert compliance("check", "-", "--fix").code == 2
    assert written.getvalue() == MENDED.encode() + b"\x00\x01", "what cannot be read is passed on as it is"


def test_a_document_for_programs_is_of_what_remains(compliance, write):
    write("a.txt", "It is perhaps TK.")
    done = compliance("check", "a.txt", "--unsafe-fixes", "--format", "json")
    assert [finding["rule"] for finding in json.loads(done.out)["reports"][0]["findings"]] == ["copy/placeholder"]


def test_many_files_are_mended_by_several_processes(compliance, write):
    paths = [write(f"{n}.txt", "It is perhaps well.") for n in range(6)]
    done = compliance("check", ".", "--unsafe-fixes", "--jobs", "2")
    assert (done.code, done.err) == (0, "suggestions applied: 6, in stories: 6\n")
    assert {path.read_text() for path in paths} == {"It is  well."}


def test_a_file_keeps_its_mode_and_a_link_its_target(compliance, write, desk):
    path = write("real/a.txt", STORY)
    path.chmod(0o640)
    (desk / "link.txt").symlink_to(path)
    assert compliance("check", "link.txt", "--unsafe-fixes").code == 0
    assert (desk / "link.txt").is_symlink()
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (MENDED.encode(), 0o640)
    assert [one.name for one in path.parent.iterdir()] == ["a.txt"], "no temporary file is left"


@pytest.mark.parametrize("how", ["mode", "names"])
def test_a_file_that_is_not_to_be_written_is_left_with_the_reason(compliance, write, desk, how):
    path = write("a.txt", STORY)
    if how == "mode":
        path.chmod(0o444)
    else:
        os.link(path, desk / "b.txt")
    done = compliance("check", "a.txt", "--unsafe-fixes")
    assert (done.code, path.read_bytes()) == (1, STORY.encode())
    assert done.err.startswith("suggestions applied: 0, in stories: 0\nleft as it was: a.txt: it ")
    assert "\n  next: " in done.err


def test_what_was_saved_meanwhile_is_not_written_over(write):
    path = write("a.txt", "new")
    with pytest.raises(ComplianceError, match="meanwhile"):
        write_over(path, b"mended", b"old")
    assert path.read_text() == "new"


def test_a_write_that_fails_leaves_the_old_file_and_no_other(write, desk, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = write("a.txt", "old")
    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(ComplianceError, match="No space left"):
        write_over(path, b"mended", b"old")
    assert (path.read_text(), [one.name for one in desk.iterdir()]) == ("old", ["a.txt"])


def test_a_pipe_is_read_once_and_not_written(compliance, desk):
    os.mkfifo(desk / "pipe")
    if (child := os.fork()) == 0:
        Path("pipe").write_text("It is perhaps well.")
        os._exit(0)
    done = compliance("check", "pipe", "--as", "text", "--unsafe-fixes")
    os.waitpid(child, 0)
    assert done.code == 1


def test_it_speaks_spanish(compliance, write):
    write("a.txt", STORY)
    done = compliance("check", "a.txt", "--fix", "--lang", "es")
    assert done.err.splitlines() == [
        "propuestas aplicadas: 0, en noticias: 0",
        "sin aplicar: 2, porque puede cambiar lo que se dice: mírela y use --unsafe-fixes",
    ]
