"""Cuts a stretch of a story into pieces that can each be shown as one element, however its marks overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import category, name

from compliance.record import Record

_MOST_OVER = 8
_SHOWN_AS_THEY_ARE = frozenset("\n\t\u200c\u200d")


class Mark(Record):
    """A place that a finding speaks of.

    :param start: first code point in the story's text.
    :param end: one past the last; the same as ``start`` where something is missing.
    :param finding: the number of the finding on the page.
    :param pile: ``fix``, ``decide`` or ``note``.
    :param label: what stands there, for the other places of a finding; empty for its own place.
    :param goes_on: whether it begins in an earlier stretch.
    """

    start: int
    end: int
    finding: int
    pile: str
    label: str = ""
    goes_on: bool = False


class Piece(Record):
    """A run of text with the same marks all over.

    :param text: the words; for a code point that nobody could see, its name in Unicode.
    :param marks: what covers it, the finding's own places before labels; not more than can be told apart.
    :param ends: those of the marks whose last piece this is.
    :param unseen: ``U+202E`` and the like for a code point that nobody could see; else empty.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()
    unseen: str = ""


def pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The pieces of ``text[start:end]``, in order; joined they give it back.

    :param start: first code point of the stretch.
    :param end: one past its last.
    :param marks: any marks; those outside count for nothing.
    """
    inside = sorted(_inside(start, end, marks), key=_order)
    opening: dict[int, list[Mark]] = {}
    for mark in inside:
        opening.setdefault(mark.start, []).append(mark)
    cuts = {start, end, *_unseen_bounds(text, start, end), *opening, *(mark.end for mark in inside)}
    ordered = sorted(cuts)
    found: list[Piece] = []
    over: list[Mark] = []
    for low, high in zip(ordered, [*ordered[1:], ordered[-1]], strict=True):
        begun = opening.get(low, [])
        found += [Piece("", (mark,), (mark,)) for mark in begun if mark.start == mark.end]
        over = [mark for mark in over if mark.end > low]
        if begun:
            over = sorted((*over, *(mark for mark in begun if mark.end > low)), key=_order)
        if low < high:
            found.append(_piece(text, low, high, over))
    return tuple(found)


def _order(mark: Mark) -> tuple[bool, int]:
    """A finding's own places before labels."""
    return bool(mark.label), mark.finding


def _inside(start: int, end: int, marks: Iterable[Mark]) -> list[Mark]:
    """The marks that show in a stretch, cut to it."""
    return [
        mark._replace(start=max(mark.start, start), end=min(mark.end, end), goes_on=mark.start < start)
        for mark in marks
        if (mark.start < end and start < mark.end) or (mark.start == mark.end and start <= mark.start <= end)
    ]


def _piece(text: str, low: int, high: int, over: list[Mark]) -> Piece:
    ends = tuple(mark for mark in over if mark.end == high)
    shown = tuple(over[:_MOST_OVER])
    words = text[low:high]
    if high - low == 1 and unseen(words):
        return Piece(name(words, "control character"), shown, ends, f"U+{ord(words):04X}")
    return Piece(words, shown, ends)


def unseen(char: str) -> bool:
    """Whether a code point shows nothing and may yet change what a reader sees: controls, bidi signs."""
    if char.isprintable() or char in _SHOWN_AS_THEY_ARE:
        return False
    return category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")


def unseen_places(text: str, start: int, end: int) -> Iterator[int]:
    """Where in ``text[start:end]`` stands a code point that nobody could see, in order."""
    if not text[start:end].replace("\n", "").isprintable():
        yield from (at for at in range(start, end) if unseen(text[at]))


def _unseen_bounds(text: str, start: int, end: int) -> Iterator[int]:
    for at in unseen_places(text, start, end):
        yield at
        yield at + 1
