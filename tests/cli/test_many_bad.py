"""What goes wrong among many files: one that vanishes, one too large, 100,000 tiny ones, an end by Ctrl-C or worse."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from compliance import runner
from tests.patience import PATIENCE, keeps_step, until

FORKS = pytest.mark.skipif(not hasattr(os, "killpg"), reason="processes have no groups here")


def test_a_file_that_vanished_meanwhile_is_an_error_and_the_others_are_checked(compliance, write, desk, monkeypatch):
    write("news/a.txt", "It is well.")
    write("news/b.txt", "It is TK.")
    read = runner.bytes_of

    def vanishing(path):
        (desk / "news" / "a.txt").unlink(missing_ok=True)
        return read(path)

    monkeypatch.setattr(runner, "bytes_of", vanishing)
    done = compliance("check", "news")
    assert done.code == 2
    assert "a.txt" in done.out
    assert "the file cannot be read: No such file or directory" in done.out
    assert "“TK” was left in" in done.out


def test_a_story_of_50_megabytes_is_refused_unread(compliance, write, desk, monkeypatch):
    write("news/a.txt", "It is well.")
    with (desk / "news" / "large.txt").open("wb") as file:
        file.truncate(50_000_000)
    read = runner.bytes_of
    asked = []
    monkeypatch.setattr(runner, "bytes_of", lambda path: asked.append(path) or read(path))
    done = compliance("check", "news")
    assert done.code == 2
    assert "the file has 50,000,000 bytes, and at most 20,000,000 are read" in done.out
    assert asked == ["news/a.txt"]


def test_a_story_of_50_megabytes_is_read_where_the_house_allows_it(compliance, write):
    write("compliance.toml", 'max_bytes = 60_000_000\nselect = ["copy/placeholder"]\n')
    write("large.json", b'{"headline": "TK", "x": "' + b"a" * 50_000_000 + b'"}')
    done = compliance("check", "large.json", "--format", "github")
    assert (done.code, "TK" in done.out) == (1, True)


def test_a_hundred_thousand_tiny_files_are_found(desk):
    from compliance.cli.inputs import find_inputs
    from compliance.config import Config

    for folder in range(100):
        (desk / f"{folder:02}").mkdir()
        for file in range(1000):
            os.close(os.open(desk / f"{folder:02}" / f"{file:03}.txt", os.O_CREAT | os.O_WRONLY))
    config = Config(root=desk, exclude=("archive/",))
    inputs = find_inputs((".",), (".txt",), config)
    assert len(inputs.paths) == 100_000
    assert list(inputs.paths[:2]) == ["./00/000.txt", "./00/001.txt"]

    def seconds(folders: int) -> float:
        begun = time.process_time()
        assert len(find_inputs([f"{n:02}" for n in range(folders)], (".txt",), config).paths) == 1000 * folders
        return time.process_time() - begun

    keeps_step(seconds, 10, 100, times=40, floor=0.05)


@pytest.fixture
def running(desk, tmp_path, monkeypatch):
    """The command at work on many stories with two processes, in a group of its own."""
    for n in range(3000):
        (desk / f"{n:04}.txt").write_text(f"Number {n}.\n\n" + "The bridge of the town is open on Monday. " * 60)
    environment = {**os.environ, "COMPLIANCE_CACHE": str(tmp_path / "cache"), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "compliance", "check", ".", "-j", "2", "--output", "json:out.json"]
    started = subprocess.Popen(
        command,
        start_new_session=True,
        # a run in the background has Ctrl-C switched off, and hands that on
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    yield started
    if started.poll() is None:
        os.killpg(started.pid, signal.SIGKILL)
    started.communicate()


def members(group: int) -> list[int]:
    """The processes of a group that run."""
    listed = subprocess.run(["ps", "-eo", "pid=,pgid=,stat="], capture_output=True, text=True, check=True)
    rows = [line.split() for line in listed.stdout.splitlines()]
    return [int(pid) for pid, pgid, state in rows if int(pgid) == group and not state.startswith("Z")]


def at_work(started, desk: Path) -> bool:
    """Whether both processes are there and answers have come."""
    return until(lambda: len(members(started.pid)) >= 3 and any(desk.glob("out.json.*.tmp")))


@FORKS
@pytest.mark.parametrize(
    ("tell", "how", "code"),
    [(os.killpg, signal.SIGINT, 130), (os.killpg, signal.SIGTERM, 143), (os.kill, signal.SIGTERM, 143)],
)
def test_who_is_told_to_end_ends_all_processes_and_leaves_no_file(running, desk, tell, how, code):
    assert at_work(running, desk)
    tell(running.pid, how)
    _, err = running.communicate(timeout=PATIENCE)
    assert running.returncode == code
    assert b"Traceback" not in err
    assert until(lambda: not members(running.pid))
    assert not list(desk.glob("out.json*"))


@FORKS
def test_processes_end_with_their_parent_however_it_ends(running, desk):
    assert at_work(running, desk)
    running.kill()
    assert until(lambda: not members(running.pid))
