"""How often a credit line is read right: its agencies and its photographer, both or nothing.

A sample of captions and credits of published pictures, and every credit of the wire items, judged by hand. A judgement
is ``agencies | photographer``: canonical names joined by `` + ``, and ``start:end`` in the field's own text, a dash for
none: ``AFP + Getty Images | 0:9``. What a careful editor cannot tell either is ``unclear`` and counts nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from benchmarks.accuracy import picture_texts, stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.judged import drawn, judgements
from benchmarks.accuracy.measure import Case, Measure, share
from benchmarks.accuracy.picture_texts import PictureText
from compliance.language.credits import CreditLine, captions, credits

SAMPLE = 680
TARGET = 0.97
_SIGNS = re.compile(
    r"[©/|@]|\(c\)|\bvia\b|photo|foto|bild|imagen?\b|credit|crédit|courtesy|cortesía|source|fuente|quelle"
    r"|\b(?-i:[A-Z]{2,4})\W*$|[(\[][^()\[\]]{3,60}[)\]]\W*$|\b(?:reuters|getty|alamy|shutterstock|corbis|imago)\b",
    re.IGNORECASE,
)
"""What a caption with a credit has, and many others too: deliberately broad."""


def measures(corpora: Corpora) -> Iterator[Measure]:
    """Agency and photographer both right, of all that were judged."""
    published = picture_texts.distinct(_credited(picture_texts.captions(corpora)))
    sample = drawn(published, SAMPLE, lambda text: text.key)
    wire = picture_texts.distinct(_credited(picture_texts.wire(corpora)))
    yield scored("credits/agency-and-photographer", picture_texts.distinct([*sample, *wire]), judgements("credits"))


def _credited(texts: Iterable[PictureText]) -> Iterator[PictureText]:
    """The credits, and the captions that may hold one."""
    for text in texts:
        if text.field == "credit" or (text.field == "caption" and _SIGNS.search(text.text)):
            yield text


def scored(name: str, sample: Iterable[PictureText], verdicts: dict[str, str]) -> Measure:
    """The figure of a sample, those that nobody has judged counted as wrong."""
    cases: list[Case] = []
    right = unclear = unjudged = 0
    for text in sample:
        verdict = verdicts.get(text.key)
        found = reading(text)
        if verdict == "unclear":
            unclear += 1
        elif verdict is not None and same(verdict, found, text.text):
            right += 1
        else:
            unjudged += verdict is None
            what = "not judged" if verdict is None else "wrong"
            cases.append(Case(text.key, what, f"{text.where} {text.text!r}\n        gold {verdict}; read {found}"))
    note = f"{unclear} unclear" + (f", {unjudged} not judged" * bool(unjudged))
    return Measure(name, right + len(cases), share(right, right + len(cases)), TARGET, cases=cases, note=note)


def reading(text: PictureText) -> str:
    """What the checker reads in a field, written as a judgement."""
    article = stories.story({"headline": "-", "body": ["-"], "pictures": [{text.field: text.text}]})
    line: CreditLine | None = None
    if text.field == "caption":
        found = article.get(captions)
        line = found[0].credit if found else None
    else:
        line = next(iter(article.get(credits)), None)
    agencies = " + ".join(line.agencies) if line else ""
    return f"{agencies or '-'} | {_place(text.text, (line and line.photographer) or '')}"


def _place(text: str, name: str) -> str:
    start = text.rfind(name) if name else -1
    return f"{start}:{start + len(name)}" if start >= 0 else (f"?{name}" if name else "-")


def same(verdict: str, found: str, text: str) -> bool:
    """Whether two readings name the same agencies, in any order, and the same person, signs at the ends apart."""
    (agencies, person), (other_agencies, other_person) = (part.split(" | ") for part in (verdict, found))
    if set(agencies.split(" + ")) != set(other_agencies.split(" + ")):
        return False
    return _name(person, text) == _name(other_person, text)


def _name(place: str, text: str) -> str:
    start, _, end = place.partition(":")
    return text[int(start) : int(end)].strip(" .,;:/()[]\"'") if end else place.lstrip("?-")
