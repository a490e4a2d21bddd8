"""Decides what each part of a credit line is: agency, photographer, provider, or a word that credits nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from compliance.language.credit_names import is_person, names_body
from compliance.language.credit_part import CreditPart
from compliance.language.credit_photographer import one_photographer
from compliance.language.credit_phrases import Found, Phrases, Token, phrases, tokens
from compliance.language.credit_words import words as words_of
from compliance.lexicon import Lexicon

_STRIP = ' \t\n.,;:|/\\*+-–—_©()[]"“”'


@cache
def _separator() -> re.Pattern[str]:
    joints = (
        "|".join(sorted(words_of("joints") | {joint.upper() for joint in words_of("joints") if len(joint) > 2}))
        or "via"
    )
    return re.compile(
        r"\s*[/|\\;()\[\]#\"“”«»]+\s*"
        rf"|,?\s+(?:{joints})\s+|^(?:{joints})\s+(?=[A-Z@])"
        r"|\s+[-–—*+]+\s+|\s*[–—]\s*|--+|^[-–—*+]+|[-–—*+]+$"
        r"|\n+|,\s+|\s+(?=[A-ZÀ-Þ][^\W\d_]*:\s)"
    )


_SHORT = 12
"""Words that credit nobody and hold a sign that parts others (N/A) are shorter than this."""


def parts_of(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[CreditPart, ...]:
    """The parts of a credit line, clauses and desk wording already cut out, in order."""
    found: list[CreditPart] = []
    whole = phrases(lexicon, "credit-nobody").whole(text[start:end]) if end - start < _SHORT else None
    if whole is not None:
        first, last = _stripped(text, start, end)
        return (CreditPart("nobody", first, last, text[first:last], whole.text("marker"), whole),)
    for first, last, by in _pieces(text, start, end, lexicon):
        found.extend(_classified(text, first, last, by, lexicon))
    return one_photographer(found, lexicon)


def _pieces(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """The stretches between separators, each with the kind of the marker that introduces it."""
    position = start
    if (outlet := _outlet_label(text, start, end, lexicon)) is not None:
        yield *outlet, "courtesy"
        start = position = outlet[1]
    for match in _separator().finditer(text, start, end):
        if match.start() < position:
            continue
        works = _works_for(match[0], text[match.end() : end], lexicon)
        for first, last, by in _unlabelled(text, position, match.start(), lexicon):
            yield first, last, by or ("by" if works else "")
        position = match.end()
    yield from _unlabelled(text, position, end, lexicon)


def _outlet_label(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The name between a label and a colon, a person behind it: ``Foto Diario del Puerto: Ana Ruiz``."""
    colon = text.find(": ", start, end)
    if colon < 0 or not is_person(text[colon + 2 : end].strip(_STRIP), lexicon):
        return None
    words = tokens(text, _stripped(text, start, end)[0], colon)
    marker = phrases(lexicon, "credit-markers").at(words, 0) if words else None
    if marker is None or not marker.entry.flag("bare") or not 0 < len(words) - marker.last <= _OUTLET_WORDS:
        return None
    return words[marker.last].start, colon


_OUTLET_WORDS = 6


def _works_for(joint: str, rest: str, lexicon: Lexicon) -> bool:
    """Whether who stands before a joint works for an outlet: ``Ana for The Harbour Times``."""
    if joint.strip().lower() not in words_of("works_for"):
        return False
    return names_body(rest, lexicon) or phrases(lexicon, "outlets").whole(rest) is not None


