"""The forms of credit lines that agencies use, where a caption ends and its credit begins, and what is neither."""

from __future__ import annotations

import json

import pytest

from compliance.article import Article
from compliance.checker import Checker
from compliance.language.credits import captions, credit_tail, credits, parse_credit
from compliance.lexicon import Lexicon


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


@pytest.fixture(scope="module")
def lexicon(checker: Checker) -> Lexicon:
    return checker.context.lexicon


# credit line, agencies, photographer, provider, markers
FORMS: list[tuple[str, tuple[str, ...], str | None, str | None, tuple[str, ...]]] = [
    ("AP Photo/Ana Ruiz", ("AP",), "Ana Ruiz", None, ()),
    ("Ana Ruiz/AP", ("AP",), "Ana Ruiz", None, ()),
    ("Keystone/The White House via AP/Ana Ruiz", ("Keystone", "AP"), "Ana Ruiz", "The White House", ()),
    ("REUTERS/Paul Hale", ("Reuters",), "Paul Hale", None, ()),
    ("© 2019 dpa Deutsche Presse Agentur GmbH", ("dpa",), None, None, ("copyright",)),
    ("© 2021 Agence France-Presse SA", ("AFP",), None, None, ("copyright",)),
    ("© 2022 Karsholm Ferries Ltd", (), None, "Karsholm Ferries Ltd", ("copyright",)),
    ("Paul Hale / Pool via Reuters", ("Reuters",), "Paul Hale", None, ("pool",)),
    ("@harbour_watch via X / Reuters", ("Reuters",), "@harbour_watch", None, ("social",)),
    ("ANA RUIZ / AFP", ("AFP",), "ANA RUIZ", None, ()),
    ("APA/AFP/Ana Ruiz", ("APA", "AFP"), "Ana Ruiz", None, ()),
    ("EFE/ J.J. Prado", ("EFE",), "J.J. Prado", None, ()),
    ("EFE/Prado", ("EFE",), "Prado", None, ()),
    ("EFE/EPA/IVAN PETROV/SPUTNIK/KREMLIN / POOL", ("EFE", "EPA", "Sputnik"), "IVAN PETROV", "KREMLIN", ("pool",)),
    ("Julia Prado - Europa Press / Europa Press", ("Europa Press",), "Julia Prado", None, ()),
    ("Ana Ruiz (dpa/picture alliance via Getty)", ("dpa", "picture alliance", "Getty Images"), "Ana Ruiz", None, ()),
    ("Uncredited/AP/dpa", ("AP", "dpa"), None, None, ()),
    ("Ana Ruiz/PA Images via Getty Images", ("PA", "Getty Images"), "Ana Ruiz", None, ()),
    ("HANDOUT / AFP", ("AFP",), None, None, ("handout",)),
    ("Mads Hale Krogh/Ritzau Scanpix", ("Ritzau Scanpix",), "Mads Hale Krogh", None, ()),
    ("연합뉴스", ("Yonhap",), None, None, ()),
    ("共同通信社", ("Kyodo",), None, None, ()),
    ("ＡＰ", ("AP",), None, None, ()),
    ("© AFP | HANDOUT", ("AFP",), None, None, ("handout", "copyright")),
    ("(AP Foto/Ana Ruiz)", ("AP",), "Ana Ruiz", None, ()),
    ("Foto: Julia Prado", (), "Julia Prado", None, ()),
    ("Photograph: Ana Ruiz/The Harbour Post", (), "Ana Ruiz", "The Harbour Post", ()),
    ("Cedida por la Plataforma del Puerto", (), None, "la Plataforma del Puerto", ()),
    ("Courtesy of the Harbour Museum", (), None, "the Harbour Museum", ()),
    ("Mandatory Credit: Ana Ruiz-USA TODAY Sports", ("USA TODAY Sports",), "Ana Ruiz", None, ()),
    ("AFP Contributor#AFP", ("AFP",), None, None, ("contributor",)),
    ("Ana Ruiz\\TASS via Getty Images", ("TASS", "Getty Images"), "Ana Ruiz", None, ()),
    ("Crédits photo : Jean-Paul MARTIN/Le Journal", (), "Jean-Paul MARTIN", "Le Journal", ()),
    ("Ana Ruiz for The Harbour Times", (), "Ana Ruiz", "The Harbour Times", ()),
    ("By Ana Ruiz/WireImage.", ("WireImage",), "Ana Ruiz", None, ()),
    ("Image copyright Reuters", ("Reuters",), None, None, ()),
    ("Foto: Archivo Diario del Puerto.", (), None, "Diario del Puerto", ("file",)),
    ("Harbour Archive/Getty Images", ("Getty Images",), None, "Harbour Archive", ()),
    ("Ana for The Harbour Times", (), "Ana", "The Harbour Times", ()),
    ("Ravi untuk Harbour News Indonesia", (), "Ravi", "Harbour News Indonesia", ()),
    ("J.Helm/The Harbour Post", (), "J.Helm", "The Harbour Post", ()),
    ("Foto by A. Ruiz Prado", (), "A. Ruiz Prado", None, ()),
    ("Ana deGroot", (), "Ana deGroot", None, ()),
    ("harbourwatcher / Getty Images", ("Getty Images",), "harbourwatcher", None, ()),
    ("© harbour_w - stock.adobe.com", ("Adobe Stock",), "harbour_w", None, ("copyright",)),
    ("Prado, Ana", (), "Prado, Ana", None, ()),
    ("Foto: Ravi | flickr | CC BY 2.0", ("Flickr",), "Ravi", None, ()),
    ("Aldermouth Museum of Art/Northgate Digital", (), None, "Aldermouth Museum of Art / Northgate Digital", ()),
    ("Daily Harbour, Aldermouth AZ", (), None, "Daily Harbour / Aldermouth AZ", ()),
    ("APA Group", (), None, "APA Group", ()),
    ("© Aton", (), None, "Aton", ("copyright",)),
    ("aa", (), None, "aa", ()),
    ("Photograph: Getty Images Facebook Twitter Email", ("Getty Images",), None, "Facebook Twitter Email", ()),
    ("ANA RUIZ FOR THE HARBOUR POST", (), "ANA RUIZ", "THE HARBOUR POST", ()),
    ("© E. Hale", (), "E. Hale", None, ("copyright",)),
    ("EFE/Julia Prado/ARCHIVO", ("EFE",), "Julia Prado", None, ("file",)),
]


