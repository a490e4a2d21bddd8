"""Who is named in a story, in English and Spanish, and what is no person."""

from __future__ import annotations

import pytest

from compliance.article import Article, Block, Metadata, Role, Span
from compliance.checker import Checker
from compliance.language.people import Person, people
from compliance.language.people_opening import opening_name
from compliance.source import SourceFile
from tests.patience import keeps_step


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def read(checker: Checker, text: str, language: str) -> tuple[Article, tuple[Person, ...]]:
    article = Article(
        text=text,
        blocks=(Block(Role.PARAGRAPH, Span(0, len(text)), "body[0]"),),
        context=checker.context,
        source=SourceFile("story.txt", text),
        metadata=Metadata(language=language),
    )
    return article, article.get(people)


ENGLISH = [
    ("Defence Minister Arvo Tolvanen met her.", [("Arvo Tolvanen", "Tolvanen", ("Defence Minister",))]),
    (
        "Gen. Arvo Tolvanen met Sen. Ida Orme.",
        [("Arvo Tolvanen", "Tolvanen", ("Gen.",)), ("Ida Orme", "Orme", ("Sen.",))],
    ),
    ("Yesterday John Orme left.", [("John Orme", "Orme", ())]),
    ("Arvo Tolvanen, aged 57, won.", [("Arvo Tolvanen", "Tolvanen", ())]),
    ("Arvo Tolvanen, a 57-year-old baker, won.", [("Arvo Tolvanen", "Tolvanen", ())]),
    ("Arvo Tolvanen, 57, won.", [("Arvo Tolvanen", "Tolvanen", ())]),
    ("Arvo Tolvanen said so.", [("Arvo Tolvanen", "Tolvanen", ())]),
    ("Mary van der Holt said so. Holt left.", [("Mary van der Holt", "van der Holt", ())]),
    ("John K. O'Dell said so.", [("John K. O'Dell", "O'Dell", ())]),
    ("Hamid al-Masri said so.", [("Hamid al-Masri", "al-Masri", ())]),
    ("The minister met President Orme.", [("Orme", "Orme", ("President",))]),
    ("Foreign Minister Wen Liqiang spoke. Wen left.", [("Wen Liqiang", "Wen", ("Foreign Minister",))]),
    ("John Orme Jr. said so.", [("John Orme Jr", "Orme", ())]),
    ("Lt. Gen. John Orme III met her.", [("John Orme III", "Orme", ("Lt. Gen.",))]),
    ("King Osric VI spoke.", [("Osric VI", "Osric", ("King",))]),
]

SPANISH = [
    ("El ministro de Defensa ruso, Arvo Tolvanen, habló.", [("Arvo Tolvanen", "Tolvanen", ("ministro",))]),
    ("La alcaldesa Ana Orduña Roca habló. Orduña dijo que no.", [("Ana Orduña Roca", "Orduña", ("alcaldesa",))]),
    ("El presidente Luis de la Peña salió.", [("Luis de la Peña", "de la Peña", ("presidente",))]),
    ("Ana Lucía López Orduña habló. López Orduña salió.", [("Ana Lucía López Orduña", "López Orduña", ())]),
    ("Detuvo a Yassine Kadiri, de 30 años.", [("Yassine Kadiri", "Kadiri", ())]),
    ("Según María Orduña, llovió.", [("María Orduña", "Orduña", ())]),
]

NOBODY = [
    ("The White House and Human Rights Watch spoke on Monday in New Delhi.", "en"),
    ("Real Madrid beat Manchester United in January.", "en"),
    ("The Supreme Court of Norway met in Oslo, the Norwegian Press Agency said.", "en"),
    ("El Congreso de los Diputados y el Partido Popular, en la Universidad de Sevilla.", "es"),
    ("Cerró Bodega Peñalara, de 30 años de historia.", "es"),
    ("El lunes, la Guardia Civil y el Tribunal Supremo, en Nueva York.", "es"),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(checker: Checker, text: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    _, found = read(checker, text, "en")
    assert [(each.name, each.surname, each.titles) for each in found] == expected


@pytest.mark.parametrize(("text", "expected"), SPANISH)
def test_spanish(checker: Checker, text: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    _, found = read(checker, text, "es")
    assert [(each.name, each.surname, each.titles) for each in found] == expected


@pytest.mark.parametrize(("text", "language"), NOBODY)
def test_organisations_places_and_days_are_no_people(checker: Checker, text: str, language: str) -> None:
    assert read(checker, text, language)[1] == ()


def test_later_mentions_belong_to_the_person_named_before(checker: Checker) -> None:
    text = "John Orme met Ida Tolvanen. Orme left. Mrs Tolvanen stayed, Orme’s aide said."
    article, found = read(checker, text, "en")
    assert [[article[m.span] for m in each.mentions] for each in found] == [
        ["John Orme", "Orme", "Orme"],
        ["Ida Tolvanen", "Tolvanen"],
    ]
    assert [m.full for m in found[0].mentions] == [True, False, False]


def test_credit_lines_name_nobody(checker: Checker) -> None:
    text = b"John Orme speaks in Oslo on Tuesday. EFE/John Tolvanen\n\nNorway votes\n\nThe vote was held on Tuesday.\n"
    article = next(checker.read(text, "story.txt"))
    assert [each.name for each in article.get(people)] == ["John Orme"]


def test_a_long_story_takes_time_in_proportion(checker: Checker) -> None:
    from time import process_time

    def seconds(times: int) -> float:
        text = "John Orme met Gen. Ida Tolvanen of Oslo. Orme and Tolvanen said so. " * times
        started = process_time()
        read(checker, text, "en")
        return process_time() - started

    seconds(50)
    keeps_step(seconds, 200, 4000, times=60, floor=0.01)


def test_what_is_longer_than_any_name_opens_no_headline_as_one(checker: Checker) -> None:
    def opened(name: str) -> Span | None:
        text = f"{name} vows to mend the quay\n\nThe town said on Monday that the quay would be mended."
        article, _ = read(checker, text, "en")
        return opening_name(article, Span(0, text.index("\n")), text.index("The"), len(text))

    assert opened("Zarquist") == Span(0, 8)
    assert opened("Z" + "q" * 100_000) is None
