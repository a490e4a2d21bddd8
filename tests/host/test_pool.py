"""A process of the pool that never answers, or dies: the run goes on, and says which file and which rule it was."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest

from compliance.article import Article, Span
from compliance.checker import Checker
from compliance.config import Config
from compliance.finding import Finding, Kind, Severity
from compliance.many import outcomes
from compliance.renderers.model import ErrorView, Seen
from compliance.rule import rule
from compliance.runner import Job
from tests.host.conftest import Make


@rule("house/held", kind=Kind.FAIL, severity=Severity.ERROR, messages={"en": "never said"})
def held(article: Article, options: Any) -> Iterable[Finding]:
    """Never comes back to the interpreter, which hears no signal meanwhile."""
    if "HELD" in article.text:
        any(repeat(False))
    return ()


@rule("house/dies", kind=Kind.FAIL, severity=Severity.ERROR, messages={"en": "never said"})
def dies(article: Article, options: Any) -> Iterable[Finding]:
    """Takes its process down."""
    if "DIES" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return ()


@rule("house/first", kind=Kind.FAIL, severity=Severity.NOTE, messages={"en": "it begins"})
def first(article: Article, options: Any) -> Iterable[Finding]:
    """Marks the first word."""
    yield first.finding(Span(0, 3))


@pytest.fixture
def checker(make_checker: Make) -> Checker:
    return make_checker(held, dies, first, config=Config(rule_seconds=1.0))


def written(folder: Path, *texts: str) -> list[str]:
    paths = []
    for n, text in enumerate(texts):
        path = folder / f"{n}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


def test_a_rule_held_by_c_code_is_reported_and_the_others_are_run(checker: Checker, tmp_path: Path) -> None:
    paths = written(tmp_path, "The bridge is open.", "The bridge is HELD.", "The bridge is shut.")
    good, bad, last = outcomes(checker, Job(), paths, 2)
    assert isinstance(good, Seen)
    assert isinstance(bad, Seen)
    assert isinstance(last, Seen)
    assert [f.rule for f in good.view.findings] == [f.rule for f in last.view.findings] == ["house/first"]
    crashed, first_word = bad.view.findings
    assert (crashed.rule, crashed.variant) == ("compliance/rule-crashed", "overran")
    assert "house/held of house-rules 1.2.3" in crashed.message
    assert first_word.rule == "house/first"
    assert bad.view.verdict == "hold"


def test_a_file_that_takes_its_process_down_is_named(checker: Checker, tmp_path: Path) -> None:
    paths = written(tmp_path, "The bridge is open.", "The bridge DIES.", "The bridge is shut.")
    good, bad, last = outcomes(checker, Job(), paths, 2)
    assert isinstance(good, Seen)
    assert isinstance(bad, ErrorView)
    assert isinstance(last, Seen)
    assert bad.file == paths[1]
    assert "killed" in bad.message
