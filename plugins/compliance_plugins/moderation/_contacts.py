"""Where somebody can be reached or found: a number, an address, the plate of a car."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from compliance_plugins.moderation._letters import any_of


def contact_in(text: str, start: int, end: int, parts: Mapping[str, frozenset[str]]) -> re.Match[str] | None:
    """The first telephone number, e-mail address or street with its number in a stretch of text.

    :param parts: the small words, among them those for streets.
    """
    none: frozenset[str] = frozenset()
    return _contact(parts.get("street-behind", none), parts.get("street-before", none)).search(text, start, end)


def plate_in(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first number plate, of Spain or the United Kingdom, in a stretch of text."""
    return _plate().search(text, start, end)


@cache
def _contact(behind: frozenset[str], before: frozenset[str]) -> re.Pattern[str]:
    """Numbers and addresses; words for streets stand behind the street's name or before it."""
    return re.compile(
        r"\+?\d[\d ().-]{6,20}\d|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{2,24}"
        rf"|\b\d{{1,5}}[a-z]? (?:[A-Z][\w'’]{{1,30}} ){{1,3}}(?:{any_of(behind)})\b"
        rf"|\b(?:{any_of(before)}) ?[\w'’ ]{{2,40}}?,? (?:n\.?º ?)?\d{{1,4}}\b",
        re.IGNORECASE,
    )


@cache
def _plate() -> re.Pattern[str]:
    return re.compile(r"\b(?:\d{4}[ -]?[BCDFGHJKLMNPRSTVWXYZ]{3}|[A-Z]{2}\d{2} ?[A-Z]{3})\b")
