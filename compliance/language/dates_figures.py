"""Decides whether a figure with slashes, hyphens or stops (``16/04/2023``) is a date, and which day it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.language.dates_written import LAST_YEAR, Written

if TYPE_CHECKING:
    from compliance.language.dates_atoms import Atom


def read_figure(atom: Atom, month_first: bool, dotted: bool, cued: bool = False) -> Written | None:
    """The date of an all-figure atom, impossible ones included where their form leaves no doubt.

    :param month_first: the order of the story where both readings are possible.
    :param dotted: whether the language writes 1.4.2023; elsewhere that is a version as well, and two figures
        are asked for.
    :param cued: a word that stands before days is in front of it; elsewhere 9-18-15 is rather a record of games,
        which alone has no zeros in front.
    """
    figure = atom.flag
    if "," in figure and figure.count("/") == 1 and (figure[-5] == "," or figure[0] == "0"):
        figure = figure.replace(",", "/")  # 08/12,2015
    for sign in "/-.":
        parts = figure.split(sign)
        if len(parts) == 3 and all(part.isdecimal() for part in parts):
            if sign == "." and not dotted and len(parts[0]) + len(parts[1]) < 4:
                return None
            zeros = any(part[0] == "0" for part in parts)
            short_year = sign == "/" or (cued or zeros if sign == "-" else cued and zeros)  # version 10.04.23
            return _three(atom, parts, sign, month_first, short_year)
        if len(parts) == 2 and sign == "/" and len(parts[1]) == 4 and len(parts[0]) == 2 and parts[0].isdecimal():
            return _month_and_year(atom, parts)
    return None


def _three(atom: Atom, parts: list[str], sign: str, month_first: bool, short_year: bool) -> Written | None:
    sizes = tuple(len(part) for part in parts)
    first, second, third = (int(part) for part in parts)
    if sizes[0] == 4 and sizes[1] < 3 and sizes[2] < 3:
        if not 1000 <= first <= 2199 or not (second <= 12 or sizes == (4, 2, 2)) or second > 31 or third > 31:
            return None
        return Written(atom.start, atom.end, "day", first, second, third, figures=True)
    if sizes[0] > 2 or sizes[1] > 2 or sizes[2] not in (2, 4):
        return None
    if sizes[2] == 2:
        if not short_year or not (first <= 31 and second <= 31) or min(first, second) > 12 or min(first, second) == 0:
            return None
        third += 1900 if third > 60 else 2000
    elif not 1000 <= third <= 2199:
        return None
    day, month = (second, first) if month_first else (first, second)
    if month > 12 and day <= 12 and month <= 31:
        day, month = month, day
    if sign == "." and (month > 12 or day > 31):
        return None
    other = (day, month) if day <= 12 and day != month and month <= 12 else None
    return Written(atom.start, atom.end, "day", third, month, day, figures=True, other=other)


def _month_and_year(atom: Atom, parts: list[str]) -> Written | None:
    month, year = int(parts[0]), int(parts[1])
    if not 1 <= month <= 12 or not 1900 <= year <= 2199:
        return None
    return Written(atom.start, atom.end, "month", year, month, figures=True)


def two_days(atom: Atom) -> tuple[Written, Written] | None:
    """The days of a figure like ``16-18``, whose month is not in it."""
    for sign in "-–/":
        left, found, right = atom.flag.partition(sign)
        if found and left.isdecimal() and right.isdecimal() and len(left) < 3 and len(right) < 3:
            if not (0 < int(left) < 32 and 0 < int(right) < 32) or (sign == "/" and int(left) >= int(right)):
                return None  # May 9/7 is a quotation of a market
            middle = atom.start + len(left)
            first = Written(atom.start, middle, "day", day=int(left))
            return first, Written(middle + 1, atom.end, "day", day=int(right))
    return None


def two_years(atom: Atom) -> tuple[Written, Written] | None:
    """``2019-2024`` and ``1999-00``; nothing that a price, a score or a telephone number could be."""
    for sign in "-–/":
        left, found, right = atom.flag.partition(sign)
        if not found or not left.isdecimal() or not right.isdecimal() or len(left) != 4 or len(right) not in (2, 4):
            continue
        first, last = int(left), int(right)
        if len(right) == 2:
            last = first // 100 * 100 + last
            last += 100 if last < first else 0
            if last - first > 20 or (sign == "/" and last - first != 1):
                return None
        if not (1500 <= first <= LAST_YEAR and 1500 <= last <= LAST_YEAR):
            return None
        middle = atom.start + 4
        return Written(atom.start, middle, "year", first), Written(middle + 1, atom.end, "year", last)
    return None
