"""Whatever changes between two runs, the second prints what a run without a cache prints, and ends with its code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from compliance.cli import run

STEPS = 30
WORDS = ("Bridge1 plain is TK.", "Bridge1 silent is open.", "Bridge2 plain TK TK.", "Bridge2 tuple.", "CRASH plain.")
CONFIGURATIONS = (
    "",
    'gate = "error"\n',
    '[rules]\n"copy/placeholder" = "error"\n',
    '[rules]\n"copy/twin" = "off"\n',
    'observe = ["copy/placeholder"]\n',
    '[[overrides]]\npaths = ["news/1*"]\nignore = ["copy/placeholder"]\n',
)
OPTIONS = ((), (), ("-j", "2"), ("--gate", "error"), ("--gate", "never"), ("--lang", "es"), ("--now", "2026-11-29"))
WAIVER = '[[waiver]]\nrule = "copy/placeholder"\npath = "news/0*"\nby = "A. Smith"\nreason = "so"\nuntil = 2999-01-01\n'


def story(chance: Random) -> str:
    """Some story, in some of them with a comment that waives what is found."""
    waived = "<!-- compliance: waive copy/placeholder — it is meant -->\n\n" if chance.random() < 0.2 else ""
    return f"{waived}{chance.choice(WORDS)}\n"


def changed(desk: Path, chance: Random) -> None:
    """Change one thing, or nothing."""
    stories = sorted((desk / "news").iterdir())
    some = chance.choice(stories)
    match chance.randrange(9):
        case 0 | 1:
            some.write_text(story(chance))
        case 2:
            some.rename(desk / "news" / f"{chance.randrange(10_000)}.md")
        case 3:
            (desk / "news" / f"{chance.randrange(10_000)}.md").write_text(story(chance))
        case 4 if len(stories) > 30:
            some.unlink()
        case 5:
            (desk / "compliance.toml").write_text(chance.choice(CONFIGURATIONS))
        case 6:
            waivers = desk / "compliance-waivers.toml"
            waivers.unlink() if waivers.exists() else waivers.write_text(WAIVER)
        case 7:
            several = [{"headline": "One", "body": [chance.choice(WORDS)]} for _ in range(chance.randrange(1, 4))]
            (desk / "news" / "several.json").write_text(json.dumps(several))
        case 8:
            baseline = desk / "compliance-baseline.json"
            if baseline.exists():
                baseline.unlink()
            else:
                run(["baseline", "news"])


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif", "html"])
def test_any_change(compliance: Callable[..., Any], desk: Path, comparing: Path, form: str, capfd) -> None:
    chance = Random(form)
    for path in sorted((desk / "news").iterdir()):
        path.unlink()
        path.with_suffix(".md").write_text(story(chance))
    for _ in range(STEPS):
        changed(desk, chance)
        capfd.readouterr()
        options = ("--format", form, *chance.choice(OPTIONS))
        kept = compliance(*options)
        assert kept.code in (0, 1), kept.err
        assert kept[:3] == compliance("--no-cache", *options)[:3]
