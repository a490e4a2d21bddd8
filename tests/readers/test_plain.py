from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance import plugins
from compliance.article import Article, Context, Role, Span
from compliance.places import place_of
from compliance.readers import Desk, builtin
from compliance.scanner import Scanner
from compliance.vocabulary import load_lexicon

Read = Callable[[str], Article]


@pytest.fixture(scope="module")
def desk() -> Desk:
    core = [plugin for plugin in plugins.discover() if plugin.name == "core"]
    lexicon = load_lexicon(plugins.load(core).vocabulary)
    return Desk(Context(lexicon, Scanner({})), builtin())


@pytest.fixture(scope="module")
def read(desk: Desk) -> Read:
    return lambda text: next(iter(desk.read(text.encode("utf-8", "surrogatepass"), "story.txt", told="text")))


def roles(article: Article) -> list[tuple[str, str]]:
    return [(block.role.value, article[block]) for block in article.blocks if block]


WIRE = """Ministers agree on a new harbour

Lisbon, Jun 3 (EFE).- The two governments agreed on Tuesday to build a harbour.

It will cost 40 million euros.

Workers clear the old quay in Porto, Portugal, 2 June 2025. EFE/EPA/RUI COSTA

Building starts in 2027. EFE
"""


def test_wire_copy_gets_its_roles(read: Read) -> None:
    assert roles(read(WIRE)) == [
        ("headline", "Ministers agree on a new harbour"),
        ("dateline", "Lisbon, Jun 3 (EFE).-"),
        ("paragraph", "The two governments agreed on Tuesday to build a harbour."),
        ("paragraph", "It will cost 40 million euros."),
        ("caption", "Workers clear the old quay in Porto, Portugal, 2 June 2025. EFE/EPA/RUI COSTA"),
        ("paragraph", "Building starts in 2027."),
        ("sign-off", "EFE"),
    ]


def test_the_text_stays_as_it_is(read: Read) -> None:
    assert read(WIRE).text == WIRE


def test_a_caption_before_the_headline(read: Read) -> None:
    parts = WIRE.split("\n\n")
    story = "\n\n".join([parts[3], *parts[:3], parts[4]])
    assert [role for role, _ in roles(read(story))][:4] == ["caption", "headline", "dateline", "paragraph"]


@pytest.mark.parametrize(
    "note",
    ["EMBARGOED UNTIL 00:01 GMT THURSDAY 5 MARCH 2026", "** EMBARGADO HASTA LAS 20.00 HORAS DEL 6 DE MAYO DE 2026"],
)
def test_an_embargo_above_the_headline_is_no_picture(read: Read, note: str) -> None:
    article = read(f"{note}\n\nRents rise\n\nRents rose last year, a charity says.\n\nIt looked at 40 towns.\n")
    assert roles(article)[:2] == [("note", note), ("headline", "Rents rise")]
    assert not article.pictures


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("MADRID, 29 May. (EUROPA PRESS) - El ministro habló ayer de vivienda.", "MADRID, 29 May. (EUROPA PRESS) -"),
        ("Paris, 3 juil 2024 (AFP) - Le ministre a parlé hier à Paris.", "Paris, 3 juil 2024 (AFP) -"),
        ("MEXICO CITY (AP) — Rain fell for a third day on the capital.", "MEXICO CITY (AP) —"),
        ("BEIRUT/THE HAGUE, March 7 (Reuters) - Judges met on Friday.", "BEIRUT/THE HAGUE, March 7 (Reuters) -"),
        ("Bogotá, 4 abr (EFE).- El Gobierno presentó la reforma.", "Bogotá, 4 abr (EFE).-"),
    ],
)
def test_datelines_open_the_lead(read: Read, opening: str, dateline: str) -> None:
    article = read(f"A short headline\n\n{opening}\n\nMore of it follows here.")
    found = article.of_role(Role.DATELINE)
    assert [article[block] for block in found] == [dateline]
    assert article.of_role(Role.PARAGRAPH)[0].start > found[0].end


def test_a_story_without_dateline_has_its_headline(read: Read) -> None:
    article = read("Council votes for longer opening hours\n\nThe council voted on Monday.\n\nIt was close.")
    assert [role for role, _ in roles(article)] == ["headline", "paragraph", "paragraph"]


def test_a_first_sentence_is_no_headline(read: Read) -> None:
    article = read("The council voted on Monday.\n\nIt was close.")
    assert [role for role, _ in roles(article)] == ["paragraph", "paragraph"]


def test_standfirst_and_byline_stand_between_headline_and_dateline(read: Read) -> None:
    story = (
        "A harbour for all\n\nGovernments agree after years.\n\nBy Ana Ruiz\n\nLISBON, June 3 (Reuters) - They agreed."
    )
    assert [role for role, _ in roles(read(story))] == ["headline", "standfirst", "byline", "dateline", "paragraph"]


@pytest.mark.parametrize("end", ["That is all, he told Reuters.", "They met in the EFE building.", "He works for AP"])
def test_an_agency_in_a_sentence_is_no_sign_off(read: Read, end: str) -> None:
    article = read(f"A headline\n\nA first paragraph of it.\n\n{end}")
    assert not article.of_role(Role.SIGN_OFF)
    assert not article.of_role(Role.CAPTION)


def test_desk_initials_are_a_sign_off(read: Read) -> None:
    assert roles(read("Un titular\n\nUn párrafo. \n\nOtro más.\n\njgb/ram"))[-1] == ("sign-off", "jgb/ram")


def test_long_lines_are_paragraphs_and_short_ones_are_wrapped(read: Read) -> None:
    long = "A paragraph on one line that nobody broke by hand, so long that it must be one of its own, to its end."
    assert len(read(f"Headline of it\n{long}\n{long}").body) == 2
    assert len(read("Headline of it\n\nhard wrapped\ntext in short\nlines").body) == 1


def test_every_caption_is_a_picture_with_a_place_for_its_credit(read: Read) -> None:
    article = read(WIRE)
    (picture,) = article.pictures
    assert article[picture.caption].endswith("RUI COSTA")
    assert picture.credit.span == Span(picture.caption.end, picture.caption.end)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_every_place_leads_back_to_the_file(read: Read, data: st.DataObject) -> None:
    pieces = st.sampled_from(
        ["Ana Ruiz", "é", "e\u0301", "😀", "\t", " ", ".", "\r\n", "\n\n", "\r\n\r\n", "18 April", "“a”"]
    )
    source = "x" + "".join(data.draw(st.lists(pieces, max_size=40)))
    article = read(source)
    start = data.draw(st.integers(0, len(article.text) - 1))
    end = data.draw(st.integers(start + 1, len(article.text)))
    block = article.block_at(start)
    if block is None or not block or start >= block.end or end > block.end:
        return
    import unicodedata

    place = place_of(article, Span(start, end))
    written = source[place.start : place.end].replace("\r\n", "\n").replace("\r", "\n")
    assert article.text[start:end] in unicodedata.normalize("NFC", written)
