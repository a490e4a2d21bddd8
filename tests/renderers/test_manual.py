"""What a rule's manual page says of it, and the reason that stands under a finding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from compliance.article import Article
from compliance.checker import Checker
from compliance.finding import Finding, Kind, Severity
from compliance.renderers.manual import plain, why
from compliance.rule import rule


@rule(
    "dates/vague",
    kind=Kind.REVIEW,
    severity=Severity.NOTE,
    variants=("figures", "word"),
    messages={
        "en": {"message": "the day is vague", "why_word": "Tomorrow it is another day."},
        "es": {"message": "el día es vago", "why_word": "Mañana será otro día."},
    },
)
def vague(article: Article, options: Any) -> Iterable[Finding]:
    """Flags days that two readers take for two.

    ## Why it matters
    04/05 is two days. The rest is not shown.
    """
    return ()


@pytest.mark.parametrize(
    ("language", "variant", "reason"),
    [
        ("en", None, "04/05 is two days."),
        ("en", "figures", "04/05 is two days."),
        ("en", "word", "Tomorrow it is another day."),
        ("es", "word", "Mañana será otro día."),
        ("es-MX", "word", "Mañana será otro día."),
        ("es", "figures", ""),
    ],
)
def test_the_reason_is_the_variants_own_else_the_rules(language: str, variant: str | None, reason: str) -> None:
    assert why(vague, language, variant) == reason


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("from which day `on Tuesday` is counted", "from which day “on Tuesday” is counted"),
        ("*Claimed* doubts, *admitted* finds guilty", "“Claimed” doubts, “admitted” finds guilty"),
        ("the **first** of [three](packs.md)", "the first of three"),
        ("`“Nobody asked us”, said one`", "“Nobody asked us”, said one"),
        ("2 * 3 * 4 and a_b_c", "2 * 3 * 4 and a_b_c"),
    ],
)
def test_markdowns_signs_are_taken_off_and_what_they_set_apart_is_quoted(written: str, shown: str) -> None:
    assert plain(written) == shown


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_rule_says_why_it_exists_in_every_language(language: str) -> None:
    assert [rule.name for rule in Checker().catalogue.values() if not why(rule, language)] == []
