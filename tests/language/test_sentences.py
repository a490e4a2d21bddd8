"""Sentences: full stops that end none, and ends without a usual full stop."""

from __future__ import annotations

import pytest

from compliance.language.sentences import split


def parts(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split(text, 0, len(text), language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Mr. Orme met Gen. Tolvanen at noon.", "He left at once."]),
        ("en", ["The U.S. Senate voted.", "It rose in the U.S.", "The bill failed."]),
        ("en", ["It is No. 5 on Jan. 3.", "Nobody came."]),
        ("en", ["“What?” he said.", "“No!”", "She left."]),
        ("en", ["J. K. Aldous wrote it.", "Prices rose 3.5 percent."]),
        ("en", ["Vexel Inc. said so.", "“We left.”", "She stayed…", "He came."]),
        ("es", ["El Sr. Orduña viajó a EE. UU. con la Dra. Ruiz.", "«No iré».", "Calló."]),
        ("es", ["¿Vendrá?", "No lo sé.", "El art. 5 lo dice, según EE.UU.", "El pleno votó."]),
        ("ja", ["行った。", "「来た。」", "終わり"]),
    ],
)
def test_split(language: str, expected: list[str]) -> None:
    text = ("" if language == "ja" else " ").join(expected)
    assert parts(text, language) == expected


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Skip me.\n\n  One here.  Two there. \n\nNot me."
    spans = split(text, 10, 35, "en")
    assert [text[a:b] for a, b in spans] == ["One here.", "Two there."]


def test_nothing_in_an_empty_stretch() -> None:
    assert split("   ", 0, 3, "en") == []
    assert split("", 0, 0, None) == []


def test_linear_on_hostile_text() -> None:
    text = "." * 50_000 + " (" * 50_000 + "A. " * 50_000
    assert split(text, 0, len(text), "en")
