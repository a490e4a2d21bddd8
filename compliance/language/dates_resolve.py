"""Decides which day a written date means, counted from the day of the story."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.dates_days import nearest_year, possible
from compliance.language.dates_grammar import LONGEST_GAP, RANGE
from compliance.language.dates_mention import DateMention
from compliance.language.dates_tense import FUTURE, PAST, UNKNOWN, direction

if TYPE_CHECKING:
    from compliance.language.dates_grammar import Grammar
    from compliance.language.dates_written import Written

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = 60
_FAR = 150


class Resolver:
    """Gives the dates of one text their values.

    :param base: the day of the story; ``None`` where nobody knows.
    :param captions: where captions stand, whose present tense shows what has been.
    """

    def __init__(
        self, text: str, grammar: Grammar, base: date | None, captions: tuple[tuple[int, int], ...] = ()
    ) -> None:
        self.text = text
        self.grammar = grammar
        self.base = base
        self.captions = captions
        self.spoken: date | None = None  # the last day that the text spoke of
        self.since: date | None = None  # the same, but the first of several: two days earlier counts from there
        self.spoken_end = 0

    def mention(self, written: Written) -> DateMention | None:
        """The date with its value; ``None`` where it has none (a weekday in a story of no known day has)."""
        if written.kind == "range":
            return self._range(written)
        value, day = self.value(written)
        if not value:
            return None
        if day is not None and written.kind in ("day", "weekday", "word"):
            self._speak_of(written, day)
        kind = written.kind if written.kind in ("day", "month", "year", "weekday") else "relative"
        return DateMention._make(
            (
                Span._make((written.start, written.end)),
                value,
                None if written.weekday is None else WEEKDAYS[written.weekday],
                kind,
                day,
                written.year is not None or (kind == "day" and written.unit == "year"),
                written,
            )
        )

    def _range(self, written: Written) -> DateMention | None:
        first, last = written.first, written.last
        if first is None or last is None:
            return None
        if first.year is None and last.year is not None and first.month is not None and last.month is not None:
            first.year = last.year - 1 if first.month > last.month else last.year
        if first.year is not None and last.year is None and first.month and last.month:
            last = last.in_year(first.year + (last.month < first.month))
        left, start = self.value(first)
        if first.year is None and last.year is None and first.month and last.month and left[:4].isdecimal():
            last = last.in_year(int(left[:4]) + (last.month < first.month))
        right, day = self.value(last)
        if not left or not right:
            return None
        self.spoken, self.since = day or self.spoken, start or self.since
        return DateMention(
            Span(written.start, written.end),
            f"{left}/{right}",
            None if first.weekday is None else WEEKDAYS[first.weekday],
            "range",
            None,
            first.year is not None,
            written,
        )

    def _speak_of(self, written: Written, day: date) -> None:
        gap = self.text[self.spoken_end : written.start] if written.start - self.spoken_end < LONGEST_GAP else ""
        if not self.spoken_end or not self.grammar.link(gap) & RANGE:
            self.since = day  # but in the night from Saturday to Sunday
        self.spoken, self.spoken_end = day, written.end

    def value(self, written: Written) -> tuple[str, date | None]:
        """The ISO value of a date and, where it is one known day, that day; an empty value for no such day."""
        kind = written.kind
        if kind == "day":
            return self._day(written)
        if kind == "month":
            return self._month(written), None
        if kind == "year":
            return f"{written.year:04d}", None
        if kind == "weekday":
            return self._weekday(written)
        return self._relative(written)

    def _day(self, written: Written) -> tuple[str, date | None]:
        month, day = written.month, written.day or 0
        if month is None:
            return self._day_of_month(written, day)
        year = written.year
        if not possible(year, month, day):
            return "", None
        if year is None:
            if self.base is None:
                return f"XXXX-{month:02d}-{day:02d}", None
            if written.unit == "year":
                year = self.base.year + (written.shift or 0)
            else:
                year = self._year_of(written, month, day, self.base)
            if not possible(year, month, day):
                return "", None
        found = date(year, month, day)
        if written.other is not None and written.weekday is not None:
            found = self._by_weekday(written, found)
        return found.isoformat(), found

    def _by_weekday(self, written: Written, found: date) -> date:
        """Of the two readings of an all-figure date the one that its weekday fits."""
        month, day = written.other or (found.month, found.day)
        other = date(found.year, month, day)
        if other.weekday() == written.weekday and found.weekday() != written.weekday:
            found, written.month, written.day, written.other = other, month, day, None
        elif found.weekday() == written.weekday:
            written.other = None
        return found

    def _year_of(self, written: Written, month: int, day: int, base: date) -> int:
        near = nearest_year(month, day, base)
        if not possible(near, month, day):
            return near
        distance = (date(near, month, day) - base).days
        if distance > 1 and self._is_since(written.start):
            return near - 1
        if -_NEAR <= distance <= _NEAR:
            return near
        way = self._direction(written)
        if distance > _FAR and way == 0:
            way, _ = direction(self.text, written.start, written.end, self.grammar)
        if distance > 0:
            return near if way == FUTURE or (near == base.year and way != PAST) else near - 1
        return near + 1 if way == FUTURE else near

    def _is_since(self, start: int) -> bool:
        """Whether something has lasted from the date on, which therefore is over."""
        before = self.text[max(0, start - 12) : start].split()
        return bool(before) and before[-1].lower() in self.grammar.words["since"]

    def _direction(self, written: Written) -> int:
        way, strong = direction(self.text, written.start, written.end, self.grammar)
        return way if strong else 0

    def _day_of_month(self, written: Written, day: int) -> tuple[str, date | None]:
        base = self.base
        if base is None:
            return f"XXXX-XX-{day:02d}", None
        near = [base.replace(day=1) - timedelta(days=1), base, base.replace(day=28) + timedelta(days=5)]
        days = [date(m.year, m.month, day) for m in near if possible(m.year, m.month, day)]
        if not days:
            return "", None
        if written.weekday is None:
            way, _ = direction(self.text, written.start, written.end, self.grammar)
            fitting = [d for d in days if (way == PAST and d <= base) or (way == FUTURE and d >= base)]
        else:
            fitting = [d for d in days if d.weekday() == written.weekday and abs((d - base).days) < 45]
            if not fitting and self.text[written.start : written.end].lower() in self.grammar.words["proverbial"]:
                return "", None
        found = min(fitting or days, key=lambda d: abs((d - base).days))
        return found.isoformat(), found

    def _month(self, written: Written) -> str:
        month = written.month or 0
        if written.year is not None:
            return f"{written.year:04d}-{month:02d}"
        base = self.base
        if base is None:
            return f"XXXX-{month:02d}"
        if written.unit == "year":
            return f"{base.year + (written.shift or 0):04d}-{month:02d}"
        if written.shift == -1:
            # on 1 March the month before is "last month": last February is the one before
            year = base.year if month < base.month - 1 else base.year - 1
        elif written.shift == 1:
            year = base.year if month > base.month else base.year + 1
        elif written.shift == 0:
            year = base.year
        else:
            year = self._year_of_month(written, month, base)
        return f"{year:04d}-{month:02d}"

    def _year_of_month(self, written: Written, month: int, base: date) -> int:
        if month == base.month:
            return base.year
        way = self._direction(written)
        if way == FUTURE:
            return base.year if month >= base.month else base.year + 1
        if month < base.month:
            return base.year
        ahead = month - base.month
        return base.year if ahead <= 1 or (ahead <= 4 and way != PAST) else base.year - 1

    def _weekday(self, written: Written) -> tuple[str, date | None]:
        weekday = written.weekday or 0
        base = self.base
        if written.from_text and self.spoken is not None:
            base = self.spoken
        if base is None:
            return f"XXXX-WXX-{weekday + 1}", None
        if written.unit:
            monday = base - timedelta(days=base.weekday()) + timedelta(weeks=written.shift or 0)
            found = monday + timedelta(days=weekday)
            return found.isoformat(), found
        back = (base.weekday() - weekday) % 7
        forth = (weekday - base.weekday()) % 7
        if written.shift == -1:
            found = base - timedelta(days=back or 7)
        elif written.shift == 1:
            found = base + timedelta(days=forth or 7)
        elif back == 0:
            found = base
        else:
            way, strong = direction(self.text, written.start, written.end, self.grammar)
            if way == UNKNOWN and written.shift == 0 and self.grammar.words["this_lies_ahead"]:
                way = FUTURE
            ahead = way == FUTURE and (strong or not self._in_caption(written.start))
            found = base + timedelta(days=forth) if ahead else base - timedelta(days=back)
        return found.isoformat(), found

    def _in_caption(self, start: int) -> bool:
        return any(first <= start < end for first, end in self.captions)

    def _relative(self, written: Written) -> tuple[str, date | None]:
        base = self.base
        spoken = self.since if self.spoken is not None and (written.shift or 0) < 0 else self.spoken
        if written.from_text and spoken is not None:
            base = spoken
        if written.from_text:
            written.base = spoken
        untold = written.from_text and self.spoken is None and written.unit == "day"
        if base is None or (untold and (written.shift or 0) >= 0):
            return "", None
        shift = written.shift or 0
        unit = written.unit
        if unit == "day":
            found = _moved(base, shift)
            return (found.isoformat(), found) if found else ("", None)
        if unit in ("week", "weekend", "fortnight"):
            week = _moved(base, 7 * shift * (2 if unit == "fortnight" else 1))
            if week is None:
                return "", None
            year, number, _ = week.isocalendar()
            return f"{year}-W{number:02d}{'-WE' if unit == 'weekend' else ''}", None
        if unit == "month":
            months = base.year * 12 + base.month - 1 + shift
            return f"{months // 12:04d}-{months % 12 + 1:02d}", None
        if unit == "decade":
            return f"{base.year // 10 + shift:03d}", None
        return f"{base.year + shift:04d}", None


def _moved(base: date, days: int) -> date | None:
    try:
        return base + timedelta(days=days)
    except OverflowError:
        return None
