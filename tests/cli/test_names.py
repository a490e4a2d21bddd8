"""Names of files that a shell, a terminal, a CI server or a document could trip over, in every output format."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit
from xml.dom import minidom

import pytest

from compliance.renderers import builtin
from tests.cli.conftest import Done

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse most of these names")
Compliance = Callable[..., Done]

NAMES = [
    b"a b",
    b"new\nline",
    b"--help",
    b"not utf-8 \xff",
    "ñandú 🦤".encode(),
    b"percent%41#?&",
    b"::error::first",
    b"second\n::stop-commands::x",
    b"##[error]third ##vso[task.complete result=Succeeded]",
    b"tab\tand\rreturn",
    b"escape\x1b[31m",
    "turned \u202eround".encode(),
    b"back\\slash",
    b"quotes \"'`$(touch owned)",
    b"]]><!&-->",
    b"http:x",
    b"1,2",
]
FORMATS = [renderer.name for renderer in builtin()]
PRINTED = ["text", "github", "gitlab", "junit", "rdjson", "jsonl", "json", "sarif", "markdown"]
"""Those that somebody lets print into the log of a CI server; the page for editors is a file."""
COMMAND = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)


@pytest.fixture
def named(desk: Path) -> Path:
    """A folder with a story that is held, and one that cannot be read, under each name."""
    for name in NAMES:
        (desk / os.fsdecode(name + b".md")).write_text("# Ferry\n\nThe ferry sails at TK, the town said.\n")
        (desk / os.fsdecode(name + b".json")).write_text("{")
    return desk


@pytest.mark.parametrize("form", FORMATS)
def test_a_name_is_no_command_and_no_escape(compliance: Compliance, named: Path, form: str) -> None:
    done = compliance("check", ".", "--format", form, "--color", "never")
    assert done.code == 2
    assert "Traceback" not in done.err
    ours = re.sub(r"^::(error|warning|notice) [^\n]*::[^\n]*$", "", done.out, flags=re.MULTILINE)
    if form in PRINTED:
        assert COMMAND.findall(ours) == []
    assert COMMAND.findall(done.err) == []
    controls = {char for char in done.out + done.err if unicodedata.category(char) in ("Cc", "Cs")} - {"\n"}
    assert controls == set()
    assert "\u202e" not in done.out + done.err
    assert not (named / "owned").exists()


def paths(told: Any, form: str) -> list[bytes]:
    """The files that a document names, as they are on the disk."""
    match form:
        case "sarif":
            results = told["runs"][0]["results"]
            uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
            assert [uri for uri in uris if urlsplit(uri).scheme or urlsplit(uri).netloc or not uri.isascii()] == []
            return [unquote_to_bytes(uri) for uri in uris]
        case "gitlab":
            return [os.fsencode(issue["location"]["path"]) for issue in told]
        case "rdjson":
            return [os.fsencode(one["location"]["path"]) for one in told["diagnostics"]]
        case _:
            return [os.fsencode(Path(report["file"])) for report in (*told["reports"], *told["errors"])]


@pytest.mark.parametrize("form", ["sarif", "gitlab", "rdjson", "json"])
def test_programs_are_told_the_name_as_it_is(compliance: Compliance, named: Path, form: str) -> None:
    told = paths(json.loads(compliance("check", ".", "--format", form).out), form)
    assert {name + b".md" for name in NAMES} <= set(told)


def test_gitlab_tells_all_of_them_apart(compliance: Compliance, named: Path) -> None:
    told = [issue["fingerprint"] for issue in json.loads(compliance("check", ".", "--format", "gitlab").out)]
    assert len({*told}) == len(told) == 2 * len(NAMES)


def test_junit_is_xml_with_a_suite_a_file(compliance: Compliance, named: Path) -> None:
    done = compliance("check", ".", "--format", "junit")
    suites = minidom.parseString(done.out.encode()).getElementsByTagName("testsuite")
    assert len({suite.getAttribute("name") for suite in suites}) == 2 * len(NAMES)
    assert "./new\nline.md" in {suite.getAttribute("name") for suite in suites}


def test_github_is_told_a_path_of_the_repository(compliance: Compliance, named: Path) -> None:
    told = re.findall(r"^::error file=([^,]*),", compliance("check", ".", "--format", "github").out, re.MULTILINE)
    assert len(told) == 2 * len(NAMES)
    assert [path for path in told if path.startswith("./")] == []
    assert "new%0Aline.md" in told
    assert "%3A%3Aerror%3A%3Afirst.md" in told
    assert "percent%2541#?&.md" in told


def test_a_diff_names_each_so_that_git_finds_it(compliance: Compliance, named: Path) -> None:
    for name in NAMES:
        (named / os.fsdecode(name + b".json")).unlink()
        (named / os.fsdecode(name + b".md")).write_text("# Ferry\n\nThe ferry sails perhaps at noon.\n")
    done = compliance("check", ".", "--unsafe-fixes", "--diff")
    heads = [line for line in done.out.splitlines() if line.startswith(("---", "+++"))]
    assert len(heads) == 2 * len(NAMES)
    assert [line for line in heads if not line.rstrip("\t").isprintable()] == []
    assert COMMAND.findall("\n".join(heads).replace("##[error]third ##vso[", "")) == []
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    subprocess.run(["git", "apply", "-p0"], input=done.out.encode(), check=True)
    assert {path.read_text() for path in named.glob("*.md")} == {"# Ferry\n\nThe ferry sails  at noon.\n"}


def test_an_error_on_the_terminal_is_one_line(compliance: Compliance) -> None:
    done = compliance("check", "story.txt", "--config", "x\n::error::\x1b[31m.toml")
    assert done.code == 2
    assert COMMAND.findall(done.err) == []
    assert "\x1b[31m.toml" not in done.err
    assert "<U+001B>" in done.err


def test_an_option_is_told_from_a_name(compliance: Compliance, named: Path) -> None:
    refused = compliance("check", "-x.md")
    assert refused.code == 2
    assert "there is no option -x" in refused.err
    (named / "-x.md").write_text("# Ferry\n\nThe ferry sails at noon.\n")
    told = compliance("check", "-x.md")
    assert told.code == 2
    assert "./-x.md" in told.err
    assert compliance("check", "--", "-x.md").code != 2
    assert compliance("check", "./-x.md").code != 2


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_a_replay_and_a_list_of_findings_print_no_command_either(
    compliance: Compliance, named: Path, form: str
) -> None:
    (named / "new.toml").write_text('[rules]\n"copy/placeholder" = "off"\n')
    done = compliance("replay", "--rules", "new.toml", ".", "--format", form)
    listed = compliance("dismiss", ".")
    assert (done.code, listed.code) == (2, 2)
    assert done.out.count("copy/placeholder") >= len(NAMES)
    assert listed.out.count("copy/placeholder") == len(NAMES)
    told = done.out + done.err + listed.out + listed.err
    assert "Traceback" not in told
    if form != "html":
        assert COMMAND.findall(told) == []
    controls = {char for char in told if unicodedata.category(char) in ("Cc", "Cs")} - {"\n"}
    assert controls == set()
    assert "\u202e" not in told


def test_judgements_keep_the_name_as_it_is(compliance: Compliance, named: Path) -> None:
    (line, *_) = compliance("accept", ".").out.splitlines()
    assert compliance("accept", line.split()[0], ".").code == 0
    kept = [json.loads(one)["path"] for one in (named / "compliance-judgements.jsonl").read_text().splitlines()]
    assert {os.fsencode(path) for path in kept} == {name + b".md" for name in NAMES}
    assert "[accepted]" in compliance("accept", ".").out
