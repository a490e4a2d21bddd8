"""Shows a place in its sentence: the words around it, cut to the width, and marks under what is meant."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.record import Record
from compliance.renderers.layout import cell, cells, fit, visible

_CONTEXT = 60
_RAGGED = 6


class Mark(Record):
    """A stretch of the text to mark.

    :param sign: what is put under it.
    :param note: what is said of it; empty for nothing.
    """

    start: int
    end: int
    sign: str
    note: str = ""


class Row(Record):
    """A line to print.

    :param text: the words, or what stands under them.
    :param signs: for a row of marks: start, end (cells) and sign of each, for colouring.
    :param note: what is said at the end of the row.
    """

    text: str
    signs: tuple[tuple[int, int, str], ...] = ()
    note: str = ""


def excerpt(text: str, bounds: tuple[int, int], marks: Iterable[Mark], width: int) -> list[Row]:
    """Rows that show the marked places of one block.

    :param bounds: first and one-past-last code point of the block in ``text``.
    :param width: cells a row may take.
    """
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
    rows: list[Row] = []
    for line in _lines(_pieces(text, bounds, ordered, width), width):
        rows.append(Row("".join(glyph for glyph, _ in line).rstrip() or " "))
        rows.extend(_under(line, ordered, width))
    return rows


Glyph = tuple[str, int]
"""What is printed, and the code point in the text that it stands for (-1: none)."""


def joined(bounds: tuple[int, int], first: Mark, other: Mark, width: int) -> bool:
    """Whether two places are near enough to be shown in one excerpt."""
    start, end = min(first.start, other.start), max(first.end, other.end)
    apart = first.end <= other.start or other.end <= first.start
    return apart and bounds[0] <= start and end <= bounds[1] and end - start <= _room(width) * 3 // 4


def _room(width: int) -> int:
    """Code points of context that fill one line, two or three where lines are short; less what breaking costs."""
    lines = 1 if width >= 76 else 2 if width >= 44 else 3
    return lines * width - lines * _RAGGED


def _pieces(text: str, bounds: tuple[int, int], marks: list[Mark], width: int) -> list[Glyph]:
    """The glyphs to show: the whole block where it is short, else the marked places with words around them."""
    low, high = bounds
    first, last = marks[0].start, max(mark.end for mark in marks)
    room = _room(width)
    if high - low > room:
        before = min(max((room - (last - first)) // 2, _CONTEXT // 2), _CONTEXT)
        low = _word_start(text, low, first - before, first)
        high = _word_end(text, max(low + room, last + _CONTEXT // 2), last, high)
    if last - first > 2 * room:
        shown = [*_glyphs(text, low, first + room), (" … ", -1), *_glyphs(text, last - room // 2, high)]
    else:
        shown = _glyphs(text, low, high)
    opening = [("… ", -1)] if low > bounds[0] else []
    closing = [(" …", -1)] if high < bounds[1] else []
    return opening + shown + closing


def _word_start(text: str, low: int, wanted: int, first: int) -> int:
    """The start of a word at or after ``wanted``, never after ``first``."""
    if wanted <= low:
        return low
    while wanted < first and not text[wanted - 1].isspace():
        wanted += 1
    return wanted


def _word_end(text: str, wanted: int, last: int, high: int) -> int:
    if wanted >= high:
        return high
    while wanted > last and not text[wanted].isspace():
        wanted -= 1
    return wanted


def _glyphs(text: str, start: int, end: int) -> list[Glyph]:
    return [(visible(text[at]), at) for at in range(start, end)]


def _lines(glyphs: list[Glyph], width: int) -> list[list[Glyph]]:
    """The glyphs in lines of the width, broken at spaces where there are any."""
    lines: list[list[Glyph]] = []
    line: list[Glyph] = []
    used = gap = 0
    for glyph in glyphs:
        size = _size(glyph)
        if used + size > width and line:
            keep = gap or len(line)
            lines.append(line[:keep])
            line = line[keep:]
            used, gap = sum(map(_size, line)), 0
        line.append(glyph)
        used += size
        if glyph[0] == " ":
            gap = len(line)
    return [*lines, line] if line or not lines else lines


def _size(glyph: Glyph) -> int:
    return cells(glyph[0]) if len(glyph[0]) != 1 else cell(glyph[0])


def _under(line: list[Glyph], marks: list[Mark], width: int) -> list[Row]:
    """The row of marks under a line, and the rows with what is said of them."""
    found = [(*cols, mark) for mark in marks if (cols := _columns(line, mark))]
    if not found:
        return []
    bar = ""
    for start, end, mark in found:
        bar = f"{bar:<{start}}"[:start] + mark.sign * (end - start)
    signs = tuple((start, end, mark.sign) for start, end, mark in found)
    notes = [(start, mark.note) for start, _, mark in found if mark.note and _ends(line, mark)]
    beside = ""
    if notes and notes[-1][0] == found[-1][0] and len(bar) + 1 + cells(notes[-1][1]) <= width:
        beside = notes.pop()[1]
    below = [Row(" " * max(min(start, width - cells(note)), 0), note=fit(note, width)) for start, note in notes]
    return [Row(bar, signs, beside), *reversed(below)]


def _columns(line: list[Glyph], mark: Mark) -> tuple[int, int] | None:
    """First and one-past-last cell of a mark in a line; one cell for an empty place."""
    at, start, end = 0, -1, -1
    for glyph, offset in line:
        size = cells(glyph)
        if mark.start <= offset < mark.end or (mark.start == mark.end == offset):
            start = at if start < 0 else start
            end = at + (size if mark.end > mark.start else 1)
        at += size
    if start < 0 and mark.start == mark.end and (not line or line[-1][1] == mark.start - 1):
        return at, at + 1
    return (start, max(end, start + 1)) if start >= 0 else None


def _ends(line: list[Glyph], mark: Mark) -> bool:
    """Whether the mark's end is in this line, so that its note is said once."""
    return any(offset == max(mark.end - 1, mark.start) for _, offset in line) or mark.start == mark.end
