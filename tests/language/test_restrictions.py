"""Restriction clauses with their details, and the words that look like them."""

from __future__ import annotations

from time import process_time

import pytest

from compliance.checker import Checker
from compliance.language.restrictions import desk_codes, restrictions_in
from compliance.lexicon import Lexicon
from tests.patience import keeps_step


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Checker().context.lexicon


def clauses(text: str, lexicon: Lexicon, *, any_case: bool = False) -> list[tuple[object, ...]]:
    """Kind and details of each clause."""
    return [
        (c.kind, *(d for d in (c.territories, c.channels, c.days, c.until, c.credit) if d))
        for c in restrictions_in(text, lexicon, any_case=any_case)
    ]


SHOWN = [
    (
        "-- MANDATORY CREDIT -- HANDOUT EDITORIAL USE ONLY/NO SALES",
        ["mandatory-credit", "editorial-use-only", "no-sales"],
    ),
    ("Mandatory Credit: Ana Ruiz-USA TODAY Sports", [("mandatory-credit", "Ana Ruiz-USA TODAY Sports")]),
    ("Mandatory credit Kyodo/via REUTERS", [("mandatory-credit", "Kyodo/via REUTERS")]),
    (
        'RESTRICTED TO EDITORIAL USE - MANDATORY CREDIT "AFP PHOTO / COAST GUARD" - NO MARKETING',
        ["editorial-use-only", ("mandatory-credit", "AFP PHOTO / COAST GUARD"), "no-advertising"],
    ),
    ("NO MARKETING NO ADVERTISING CAMPAIGNS", ["no-advertising"]),
    ("MANDATORY CREDIT. NO RESALES. NO ARCHIVES.", ["mandatory-credit", "no-sales", "no-archives"]),
    ("CZECH REPUBLIC OUT,SLOVAKIA OUT", [("territory-out", ("CZ",)), ("territory-out", ("SK",))]),
    ("GERMANY, AUSTRIA AND SWITZERLAND OUT", [("territory-out", ("AT", "CH", "DE"))]),
    ("/ China OUT", [("territory-out", ("CN",))]),
    (
        "JAPAN OUT. NO COMMERCIAL OR EDITORIAL SALES IN JAPAN.",
        [("territory-out", ("JP",)), ("no-sales", ("JP",))],
    ),
    ("NO USE IN CHINA", [("territory-out", ("CN",))]),
    ("CCTV OUT", ["outlet-out"]),
    ("NOT FOR USE AFTER 18 MAY 2023", [("use-until", "2023-05-18")]),
    ("NO USE AFTER MAY 18.", [("use-until", "XXXX-05-18")]),
    ("NO ARCHIVES AFTER 30 DAYS", [("no-archives", 30)]),
    ("DO NOT OBSCURE LOGO", ["do-not-obscure"]),
    ("ONE TIME USE ONLY", ["one-time-use"]),
    ("NO MOBILE PUSH ALERTS/DOWNLOADS", [("channel-out", ("push",))]),
    ("INTERNET OUT", [("channel-out", ("web", "app", "push", "social"))]),
    ("SOLO USO EDITORIAL (CRÉDITO OBLIGATORIO)", ["editorial-use-only", "mandatory-credit"]),
    ("NO USAR DESPUÉS DEL 18 DE MAYO DE 2023", [("use-until", "2023-05-18")]),
    ("UK OUT FOR 28 DAYS", [("territory-out", ("GB",), 28)]),
    ("UK OUT UNTIL 14 MAY", [("territory-out", ("GB",), "XXXX-05-14")]),
    ("NO UK SALES FOR 28 DAYS", [("no-sales", ("GB",), 28)]),
    ("NO JAPANESE SALES", [("no-sales", ("JP",))]),
    ("NO SALES TO FRANCE", [("no-sales", ("FR",))]),
    ("NO SALES SWITZERLAND. NO ONLINE USE FOR 48 HOURS", 2),
    ("NO ARCHIVAL OR WIRELESS USE", ["no-archives", ("channel-out", ("app", "push"))]),
    ("ITALIAN MAGS OUT, UK TABLOIDS OUT", [("product-out", ("IT",), ("magazine",)), ("outlet-out", ("GB",))]),
    ("** NO UK USE FOR 48 HOURS **", [("territory-out", ("GB",), 2)]),
    ("UK OUT UNTIL 24 HOURS AFTER CREATE DATE AND TIME", [("territory-out", ("GB",), 1)]),
    (
        "RESTRICTED TO EDITORIAL USE - MANDATORY MENTION OF THE ARTIST UPON PUBLICATION - TO ILLUSTRATE THE EVENT AS"
        " SPECIFIED IN THE CAPTION",
        ["editorial-use-only", "mandatory-credit", "story-only"],
    ),
    ("MAXIMUM USE 14 DAYS", [("use-until", 14)]),
    ("NO USAR TRAS 30 DÍAS", [("use-until", 30)]),
    ("EMBARGOED FOR RELEASE UNTIL 10 P.M. GMT, MAY 5, 2025", [("embargo", "2025-05-05")]),
    ("NORTHGATE DAILY NEWS OUT", []),
    ("DAILY MAIL OUT", ["outlet-out"]),
    ("NOT FOR USE AFTER 3RD JUNE 2024", [("use-until", "2024-06-03")]),
    ("NOT FOR PUBLICATION UNTIL NOON ON FRIDAY, OCTOBER 23, 2020", [("embargo", "2020-10-23")]),
    ("TURKEY OUT  NOV. 11, 2019 FILE PHOTO", [("territory-out", ("TR",))]),
    ("ESPAÑA Y PORTUGAL FUERA", [("territory-out", ("ES", "PT"))]),
    ("++ NO SALES, EDITORIAL USE ONLY ++", ["no-sales", "editorial-use-only"]),
    ("RESTREINT À UN USAGE ÉDITORIAL", ["editorial-use-only"]),
    (
        "(Photo credit should read ANA RUIZ/AFP/Getty Images)",
        [("mandatory-credit", "ANA RUIZ/AFP/Getty Images")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SHOWN, ids=lambda v: str(v)[:40])
def test_clauses_that_readers_could_see(lexicon: Lexicon, text: str, expected: list[object] | int) -> None:
    if isinstance(expected, int):
        assert len(clauses(text, lexicon)) == expected
        return
    assert clauses(text, lexicon) == [e if isinstance(e, tuple) else (e,) for e in expected]


@pytest.mark.parametrize(
    "text",
    [
        "no sales office, no archives and no use in China",
        "Carter and Brecel also OUT, O'Sullivan latest",
        "CHECK OUT the OPT-OUT form and OFFICE POOL PICKS",
        "He pulled the US out of the Paris agreement",
        "It is time to get. It. OUT,” she wrote",
        "NORWAY OUT OF THE CUP",
        "A sign reads “NORWAY OUT” and «NO SALES»",
        "The editorial use of the word is rare",
    ],
)
def test_prose_holds_no_clause(lexicon: Lexicon, text: str) -> None:
    assert clauses(text, lexicon) == []


def test_instructions_count_in_any_capitals(lexicon: Lexicon) -> None:
    text = "This image may only be used for 14 days from the time of transmission; No Archiving; No Licensing."
    assert clauses(text, lexicon, any_case=True) == [("use-until", 14), ("no-archives",), ("no-licensing",)]
    assert clauses("Not for use outside the United States", lexicon, any_case=True) == [("territory-only", ("US",))]
    assert clauses("Germany out; Newspapers Out", lexicon, any_case=True) == [
        ("territory-out", ("DE",)),
        ("product-out", ("newspaper",)),
    ]
    assert clauses("Use in UK only", lexicon, any_case=True) == [("territory-only", ("GB",))]
    assert clauses("OUT: Germany, Austria", lexicon, any_case=True) == [("territory-out", ("AT", "DE"))]
    assert clauses("No UK newspapers until 10/06/2024", lexicon, any_case=True) == [
        ("product-out", ("GB",), ("newspaper",), "2024-06-10")
    ]
    assert clauses("Do not use.", lexicon, any_case=True) == [("other",)]
    assert clauses("Do not use the lift.", lexicon, any_case=True) == []
    assert clauses("OUT: Jordan, Georgia", lexicon) == []
    assert clauses("No reproduction without prior permission", lexicon, any_case=True) == [("by-agreement",)]
    assert clauses("Prohibida la reproducción sin permiso", lexicon, any_case=True) == [("by-agreement",)]
    assert clauses("Embargoed to 0001 Friday May 9", lexicon, any_case=True) == [("embargo", "XXXX-05-09")]
    assert clauses("a non-exclusive right; there were no sales figures", lexicon, any_case=True) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('SEARCH "RUIZ HARBOUR" FOR THIS STORY. TPX IMAGES OF THE DAY', ["FOR THIS STORY", "TPX IMAGES OF THE DAY"]),
        ("PRESS ASSOCIATION Photo. Issue date: Monday May 1. See PA story SPORT Rowing.", 3),
        ("ATTENTION EDITORS - THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY.", 2),
        ("The attention of editors; search for this story", 0),
    ],
)
def test_desk_wording(lexicon: Lexicon, text: str, codes: list[str] | int) -> None:
    found = [code.phrase for code in desk_codes(text, lexicon)]
    assert found == codes if isinstance(codes, list) else len(found) == codes


@pytest.mark.parametrize("piece", ["MANDATORY CREDIT « ", "GERMANY, ", '"NO SALES" ', "SEARCH ", "AFP/", "(Photo by "])
def test_time_is_linear(lexicon: Lexicon, piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        started = process_time()
        restrictions_in(text, lexicon, any_case=True)
        desk_codes(text, lexicon)
        return process_time() - started

    seconds(1_000)
    keeps_step(seconds, 8_000, 80_000, times=40, floor=0.01)
