"""Shows a place in its sentence: the words around it, cut to the width, and marks under what is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compliance.record import Record
from compliance.renderers.layout import cell, cells, fit, is_plain, visible

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
    for line in _shown(text, bounds, ordered, width):
        rows.append(Row(line.text.rstrip() or " "))
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


def _shown(text: str, bounds: tuple[int, int], marks: list[Mark], width: int) -> Sequence[_Words | _Glyphs]:
    """The lines to show: the whole block where it is short, else the marked places with words around them."""
    low, high = bounds
    first, last = marks[0].start, max(mark.end for mark in marks)
    room = _room(width)
    if high - low > room:
        before = min(max((room - (last - first)) // 2, _CONTEXT // 2), _CONTEXT)
        low = _word_start(text, low, first - before, first)
        high = _word_end(text, max(low + room, last + _CONTEXT // 2), last, high)
    opening = "… " if low > bounds[0] else ""
    closing = " …" if high < bounds[1] else ""
    if last - first > 2 * room:
        shown = [*_glyphs(text, low, first + room), (" … ", -1), *_glyphs(text, last - room // 2, high)]
    else:
        words = text[low:high].replace("\n", " ")
        if is_plain(words):
            return _plain_lines(words, low, opening, closing, width)
        shown = _glyphs(text, low, high)
    around = [(sign, -1) for sign in (opening, closing)]
    return [_Glyphs(line) for line in _lines([g for g in (around[0], *shown, around[1]) if g[0]], width)]


class _Words(Record):
    """A line in which each code point takes one cell.

    :param lead: cells before the first code point of the story.
    :param first: that code point.
    :param length: how many of the story there are.
    :param open: whether the line ends with a code point of the story.
    """

    text: str
    lead: int
    first: int
    length: int
    open: bool

    def columns(self, mark: Mark) -> tuple[int, int] | None:
        """First and one-past-last cell of a mark; one cell for an empty place."""
        start, end = max(mark.start, self.first), min(mark.end, self.first + self.length)
        at = self.lead + start - self.first
        if start < end:
            return at, at + end - start
        after = mark.start < self.first + self.length + self.open
        return (at, at + 1) if mark.start == mark.end == start and after else None

    def ends(self, mark: Mark) -> bool:
        """Whether the mark's end is in this line, so that its note is said once."""
        return mark.start == mark.end or 0 <= max(mark.end - 1, mark.start) - self.first < self.length


def _plain_lines(words: str, low: int, opening: str, closing: str, width: int) -> list[_Words]:
    """The words in lines of the width, broken at spaces where there are any.

    :param low: the code point that they begin with.
    """
    whole = opening + words + closing
    last = len(whole) - len(closing)
    lines: list[_Words] = []
    at = 0
    while len(whole) - at > width and (stop := min(at + width, last)) > at:
        lead = len(opening) if at == 0 else 0
        end = whole.rfind(" ", at + lead, stop) + 1 or stop
        lines.append(_Words(whole[at:end], lead, low + at + lead - len(opening), end - at - lead, True))
        at = end
    lead = len(opening) if at == 0 else 0
    length = max(last - at - lead, 0)
    return [*lines, _Words(whole[at:], lead, low + at + lead - len(opening), length, not closing)]


class _Glyphs:
    """A line of which some code points take no cell, or two, or are shown by other signs."""

    def __init__(self, line: list[Glyph]) -> None:
        self._line = line
        self.text = "".join(glyph for glyph, _ in line)

    def columns(self, mark: Mark) -> tuple[int, int] | None:
        """As :meth:`_Words.columns`."""
        at, start, end = 0, -1, -1
        for glyph, offset in self._line:
            size = cells(glyph)
            if mark.start <= offset < mark.end or (mark.start == mark.end == offset):
                start = at if start < 0 else start
                end = at + (size if mark.end > mark.start else 1)
            at += size
        if start < 0 and mark.start == mark.end and (not self._line or self._line[-1][1] == mark.start - 1):
            return at, at + 1
        return (start, max(end, start + 1)) if start >= 0 else None

    def ends(self, mark: Mark) -> bool:
        """As :meth:`_Words.ends`."""
        return any(offset == max(mark.end - 1, mark.start) for _, offset in self._line) or mark.start == mark.end


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


def _under(line: _Words | _Glyphs, marks: list[Mark], width: int) -> list[Row]:
    """The row of marks under a line, and the rows with what is said of them."""
    found = [(*cols, mark) for mark in marks if (cols := line.columns(mark))]
    if not found:
        return []
    bar = ""
    for start, end, mark in found:
        bar = f"{bar:<{start}}"[:start] + mark.sign * (end - start)
    signs = tuple((start, end, mark.sign) for start, end, mark in found)
    notes = [(start, mark.note) for start, _, mark in found if mark.note and line.ends(mark)]
    beside = ""
    if notes and notes[-1][0] == found[-1][0] and len(bar) + 1 + cells(notes[-1][1]) <= width:
        beside = notes.pop()[1]
    below = [Row(" " * max(min(start, width - cells(note)), 0), note=fit(note, width)) for start, note in notes]
    return [Row(bar, signs, beside), *reversed(below)]
