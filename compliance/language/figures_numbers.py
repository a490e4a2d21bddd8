"""Reads numbers, in figures and in words: ``1,500``, ``1.500``, ``2.3 million``, ``treinta y cinco``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from re import Pattern, compile
from typing import TYPE_CHECKING

from compliance.record import Record

if TYPE_CHECKING:
    from compliance.language.figures_words import Speech
    from compliance.scanner import Hit

_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
_LONGEST = 16
_NO_FIGURE_BEFORE = "-–.,:/@#_'’^*+×"


class Number(Record):
    """A number in the text.

    :param words: it is written in words.
    :param scale: what words or letters after it have multiplied it by, already in the value.
    :param grouped: it has marks between its thousands or decimals, so that it is no year.
    """

    start: int
    end: int
    value: Decimal
    words: bool
    scale: int = 1
    grouped: bool = False


def numbers(text: str, hits: Sequence[Hit], speech: Speech, start: int, limit: int) -> list[Number]:
    """The numbers between two offsets, in order; numbers that are part of a name or a code are left out.

    :param hits: the words for numbers between the two.
    """
    found = list(_in_figures(text, speech, start, limit))
    if hits:
        found = sorted([*found, *_in_words(text, hits, speech)])
    return _scaled(text, found, speech)


@cache
def _figure() -> Pattern[str]:
    # it begins with one class of characters, which the engine looks for without trying the rest
    return compile(r"[0-9½¼¾](?:(?<=[0-9])[0-9]*(?:[.,'’\u00a0\u202f\u2009 ][0-9]+)*[½¼¾]?)?")


def _in_figures(text: str, speech: Speech, opening: int, limit: int) -> Iterator[Number]:
    make = Number._make
    for match in _figure().finditer(text, opening, limit):
        piece = match[0]
        first, last = match.span()
        if piece.isdecimal():
            if last - first < _LONGEST and not _is_code(text, first, last):
                yield make((first, last, Decimal(piece), False, 1, False))
            continue
        for start, end in _parts(text, first, last, speech):
            value = None if _is_code(text, start, end) else read_figure(text[start:end], speech)
            if value is not None:
                yield make((start, end, value, False, 1, not text[start:end].isdecimal()))


def _is_code(text: str, start: int, end: int) -> bool:
    after = text[end : end + 1]
    return (after != "" and after in "/_@" and text[end + 1 : end + 2].isalnum()) or _is_in_code(text, start)


def _is_in_code(text: str, start: int) -> bool:
    """Whether letters or signs before a number make it part of a code; halves of a score are not, the first decides."""
    before, beyond = text[start - 1 : start], text[start - 2 : start - 1]
    if before.isalpha():
        return True
    return (
        bool(before) and before in _NO_FIGURE_BEFORE and beyond.isalnum() and not (before in "-–" and beyond.isdigit())
    )


def _parts(text: str, start: int, end: int, speech: Speech) -> Iterable[tuple[int, int]]:
    """One number, or several that only a space parts."""
    piece = text[start:end]
    spaces = [at for at, sign in enumerate(piece) if sign.isspace()]
    if not spaces:
        return ((start, end),)
    groups = piece.split()
    grouped = all(len(group) == 3 and group.isdigit() for group in groups[1:]) and groups[0].isdigit()
    plain = any(piece[at] == " " for at in spaces)
    if grouped and len(groups[0]) < 4 and (not plain or speech.table["space_thousands"]):
        return ((start, end),)
    if len(groups) > 2 and all(group.isdigit() for group in groups):
        return ()
    parts, at = [], 0
    for group in groups:
        at = piece.index(group, at)
        parts.append((start + at, start + at + len(group)))
        at += len(group)
    return parts


def read_figure(written: str, speech: Speech) -> Decimal | None:
    """The value of a number in figures; ``None`` where it is none (an address, a version).

    A mark before exactly three figures parts thousands, unless it is the language's own decimal mark in a
    language whose other mark parts thousands and the number says so (``0.125``, ``1,234.500``).
    """
    digits = "".join(written.split())
    fraction = Decimal(_FRACTIONS.get(digits[-1:], "0"))
    digits = digits.rstrip("½¼¾").replace("'", "").replace("’", "")
    if not digits:
        return fraction
    marks = [sign for sign in digits if sign in ".,"]
    if not marks:
        return Decimal(digits) + fraction if len(digits) < _LONGEST else None
    last, groups = marks[-1], digits.replace(",", ".").split(".")
    if len(set(marks)) == 2:
        if marks.count(last) > 1 or not _are_thousands(groups[:-1]):
            return None
        return Decimal("".join(groups[:-1]) + "." + groups[-1])
    thousands = _are_thousands(groups) and groups[0] != "0"
    if len(marks) > 1:
        return Decimal("".join(groups)) if thousands else None
    if thousands and not (last == speech.table["decimal"] == "."):
        return Decimal("".join(groups))
    return Decimal(".".join(groups))


def _are_thousands(groups: list[str]) -> bool:
    return 0 < len(groups[0]) < 4 and all(len(group) == 3 for group in groups[1:])


def _in_words(text: str, hits: Sequence[Hit], speech: Speech) -> Iterator[Number]:
    """Numbers in words, each as long as its words make one number."""
    index = 0
    while index < len(hits):
        if "value" not in hits[index].entry.data and not _stands_alone(hits[index]):
            index += 1
            continue
        run = [hits[index]]
        while index + 1 < len(hits) and _goes_on(text, run, hits[index + 1], speech):
            index += 1
            run.append(hits[index])
        index += 1
        if not _is_name(text, run):
            value, scale = _compose(run)
            yield Number(run[0].start, run[-1].end, Decimal(value), True, scale)


def _is_name(text: str, run: list[Hit]) -> bool:
    """Whether the word is part of a compound or, with a capital inside a sentence, of a name: ``Ocean's Eleven``."""
    start = run[0].start
    if text[start - 1 : start] in ("-", "–"):
        return True
    before = text[max(start - 3, 0) : start].rstrip("\"“«¿¡('‘ ")
    inside = (
        bool(before) and (before[-1].isalnum() or before[-1] in ",’'") and "\n" not in text[max(start - 3, 0) : start]
    )
    return inside and text[start].isupper() and not text[start : start + 3].isupper()


