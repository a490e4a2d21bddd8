"""A date as it stands in a text, before anybody asks which day it means, and the text around it.

Decides nothing about dates: it answers what stands before, after and between their parts.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.folding import lower
from compliance.language import dates_grammar as links
from compliance.language.dates_atoms import UNIT

if TYPE_CHECKING:
    from compliance.language.dates_atoms import Atom
    from compliance.language.dates_grammar import Grammar

FIRST_YEAR, LAST_YEAR = 1000, 2199
OPENING = "(\"“'«[,"
"""Signs that may touch a word in front of a date."""


class Written:
    """A date as it stands in the text; what is not written is ``None``.

    :param start: offset of the first code point, a weekday in front included.
    :param end: one past the last.
    :param kind: ``day month year weekday word unit``; for a range ``range``.
    :param weekday: 0 for Monday.
    :param weekday_span: where the weekday stands.
    :param date_span: the stretch without the weekday.
    :param other: for an all-figure date that can be read two ways, (month, day) of the other reading.
    :param shift: how many days, weeks, months … from the base.
    :param unit: for relative ones, what is counted.
    :param from_text: the base is the day spoken of before, not the story's day.
    :param first: for a range, where it starts.
    :param last: for a range, where it ends.
    :param figures: it is written in figures only.
    :param amount: it is an amount of time (``two days ago``), not a neighbour (``last week``).
    :param base: the day it was counted from, once known; for those counted from the day spoken of before.
    """

    # a plain class: one is made at each date, and the module is read at each start
    __slots__ = (
        "amount",
        "base",
        "date_span",
        "day",
        "end",
        "figures",
        "first",
        "from_text",
        "kind",
        "last",
        "month",
        "other",
        "shift",
        "start",
        "unit",
        "weekday",
        "weekday_span",
        "year",
    )

    def __init__(
        self,
        start: int,
        end: int,
        kind: str,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        *,
        weekday: int | None = None,
        weekday_span: Span | None = None,
        date_span: Span | None = None,
        other: tuple[int, int] | None = None,
        shift: int | None = None,
        unit: str = "",
        from_text: bool = False,
        first: Written | None = None,
        last: Written | None = None,
        figures: bool = False,
        amount: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.year = year
        self.month = month
        self.day = day
        self.weekday = weekday
        self.weekday_span = weekday_span
        self.date_span = date_span
        self.other = other
        self.shift = shift
        self.unit = unit
        self.from_text = from_text
        self.first = first
        self.last = last
        self.figures = figures
        self.amount = amount
        self.base: date | None = None

    def in_year(self, year: int) -> Written:
        """The same day or month, of a year."""
        return Written(self.start, self.end, self.kind, year, self.month, self.day, weekday=self.weekday)


class View:
    """A text as the parsers of dates see it: its atoms, and the words around them.

    :param month_first: whether ``04/05`` is the fifth of April.

    Its ``links`` say for each atom what the gap between it and the next may mean.
    """

    def __init__(self, text: str, found: list[Atom], grammar: Grammar, month_first: bool) -> None:
        self.text = text
        self.atoms = found
        self.grammar = grammar
        self.month_first = month_first
        self.words = grammar.words
        self.numbers = grammar.numbers
        self.links = _linked(text, found, grammar)
        self.named: dict[int, bool] = {}

    def before(self, start: int, count: int = 1) -> list[str]:
        """Up to so many words right before a place, in its paragraph, lower case, the nearest last."""
        words = self.text[max(0, start - 14 * count) : start].rpartition("\n\n")[2].lower().split()
        return [word.strip(OPENING) for word in words[-count:]]

    def word_before(self, start: int) -> str:
        """The word right before a place, in its paragraph, lower case; the common case of :meth:`before`."""
        part = self.text[start - 20 if start > 20 else 0 : start]
        words = part.rsplit(None, 1)
        if not words or "\n\n" in part[-3:]:
            return ""
        return words[-1].lower().strip(OPENING)

    def start_of(self, word: str, stop: int) -> int:
        """Where a word or phrase of :meth:`before` begins, the nearest before a place."""
        low = max(0, stop - 120)
        at = lower(self.text[low:stop]).rfind(word)
        return low + at if at >= 0 else stop

    def after(self, end: int) -> str:
        """The word right after a place, lower case; empty before punctuation other than a hyphen."""
        match = _next_word()(self.text, end)
        return match[1].lower() if match else ""

    def counts(self, end: int) -> bool:
        """Whether a number that ends here counts something, or is a clock time."""
        if self.text.startswith(("%", " %", "-year", "°", " °"), end):
            return True
        word = self.after(end)
        words = self.words
        if word in words["amount_after"] or word in words["clock_after"]:
            return True
        pairs = words["amount_pairs"]
        return bool(pairs) and self.two_after(end) in pairs

    def with_unit(self, date: Written, index: int, result: list[Written]) -> int:
        """``Tuesday last week``, ``January this year``: take in the unit that follows, where one does."""
        if index + 1 < len(self.atoms) and self.atoms[index + 1].kind == UNIT and date.shift is None:
            unit = self.atoms[index + 1]
            gap = self.text[date.end : unit.start]
            words = gap.split()
            shift = self.numbers["shift"].get(words[-1].lower()) if words and len(gap) < 24 else None
            end = unit.end
            if words and shift is not None:
                words.pop()
            elif len(gap) < 12:
                shift = self.shift_after(unit.end)
                end += self.shift_length(unit.end)
            linked = self.grammar.link(" " + " ".join(words).lower() + " ") & links.OF_UNIT or not words
            wanted = ("week", "weekend") if date.kind == "weekday" else ("year",)
            if shift is not None and linked and unit.flag in wanted and "\n\n" not in gap:
                date.shift, date.unit, date.end = shift, unit.flag, end
                result.append(date)
                return index + 2
        if date.shift is None:
            date.shift = self.shift_after(date.end)
        result.append(date)
        return index + 1

    def one_after(self, end: int) -> str:
        """The word behind the space at a place, lower case, the hyphens in it included."""
        return self.text[end + 1 : end + 24].partition("\n")[0].partition(" ")[0].lower().strip(".,;:")

    def pauses(self, end: int) -> bool:
        """Whether the sentence ends or pauses at a place."""
        return self.text[end : end + 1] in ("", "\n", ".", ",", ";", ":", ")")

    def two_after(self, end: int) -> str:
        """The two words right after a place, lower case."""
        return " ".join(self.text[end : end + 16].lower().split()[:2]).strip(".,;:")

    def shift_after(self, end: int) -> int | None:
        """``pasado`` after a weekday, month or unit."""
        table = self.numbers["shift_after"]
        if not table or self.text[end : end + 1] != " ":
            return None
        found = table.get(self.after(end))
        return found if found is not None else table.get(self.two_after(end))

    def shift_length(self, end: int) -> int:
        """How many code points ``pasado`` and its like take there, the space in front included."""
        table = self.numbers["shift_after"]
        if not table:
            return 0
        word = self.after(end)
        if word in table:
            return len(word) + 1
        two = self.two_after(end)
        return len(two) + 1 if two in table else 0


def _linked(text: str, found: list[Atom], grammar: Grammar) -> list[int]:
    links_of: list[int] = []
    end = None
    for atom in found:
        start = atom.start
        if end is not None:
            links_of.append(0 if start - end > links.LONGEST_GAP else grammar.link(text[end:start]))
        end = atom.end
    links_of.append(0)
    return links_of


def without_clock(gap: str) -> str:
    """A gap between two parts of a date without the time of day in it: ``Oct 26 15:50:06 2016``."""
    return _clock()("", gap) if ":" in gap else gap


def mid_sentence(text: str, start: int) -> bool:
    """Whether a place is inside a sentence, so that a capital there makes a name."""
    before = text[max(0, start - 3) : start].rstrip(" \"'“«‘(¿¡")
    return bool(before) and before[-1] not in ".:!?\n—–-" and start > 0


@cache
def _next_word():  # type: ignore[no-untyped-def]  # the bound method of a pattern
    import re

    return re.compile(r"[ \n]{0,2}-?([^\W\d_]+(?:[.'’][^\W\d_]\b)?)").match


@cache
def _clock():  # type: ignore[no-untyped-def]  # the bound method of a pattern
    import re

    return re.compile(r" \d{1,2}:\d\d(?::\d\d)?(?= )").sub
