"""What figures count, in English and Spanish, and which are not the story's own."""

from __future__ import annotations

import pytest

from compliance.article import Article, Block, Metadata, Role, Span
from compliance.checker import Checker
from compliance.language.counts import asides, count_of, count_words
from compliance.language.figures import figures
from compliance.source import SourceFile


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def counted(checker: Checker, text: str, language: str) -> list[tuple[str, str, list[str]]]:
    """Each figure with what it counts and why it may be another than the story's own."""
    article = Article(
        text=text,
        blocks=(Block(Role.PARAGRAPH, Span(0, len(text)), "body[0]"),),
        context=checker.context,
        source=SourceFile("story.txt", text),
        metadata=Metadata(language=language),
    )
    words = count_words(language)
    assert words is not None
    return [
        (article[each.span], count_of(text, each, words, len(text)).thing, sorted(asides(article, each, words)))
        for each in article.get(figures)
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The fall killed 12 people.", [("12", "killed", [])]),
        ("en", "Twelve people died.", [("Twelve", "killed", [])]),
        ("en", "12 dead, 30 injured in the fall.", [("12", "killed", []), ("30", "injured", [])]),
        ("en", "It killed 12 people and injured 30.", [("12", "killed", []), ("30", "injured", [])]),
        ("en", "Police arrested 12 protesters.", [("12", "arrested", [])]),
        ("en", "The toll rose to 12.", [("12", "killed", [])]),
        ("en", "The storm destroyed 12 houses.", [("12", "house", [])]),
        ("en", "The bridge cost $14m.", [("$14m", "$", [])]),
        ("en", "Among them were 12 children.", [("12", "children", ["part"])]),
        ("en", "Earlier the toll stood at 10.", [("10", "killed", ["time"])]),
        ("en", "A quake could kill 30,000 people.", [("30,000", "killed", ["may"])]),
        ("en", "They beat the 10-man side.", [("10", "", [])]),
        ("es", "El derrumbe causó 12 muertos.", [("12", "killed", [])]),
        ("es", "Murieron 12 personas y 30 resultaron heridas.", [("12", "killed", []), ("30", "injured", [])]),
        ("es", "La policía detuvo a 12 manifestantes.", [("12", "arrested", [])]),
        ("es", "Entre ellos hay 12 niños.", [("12", "niño", ["part"])]),
        ("es", "El balance anterior era de 10 muertos.", [("10", "killed", ["time"])]),
    ],
)
def test_counted(checker: Checker, language: str, text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert counted(checker, text, language) == expected


def test_there_is_nothing_for_a_language_without_data() -> None:
    assert count_words("de") is None
    assert count_words(None) is None
