"""Several outputs of one run: what goes where, and that each is what it would be alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compliance.cli.outputs import wanted
from compliance.errors import ConfigError
from compliance.renderers import Run, builtin
from compliance.renderers.model import ErrorView
from compliance.renderers.together import together

PROGRAMS = ["json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "html"]


def told(values: list[str], format_: str | None = None) -> list[tuple[str, str | None]]:
    return [(one.renderer.name, one.path) for one in wanted(values, format_, builtin())]


def test_what_the_options_ask_for() -> None:
    assert told([]) == [("text", None)]
    assert told([], "json") == [("json", None)]
    assert told(["found.json"], "json") == [("json", "found.json")]
    assert told(["sarif:out.sarif", "text"]) == [("sarif", "out.sarif"), ("text", None)]
    assert told(["sarif:out.sarif"], "json") == [("json", None), ("sarif", "out.sarif")]
    assert told(["./text", "-"], None) == [("text", "./text"), ("text", None)]
    assert told(["C:\\found.txt"]) == [("text", "C:\\found.txt")]
    assert told(["json:-"]) == [("json", None)]


@pytest.mark.parametrize(
    ("values", "said", "hint"),
    [
        (["serif:out.sarif"], "no output format 'serif'", "did you mean 'sarif'"),
        (["sarif:"], "names no file", "--output sarif:FILE"),
        (["json", "text"], "one place: the terminal", "--output text"),
        (["json:a", "sarif:a"], "one place: a", "give each a file"),
    ],
)
def test_what_cannot_be(values: list[str], said: str, hint: str) -> None:
    with pytest.raises(ConfigError, match=said) as raised:
        wanted(values, None, builtin())
    assert hint in raised.value.hint


def test_each_is_what_it_is_alone(compliance, write, desk: Path) -> None:
    for number in range(12):
        write(f"news/{number:02}.txt", "TK " * (number % 3) + "Text that is perhaps fine.")
    write("news/broken.txt", b"\x00")
    options = [option for name in PROGRAMS for option in ("--output", f"{name}:{name}.out")]
    done = compliance("check", "news", *options, "--output", "text")
    assert (done.code, done.out) == (2, compliance("check", "news").out)
    for name in PROGRAMS:
        assert (desk / f"{name}.out").read_text(encoding="utf-8") == compliance("check", "news", "--format", name).out
    assert not list(desk.glob("*.tmp"))


def test_nothing_on_the_terminal_where_all_goes_to_files(compliance, write, desk: Path) -> None:
    write("a.txt", "TK")
    done = compliance("check", "a.txt", "-o", "json:a.json", "-o", "junit:a.xml")
    assert (done.code, done.out) == (1, "")
    assert json.loads((desk / "a.json").read_text(encoding="utf-8"))["reports"]


def test_what_could_not_be_read_is_said_where_somebody_looks(compliance, write) -> None:
    write("broken.txt", b"\x00")
    for outputs in (["-o", "found.txt"], ["-o", "json:a.json", "-o", "text:found.txt"], ["--format", "json"]):
        assert "broken.txt" in compliance("check", "broken.txt", *outputs).err
    assert "broken.txt" not in compliance("check", "broken.txt", "-o", "json:a.json", "-o", "text").err


def test_a_file_that_cannot_be_written_leaves_none(compliance, write, desk: Path) -> None:
    write("a.txt", "TK")
    (desk / "a.json").write_text("of yesterday", encoding="utf-8")
    done = compliance("check", "a.txt", "-o", "json:a.json", "-o", "junit:no/such/a.xml")
    assert done.code == 2
    assert "no/such/a.xml" in done.err
    assert (desk / "a.json").read_text(encoding="utf-8") == "of yesterday"


def test_no_format_runs_far_ahead_of_another() -> None:
    """What one format has not had yet is kept in memory: there is never much of it."""
    read, most, behind = 0, 0, 0

    def outcomes():
        nonlocal read
        for number in range(500):
            read += 1
            yield ErrorView(f"{number}.txt", "cannot be read", "")

    renderers = {renderer.name: renderer for renderer in builtin()}
    chosen = [(renderers[name], look) for name, look in (("sarif", Run((), {}).look), ("gitlab", Run((), {}).look))]
    for number, piece in together(Run(outcomes(), {}), chosen):
        if number == 1:
            behind += piece.count("not-checked")
            most = max(most, read - behind)
    assert behind == 500
    assert most < 5
