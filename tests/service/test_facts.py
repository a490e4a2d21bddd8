from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compliance.checker import Checker
from compliance.service.facts import facts_of

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
STORY: dict[str, Any] = {
    "headline": "Bridge opens after a year",
    "dateline": "LISBON, March 2, 2026",
    "published": "2026-03-02",
    "body": ["The bridge is open, the mayor said on Monday.", "Traffic was light."],
    "pictures": [
        {"caption": "The bridge in Lisbon is seen on February 3, 2026.", "alt": "A bridge", "file": "a.jpg"},
        {"caption": "The mayor speaks in Lisbon on March 2, 2026.", "credit": "Bo Li", "file": "b.jpg"},
    ],
}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def facts(checker: Checker, story: dict[str, Any], rule: str = "") -> dict[str, str]:
    (report,) = checker.check_bytes(json.dumps(story).encode(), "story.json", told="json")
    wanted = {finding.fingerprint for finding in report.findings if finding.rule.startswith(rule)}
    return {fingerprint: digest for fingerprint, digest in facts_of(report).items() if fingerprint in wanted}


def test_a_paragraph_added_elsewhere_changes_no_fact(checker: Checker) -> None:
    before = facts(checker, STORY)
    assert before
    body = [STORY["body"][0], "One more was added.", STORY["body"][1], "And a last one."]
    after = facts(checker, {**STORY, "body": body})
    assert before.items() <= after.items()


@pytest.mark.parametrize(
    "but",
    [
        {"file": "c.jpg"},
        {"credit": "Bo Li"},
        {"instructions": "no sales"},
        {"caption": "It is seen on February 4, 2026."},
    ],
)
def test_a_picture_that_changes_lets_its_waivers_lapse(checker: Checker, but: dict[str, str]) -> None:
    before = facts(checker, STORY, "dates/caption-mismatch")
    assert len(before) == 1
    pictures = [{**STORY["pictures"][0], **but}, STORY["pictures"][1]]
    after = facts(checker, {**STORY, "pictures": pictures}, "dates/caption-mismatch")
    assert not before.items() <= after.items()


def test_another_picture_does_not(checker: Checker) -> None:
    before = facts(checker, STORY, "dates/caption-mismatch")
    pictures = [STORY["pictures"][0], {**STORY["pictures"][1], "file": "c.jpg", "credit": "Ann Ek"}]
    assert facts(checker, {**STORY, "pictures": pictures}, "dates/caption-mismatch") == before


def test_the_date_that_a_caption_disagrees_with_is_a_fact(checker: Checker) -> None:
    before = facts(checker, STORY, "dates/caption-mismatch")
    after = facts(checker, {**STORY, "dateline": "LISBON, March 1, 2026"}, "dates/caption-mismatch")
    assert not before.items() <= after.items()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.md")), ids=lambda path: path.name)
def test_a_paragraph_at_the_end_of_any_example_lets_no_waiver_lapse(checker: Checker, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    (before,) = checker.check_bytes(text.encode(), path.name)
    longer = f"{text.rstrip()}\n\nThe baker opened at six and sold all the bread she had before noon came.\n"
    (after,) = checker.check_bytes(longer.encode(), path.name)
    old, new = facts_of(before), facts_of(after)
    kept = old.keys() & new.keys()
    assert {one for one in kept if old[one] != new[one]} == set()
