"""A second run compares only the groups of stories that changed; whatever decides a comparison is looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

FORMATS = ("text", "json", "sarif", "html")


@pytest.fixture
def again(compliance: Callable[..., object], desk: Path, comparing: Path) -> Callable[..., tuple[str, list[str]]]:
    """Check forty stories, two to a key; what is printed, and the groups that the rule was asked to compare."""
    for n in range(40):
        form = ("plain", "silent", "tuple")[n % 3]
        (desk / "news" / f"{n:02}.txt").write_text(f"Bridge{n % 20} {form} is open.\n")

    def call(*options: str) -> tuple[str, list[str]]:
        told = desk / "compared"
        told.unlink(missing_ok=True)
        done = compliance(*options)
        return done.out, told.read_text().splitlines() if told.exists() else []

    return call


TUPLES = [f"{n - 20:02} {n:02}" for n in range(20, 40) if n % 3 == 2]
"""The groups whose facts JSON would not give back the same."""


@pytest.mark.parametrize("form", FORMATS)
def test_the_second_run_compares_nothing_that_can_be_kept_and_prints_the_same(again, form):
    first, compared = again("--format", form)
    assert compared == [f"{n:02} {n + 20:02}" for n in range(20)]
    second, compared = again("--format", form)
    assert compared == TUPLES
    assert second == first == again("--format", form, "--no-cache")[0]
    assert "ery like news/" in first


def test_one_story_that_changed_is_compared_and_no_other(again, desk):
    again()
    (desk / "news" / "07.txt").write_text("Bridge7 plain is shut.\n")
    (desk / "news" / "24.txt").write_text("Bridge9 plain is open.\n")
    printed, compared = again()
    assert set(compared) - set(TUPLES) == {"07 27", "09 24 29"}
    assert not {"07 27", "09 24 29"} & set(TUPLES)
    assert printed == again("--no-cache")[0]


def test_a_story_that_comes_before_moves_numbers_and_nothing_else(again, desk):
    again()
    (desk / "news" / "-first.txt").write_text("Alone plain is open.\n")
    printed, compared = again("-j", "2")
    assert compared == TUPLES
    assert printed == again("--no-cache", "-j", "1")[0]


def test_another_name_is_another_comparison(again, desk):
    again()
    (desk / "news" / "01.txt").rename(desk / "news" / "01b.txt")
    printed, compared = again()
    assert set(compared) - set(TUPLES) == {"01b 21"}
    assert printed == again("--no-cache")[0]