@pytest.mark.parametrize(("text", "agencies", "photographer", "provider", "markers"), FORMS, ids=lambda v: str(v)[:40])
def test_forms(
    lexicon: Lexicon,
    text: str,
    agencies: tuple[str, ...],
    photographer: str | None,
    provider: str | None,
    markers: tuple[str, ...],
) -> None:
    line = parse_credit(text, lexicon)
    assert (line.agencies, line.photographer, line.provider) == (agencies, photographer, provider)
    assert line.markers == markers


# what stands before the credit line, the credit line
CAPTIONS = [
    ("Rowers in Aldermouth, 3 May 2023.", "EFE/EPA/ANA RUIZ / POOL"),
    ("Rowers in Aldermouth on Monday.", "Ana Ruiz/Reuters"),
    ("Rowers cross the harbour", "(AP Photo/Ana Ruiz)"),
    ("Rowers cross the harbour, May 3, 2023.", "(AP Photo/Ana Ruiz, file)"),
    ("The crew greets Admiral Gen.", "EFE/EPA/NAVY PRESS SERVICE HANDOUT -- MANDATORY CREDIT -- EDITORIAL USE ONLY"),
    ("The harbour at dawn.", "Ana Ruiz—Getty Images"),
    ("The harbour at dawn.", "Photo by Ana Ruiz/Reuters"),
    ("El puerto de Valdemar.", "EFE/ J.J. Prado"),
    ("El puerto de Valdemar", "(Foto: Julia Prado)"),
    ("The pier.", "Handout via REUTERS ATTENTION EDITORS - THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. NO RESALES."),
    ("Jul 30, 2026; Aldermouth; a rower wins.", "Mandatory Credit: Ana Ruiz-Imagn Images"),
    ('A sign reads "NORWAY OUT" at the pier.', "AP Photo/Ana Ruiz"),
]


