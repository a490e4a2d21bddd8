"""Words that are quoted twice have two speakers only where two names stand with them."""

from __future__ import annotations

import pytest

from compliance.checker import Checker
from compliance.config import Config

WORDS = "we will not close a single school in this town"


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (f"“{WORDS},” said Ana Orduña.", f"“{WORDS},” said Pavel Tolvanen."),
        (f"Orduña said: “{WORDS}”.", f"“{WORDS},” Tolvanen said."),
    ],
)
def test_two_names_are_two_speakers(first: str, later: str) -> None:
    assert said(first, later).startswith("These words are given to")


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (f"Ana Orduña spoke of the schools. He said “{WORDS}” and left.", f"“{WORDS},” Orduña said."),
        (f"CNN President On Schools: ‘{WORDS}.’", f"“{WORDS},” Zucker said during a discussion."),
        (f"The mayor said: “{WORDS}”.", f"“{WORDS},” Ana Orduña said."),
    ],
)
def test_a_pronoun_or_an_office_may_be_the_same_person(first: str, later: str) -> None:
    assert said(first, later) == "These words are quoted twice"


def said(first: str, later: str) -> str:
    checker = Checker(Config(select=("quotes/repeated",)))
    report = checker.check(f"The town\n\n{first}\n\nThe council meets on Thursday.\n\n{later}\n")
    (finding,) = checker.view(report).findings
    return finding.message
