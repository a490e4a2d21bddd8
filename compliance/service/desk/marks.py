"""Cuts a stretch of a story into pieces that can each be shown as one element, however its marks overlap."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category, name

from compliance.record import Record

_SHOWN_AS_THEY_ARE = frozenset("\n\t\u200c\u200d")


class Mark(Record):
    """A place that a finding speaks of.

    :param start: first code point in the story's text.
    :param end: one past the last; the same as ``start`` where something is missing.
    :param finding: the number of the finding on the page.
    :param pile: ``fix``, ``decide`` or ``note``.
    :param label: what stands there, for the other places of a finding; empty for its own place.
    """

    start: int
    end: int
    finding: int
    pile: str
    label: str = ""


class Piece(Record):
    """A run of text with the same marks all over.

    :param text: the words; for a code point that nobody could see, its name in Unicode.
    :param marks: what covers it, the finding's own places before labels.
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
    inside = sorted(_inside(start, end, marks), key=lambda mark: (bool(mark.label), mark.finding))
    cuts = {start, end, *_unseen_bounds(text, start, end)}
    for mark in inside:
        cuts.update((mark.start, mark.end))
    ordered = sorted(cuts)
    found: list[Piece] = []
    for low, high in zip(ordered, [*ordered[1:], ordered[-1]], strict=True):
        found += [Piece("", (mark,), (mark,)) for mark in inside if mark.start == mark.end == low]
        if low < high:
            found.append(_piece(text, low, high, inside))
    return tuple(found)


def _inside(start: int, end: int, marks: Iterable[Mark]) -> list[Mark]:
    """The marks that show in a stretch, cut to it."""
    return [
        mark._replace(start=max(mark.start, start), end=min(mark.end, end))
        for mark in marks
        if (mark.start < end and start < mark.end) or (mark.start == mark.end and start <= mark.start <= end)
    ]


def _piece(text: str, low: int, high: int, marks: list[Mark]) -> Piece:
    over = tuple(mark for mark in marks if mark.start <= low and high <= mark.end)
    ends = tuple(mark for mark in over if mark.end == high)
    words = text[low:high]
    if high - low == 1 and unseen(words):
        return Piece(name(words, "control character"), over, ends, f"U+{ord(words):04X}")
    return Piece(words, over, ends)


def unseen(char: str) -> bool:
    """Whether a code point shows nothing and may yet change what a reader sees: controls, bidi signs."""
    if char.isprintable() or char in _SHOWN_AS_THEY_ARE:
        return False
    return category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")


def _unseen_bounds(text: str, start: int, end: int) -> list[int]:
    if text.isascii() and text.isprintable():
        return []
    return [bound for at in range(start, end) if unseen(text[at]) for bound in (at, at + 1)]
