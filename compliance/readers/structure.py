"""Gives unmarked text its roles: headline, standfirst, byline, dateline, lead, captions, sign-off.

What decides is position and form, in the order wires write: captions end in a credit line, the headline is a
short block without a full stop before the lead, the dateline opens the lead, the sign-off ends the story.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Role
from compliance.language.credit_region import credit_tail
from compliance.language.datelines import find_dateline
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon

HEADLINE_LENGTH = 160
STANDFIRST_LENGTH = 300
BYLINE_LENGTH = 80
LONG_LINE = 100
"""A line longer than this was not broken by hand: it is a paragraph of its own."""
OPENING_BLOCKS = 12
"""A dateline is looked for in so many blocks from the top."""
_SIGN_OFF_WORDS = 3
_TERMINAL = frozenset(".!?:;…")
_EMBARGOES = "embargoes"
_OPENERS = " \t*([+-–—"
_CLOSERS = "\"'”’»)]“"


class Part(Record):
    """A stretch of the text with its role."""

    role: Role
    start: int
    end: int


def structure(text: str, lexicon: Lexicon) -> list[Part]:
    """The parts of a plain text, in order; every part lies between two blank lines, or on a line of its own.

    :param text: normalised text (LF line ends).
    :param lexicon: for the agencies that credit lines, datelines and sign-offs name.
    """
    parts: list[Part] = []
    paragraph = Role.PARAGRAPH
    for start, end in _chunks(text):
        tail = credit_tail(text[start:end], lexicon)
        role = paragraph if tail is None else _ends_in_credit(text[start:end], tail[0], lexicon)
        parts.append(Part._make((role, start, end)))
    lead = _carve_dateline(parts, text, lexicon)
    _name_opening(parts, text, lead)
    carve_sign_off(parts, text, lexicon)
    return parts


def _ends_in_credit(text: str, tail: int, lexicon: Lexicon) -> Role:
    """A caption, or a note where all that stands there is an embargo, which is the story's and no picture's."""
    if tail:
        return Role.CAPTION
    small = text.lower().lstrip(_OPENERS)
    entries = lexicon.entries(_EMBARGOES) if _EMBARGOES in lexicon else ()
    embargo = any(small.startswith(entry.phrase.lower()) for entry in entries)
    return Role.NOTE if embargo else Role.CAPTION


def _chunks(text: str) -> list[tuple[int, int]]:
    """The blocks between blank lines; where lines are long, each line."""
    chunks: list[tuple[int, int]] = []
    lines: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        bare = line.lstrip()
        if bare:
            start = at + len(line) - len(bare)
            lines.append((start, start + len(bare.rstrip())))
        elif lines:
            chunks += _apart(lines)
            lines = []
        at += len(line) + 1
    return chunks + _apart(lines)


def _apart(lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines of a block, where one of them is long; else the whole of it."""
    if len(lines) < 2 or any(end - start > LONG_LINE for start, end in lines):
        return lines
    return [(lines[0][0], lines[-1][1])]


def is_caption(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a block ends in a credit line."""
    return credit_tail(text[start:end], lexicon) is not None


def _carve_dateline(parts: list[Part], text: str, lexicon: Lexicon) -> int | None:
    """Cut the dateline off the lead; the index of the lead's remaining paragraph, ``None`` without a dateline."""
    paragraph = Role.PARAGRAPH
    for index, (role, start, stop) in enumerate(parts[:OPENING_BLOCKS]):
        found = find_dateline(text[start:stop], lexicon) if role is paragraph else None
        if found is None:
            continue
        end = start + found.end
        parts[index] = Part(Role.DATELINE, start + found.start, end)
        while end < stop and text[end].isspace():
            end += 1
        if end < stop:
            parts.insert(index + 1, Part(Role.PARAGRAPH, end, stop))
        return index + 1
    return None


def _name_opening(parts: list[Part], text: str, lead: int | None) -> None:
    """Headline, standfirst and byline among the blocks before the lead."""
    paragraph = Role.PARAGRAPH
    paragraphs = [i for i, (role, _, _) in enumerate(parts[:lead]) if role is paragraph]
    if not paragraphs or (lead is None and len(paragraphs) < 2):
        return
    headline = next((i for i in paragraphs[:4] if _is_title(text, parts[i], HEADLINE_LENGTH)), None)
    if headline is None or (lead is None and headline != paragraphs[0]):
        return
    title = parts[headline]
    parts[headline] = Part._make((Role.HEADLINE, title.start, title.end))
    before_lead = paragraphs if lead is not None else paragraphs[:-1]
    for index in before_lead[before_lead.index(headline) + 1 :] if headline in before_lead else ():
        part = parts[index]
        if is_byline(text, part):
            parts[index] = part._replace(role=Role.BYLINE)
        elif lead is not None and part.end - part.start <= STANDFIRST_LENGTH:
            parts[index] = part._replace(role=Role.STANDFIRST)
        else:
            break


def _is_title(text: str, part: Part, longest: int) -> bool:
    if part.end - part.start > longest or text.count("\n", part.start, part.end) > 2:
        return False
    return text[part.start : part.end].rstrip(_CLOSERS)[-1:] not in _TERMINAL or text[part.end - 1] == "?"


@cache
def _byline() -> re.Pattern[str]:
    from compliance.language.locale import languages, locale_data

    openers = [word for tongue in languages() for word in locale_data(tongue, "structure").get("byline", ())]
    return re.compile(rf"(?:{'|'.join(openers)})\s+[^\W\d_a-z]")


def begins_byline(text: str) -> bool:
    """Whether a text begins as bylines do: ``By Rosa Marín``."""
    return _byline().match(text) is not None


def is_byline(text: str, part: Part) -> bool:
    """Whether a block is a byline by its form: short, and it begins as bylines do."""
    return part.end - part.start <= BYLINE_LENGTH and _byline().match(text, part.start) is not None


def carve_sign_off(parts: list[Part], text: str, lexicon: Lexicon) -> None:
    """Cut an agency's name or desk initials off the end of the last paragraph."""
    last = next((i for i in range(len(parts) - 1, -1, -1) if parts[i].role is Role.PARAGRAPH), None)
    if last is None or last == 0:
        return
    part = parts[last]
    whole = text[part.start : part.end]
    if len(whole) <= 40 and (_names_agency(whole.strip("()[] ."), lexicon) or _initials().fullmatch(whole)):
        parts[last] = part._replace(role=Role.SIGN_OFF)
        return
    pieces = whole.rsplit(None, _SIGN_OFF_WORDS)
    for words in range(1, len(pieces)):
        if pieces[-words - 1][-1] not in '.!?"”»’)':
            continue
        body = whole.rsplit(None, words)[0]
        tail = whole[len(body) :].lstrip()
        if _names_agency(tail.strip("()[]"), lexicon):
            start = part.end - len(tail)
            parts[last] = Part(Role.PARAGRAPH, part.start, part.start + len(body))
            parts.insert(last + 1, Part(Role.SIGN_OFF, start, part.end))
            return


def _names_agency(words: str, lexicon: Lexicon) -> bool:
    return bool(words) and words[:1].isupper() and lexicon.find("agencies", words) is not None


@cache
def _initials() -> re.Pattern[str]:
    return re.compile(r"[a-zñ]{2,4}(?:[/ -][a-zñ]{2,4}){1,3}")
