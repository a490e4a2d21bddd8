"""What credits, captions and instructions mean in the forms of the world's agencies; ``agency_forms`` has the lines.

A credit means ``agencies | photographer``; an instruction its clauses, each with countries, channels, days and credit.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compliance.article import Article
from compliance.checker import Checker
from compliance.language.credits import Restriction, captions, credits


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def _lines(name: str) -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "agency_forms" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [(text, meant) for text, _, meant in (line.rpartition(" = ") for line in lines) if text]


def _story(checker: Checker, field: str, text: str) -> Article:
    told = {"headline": "A boat", "body": ["A boat."], "pictures": [{field: text}]}
    return next(iter(checker.read(json.dumps(told).encode(), "story.json")))


@pytest.mark.parametrize(("text", "meant"), _lines("credits"))
def test_credit(checker: Checker, text: str, meant: str) -> None:
    (line, *_) = _story(checker, "credit", text).get(credits)
    assert f"{' + '.join(line.agencies) or '-'} | {line.photographer or ''}".strip() == meant


@pytest.mark.parametrize(("text", "meant"), _lines("captions"))
def test_caption(checker: Checker, text: str, meant: str) -> None:
    line = _story(checker, "caption", text).get(captions)[0].credit
    assert line is not None
    assert f"{' + '.join(line.agencies) or '-'} | {line.photographer or ''}".strip() == meant


@pytest.mark.parametrize(("text", "meant"), _lines("instructions"))
def test_instruction(checker: Checker, text: str, meant: str) -> None:
    lines = _story(checker, "instructions", text).get(credits)
    found = [_written(clause) for line in lines for clause in line.restrictions]
    assert sorted(found) == sorted(meant.split(" + ") if meant != "none" else [])


def _written(clause: Restriction) -> str:
    told = (
        clause.kind,
        ",".join(clause.territories),
        ",".join(clause.channels),
        f"days={clause.days}" if clause.days is not None else "",
        f"until={clause.until}" if clause.until else "",
        f"credit={clause.credit}" if clause.credit else "",
    )
    return " ".join(part for part in told if part)
