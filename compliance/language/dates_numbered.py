"""Decides, at a glance, whether a story may write a day by its number, or a stretch of days, months or years.

Most stories name weekdays, months and years alone: of those hardly anything can be wrong in itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.language.dates_atoms import FIGURE, MONTH, NUMBER, WEEKDAY
from compliance.language.dates_grammar import LIST, RANGE
from compliance.language.dates_spelt import spelt

if TYPE_CHECKING:
    from compliance.language.dates_atoms import Atom
    from compliance.language.dates_written import View

_NAMES = frozenset((MONTH, WEEKDAY))
_FAR = 40
"""Code points between a number and the name of its month or weekday, beyond which the two are no date."""


def may_number_days(view: View) -> bool:
    """Whether a day may stand with its number, or a stretch; the one look that is cheaper than to read the dates."""
    atoms, alone = view.atoms, bool(view.grammar.phrases["lone_day_before"])
    for index, atom in enumerate(atoms):
        if atom.kind == NUMBER:
            if view.links[index] & (LIST | RANGE):
                return True
            if atom.short and (alone or _is_near_name(atoms[max(index - 2, 0) : index + 2], atom)):
                return True
        elif atom.kind == FIGURE or (atom.kind == MONTH and spelt(view, atom) is not None):
            return True
    return False


def _is_near_name(near: list[Atom], number: Atom) -> bool:
    return any(
        each.kind in _NAMES and each.start - number.end < _FAR and number.start - each.end < _FAR for each in near
    )
