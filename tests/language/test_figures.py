"""What the figures analysis reads, in English and Spanish, and what it leaves alone."""

from __future__ import annotations

import pytest

from compliance.article import Article, Block, Metadata, Role, Span
from compliance.checker import Checker
from compliance.language.figures import Figure, figures
from compliance.source import SourceFile


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def read(checker: Checker, text: str, language: str) -> tuple[Article, tuple[Figure, ...]]:
    article = Article(
        text=text,
        blocks=(Block(Role.PARAGRAPH, Span(0, len(text)), "body[0]"),),
        context=checker.context,
        source=SourceFile("story.txt", text),
        metadata=Metadata(language=language),
    )
    return article, article.get(figures)


ENGLISH = [
    ("The blast killed at least 12 people.", [("12", 12, "", "people")]),
    ("Some 1,500 houses burned.", [("1,500", 1500, "", "houses")]),
    ("It cost $2.3 billion (€2bn).", [("$2.3 billion", 2_300_000_000, "$", ""), ("€2bn", 2_000_000_000, "EUR", "")]),
    ("It lost US$1.5 million.", [("US$1.5 million", 1_500_000, "USD", "")]),
    ("Prices rose 3.5 per cent to 12.40 euros.", [("3.5 per cent", 3.5, "%", ""), ("12.40 euros", 12.4, "EUR", "")]),
    ("It fell 0.125 percentage points.", [("0.125 percentage points", 0.125, "pp", "")]),
    ("Two hundred and fifty troops came.", [("Two hundred and fifty", 250, "", "troops")]),
    ("It took twenty-five men.", [("twenty-five", 25, "", "men")]),
    ("It took three thousand six hundred stones.", [("three thousand six hundred", 3600, "", "stones")]),
    ("The toll rose to 12.", [("12", 12, "", "toll")]),
    ("13 killed in Rimont blast", [("13", 13, "", "killed")]),
    ("The road is 40 miles long.", [("40 miles", 40, "mile", "")]),
    ("They sold 1.2m people a ticket for £70m.", [("1.2m", 1_200_000, "", "people"), ("£70m", 70_000_000, "GBP", "")]),
]  # fmt: skip

SPANISH = [
    ("Al menos 12 muertos y 1.500 heridos.", [("12", 12, "", "muertos"), ("1.500", 1500, "", "heridos")]),
    ("Suman 2.300 millones de euros.", [("2.300 millones de euros", 2_300_000_000, "EUR", "")]),
    ("Subió un 3,5 % en mayo.", [("3,5 %", 3.5, "%", "")]),
    ("Hubo 3 mil millones de pesos en deudas.", [("3 mil millones de pesos", 3_000_000_000, "peso", "")]),
    ("Costó 4 mil 315 millones de dólares.", [("4 mil 315 millones de dólares", 4_315_000_000, "USD", "")]),
    ("Son treinta y cinco soldados.", [("treinta y cinco", 35, "", "soldados")]),
    ("Mil quinientos votos y dos nuevos casos.", [("Mil quinientos", 1500, "", "votos"), ("dos", 2, "", "casos")]),
    ("Son 1,500 votos de ventaja.", [("1,500", 1500, "", "votos")]),
    ("Son 3 500 afiliados.", [("3 500", 3500, "", "afiliados")]),
    ("Costó un millón de dólares.", [("un millón de dólares", 1_000_000, "USD", "")]),
]

NONE = [
    ("en", "Flight 370 left at 10:30 from gate 12 for the G7; the F-16 and Covid-19 did not."),
    ("en", "They won 3-2 and 21-14. Call 555 123 4567 or +34 91 555 12 34."),
    ("en", "It was built in 1998 and closed on 16 April 2023 at 7 p.m."),
    ("en", "One of them came 1st, the other 22nd, in Ocean's Eleven."),
    ("es", "El 18 de abril de 2023, a las 20.30 horas, uno de ellos ganó por 3-2 en el vuelo 370."),
    ("es", "El artículo 12 de la ley 7 y el 2.º puesto."),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(checker: Checker, text: str, expected: list[tuple[str, float, str, str]]) -> None:
    assert _plain(*read(checker, text, "en")) == expected


@pytest.mark.parametrize(("text", "expected"), SPANISH)
def test_spanish(checker: Checker, text: str, expected: list[tuple[str, float, str, str]]) -> None:
    assert _plain(*read(checker, text, "es")) == expected


@pytest.mark.parametrize(("language", "text"), NONE)
def test_no_figures(checker: Checker, language: str, text: str) -> None:
    assert _plain(*read(checker, text, language)) == []


@pytest.mark.parametrize(
    ("language", "text", "ends"),
    [
        ("en", "Between 10 and 15 soldiers came.", (10, 15)),
        ("en", "It takes 10-15 people.", (10, 15)),
        ("en", "It takes 10 to 15 people.", (10, 15)),
        ("es", "Hay entre 10 y 15 detenidos.", (10, 15)),
    ],
)
def test_ranges(checker: Checker, language: str, text: str, ends: tuple[int, int]) -> None:
    (figure,) = read(checker, text, language)[1]
    assert (figure.value, figure.upper) == ends


def test_two_values_of_a_change_are_no_range(checker: Checker) -> None:
    _, found = read(checker, "It rose from 200 to 230 jobs.", "en")
    assert [(figure.value, figure.upper) for figure in found] == [(200, None), (230, None)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Arriaga, 54, left."),
        ("en", "The driver, aged 54, left."),
        ("en", "A 54-year-old nurse left."),
        ("es", "Arriaga, de 54 años, dimitió."),
    ],
)
def test_ages_are_kept_apart(checker: Checker, language: str, text: str) -> None:
    (figure,) = read(checker, text, language)[1]
    assert (figure.value, figure.kind) == (54, "age")


@pytest.mark.parametrize(
    ("text", "bound"),
    [("more than 300 people", ">="), ("about 300 people", "~"), ("up to 300 people", "<="), ("the 300 people", "")],
)
def test_how_sure(checker: Checker, text: str, bound: str) -> None:
    (figure,) = read(checker, f"There were {text} there.", "en")[1]
    assert figure.bound == bound


def test_a_sign_between_two_numbers_is_in_one_of_them(checker: Checker) -> None:
    article, found = read(checker, "It was 10 $ 20.", "en")
    assert [article[figure.span] for figure in found] == ["10 $", "20"]


def test_a_language_without_data_has_none(checker: Checker) -> None:
    assert read(checker, "Es waren 12 Leute da.", "de")[1] == ()


def _plain(article: Article, found: tuple[Figure, ...]) -> list[tuple[str, float, str, str]]:
    return [
        (article[figure.span], figure.value, figure.unit, article[figure.counted] if figure.counted else "")
        for figure in found
    ]
