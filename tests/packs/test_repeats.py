"""How large a pattern becomes is told without compiling it, and what would never end is refused."""

from __future__ import annotations

import pytest

from compliance.packs.load import load
from compliance.packs.repeats import MOST, size
from tests.packs.conftest import Write
from tests.packs.test_bad_input import refused

RULE = "  - id: one\n    check: pattern\n    message: m\n    pattern: '{}'\n    bad: [x]\n    good: [y]\n"


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("abc", 3),
        ("a{5}b", 6),
        ("(?:ab){3}c", 7),
        ("(?:(?:a{10}){10}){10}", 1000),
        (r"\(a\){3}", 5),
        ("[a(]{4}b", 5),
        (".{0,100}", 1),
        ("(?:ab) {4}", 8),
        ("))a{2}", 4),
        ("", 0),
    ],
)
def test_the_size_of_a_pattern(pattern: str, parts: int) -> None:
    assert size(pattern) == parts


@pytest.mark.parametrize("pattern", ["(?:a{1000}){1000}", "(?:(?:(?:a{1000}){1000}){1000}){1000}", "a{9999999}"])
def test_a_pattern_that_would_never_be_compiled_is_refused(write_pack: Write, pattern: str) -> None:
    error = refused(write_pack(RULE.format(pattern)))
    assert f"over {MOST:,} times" in error.what
    assert error.where.endswith("pack.yaml:8:5")
    assert "counts in braces" in error.hint


def test_an_honest_count_is_no_offence(write_pack: Write) -> None:
    assert load(write_pack(RULE.format(r"\d{1,3}(?:,\d{3})+.{0,300}[a-z]{200}"))).name == "house"
