"""Whether every agency that the corpora credit is known.

Each part of each credit is a candidate, cut at the signs and words that join parts; whoever judged one an agency gave
its canonical name. What is none (people, bodies, outlets, places) is not listed: only an agency can be missed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from benchmarks.accuracy import picture_texts, stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.judged import judgements
from benchmarks.accuracy.measure import Case, Measure, share
from benchmarks.accuracy.picture_texts import PictureText
from compliance.language.credits import parse_credit

_JOINTS = re.compile(
    r"\s*[/|\\;,()\[\]©–—:]+\s*|\s+-+\s+|\s+(?:via|for|on|by|per)\s+|\.\s|\s*\b(?:photo|photograph|foto|bild|image)\b\s*",
    re.IGNORECASE,
)
_TAIL = 120
"""So much of a caption's end may be its credit."""


def measures(corpora: Corpora) -> Iterator[Measure]:
    """Agencies known, of those that a judge found among the parts of credits."""
    texts = chain(
        picture_texts.captions(corpora),
        picture_texts.wire(corpora),
        picture_texts.pictures(corpora),
        picture_texts.pages(corpora),
    )
    yield scored("credits/agencies-known", candidates(texts), judgements("agencies"))


def candidates(texts: Iterable[PictureText]) -> dict[str, str]:
    """The parts of credits, each with the place where it was met first."""
    found: dict[str, str] = {}
    for text in texts:
        if text.field == "rights":
            continue
        for part in _JOINTS.split(text.text if text.field == "credit" else text.text[-_TAIL:]):
            part = part.strip(" .\"'*+-_")
            if 1 < len(part) < 40 and not part.islower():
                found.setdefault(part, text.where)
    return found


def key(part: str) -> str:
    """What a candidate's judgement is filed under."""
    return PictureText("", "agency", part).key


def scored(name: str, parts: dict[str, str], verdicts: dict[str, str]) -> Measure:
    """The share of the agencies that the checker names as the judge does."""
    lexicon = stories.checker().context.lexicon
    cases: list[Case] = []
    total = 0
    for part, where in sorted(parts.items()):
        agency = verdicts.get(key(part))
        if agency is None:
            continue
        total += 1
        known = parse_credit(part, lexicon).agencies
        if agency not in known:
            cases.append(Case(key(part), "missed", f"{where} {part!r}: gold {agency}; read {' + '.join(known) or '-'}"))
    return Measure(
        name, total, share(total - len(cases), total), 1.0, cases=cases, note=f"of {len(parts):,} parts of credits"
    )