def _unlabelled(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    start, end = _stripped(text, start, end)
    by = ""
    while start < end:
        words = tokens(text, start, end)
        marker = phrases(lexicon, "credit-markers").at(words, 0) if words else None
        kind = marker.entry.text("kind") if marker else ""
        if len(words) > 1 and words[0].key in words_of("joints") and words[0].text.islower():
            start, end = _stripped(text, words[0].end, end)
            continue
        if marker is None and len(words) > 2 and words[0].key in words_of("bylines") and words[0].text[0].isupper():
            by, (start, end) = "by", _stripped(text, words[0].end, end)
            continue
        if marker is None or not _labels(text, marker, end, lexicon):
            break
        by = kind
        start, end = _stripped(text, marker.end, end)
        if start >= end and kind in ("courtesy", "screen"):
            yield marker.start, marker.end, "bare-" + kind
    if start < end and any(character.isalpha() for character in text[start:end]):
        yield start, end, by


def _labels(text: str, marker: Found, end: int, lexicon: Lexicon) -> bool:
    """Whether a marker introduces what follows: words such as ``Foto`` only before a colon or a name."""
    if marker.entry.text("kind") != "label" or not marker.entry.flag("colon") or marker.end >= end:
        return True
    if text[marker.end : marker.end + 2].lstrip()[:1] == ":":
        return True
    agency = phrases(lexicon, "agencies").at(tokens(text, marker.start, end), 0)
    rest = text[marker.end : end].strip()
    return marker.entry.flag("bare") and agency is None and rest[:1].isupper() and is_person(rest, lexicon)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _STRIP:
        start += 1
    while end > start and text[end - 1] in _STRIP and not (text[end - 1] == "+" and text[end - 2].isalnum()):
        end -= 1
    return start, end


def _classified(text: str, start: int, end: int, by: str, lexicon: Lexicon) -> list[CreditPart]:
    """A piece as one part, or as an agency with what stands before and after it."""
    start, end = _without_form(text, start, end, lexicon)
    piece = text[start:end]
    if by.startswith("bare-"):
        return [CreditPart("nobody", start, end, piece, by[5:])]
    for kind, name in (("agency", "agencies"), ("nobody", "credit-nobody"), ("file", "file-markers")):
        entry = phrases(lexicon, name).whole(piece, short_exact=kind == "agency")
        if entry is not None and (kind != "file" or entry.text("at") != "anywhere" or len(piece) > 3):
            label = entry.text("marker") if kind == "nobody" else entry.canonical
            return [CreditPart(kind, start, end, piece, label, entry)]
    if piece.isupper() and phrases(lexicon, "territories").whole(piece) is not None:
        return [CreditPart("label", start, end, piece)]
    platform = phrases(lexicon, "platforms").whole(piece)
    if platform is not None:
        return [CreditPart("platform", start, end, piece, platform.canonical, platform)]
    marker = phrases(lexicon, "credit-markers").whole(piece)
    if marker is not None and marker.text("kind") == "screen":
        return [CreditPart("nobody", start, end, piece, "screen", marker)]
    split = _agency_inside(text, start, end, lexicon)
    if split is not None:
        return _around(text, start, end, by, split, lexicon)
    return _trimmed(text, start, end, by, lexicon)


def _without_form(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int]:
    """A body's bare name: without the year of a copyright, and an agency's without its legal form (``2019 … GmbH``)."""
    words = tokens(text, start, end)
    if len(words) > 1 and _year().fullmatch(words[0].text):
        words = words[1:]
    last = len(words)
    while last > 1 and (words[last - 1].key in words_of("legal_forms") or _year().fullmatch(words[last - 1].text)):
        last -= 1
    bare = words[0].start, words[last - 1].end
    if last < len(words) and phrases(lexicon, "agencies").whole(text[slice(*bare)], short_exact=True) is not None:
        return bare
    return words[0].start, end


@cache
def _year() -> re.Pattern[str]:
    return re.compile(r"(?:19|20)[0-9]{2}")


def _agency_inside(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[str, Found] | None:
    """An agency at the head or the tail of a piece: ``AFP Foto Name``, ``Name-Imagn Images``."""
    words = tokens(text, start, end)
    for name, kind in (("agencies", "agency"), ("platforms", "platform")):
        index = phrases(lexicon, name)
        head = index.at(words, 0) if words else None
        if head is not None and kind == "platform" and not _is_account_or_screen(words, head.last, lexicon):
            head = None
        if (
            head is not None
            and head.last < len(words)
            and (kind == "platform" or _opens_piece(text, head, end, lexicon))
        ):
            return kind, head
        for first in range(max(0, len(words) - 6), len(words)):
            tail = index.at(words, first)
            if first == 0 or tail is None or tail.last != len(words):
                continue
            unsure = tail.entry.flag("common") or tail.entry.flag("bare")
            if not unsure and (tail.exact or tail.end - tail.start > 4):
                return kind, tail
    return None


def _is_account_or_screen(words: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether behind a platform comes an account (``X@anaruiz``), or that it is from a screen (``YouTube grab``)."""
    if index < len(words) and words[index].text == "@":
        return True
    found = phrases(lexicon, "credit-markers").at(words, index) if index < len(words) else None
    return found is not None and found.last == len(words) and found.entry.text("kind") == "screen"


def _opens_piece(text: str, head: Found, end: int, lexicon: Lexicon) -> bool:
    """Whether an agency at a piece's head is one: three capitals before capitals may be a first name."""
    if not head.exact or head.entry.flag("common") or _names_company(text[head.end : end].strip(), lexicon):
        return False
    return head.end - head.start > 4 or head.last - head.first > 1 or not text[head.end : end].isupper()


def _names_company(rest: str, lexicon: Lexicon) -> bool:
    """Whether what follows makes another body of an agency's initials: ``APA Group``."""
    return any(phrases(lexicon, listed).whole(rest) for listed in ("organisation-words", "interested-parties"))


def _around(text: str, start: int, end: int, by: str, split: tuple[str, Found], lexicon: Lexicon) -> list[CreditPart]:
    kind, found = split
    parts: list[CreditPart] = []
    for first, last in ((start, found.start), (found.end, end)):
        first, last = _stripped(text, first, last)
        if first < last:
            parts.extend(_classified(text, first, last, by, lexicon))
    written = text[found.start : found.end]
    parts.append(CreditPart(kind, found.start, found.end, written, found.entry.canonical, found.entry))
    parts.sort(key=lambda part: part.start)
    return parts


def _trimmed(text: str, start: int, end: int, by: str, lexicon: Lexicon) -> list[CreditPart]:
    """A name without the words that credit nobody at its ends: ``… PRESS SERVICE HANDOUT``."""
    words = tokens(text, start, end)
    nobody = phrases(lexicon, "credit-nobody")
    files = phrases(lexicon, "file-markers")
    extra: list[CreditPart] = []
    while len(words) > 1:
        for index, kind in ((nobody, "nobody"), (files, "file")):
            edge = _edge(words, index, text, kind)
            if edge is not None:
                break
        if edge is None:
            break
        name = edge.entry.text("marker") if kind == "nobody" else edge.entry.canonical
        extra.append(CreditPart(kind, edge.start, edge.end, text[edge.start : edge.end], name, edge.entry))
        words = tuple(word for word in words if not edge.start <= word.start < edge.end)
        while words and words[-1].text in "-/.,&":
            words = words[:-1]
        while words and words[0].text in "-/.,&":
            words = words[1:]
    if words:
        first, last = words[0].start, words[-1].end
        if last < end and text[last] == "." and len(words[-1].text) == 1:
            last += 1
        given = any(part.name == "handout" for part in extra)
        by = "courtesy" if given else by
        outlet = _outlet_behind(text, words, lexicon)
        if outlet is not None:
            extra.append(CreditPart("provider", outlet, last, text[outlet:last]))
            first, last = _stripped(text, first, outlet)
        extra.append(_named_part(text[first:last], first, last, by, lexicon))
    extra.sort(key=lambda part: part.start)
    return extra


def _outlet_behind(text: str, words: Sequence[Token], lexicon: Lexicon) -> int | None:
    """Where an outlet of two words or more begins that has run into a person's name: ``ANA RUIZ THE HARBOUR TIMES``."""
    outlets = phrases(lexicon, "outlets")
    for first in range(2, len(words) - 1):
        found = outlets.at(words, first)
        if found is not None and found.last == len(words):
            written, before = text[found.start : found.end], text[words[0].start : words[first - 1].end]
            return found.start if (found.exact or written.isupper()) and is_person(before, lexicon) else None
    return None


def _edge(words: Sequence[Token], index: Phrases, text: str, kind: str) -> Found | None:
    """A phrase at the head or the tail of a name, something left beside it."""
    for first in (0, *range(max(1, len(words) - 3), len(words))):
        found = index.at(words, first)
        if found is None or found.last - found.first == len(words) or (first > 0 and found.last != len(words)):
            continue
        written = text[found.start : found.end]
        led = first == 0 and found.entry.flag("leads")
        if kind == "file" and found.entry.text("at") != "anywhere" and written.istitle() and not led:
            continue
        if kind == "nobody" and not (written.isupper() and len(written) > 1) and first == 0:
            continue
        if kind == "nobody" and not written.isupper() and not found.entry.flag("anycase"):
            continue
        return found
    return None


def _named_part(name: str, start: int, end: int, by: str, lexicon: Lexicon) -> CreditPart:
    if by in ("courtesy", "bare-courtesy"):
        return CreditPart("provider", start, end, name)
    if name.startswith("@") or (by == "by" and not names_body(name, lexicon)):
        return CreditPart("photographer", start, end, name)
    return CreditPart("photographer" if is_person(name, lexicon) else "provider", start, end, name)
