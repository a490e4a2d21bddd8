"""Decides in which year a law was passed whose day follows its number: ``Ley 4/2015, de 1 de octubre``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.language.dates_written import FIRST_YEAR

if TYPE_CHECKING:
    from compliance.language.dates_written import View


def year_of_law(view: View, start: int) -> int | None:
    """The year that the number in front of a day ends in; ``None`` where none stands there."""
    near = view.text[max(0, start - 10) : start]
    for link in view.grammar.phrases["law_day"]:
        slash, year = near.removesuffix(link)[-5:-4], near.removesuffix(link)[-4:]
        if near.endswith(link) and slash == "/" and year.isdecimal() and int(year) >= FIRST_YEAR:
            return int(year)
    return None
