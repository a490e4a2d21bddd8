"""Where somebody can be reached or found: a number, an address, the plate of a car."""

from __future__ import annotations

import re
from functools import cache


def contact_in(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first telephone number, e-mail address or street with its number in a stretch of text."""
    return _contact().search(text, start, end)


def plate_in(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first number plate, of Spain or the United Kingdom, in a stretch of text."""
    return _plate().search(text, start, end)


@cache
def _contact() -> re.Pattern[str]:
    return re.compile(
        r"\+?\d[\d ().-]{6,20}\d|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{2,24}"
        r"|\b\d{1,5}[a-z]? (?:[A-Z][\w'’]{1,30} ){1,3}"
        r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Way|Square|Crescent|Place|Grove|Gardens|Terrace"
        r"|Mews|Hill|Row|Walk|Park|Boulevard|Blvd|Green|Parade)\b"
        r"|\b(?:calle|avenida|avda|plaza|paseo|camino|carretera|ronda|travesía|c/) ?[\w'’ ]{2,40}?,?"
        r" (?:n\.?º ?)?\d{1,4}\b",
        re.IGNORECASE,
    )


@cache
def _plate() -> re.Pattern[str]:
    return re.compile(r"\b(?:\d{4}[ -]?[BCDFGHJKLMNPRSTVWXYZ]{3}|[A-Z]{2}\d{2} ?[A-Z]{3})\b")
