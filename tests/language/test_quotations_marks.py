"""Marks of every national style: which way they look, which belong together, and what is no mark."""

from __future__ import annotations

import pytest

from compliance.article import Article, Block, Role, Span
from compliance.checker import Checker
from compliance.language.marks import marks, quoting
from compliance.source import SourceFile


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def read(checker: Checker, text: str) -> Article:
    blocks: list[Block] = []
    position = 0
    for number, paragraph in enumerate(text.split("\n\n")):
        blocks.append(Block(Role.PARAGRAPH, Span(position, position + len(paragraph)), f"body[{number}]"))
        position += len(paragraph) + 2
    return Article(text=text, blocks=tuple(blocks), context=checker.context, source=SourceFile("s.txt", text))


PAIRS = [
    ('"Hello," he said. "I am here."', ['"Hello,"', '"I am here."']),
    ("“Hello,” he said. “I am ‘here’.”", ["“Hello,”", "“I am ‘here’.”", "‘here’"]),
    ("‘I won’t go to the boys’ club,’ he said. ‘No.’", ["‘I won’t go to the boys’ club,’", "‘No.’"]),
    ("'I won't go,' he said. 'It isn't ours.'", ["'I won't go,'", "'It isn't ours.'"]),
    ("«Me dijo “nunca” y se fue», contó.", ["«Me dijo “nunca” y se fue»", "“nunca”"]),
    ("„Nein“, sagte er. »Doch«, rief sie.", ["„Nein“", "»Doch«"]),
    ("”Ja”, sa hon. ”Nej”, sa han.", ["”Ja”", "”Nej”"]),
    ("„Tak”, powiedział. « Oui », dit-il.", ["„Tak”", "« Oui »"]),
    ("「はい」と言った。『「本」を』読む。", ["「はい」", "『「本」を』", "「本」"]),
    ("''It isn't ours,'' she said.", ["''It isn't ours,''"]),
    ("“He said ‘no.’”", ["“He said ‘no.’”", "‘no.’"]),
    ('"The score was 12," he said.', ['"The score was 12,"']),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_pairs(checker: Checker, text: str, expected: list[str]) -> None:
    article = read(checker, text)
    assert [article[quoted.span] for quoted in article.get(quoting).quoted] == expected
    assert all(mark.state == "paired" for mark in marks(article))


@pytest.mark.parametrize(
    "text",
    [
        "It was rock 'n' roll in the '90s; 'twas the players' idea, and ’tis Kolar’s.",
        'Kolar is 6\' 2" tall and made a 12" record.',
        "The year ’68 and the boys’ club.",
        "No marks at all.",
    ],
)
def test_no_marks(checker: Checker, text: str) -> None:
    assert marks(read(checker, text)) == ()


def test_running_quotation(checker: Checker) -> None:
    article = read(checker, "“One.\n\n“Two.\n\n“Three.”\n\nDone.")
    states = [(mark.opens, mark.state) for mark in marks(article)]
    assert states == [(True, "running"), (True, "running"), (True, "paired"), (False, "paired")]
    assert [quoted.continues for quoted in article.get(quoting).quoted] == [False, True, True]


def test_comillas_de_seguir(checker: Checker) -> None:
    article = read(checker, "«Uno.\n\n»Dos.\n\n»Tres», dijo.")
    assert [mark.state for mark in marks(article)] == ["running", "running", "continuing", "paired"]


def test_joined_paragraphs(checker: Checker) -> None:
    article = read(checker, 'He said: "One. "Two."')
    assert [mark.state for mark in marks(article)] == ["merged", "paired", "paired"]


@pytest.mark.parametrize("text", ["“One, he said.\n\nTwo.", "One,” he said.", 'He said: "One.\n\nTwo.'])
def test_lone(checker: Checker, text: str) -> None:
    assert [mark.state for mark in marks(read(checker, text))] == ["lone"]


@pytest.mark.parametrize("sign", ['"', "“", "”", "'", "‘", "«", " '", '“"', "''", "a'"])
def test_linear_on_hostile_text(checker: Checker, sign: str) -> None:
    marks(read(checker, f"{sign}a " * 40_000))