def _stands_alone(hit: Hit) -> bool:
    """A scale that is a number by itself: ``mil personas``, ``a hundred``, ``a dozen``."""
    return _data(hit, "scale") <= 1000


def _data(hit: Hit, key: str) -> int:
    value = hit.entry.data.get(key, 0)
    return value if isinstance(value, int) else 0


def _goes_on(text: str, run: list[Hit], hit: Hit, speech: Speech) -> bool:
    last, between = run[-1], text[run[-1].end : hit.start]
    joined = between.strip() in speech.table["join"] and between[:1].isspace()
    if not (joined or between in ("-", "\u2011") or (between.isspace() and len(between) < 10)):
        return False
    scale, before, value = _data(hit, "scale"), _data(last, "value"), _data(hit, "value")
    if scale:
        return not joined and (scale > 99 or len(run) == 1)
    if "scale" in last.entry.data:
        return _data(last, "scale") >= 100 and value < _data(last, "scale") and (not joined or value < 100)
    tens = before % 10 == 0 and before % 100 >= 20 and 0 < value < 10
    hundreds = before >= 100 and before % 100 == 0 and 0 < value < 100 and not joined
    return tens or hundreds


def _compose(run: list[Hit]) -> tuple[int, int]:
    total, current, largest = 0, 0, 1
    for hit in run:
        scale = _data(hit, "scale")
        if not scale:
            current += _data(hit, "value")
        elif scale < 1000:
            current = (current or 1) * scale
        elif scale > largest and total:
            total, current = (total + current) * scale, 0
        else:
            total, current = total + (current or 1) * scale, 0
        largest = max(largest, scale)
    return total + current, largest


def _with_rest(text: str, number: Number, following: list[Number]) -> Number:
    """``mil 846``: a thousand in words and the rest in figures."""
    if following and number.value % 1000 == 0 and 0 < number.value < 1_000_000:
        rest = following[0]
        if not rest.words and rest.value < 1000 and text[number.end : rest.start] == " " and rest.end - rest.start == 3:
            return Number(number.start, rest.end, number.value + rest.value, False, number.scale, True)
    return number


def _scaled(text: str, found: list[Number], speech: Speech) -> list[Number]:
    """The numbers with the words and letters that multiply them: ``2.3 million``, ``3 mil millones``, ``£5bn``."""
    out: list[Number] = []
    for index, number in enumerate(found):
        if out and number.start < out[-1].end:
            continue
        whole = _with_rest(text, number, found[index + 1 : index + 2]) if number.words else number
        out.append(number if whole.words else _with_scale(text, whole, speech))
    return out


@cache
def _next_word() -> Pattern[str]:
    return compile(r"([ \u00a0\n\u202f-]?)([^\W\d_]{1,13})")


def _with_scale(text: str, number: Number, speech: Speech) -> Number:
    start, end, value, _, scale, grouped = number
    following = _next_word().match(text, end)
    if following is None:
        return number
    if not following[1]:
        return _with_suffix(text, number, following[2].lower(), speech)
    while following is not None and following[1]:
        factor = speech.scales.get(following[2].lower(), 0)
        if not factor or (scale > 1 and factor < scale):
            break
        value, scale, end, grouped = value * factor, scale * factor, following.end(), True
        rest = text[end + 1 : end + 5]
        exactly = len(rest) >= 3 and rest[:3].isdecimal() and not rest[3:].isdigit()
        if factor == 1000 and text[end : end + 1].isspace() and exactly:
            # 4 mil 315 millones
            value, end = value + int(rest[:3]), end + 4
        following = _next_word().match(text, end)
    return Number(start, end, value, False, scale, grouped)


def _with_suffix(text: str, number: Number, glued: str, speech: Speech) -> Number:
    """The number with the letters that stand glued to it: ``£5bn``, ``1.2m people``."""
    start, end, value, *_ = number
    factor = speech.suffixes.get(glued, speech.scales.get(glued, 0))
    money = text[start - 1 : start] in "$€£¥₹" and start > 0
    if factor and (money or len(glued) > 1 or glued == "k" or _is_many(text, end + len(glued), speech)):
        return Number(start, end + len(glued), value * factor, False, factor, True)
    return number


def _is_many(text: str, end: int, speech: Speech) -> bool:
    """Whether a plural follows, so that the ``m`` of ``1.2m people`` is no metre."""
    word = text[end + 1 : end + 20].split(" ")[0].strip(".,;:)").lower()
    return word in speech.plurals
