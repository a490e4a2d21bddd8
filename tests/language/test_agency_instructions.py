"""Instructions in the forms of the world's agencies, and what each of them forbids; all names are invented."""

from __future__ import annotations

import json

import pytest

from compliance.checker import Checker
from compliance.language.credits import Restriction, credits

INSTRUCTIONS = [
    ("AP PROVIDES ACCESS TO THIS PUBLICITY DISTRIBUTED HANDOUT PHOTO PROVIDED BY THE COASTAL SERVICE; MANDATORY CREDIT.", "mandatory-credit"),
    ("AP provides access to this handout photo to be used solely to illustrate news reporting or commentary on the facts or events depicted in this image. This image may only be used for 14 days from the time of transmission; No Archiving; No Licensing. Mandatory credit.", "story-only + use-until days=14 + no-archives + no-licensing + mandatory-credit"),
    ("ATTENTION EDITORS - THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. MANDATORY CREDIT. NO RESALES. NO ARCHIVES. DO NOT OBSCURE LOGO.", "mandatory-credit + no-sales + no-archives + do-not-obscure"),
    ("ISRAEL OUT. NO COMMERCIAL OR EDITORIAL SALES IN ISRAEL", "territory-out IL + no-sales IL"),
    ('RESTRICTED TO EDITORIAL USE - MANDATORY CREDIT "AFP PHOTO / COASTAL SERVICE" - NO MARKETING NO ADVERTISING CAMPAIGNS - DISTRIBUTED AS A SERVICE TO CLIENTS', "editorial-use-only + mandatory-credit credit=AFP PHOTO / COASTAL SERVICE + no-advertising"),
    ("RESTRICTED TO EDITORIAL USE - NO SOCIAL MEDIA", "editorial-use-only + channel-out social"),
    ("FOR USE UNTIL 18 MAY 2023 ONLY", "use-until until=2023-05-18"),
    ("CZECH REPUBLIC OUT, SLOVAKIA OUT", "territory-out CZ + territory-out SK"),
    ("NO NY POST", "outlet-out"),
    ("NEW YORK TIMES OUT", "outlet-out"),
    ("NO SALES, NEW YORK DAILIES OUT", "no-sales + outlet-out"),
    ("ALDERMOUTH COURIER OUT; NO TABLOIDS", "outlet-out + outlet-out"),
    ("ACHTUNG: Nur zur redaktionellen Verwendung im Zusammenhang mit der aktuellen Berichterstattung über das Rettungsboot und nur mit vollständiger Nennung des vorstehenden Credits", "editorial-use-only + story-only + mandatory-credit"),
    ("ACHTUNG: Verwendung nur bis zum 30. Juni 2023", "use-until until=2023-06-30"),
    ("ACHTUNG: Nur zur redaktionellen Verwendung in Zusammenhang mit einer Berichterstattung über die Ausstellung im Hafenhaus bis zum 12.11.2023", "editorial-use-only until=2023-11-12 + story-only until=2023-11-12"),
    ("++ NO SALES, EDITORIAL USE ONLY ++ NPK ++", "no-sales + editorial-use-only"),
    ("SOLO PER USO EDITORIALE; NO ARCHIVIO; NO VENDITA", "editorial-use-only + no-archives + no-sales"),
    ("SOLO USO EDITORIAL/NO VENTAS", "editorial-use-only + no-sales"),
    ("SOLO USO EDITORIAL/SOLO DISPONIBLE PARA ILUSTRAR LA NOTICIA QUE ACOMPAÑA (CRÉDITO OBLIGATORIO)", "editorial-use-only + story-only + mandatory-credit"),
    ("NO UTILIZAR EN PORTUGAL", "territory-out PT"),
    ('RESTREINT À UN USAGE ÉDITORIAL - CRÉDIT OBLIGATOIRE "AFP PHOTO / SERVICE CÔTIER" - PAS DE MARKETING - PAS DE CAMPAGNE PUBLICITAIRE - DISTRIBUÉ COMME UN SERVICE AUX CLIENTS', "editorial-use-only + mandatory-credit credit=AFP PHOTO / SERVICE CÔTIER + no-advertising"),
    ("JAPAN OUT. NO COMMERCIAL OR EDITORIAL SALES IN JAPAN. MANDATORY CREDIT KYODO", "territory-out JP + no-sales JP + mandatory-credit credit=KYODO"),
    ("UK OUT FOR 28 DAYS", "territory-out GB days=28"),
    ("EDITORIAL USE ONLY. No commercial use without prior written consent of rights holder.", "editorial-use-only + by-agreement"),
    ("NORWAY OUT", "territory-out NO"),
    ("SWEDEN, DENMARK AND FINLAND OUT", "territory-out DK,FI,SE"),
    ("NO SALES, PHOTO RELEASED BY NORLAND NEWS AGENCY APRIL 10, 2020 PHOTO", "no-sales"),
    ("Mandatory Credit: Ruth Oyelaran-Imagn Images", "mandatory-credit credit=Ruth Oyelaran-Imagn Images"),
    ("NOTE TO USER: User expressly acknowledges and agrees that, by downloading and or using this photograph, User is consenting to the terms and conditions of the Getty Images License Agreement.", ""),
    ("NO USE AFTER 18 MAY 2023. ONE TIME USE ONLY", "use-until until=2023-05-18 + one-time-use"),
    ("HUNGARY OUT ATTENTION: This Image is part of a PHOTO SET", "territory-out HU"),
    ("GERMANY OUT, AUSTRIA OUT, SWITZERLAND OUT", "territory-out DE + territory-out AT + territory-out CH"),
    ("MANDATORY CREDIT: COASTAL SERVICE HANDOUT EDITORIAL USE ONLY/NO SALES/NO ARCHIVES", "mandatory-credit credit=COASTAL SERVICE + editorial-use-only + no-sales + no-archives"),
    ("UK TABLOIDS OUT; NO INTERNET; NO TV", "outlet-out GB + channel-out web,app,push,social + channel-out broadcast"),
    ("Netherlands OUT - Belgium OUT", "territory-out NL + territory-out BE"),
    ("Editorial use only. NO USE IN CHINA", "editorial-use-only + territory-out CN"),
    ("EDITORIAL USE ONLY. NOT FOR USE IN ADVERTISING. NO SOCIAL MEDIA.", "editorial-use-only + no-advertising + channel-out social"),
    ("EMBARGOED UNTIL 0001 GMT SUNDAY 5 MARCH 2023", "embargo until=2023-03-05"),
    ("STRICTLY NO ARCHIVE, NO RESALE, SINGLE USE ONLY", "no-archives + no-sales + one-time-use"),
    ("Ruth Oyelaran/Aldermouth Courier. MANDATORY CREDIT", "mandatory-credit credit=Ruth Oyelaran/Aldermouth Courier"),
    ("RUTH OYELARAN/COASTAL SERVICE - MANDATORY CREDIT", "mandatory-credit credit=RUTH OYELARAN/COASTAL SERVICE"),
    ("MANDATORY CREDIT: RUTH OYELARAN/COASTAL SERVICE; NO ARCHIVES", "mandatory-credit credit=RUTH OYELARAN/COASTAL SERVICE + no-archives"),
    ("USE WITHIN 14 DAYS OF TRANSMISSION; NO ARCHIVING", "use-until days=14 + no-archives"),
    ("NOT FOR USE AFTER MAY 18, 2023 WITHOUT PRIOR PERMISSION OF THE COASTAL SERVICE", "use-until until=2023-05-18 + by-agreement"),
    ("Exclusive to The Norland Times until 12 March 2023", "exclusive until=2023-03-12"),
    ("NO CROPPING; ONLINE OUT; GERMANY OUT UNTIL 1 JUNE 2023", "no-alteration + channel-out web,app,push,social + territory-out DE until=2023-06-01"),
    ("The sign over the gate says SOLD OUT; the office pool was closed for sales", ""),
    ("Shot from the deck of the ferry out of Norland; archives of the harbour are in the tower", ""),
]  # fmt: skip


def _written(clause: Restriction) -> str:
    told = (
        clause.kind,
        ",".join(clause.territories),
        ",".join(clause.channels),
        f"days={clause.days}" if clause.days is not None else "",
        f"until={clause.until}" if clause.until else "",
        f"credit={clause.credit}" if clause.credit else "",
    )
    return " ".join(part for part in told if part)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


@pytest.mark.parametrize(("text", "meant"), INSTRUCTIONS)
def test_instruction(checker: Checker, text: str, meant: str) -> None:
    told = {"headline": "A boat", "body": ["A boat."], "pictures": [{"instructions": text}]}
    story = next(iter(checker.read(json.dumps(told).encode(), "story.json")))
    found = [_written(clause) for line in story.get(credits) for clause in line.restrictions]
    assert sorted(found) == sorted(meant.split(" + ") if meant else [])
