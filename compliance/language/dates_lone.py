"""Decides whether a number is a day whose month nobody writes: ``el pasado día 3``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.folding import lower
from compliance.language.dates_written import Written

if TYPE_CHECKING:
    from compliance.language.dates_atoms import Atom
    from compliance.language.dates_written import View

_ONE_TOPIC = 200
"""So near to a day or month written out, that one tells the month, and not the day of the story."""
_TELLING = frozenset(("day", "month", "year", "range"))


def lone_day(view: View, atom: Atom, previous: Written | None) -> Written | None:
    """The day that a number means by itself; ``None`` where the day is of something else (``el día 3 de la huelga``).

    :param previous: the date that stands before it in the text.
    """
    cues = view.grammar.phrases["lone_day_before"]
    if not cues or not atom.short or atom.flag or not 0 < atom.value < 32:
        return None
    before = lower(view.text[max(0, atom.start - 16) : atom.start])
    if not before.endswith(cues) or before.endswith(view.grammar.phrases["lone_day_never"]):
        return None
    word = view.after(atom.end)
    if view.counts(atom.end) or (word and word not in view.words["lone_day_after"]):
        return None
    if previous is not None and previous.kind in _TELLING and atom.start - previous.end < _ONE_TOPIC:
        return None
    return Written(atom.start, atom.end, "day", day=atom.value)
