"""Credit lines in the forms of the world's agencies, and whom each of them credits; all names are invented."""

from __future__ import annotations

import json

import pytest

from compliance.checker import Checker
from compliance.language.credits import captions, credits

CREDITS = """
(AP Photo/Ruth Oyelaran, Pool) = AP | Ruth Oyelaran
(AP Photo/Ruth Oyelaran, File) = AP | Ruth Oyelaran
(Coastal Service of Norland via AP) = AP |
(Ruth Oyelaran/Coastal Service of Norland via AP) = AP | Ruth Oyelaran
(Ruth Oyelaran/The Aldermouth Courier via AP) = AP | Ruth Oyelaran
(Ruth Oyelaran/Pool Photo via AP) = AP | Ruth Oyelaran
THE CANADIAN PRESS/HO-Coastal Service, Ruth Oyelaran, *MANDATORY CREDIT* = The Canadian Press | Ruth Oyelaran
THE CANADIAN PRESS/Ruth Oyelaran = The Canadian Press | Ruth Oyelaran
EPA-EFE/RUTH OYELARAN = EPA | RUTH OYELARAN
EPA/COASTAL SERVICE HANDOUT EDITORIAL USE ONLY/NO SALES = EPA |
EPA/RUTH OYELARAN / POOL = EPA | RUTH OYELARAN
EFE/ Iratxe Goñi = EFE | Iratxe Goñi
EFE/EPA/RUTH OYELARAN HUNGARY OUT = EFE + EPA | RUTH OYELARAN
EFE/Iratxe Goñi/Archivo = EFE | Iratxe Goñi
EFE/ Servicio Costero / SOLO USO EDITORIAL (CRÉDITO OBLIGATORIO) = EFE |
REUTERS/Ruth Oyelaran/File Photo = Reuters | Ruth Oyelaran
Coastal Service/Handout via REUTERS = Reuters |
@harbour_watch via X/via REUTERS = Reuters | @harbour_watch
Ruth Oyelaran/Pool via REUTERS = Reuters | Ruth Oyelaran
Kyodo/via REUTERS = Kyodo + Reuters |
Mandatory credit Kyodo/via REUTERS = Kyodo + Reuters |
Action Images via Reuters/Ruth Oyelaran = Action Images + Reuters | Ruth Oyelaran
Mandatory Credit: Ruth Oyelaran-Imagn Images = Imagn Images | Ruth Oyelaran
Mandatory Credit: Ruth Oyelaran-USA TODAY Sports = USA TODAY Sports | Ruth Oyelaran
Ruth Oyelaran-Imagn Images via Reuters = Imagn Images + Reuters | Ruth Oyelaran
Photo by Ruth Oyelaran/Getty Images for Norland Film Festival = Getty Images | Ruth Oyelaran
(Photo by RUTH OYELARAN / AFP) (Photo by RUTH OYELARAN/AFP via Getty Images) = AFP + Getty Images | RUTH OYELARAN
(Photo by Handout / COASTAL SERVICE / AFP) = AFP |
RUTH OYELARAN / POOL / AFP = AFP | RUTH OYELARAN
Ruth Oyelaran/Anadolu via Getty Images = Anadolu + Getty Images | Ruth Oyelaran
Ruth Oyelaran/PA Wire/PA Images = PA | Ruth Oyelaran
Mareike Okonjo/dpa-Zentralbild/dpa = dpa | Mareike Okonjo
picture alliance/dpa | Mareike Okonjo = picture alliance + dpa | Mareike Okonjo
Küstendienst Norland/dpa = dpa |
IMAGO/Mareike Okonjo = IMAGO | Mareike Okonjo
ANSA/GIULIA FERRANDI = ANSA | GIULIA FERRANDI
ANSA/US GUARDIA COSTIERA +++ HO - NO SALES, EDITORIAL USE ONLY +++ = ANSA |
(Keystone/Mareike Okonjo) = Keystone | Mareike Okonjo
APA/AFP/RUTH OYELARAN = APA + AFP | RUTH OYELARAN
ČTK / Novotná Jarmila = ČTK | Novotná Jarmila
CTK Photo/Jarmila Novotna = ČTK | Jarmila Novotna
Jarmila Nygård / NTB = NTB | Jarmila Nygård
Jarmila Nygård/TT Nyhetsbyrån/via REUTERS = TT + Reuters | Jarmila Nygård
Ritzau Scanpix/Mads Vestergård via REUTERS = Ritzau Scanpix + Reuters | Mads Vestergård
Lehtikuva/Aino Kallioniemi via REUTERS = Lehtikuva + Reuters | Aino Kallioniemi
JOOST VAN DER VELDE / ANP / AFP = ANP + AFP | JOOST VAN DER VELDE
AAP Image/Ruth Oyelaran = AAP | Ruth Oyelaran
LUSA / INÊS D'ÁVILA = Lusa | INÊS D'ÁVILA
(Xinhua/Liang Wei via AP) = Xinhua + AP | Liang Wei
Iratxe Goñi - Europa Press = Europa Press | Iratxe Goñi
FOTO: IRATXE GOÑI/CUARTOSCURO.COM = Cuartoscuro | IRATXE GOÑI
Goñi, Lucía (EFE) = EFE | Goñi, Lucía
© Ruth Oyelaran / Hans Lucas via AFP = Hans Lucas + AFP | Ruth Oyelaran
Anne-Sophie d'Estrées/ABACAPRESS.COM = Abaca | Anne-Sophie d'Estrées
PHOTOPQR/LE COURRIER DU PORT/MAXPPP = PHOTOPQR + MAXPPP |
Haruka Shiomi/Kyodo News via AP = Kyodo + AP | Haruka Shiomi
Ruth Oyelaran for The Norland Times via Getty Images = Getty Images | Ruth Oyelaran
Ruth Oyelaran—Bloomberg/Getty Images = Bloomberg + Getty Images | Ruth Oyelaran
Ruth O'Yelaran-Smith/The Norland Times/Redux = Redux | Ruth O'Yelaran-Smith
MAXAR TECHNOLOGIES/Handout via REUTERS = Maxar + Reuters |
Planet Labs PBC/Handout via REUTERS = Planet Labs + Reuters |
Ruth Oyelaran / SOPA Images/Sipa USA = SOPA Images + SIPA | Ruth Oyelaran
RUTH BO MI/AFP/GETTY IMAGES = AFP + Getty Images | RUTH BO MI
Ruth oyelaran/bbc = - | Ruth oyelaran
Ruth oyelaran / Twitter = - | Ruth oyelaran
FKP Cumulo = - |
Okonjo, Mareike = - | Okonjo, Mareike
Madrid, Sevilla = - |
RUTH OYELARAN THE NEW YORK TIMES = - | RUTH OYELARAN
Norländska hamndepartementet/AP/TT = AP + TT |
Hafenverwaltung Aldermouth/dpa = dpa |
"""
CAPTIONS = """
A lifeboat at Aldermouth, Saturday, March 4, 2023. (Ruth Oyelaran/Coastal Service via AP) = AP | Ruth Oyelaran
A lifeboat. Picture date: Saturday March 4, 2023. Photo credit should read: Ruth Oyelaran/PA Wire = PA | Ruth Oyelaran
Ein Rettungsboot im Hafen von Aldermouth. Foto: Mareike Okonjo/dpa = dpa | Mareike Okonjo
Un bote sale del puerto de Aldermouth este sábado. EFE/Iratxe Goñi = EFE | Iratxe Goñi
Un bote sale del puerto de Aldermouth este sábado. EFE/EPA/RUTH OYELARAN HUNGARY OUT = EFE + EPA | RUTH OYELARAN
A lifeboat leaves the harbour (Photo by Handout / COASTAL SERVICE / AFP) = AFP |
© Ruth Oyelaran/Instagram Posts by the skipper, seen on the eve of the long race around the island of Norland = - | Ruth Oyelaran
Un bateau quitte le port de Aldermouth, le 4 mars 2023. AFP PHOTO / RUTH OYELARAN = AFP | RUTH OYELARAN
Ruth Oyelaran/harbourpost.example The old pier at Aldermouth, which the town wants to pull down next year, at dusk = - | Ruth Oyelaran
Ruth Oyelaran/Getty Images The old pier at Aldermouth, which the town wants to pull down next year, seen at dusk = Getty Images | Ruth Oyelaran
"""


def _lines(table: str) -> list[tuple[str, str]]:
    return [(text, meant) for text, _, meant in (line.rpartition(" = ") for line in table.strip().splitlines())]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def _read(checker: Checker, field: str, text: str) -> str:
    told = {"headline": "A boat", "body": ["A boat."], "pictures": [{field: text}]}
    story = next(iter(checker.read(json.dumps(told).encode(), "story.json")))
    line = story.get(captions)[0].credit if field == "caption" else story.get(credits)[0]
    agencies = " + ".join(line.agencies) if line else ""
    return f"{agencies or '-'} | {(line and line.photographer) or ''}".strip()


@pytest.mark.parametrize(("text", "meant"), _lines(CREDITS))
def test_credit(checker: Checker, text: str, meant: str) -> None:
    assert _read(checker, "credit", text) == meant


@pytest.mark.parametrize(("text", "meant"), _lines(CAPTIONS))
def test_caption(checker: Checker, text: str, meant: str) -> None:
    assert _read(checker, "caption", text) == meant
