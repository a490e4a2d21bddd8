"""Decides whether letters and figures without a space between them are a month and its day: ``Oct2``, ``16April``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.record import Record

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon

_LONGEST = 10
_JOINTS = frozenset("-_./:@#")
"""With one of these and a letter or figure behind it, a word is a part of a name, of a file or of an address."""


class Glued(Record):
    """A month and a day that touch.

    :param middle: where the two meet.
    :param month_first: the month stands in front.
    :param short: the month is shortened.
    """

    start: int
    middle: int
    end: int
    month: int
    day: int
    month_first: bool
    short: bool


def glued(text: str, middle: int, lexicon: Lexicon, language: str) -> Glued | None:
    """The month and the day that meet at a place; ``None`` where they are something else.

    A capital and small letters must follow it: ``SEPT2`` is a gene, ``set2`` something of a program.
    """
    start, end = _edge(text, middle, -1), _edge(text, middle, 1)
    left, right = text[start:middle], text[middle:end]
    word, figure = (left, right) if left.isalpha() else (right, left)
    if len(figure) > 2 or not figure.isdecimal() or not word.istitle() or _of_a_name(text, start, end):
        return None
    if figure[0] == "0" or int(figure) > 31:
        return None
    entry = lexicon.find("months", word, language)
    if entry is None:
        return None
    return Glued(start, middle, end, entry.data["month"], int(figure), word is left, "short" in entry.data)  # type: ignore[arg-type]


def _edge(text: str, middle: int, step: int) -> int:
    """Where the letters, or the figures, on one side of a place come to an end."""
    at = middle - 1 if step < 0 else middle
    letters = text[at].isalpha()
    for _ in range(_LONGEST):
        if not 0 <= at < len(text) or not (text[at].isalpha() if letters else text[at].isdecimal()):
            break
        at += step
    return at + 1 if step < 0 else at


def _of_a_name(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    if before.isalnum() or after[:1].isalnum() or before in _JOINTS:
        return True
    return after[:1] in _JOINTS and after[1:].isalnum()
