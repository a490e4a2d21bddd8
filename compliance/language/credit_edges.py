"""Finds a credit line that no agency or marker announces, by the place where it stands in a caption.

At its head, between ``©`` and a dash; at its end, a name in brackets of its own, a name with its e-mail address, an
agency's initials behind the last word. Asked for captions only, where the other signs have led to nothing.
"""

from __future__ import annotations

import re
from functools import cache

from compliance.language.credit_names import is_person
from compliance.language.credit_parts import parts_of
from compliance.language.credit_phrases import phrases, plain_width, tokens
from compliance.language.credit_words import words as words_of
from compliance.lexicon import Lexicon

LONGEST = 100
"""So many code points at most are a credit at an edge."""
_FEWEST_WORDS = 4
"""A caption of fewer words before initials is a name or a heading."""


def edge_credit(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where a caption's credit stands, if at one of its edges."""
    text = plain_width(text)
    stripped = text.rstrip()
    if not stripped:
        return None
    if stripped.lstrip()[:1] == "©":
        return _run_on(stripped, lexicon) or _at_head(text, stripped)
    if len(stripped) > LONGEST and (head := _run_on(stripped, lexicon)):
        return head
    tail = stripped[-LONGEST:]
    offset = len(stripped) - len(tail)
    last = stripped[-1]
    found: tuple[int, int] | None
    if last == "]" and (square := _square().search(tail)):
        found = square.span()
    elif last in ")]" or stripped.endswith((").", "].")):
        found = _in_brackets(tail, lexicon)
    elif "@" in tail:
        found = _with_address(tail, lexicon)
    else:
        found = _initials(tail, lexicon) if last.isalpha() else None
    return (offset + found[0], offset + found[1]) if found else None


def _at_head(text: str, stripped: str) -> tuple[int, int] | None:
    """``©Ana Ruiz/AGENCY - The mayor …``; a short line that begins with the sign is all credit."""
    start = len(text) - len(text.lstrip())
    found = _head().match(stripped, start)
    if found is not None:
        return start, found.end(1)
    return (start, len(stripped)) if len(stripped) - start <= LONGEST and ". " not in stripped else None


def _run_on(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """A credit at the head that runs into the caption: ``Ana Ruiz/AGENCY The mayor …``, ``© AGENCY The …``.

    A person's name before a slash, behind it an agency, a platform or an address, then a word with a capital.
    """
    if (bare := _agency_at(text, len(text) - len(text.lstrip(" ©")), lexicon)) is not None:
        return (0, bare) if text.lstrip()[:1] == "©" else None
    found = _named_head().match(text)
    if found is None or not is_person(found[1].strip(), lexicon):
        return None
    if (known := _agency_at(text, found.end(), lexicon)) is not None:
        return found.start(1), known
    address = _domain().match(text, found.end())
    return (found.start(1), address.end(1)) if address else None


def _agency_at(text: str, start: int, lexicon: Lexicon) -> int | None:
    """Where an agency or a platform ends that stands at a place, a word with a capital behind it."""
    words = tokens(text, start, min(len(text), start + LONGEST))
    for name in ("agencies", "platforms"):
        known = phrases(lexicon, name).at(words, 0) if words else None
        if known is not None and known.exact and known.last < len(words) and words[known.last].text[0].isupper():
            return known.end
    return None


@cache
def _named_head() -> re.Pattern[str]:
    return re.compile(r"\s*(?:©\s*)?([A-ZÀ-Þ][^\n/.©()]{3,40}?)\s?/\s?")


@cache
def _domain() -> re.Pattern[str]:
    return re.compile(r"([\w-]+(?:\.[\w-]+){1,3})\s+(?=[A-ZÀ-Þ])")


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(©[^\n.©]{{3,{LONGEST}}}?)\s+[-–—]\s+(?=\w+\s[^\n]{{40}})")


def _in_brackets(tail: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """``… of the town. (Ana Ruiz)``, ``… (Ana Ruiz/The Harbour Post)``: a name first, behind a sentence's end."""
    found = _bracket().search(tail)
    if found is None:
        return None
    over = tail[: found.start(1) - 1].rstrip()[-1:] in tuple('.!?…”"»')
    parts = parts_of(tail, found.start(1), found.end(1), lexicon)
    first = parts[0] if parts else None
    if first is None or first.kind != "photographer" or not is_person(first.text, lexicon):
        return None
    whole = len(parts) == 1 and first.end - first.start == found.end(1) - found.start(1)
    outlet = len(parts) == 2 and tail[first.end : first.end + 2].lstrip()[:1] in ("/", "|")
    return (found.start(1) - 1, len(tail)) if (whole and over) or outlet else None


@cache
def _square() -> re.Pattern[str]:
    """``[Harbour Post]``, ``[HP]``: how some papers credit, whatever stands in it."""
    return re.compile(r"(?<=\S\s)\[[A-ZÀ-Þ][^\W\d]*(?:[ .&'’][^\W\d]+){0,3}\]$")


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(r"\S\s+[(\[]([^()\[\]\n]{5,60})[)\]]\.?$")


def _with_address(tail: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """``… of the town. Ana Ruiz aruiz@harbourpost.example``: the name is the credit."""
    found = _address().search(tail)
    return found.span(1) if found is not None and is_person(found[1], lexicon) else None


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"[.!?…”\"»]\s+([^\W\d_][^\n.!?@…]{4,40}?)\s+\S+@\S+\.\w+$")


def _initials(tail: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """``… in the north of the town AP``: an agency in its own capitals behind a sentence that lacks its stop."""
    words = tokens(tail)
    index = phrases(lexicon, "agencies")
    for first in range(len(words) - 1, max(_FEWEST_WORDS, len(words) - 4) - 1, -1):
        found = index.at(words, first)
        if found is None or found.last != len(words) or not found.exact or found.entry.flag("common"):
            continue
        before = words[first - 1]
        if before.key in words_of("before_agency") or not before.text[-1].isalnum() or before.text.isupper():
            return None
        if before.text[0].isupper() and not tail[found.start : found.end].isupper():
            return None  # Mike Bloomberg
        return found.start, found.end
    return None
