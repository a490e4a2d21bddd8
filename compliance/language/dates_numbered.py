"""Decides, at a glance, whether a story may write a day by its number, or a stretch of days, months or years.

Most stories name weekdays, months and years alone: of those hardly anything can be wrong in itself.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from compliance.language.dates_atoms import FIGURE, MONTH, NUMBER
from compliance.language.dates_grammar import LIST, LONGEST_GAP, RANGE
from compliance.language.dates_spelt import spelt
from compliance.language.dates_written import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compliance.language.dates_atoms import Atom
    from compliance.language.dates_grammar import Grammar

_WHOLE = len("1/4/23")
"""A shorter figure is no date, and no stretch, without its month."""
_GLUED = 2
"""Where less stands between two, they touch."""


def may_number_days(text: str, atoms: Sequence[Atom], grammar: Grammar) -> bool:
    """Whether a day may stand with its number, or a stretch of time, in a text.

    :param atoms: its numbers, months and weekdays, in order.
    """
    for one, two in pairwise(atoms):
        if two.start - one.end <= LONGEST_GAP and _may_be_one(text[one.end : two.start], one, two, grammar):
            return True
    alone = bool(grammar.phrases["lone_day_before"])
    for atom in atoms:
        if (atom.kind == FIGURE and len(atom.flag) >= _WHOLE) or (alone and atom.kind == NUMBER and atom.short):
            return True
    months = [atom for atom in atoms if atom.kind == MONTH]
    return bool(months) and _spells_day(text, months, grammar)


def _may_be_one(gap: str, one: Atom, two: Atom, grammar: Grammar) -> bool:
    """Whether what stands between two may make one of them: a year and what goes on from it, a day and its month."""
    if one.kind == NUMBER and not one.short:
        return bool(grammar.link(gap) & (LIST | RANGE)) or len(gap) < _GLUED
    if one.kind == two.kind or not (_tells_day(one) or _tells_day(two)):
        return False
    return len(gap) < _GLUED or gap == ". " or grammar.link(gap) > 0


def _tells_day(atom: Atom) -> bool:
    return atom.kind == FIGURE or (atom.kind == NUMBER and atom.short)


def _spells_day(text: str, months: Sequence[Atom], grammar: Grammar) -> bool:
    view = View(text, [], grammar, month_first=False)
    return any(spelt(view, month) is not None for month in months)
