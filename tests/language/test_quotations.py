"""Quotations with their kind, their speaker and how the speaker was found."""

from __future__ import annotations

import pytest

from compliance.article import Article, Block, Metadata, Role, Span
from compliance.checker import Checker
from compliance.language.quotations import Quotation, quotations
from compliance.source import SourceFile


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def read(checker: Checker, text: str, language: str = "en") -> tuple[Article, tuple[Quotation, ...]]:
    blocks: list[Block] = []
    position = 0
    for number, paragraph in enumerate(text.split("\n\n")):
        blocks.append(Block(Role.PARAGRAPH, Span(position, position + len(paragraph)), f"body[{number}]"))
        position += len(paragraph) + 2
    article = Article(
        text=text,
        blocks=tuple(blocks),
        context=checker.context,
        source=SourceFile("story.txt", text),
        metadata=Metadata(language=language),
    )
    return article, article.get(quotations)


ENGLISH = [
    ("“We will rebuild,” Orme said.", ("Orme", "said", "after")),
    ("“We will rebuild,” said Anna Orme, a lawyer from Hamar.", ("Anna Orme, a lawyer from Hamar", "said", "after")),
    ("“We will rebuild,” Orme, 52, told reporters.", ("Orme", "told", "after")),
    ("“We will rebuild,” Orme, who owns the mill, said.", ("Orme, who owns the mill", "said", "after")),
    ("“We will rebuild,” she later said in a statement.", ("she", "said in a statement", "after")),
    ("“Will we rebuild?” Orme asked.", ("Orme", "asked", "after")),
    ("“We will rebuild,” according to the mayor.", ("the mayor", "according to", "after")),
    ("“We will rebuild,” Orme harrumphed.", ("Orme", None, "after")),
    ("On Monday, Orme told the hall: “We will rebuild it.”", ("Orme", "told", "before")),
    ("In the words of Orme, “we will rebuild it all”.", ("Orme", "In the words of", "before")),
    ("Orme was tired but said “we will rebuild it all”.", ("Orme", "said", "before")),
    ("Orme left the hall, saying “we will rebuild it all”.", ("Orme", "saying", "before")),
    ("Orme called the plan “the worst in our history”.", ("Orme", "called", "before")),
    ("It was described by Orme as “the worst plan in our history”.", ("Orme", "described", "before")),
    ("Orme on the plan: “It is the worst in our history.”", ("Orme", None, "colon")),
    ("“We will rebuild it all.” — Anna Orme, mayor", ("Anna Orme", None, "after")),
]
SPANISH = [
    ("«No habrá retrasos», dijo Orduña.", ("Orduña", "dijo", "after")),
    ("«No habrá retrasos», afirmó el ministro de Obras.", ("el ministro de Obras", "afirmó", "after")),
    ("“No habrá retrasos”, ha dicho la alcaldesa.", ("la alcaldesa", "ha dicho", "after")),
    ("Según Orduña, «no habrá más retrasos este año».", ("Orduña", "Según", "before")),
    ("La alcaldesa explicó: «No habrá más retrasos».", ("La alcaldesa", "explicó", "before")),
    ("Ana Orduña, alcaldesa del pueblo, aseguró que «no habrá más retrasos».", ("Ana Orduña", "aseguró", "before")),
    ("—No habrá retrasos —dijo Orduña—. Ni uno más.", ("Orduña", "dijo", "dialogue")),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(checker: Checker, text: str, expected: tuple[str, str | None, str]) -> None:
    article, found = read(checker, text)
    _same(article, found[0], expected)


@pytest.mark.parametrize(("text", "expected"), SPANISH)
def test_spanish(checker: Checker, text: str, expected: tuple[str, str | None, str]) -> None:
    article, found = read(checker, text, "es")
    _same(article, found[0], expected)


def _same(article: Article, quotation: Quotation, expected: tuple[str, str | None, str]) -> None:
    speaker, cue, how = expected
    assert quotation.speaker is not None
    assert article[quotation.speaker].startswith(speaker)
    assert (article[quotation.cue] if quotation.cue else None) == cue
    assert (quotation.kind, quotation.how) == ("speech", how)


BESIDE = [
    ("“It is a disgrace,” Orme said. He has a mill. “We will never rebuild it.”", "Orme", "paragraph"),
    ("“It is a disgrace,” Orme said. “We will\n\n“never rebuild it all.”", "Orme", "continued"),
    ("Orme told the hall about the mill.\n\n“We will never rebuild it all.”", "Orme", "previous-sentence"),
    ("“We will never rebuild it all.”\n\nSo said Orme on Monday.", "Orme", "following-sentence"),
]


@pytest.mark.parametrize(("text", "speaker", "how"), BESIDE)
def test_beside(checker: Checker, text: str, speaker: str, how: str) -> None:
    article, found = read(checker, text)
    last = found[-1]
    assert last.speaker is not None
    assert (article[last.speaker], last.how) == (speaker, how)


def test_a_bare_name_is_no_speaker(checker: Checker) -> None:
    _, found = read(checker, "Orme stood by the river.\n\n“We will never rebuild it all.”\n\nThe mill is old.")
    assert found[0].kind == "speech"
    assert not found[0].attributed


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The so-called “miracle” bridge is closed.", "scare"),
        ("Jan “Bobo” Kolar is back.", "nickname"),
        ("The film “The Long Road Home” opens in May.", "title"),
        ("They stood under a banner “No bridge, no bread today”.", "shown"),
    ],
)
def test_kinds(checker: Checker, text: str, kind: str) -> None:
    _, found = read(checker, text)
    assert found[0].kind == kind


def test_nothing_without_marks(checker: Checker) -> None:
    assert read(checker, "Orme said that the mill will be rebuilt.")[1] == ()


def test_linear_on_hostile_text(checker: Checker) -> None:
    read(checker, "“a,” said b, said c said d. " * 8_000)
