"""Decides whether what looks like a day is the name of a place: ``calle 2 de Mayo``, ``4 March Lane``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.language.dates_written import View, Written


def names_place(view: View, date: Written) -> bool:
    """Whether a place is called after a day; a year behind it, or a preposition, makes a date of it."""
    if date.kind != "day" or date.year is not None or date.figures:
        return False
    words, text = view.words, view.text
    if text[date.end + 1 : date.end + 2].isupper() and view.after(date.end) in words["place_after"]:
        return view.word_before(date.start) not in words["figure_after"]
    places = words["place_before"]
    if not places or text[date.start - 2 : date.start - 1] == ",":
        return False
    near = view.before(date.start, 2)
    if near and near[-1] in words["place_link"]:
        return near[0] in places and text[date.start : date.end].rpartition(" ")[2][:1].isupper()
    return bool(near) and near[-1] in places
