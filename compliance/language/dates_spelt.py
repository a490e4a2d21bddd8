"""Decides whether words beside a month spell its day: ``the first of May``, ``ersten Januar``, ``May twenty-first``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from compliance.language import dates_grammar as links
from compliance.language.dates_written import OPENING, View, Written
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.language.dates_atoms import Atom

_LONGEST = 3
"""Words of the longest number: *vinte e um*."""


def spelt(view: View, month: Atom) -> Written | None:
    """The date of a month and a day in words before or after it."""
    if month.short and _counts(view, month):
        return None
    text, edges = view.text, _edges(view.grammar.language)
    # the letters next to the month rule out nearly every word that stands there
    near = text[max(0, month.start - 3) : month.start].rstrip().rstrip(OPENING).lower()
    found = _in_front(view, month) if near[-1:] in edges.last else None
    if found is None and text[month.end + 1 : month.end + 2].lower() in edges.first:
        found = _behind(view, month)
    return found


class _Edges(Record):
    """With which letters words end that may stand in front of a month to spell its day, and begin that may behind.

    Where none or a space stands there, the words are looked at.
    """

    last: frozenset[str]
    first: frozenset[str]


@cache
def _edges(language: str) -> _Edges:
    words = links.grammar(language)
    if words is None:
        return _Edges(frozenset(), frozenset())
    joints = [gap.strip() for gap, link in words.links.items() if link & links.DAY_MONTH]
    last = {word[-1:] for word in (*words.numbers["day_number_beside"], *joints)}
    first = {word[0] for word in words.numbers["day_number"]}
    return _Edges(frozenset(last | {""}), frozenset(first | set(" \n\t\xa0")))


def _counts(view: View, month: Atom) -> bool:
    """Whether a shortened month without its stop is rather a number: *vingt sept*, *um de dez*."""
    return (
        view.text[month.start : month.end].lower() in view.numbers["number"]
        and view.text[month.end : month.end + 1] != "."
    )


def _in_front(view: View, month: Atom) -> Written | None:
    """``first of May``, where the language joins the two by a word; ``premier mai``, where nothing stands between."""
    numbers = view.numbers
    joined, beside = numbers["day_number"], numbers["day_number_beside"]
    near = view.word_before(month.start)
    if near in beside:
        return Written(view.start_of(near, month.start), month.end, "day", None, month.value, beside[near])
    table, skip = joined, 1
    if not view.grammar.link(f" {near} ") & links.DAY_MONTH:
        table, skip = beside, 0
    if not table:
        return None
    before = view.before(month.start, _LONGEST + skip)
    before = before[: len(before) - skip]
    for count in range(len(before), 0, -1):
        number = table.get(" ".join(before[-count:]))
        if number is not None:
            start = view.start_of(before[-count], month.start)
            return Written(start, month.end, "day", None, month.value, number)
    return None


def _behind(view: View, month: Atom) -> Written | None:
    """``March eighth``; where a language says so only with care, the sentence must pause behind it."""
    link = view.grammar.link(" ")
    if not link & (links.MONTH_DAY | links.MONTH_DAY_ALONE) or view.text[month.end : month.end + 1] != " ":
        return None
    table = view.numbers["day_number"]
    for words in (view.two_after(month.end), view.one_after(month.end)):
        end = month.end + 1 + len(words)
        if words in table and (link & links.MONTH_DAY or view.pauses(end)):
            return Written(month.start, end, "day", None, month.value, table[words])
    return None