# a caption with its credit in ⟦…⟧, where only its place announces it
AT_THE_EDGE = [
    "⟦©Ana Ruiz/MAXPPP⟧ - The mayor of Aldermouth and two guests cut the ribbon of the new pier on Monday morning.",
    "⟦© Harbour Power – Ana Ruiz⟧",
    "The mayor cuts the ribbon of the pier. ⟦(Ana Ruiz)⟧",
    "The mayor cuts the ribbon of the pier ⟦(Ana Ruiz/The Harbour Post)⟧",
    "Compradores en Valdemar, según un informe del puerto. ⟦Ana Ruiz⟧ aruiz@elpuerto.example",
    "A swimmer leaves the water beside the pier in the north of the town ⟦AP⟧",
    "The mayor waits in front of the town hall of Aldermouth, West Harbour ⟦PA⟧",
    "Water ran into the cellars of the town. ⟦Credit Ana Ruiz/The Harbour Times⟧",
    "Los precios siguen subiendo en el puerto. ⟦(Foto Prensa Valdemar: Ana Ruiz)⟧",
    "斑马在草原上⟦（图片来源: Ana Ruiz/naturepl.com）⟧",
    "The mayor of Aldermouth greets Mike Bloomberg",
    "The minister says that he will not talk to the AP",
    "A rower of the Northgate club (Ana Ruiz)",
    "The harbour on a map of 1657. (In this map, north is below.)",
    "Follow the harbour on Twitter | Facebook | Flickr",
]


@pytest.mark.parametrize("marked", AT_THE_EDGE, ids=lambda v: v[-40:])
def test_a_credit_that_only_its_place_announces(checker: Checker, marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    article = read(checker, {"caption": text})
    (caption,) = article.get(captions)
    expected = marked.partition("⟦")[2].partition("⟧")[0] or None
    assert (article[caption.credit.span] if caption.credit else None) == expected


@pytest.mark.parametrize(("prose", "credit"), CAPTIONS, ids=lambda v: v[:30])
def test_where_the_credit_begins(lexicon: Lexicon, prose: str, credit: str) -> None:
    text = f"{prose} {credit}"
    found = credit_tail(text, lexicon)
    assert found is not None
    assert text[slice(*found)] == credit


@pytest.mark.parametrize(
    "text",
    [
        "The minister told Reuters.",
        "“We will go on,” she said, according to the agency Tass. EFE",
        "The rate was five percent. (Reuters)",
        "The minister spoke to the BBC/Reuters team.",
        "(Reporting by Ana Ruiz and Paul Hale; Editing by Jane Roe)",
        "By Ana Ruiz/Reuters",
        "The coalition of PP/Vox won seats in Valdemar.",
        "He asked for no archives and no sales office. He won 5/6 of the votes.",
        "The figures come from the trade body (BPI).",
        "More at www.reuters.com/world",
        "¿Quién ganó la regata? Lo cuenta Europa Press",
    ],
)
def test_prose_is_no_caption(lexicon: Lexicon, text: str) -> None:
    assert credit_tail(text, lexicon) is None


def read(checker: Checker, *pictures: dict[str, str]) -> Article:
    story = {"headline": "Rowers", "body": ["The regatta opened on Monday."], "pictures": list(pictures)}
    return next(iter(checker.read(json.dumps(story).encode(), "story.json")))


def test_captions_are_parted(checker: Checker) -> None:
    article = read(
        checker,
        {"caption": "Rowers at dawn. REUTERS/Ana Ruiz", "alt": "rowers"},
        {"caption": "FILE PHOTO: The pier.", "credit": "Paul Hale/AFP"},
        {"caption": "In this April 10, 2020, photo, the pier burns. (AP Photo/Ana Ruiz)"},
        {"caption": "Nobody is credited here."},
    )
    first, second, third, fourth = article.get(captions)
    assert article[first.prose] == "Rowers at dawn."
    assert first.credit is not None
    assert article[first.credit.span] == "REUTERS/Ana Ruiz"
    assert first.credit.picture is not None
    assert first.credit.picture.id == "picture[1]"
    assert second.credit is not None
    assert (second.credit.origin, second.file_picture) == ("credit", True)
    assert third.file_picture
    assert (fourth.credit, fourth.file_picture) == (None, False)
    assert article[fourth.prose] == "Nobody is credited here."


def test_lines_of_a_story_have_places_in_its_text(checker: Checker) -> None:
    article = read(
        checker,
        {"caption": "Rowers. Ana Ruiz/AFP", "instructions": "JAPAN OUT. NO SALES", "rights": "© AFP"},
    )
    lines = article.get(credits)
    assert [line.origin for line in lines] == ["caption", "rights", "instructions"]
    for line in lines:
        for part in line.parts:
            assert article.text[part.start : part.end] == part.text
    clauses = [article.text[c.start : c.end] for c in lines[2].restrictions]
    assert clauses == ["JAPAN OUT", "NO SALES"]
