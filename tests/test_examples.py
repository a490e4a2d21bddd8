"""The stories in examples/: what each was written to show is found, and the clean ones are let through."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from compliance import Checker, Report, Severity, Verdict

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

# file: the rules that must speak at least once, with the words they must mark (the first characters are enough)
SHOWN = {
    "ferry-pact.txt": {
        "dates/caption-mismatch": "9 March 2025",
        "dates/weekday-mismatch": "Tuesday 7 May",
    },
    "naval-visit.txt": {
        "captions/truncated": "",
        "captions/positions": "",
        "credits/restricted-picture": "",
        "credits/instruction-published": "",
        "dates/caption-mismatch": "9 March 2025",
        "dates/weekday-mismatch": "Tuesday 7 May",
        "credits/interested-source": "",
        "quotes/second-hand": "",
        "copy/spacing": "  ",
    },
    "ferry-strike.md": {
        "quotes/not-in-story": "“as long as it takes”",
        "copy/repeated": "the the",
        "copy/placeholder": "TK",
        "copy/internal-link": "",
        "dates/range-reversed": "",
        "dates/weekday-mismatch": "Wednesday 12 June 2025",
        "quotes/unattributed": "“We will sail",
        "quotes/anonymous-source": "",
        "quotes/loaded-verb": "claimed",
        "quotes/mixed-marks": "",
        "captions/truncated": "",
        "captions/missing": "",
        "credits/malformed": "",
        "credits/missing": "",
        "credits/instruction-published": "EDITORIAL USE ONLY",
        "credits/restricted-picture": "",
    },
    "inundaciones.txt": {
        "dates/impossible": "31 de abril",
        "dates/caption-mismatch": "2 de noviembre de 2025",
        "dates/weekday-mismatch": "lunes 11 de noviembre",
        "quotes/unclosed": "«",
        "quotes/anonymous-source": "Fuentes",
        "copy/repeated": "de de",
        "copy/spacing": "",
        "credits/restricted-picture": "",
        "credits/instruction-published": "",
    },
    "pacto-pesquero.md": {
        "copy/placeholder": "XXX",
        "captions/truncated": "",
        "captions/positions": "",
        "credits/interested-source": "",
        "credits/malformed": "",
        "credits/missing": "",
        "dates/caption-mismatch": "15 de septiembre de 2025",
        "dates/range-reversed": "",
        "dates/future-as-past": "21 de septiembre",
        "quotes/unattributed": "“El mar no entiende",
        "quotes/anonymous-source": "Fuentes",
        "quotes/mixed-marks": "",
    },
    "minister-interview.md": {
        "quotes/not-in-story": "“a gift to the next generation”",
        "quotes/unclosed": "",
        "quotes/mixed-marks": "",
        "quotes/loaded-verb": "admitted",
        "quotes/anonymous-source": "Officials",
        "quotes/unattributed": "“The line will open",
        "dates/weekday-mismatch": "Thursday 19 February",
        "dates/future-as-past": "27 February",
        "copy/wrong-channel": "",
    },
    "festival-notes.txt": {
        "copy/desk-note": "ATTN EDITORS",
        "copy/brackets": "(",
        "copy/garbled": "â€œ",
        "copy/placeholder": "INSERT NAME",
        "copy/machine-residue": "Here is the rewritten",
        "copy/spacing": "",
        "dates/impossible": "25:30",
    },
    "clean-bridge.md": {},
    "clean-cosecha.txt": {},
}


@cache
def checked(name: str) -> Report:
    (report,) = _checker().check_file(EXAMPLES / name)
    return report


@cache
def _checker() -> Checker:
    return Checker()


def test_every_story_is_expected_to_show_something() -> None:
    assert {path.name for path in EXAMPLES.iterdir() if path.is_file()} == SHOWN.keys()


@pytest.mark.parametrize(
    ("name", "rule", "words"), [(name, rule, words) for name, rules in SHOWN.items() for rule, words in rules.items()]
)
def test_what_a_story_shows_is_found(name: str, rule: str, words: str) -> None:
    report = checked(name)
    marked = [report.article[finding.span] for finding in report.findings if finding.rule == rule]
    assert any(one.startswith(words) for one in marked), marked


@pytest.mark.parametrize("name", [name for name, rules in SHOWN.items() if not rules])
def test_a_clean_story_is_let_through(name: str) -> None:
    report = checked(name)
    assert report.verdict is Verdict.PUBLISH
    assert [finding for finding in report.findings if finding.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("name", [name for name, rules in SHOWN.items() if rules])
def test_a_story_with_defects_is_held(name: str) -> None:
    assert checked(name).verdict is Verdict.HOLD


@pytest.mark.parametrize("name", list(SHOWN))
def test_nothing_else_is_found_at_warning_or_above(name: str) -> None:
    others = {finding.rule for finding in checked(name).findings if finding.severity is not Severity.NOTE}
    assert others - SHOWN[name].keys() - {"captions/stranger-named"} == set()
