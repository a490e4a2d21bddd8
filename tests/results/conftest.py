"""A small plugin in a file of its own, as an installed one is, and the command with it alone."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

from compliance import plugins
from compliance.cli import run

PLUGIN = '''
from pathlib import Path

from compliance import Finding, Kind, Severity, Span, hookimpl, rule

MESSAGES = {"en": {"message": "“{word}” was left in"}, "es": {"message": "ha quedado «{word}»"}}


@rule("copy/placeholder", kind=Kind.FAIL, severity=Severity.WARNING, messages=MESSAGES)
def placeholder(article, options):
    """Flags TK.

    ## What it flags
    TK.
    """
    with Path("calls").open("a") as calls:
        calls.write(f"{article.name}\\n")
    at = article.text.find("TK")
    if "CRASH" in article.text:
        raise ValueError("no")
    if at >= 0:
        yield placeholder.finding(Span(at, at + 2), data={"word": "TK"})


@hookimpl
def compliance_register_rules():
    return (placeholder,)
'''

COMPARING = '''
from compliance.rule import Need
from compliance.sighting import Match, Sighting


def _pairs(group, options):
    with Path("compared").open("a") as told:
        told.write(" ".join(Path(one.file).stem for one in group) + "\\n")
    first, *others = group
    for one in others:
        if one.data["form"] == "tuple":
            yield Match(one, ((first, "there"),), data={"word": first.name, "pair": (1, 2)})
        elif one.data["form"] == "plain":
            yield Match(
                one, ((first, "there"),), "more", {"word": first.name, "figures": [1, 2.5, None]}, "near",
                Kind.REVIEW, Severity.ERROR, 0.5, ("note",), ("do",),
            )


WORDS = {"message": "like {word}", "more": "very like {word}", "there": "here", "note": "note", "do": "look"}


@rule(
    "copy/twin", kind=Kind.FAIL, severity=Severity.WARNING, compare=_pairs, needs=(Need.STORIES,),
    messages={"en": WORDS, "es": WORDS},
)
def twin(article, options):
    """Flags twins.

    ## What it flags
    Twins.
    """
    key, form = article.text.split()[:2]
    yield Sighting((key,), Span(0, len(key)), {"form": form})


@hookimpl
def compliance_register_rules():
    return (placeholder, twin)
'''


class Done(NamedTuple):
    code: int
    out: str
    err: str
    checked: list[str]


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The plugin's file."""
    folder = tmp_path / "plugin"
    folder.mkdir()
    file = folder / "house_of_tests.py"
    file.write_text(PLUGIN, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    found = plugins.Plugin("house", "house_of_tests", "house-of-tests", "1.0", lambda: import_module("house_of_tests"))
    monkeypatch.setattr(plugins, "discover", lambda: (found,))
    yield file
    sys.modules.pop("house_of_tests", None)


@pytest.fixture
def comparing(plugin: Path) -> Path:
    """The plugin's file with one rule more, which compares stories that begin with the same word."""
    plugin.write_text(plugin.read_text().split("@hookimpl")[0] + COMPARING)
    return plugin


@pytest.fixture
def desk(tmp_path: Path, plugin: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with forty stories in ``news``; the cache is one of the test's own."""
    desk = tmp_path / "desk"
    (desk / "news").mkdir(parents=True)
    for n in range(40):
        (desk / "news" / f"{n:02}.txt").write_text(f"The bridge {n} is TK.\n" if n % 4 else f"Bridge {n} is open.\n")
    monkeypatch.chdir(desk)
    monkeypatch.setenv("COMPLIANCE_CACHE", str(tmp_path / "cache"))
    return desk


@pytest.fixture
def compliance(desk: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run ``compliance check news``; what it returns names the stories that the rule was called for."""

    def call(*options: str) -> Done:
        (desk / "calls").unlink(missing_ok=True)
        code = run(["check", "news", *options])
        done = capfd.readouterr()
        calls = desk / "calls"
        return Done(code, done.out, done.err, sorted(calls.read_text().split()) if calls.exists() else [])

    return call
