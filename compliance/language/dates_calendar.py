"""Decides which neighbouring words and figures make one date of the calendar: day, month, year, range, list.

The story is reduced to its atoms (months, weekdays, numbers); the gap between two of them, looked up in the
language's links, says whether they belong together. One pass, no search.
"""

from __future__ import annotations

from compliance.article import Span
from compliance.language import dates_grammar as links
from compliance.language.dates_atoms import FIGURE, MONTH, NUMBER, UNIT, WEEKDAY, Atom
from compliance.language.dates_figures import read_figure, two_days, two_years
from compliance.language.dates_laws import year_of_law
from compliance.language.dates_lone import lone_day
from compliance.language.dates_places import names_place
from compliance.language.dates_spelt import spelt
from compliance.language.dates_written import FIRST_YEAR, LAST_YEAR, View, Written, mid_sentence, without_clock


class Calendar(View):
    """Reads the dates that name a month or a year."""

    def _calendar(self, index: int, result: list[Written]) -> int:
        atom = self.atoms[index]
        if atom.kind == NUMBER and atom.end - atom.start < 4 and not self.links[index]:
            return self._lone_day(index, result)
        day = spelt(self, atom) if atom.kind == MONTH else None
        read = self._with_year(day, index) if day is not None else self._date(index)
        if read is not None:
            date, following = read
            return following if names_place(self, date) else self._close(date, following, result)
        if atom.kind == NUMBER:
            return self._several_days(index, result) or self._year(index, result) or self._lone_day(index, result)
        if atom.kind == FIGURE:
            return self._figure(index, result)
        return self._month_and_days(index, result) or self._month(index, result)

    def _lone_day(self, index: int, result: list[Written]) -> int:
        day = lone_day(self, self.atoms[index], result[-1] if result else None)
        if day is None:
            return 0
        result.append(day)
        return index + 1

    def _date(self, index: int) -> tuple[Written, int] | None:
        """A date with a day and a month, or a month with a year, that starts at an atom; and the next atom."""
        atom = self.atoms[index]
        if atom.kind == NUMBER:
            if atom.short and not atom.flag and 0 < atom.value < 40 and self.links[index] & links.DAY_MONTH:
                month = self.atoms[index + 1]
                if month.kind == MONTH:
                    date = Written(atom.start, month.end, "day", None, month.value, atom.value)
                    date, following = self._with_year(date, index + 1)
                    date.year = date.year or year_of_law(self, atom.start)
                    return (date, following) if self._meant(month, date) else None
            if atom.short and self._dotted(index):
                month = self.atoms[index + 1]
                return self._with_year(Written(atom.start, month.end, "day", None, month.value, atom.value), index + 1)
            if not atom.short and FIRST_YEAR <= atom.value <= LAST_YEAR:
                return self._from_year(index)
        elif atom.kind == MONTH:
            return self._from_month(index)
        elif atom.kind == FIGURE:
            dotted = bool(self.grammar.link(". ") & links.DAY_MONTH)
            cued = self.word_before(atom.start) in self.words["figure_after"]
            figure = read_figure(atom, self.month_first, dotted or cued, cued)
            if figure is not None and (figure.kind == "day" or not self._numbered(atom.start)):
                return figure, index + 1
        return None

    def _numbered(self, start: int) -> bool:
        """Whether a figure is the number of a law, a page or a file rather than a month or a year."""
        never, word = self.words["year_never_before"], self.word_before(start)
        return word in never or word.rpartition("-")[2] in never

    def _dotted(self, index: int) -> bool:
        """``16. Nov. 2016`` in a language that does not write so: the year must follow, else a sentence ends there."""
        if index + 2 >= len(self.atoms) or (index and self.atoms[index - 1].kind == MONTH):
            return False
        atom, month, year = self.atoms[index : index + 3]
        if month.kind != MONTH or self.text[atom.end : month.start] != ". " or not 0 < atom.value < 32:
            return False
        return year.end - year.start == 4 and bool(self.links[index + 1] & links.MONTH_YEAR)

    def _from_year(self, index: int) -> tuple[Written, int] | None:
        """``2019/sep/01``, ``2019-Sep-01``."""
        atoms, text = self.atoms, self.text
        if index + 2 >= len(atoms) or atoms[index + 1].kind != MONTH:
            return None
        atom, month, day = atoms[index : index + 3]
        gaps = (text[atom.end : month.start], text[month.end : day.start])
        if day.kind != NUMBER or gaps not in (("-", "-"), ("/", "/")) or not day.short:
            return None
        return Written(atom.start, day.end, "day", atom.value, month.value, day.value), index + 3

    def _from_month(self, index: int) -> tuple[Written, int] | None:
        atom = self.atoms[index]
        link = self.links[index]
        if not link & (links.MONTH_DAY | links.MONTH_DAY_ALONE | links.MONTH_YEAR):
            return None
        number = self.atoms[index + 1]
        if number.kind != NUMBER:
            return None
        if link & links.MONTH_DAY_ALONE and number.short and 0 < number.value < 32:
            date, following = self._with_year(
                Written(atom.start, number.end, "day", None, atom.value, number.value), index + 1
            )
            return (date, following) if date.year is not None else None
        if link & links.MONTH_DAY and number.short and 0 < number.value < 40 and not self.counts(number.end):
            nxt = self.links[index + 1]
            if nxt & links.DAY_MONTH and self.atoms[index + 2].kind == MONTH and not nxt & (links.LIST | links.RANGE):
                return None
            date = Written(atom.start, number.end, "day", None, atom.value, number.value)
            date, following = self._with_year(date, index + 1)
            return (date, following) if self._meant(atom, date) else None
        if link & links.MONTH_YEAR:
            year = self._year_value(index + 1)
            if year is not None:
                return Written(atom.start, number.end, "month", year, atom.value), index + 2
        return None

    def _meant(self, month: Atom, date: Written) -> bool:
        """Whether a verb or name beside a number is a month (``they march 20 abreast``); a capital says so."""
        if not month.flag or not self.grammar.capitals or self.text[month.start].isupper():
            return True
        cued = self.word_before(date.start) in self.words["figure_after"]
        return date.year is not None or cued or self.pauses(date.end)

    def _counted_thing(self, end: int) -> bool:
        word = self.after(end)
        return len(word) > 3 and word.isalpha() and word.endswith("s")

    def _with_year(self, date: Written, index: int) -> tuple[Written, int]:
        """Add the year that may follow a day and month whose last atom is given."""
        wanted = (
            links.MONTH_YEAR
            if self.atoms[index].end == date.end and self.atoms[index].kind == MONTH
            else links.DAY_YEAR
        )
        near = index + 1 < len(self.atoms) and self.atoms[index + 1].start - date.end < links.LONGEST_GAP
        if near and self.grammar.link(without_clock(self.text[date.end : self.atoms[index + 1].start])) & wanted:
            year = self._year_value(index + 1)
            if year is not None:
                date.year, date.end = year, self.atoms[index + 1].end
                return date, index + 2
        return date, index + 1

    def _year_value(self, index: int) -> int | None:
        """The year an atom writes, after a month: four figures, or two behind an apostrophe."""
        atom = self.atoms[index]
        if atom.kind != NUMBER:
            return None
        if FIRST_YEAR <= atom.value <= LAST_YEAR and atom.end - atom.start == 4:
            # what is counted is in small letters: "3 October 2020 People queue" begins a sentence
            counted = self.counts(atom.end) and not self.text[atom.end + 1 : atom.end + 3].istitle()
            return None if counted else atom.value
        if atom.end - atom.start == 2 and self.text[atom.start - 1] in "'’":
            return atom.value + (1900 if atom.value > 40 else 2000)
        return None

    def _close(self, date: Written, following: int, result: list[Written]) -> int:
        """Add the date, with the weekday behind it, or as the start of a range or list."""
        link = self.links[following - 1] if following < len(self.atoms) else 0
        if link & links.DATE_WEEKDAY and date.kind == "day" and date.weekday is None:
            weekday = self.atoms[following]
            opens_next = weekday.short and self.links[following] & links.WEEKDAY_DATE
            if weekday.kind == WEEKDAY and not opens_next and self._stands_alone(weekday):
                date.date_span = Span(date.start, date.end)
                date.weekday, date.weekday_span = weekday.value, Span(weekday.start, weekday.end)
                bracket = self.text[weekday.start - 1 : weekday.start] + self.text[weekday.end : weekday.end + 1]
                date.end = weekday.end + (bracket == "()")
                result.append(date)
                return following + 1
        if link & (links.RANGE | links.LIST):
            second = self._second(date, following, link)
            if second is not None:
                other, following, is_range = second
                if is_range:
                    self._add_range(date, other, result)
                    return following
                result.append(date)
                following = self._close(other, following, result)
                date.year = date.year or other.year
                return following
        if date.kind == "day" and date.year is None and self._of_a_year(date, following):
            return self.with_unit(date, following - 1, result)
        result.append(date)
        return following

    def _of_a_year(self, date: Written, following: int) -> bool:
        """``20 May last year``."""
        if following >= len(self.atoms):
            return False
        unit = self.atoms[following]
        return unit.kind == UNIT and unit.flag == "year" and unit.start - date.end < links.LONGEST_GAP

    def with_weekday(self, date: Written, weekday: Atom) -> None:
        """Give a date the weekday in front of it, and the brackets that it may stand in."""
        date.date_span = Span(date.start, date.end)
        bracket = self.text[date.start - 1 : date.start] + self.text[date.end : date.end + 1]
        date.end += bracket == "()"
        date.start, date.weekday, date.weekday_span = weekday.start, weekday.value, Span(weekday.start, weekday.end)

    def _stands_alone(self, weekday: Atom) -> bool:
        return self.text[weekday.end : weekday.end + 1] in ("", ",", ".", ";", ":", ")", "]")

    def _second(self, date: Written, following: int, link: int) -> tuple[Written, int, bool] | None:
        """What a range or list goes on with: ``April 16 to 18``, ``April 16 to May 3``, ``May 2019 to June 2020``."""
        is_range = self._is_range(date.start, link)
        atom = self.atoms[following]
        weekday = atom if atom.kind == WEEKDAY and self.links[following] & links.WEEKDAY_DATE else None
        read = self._date(following + (weekday is not None))
        if read is not None:
            other, following = read
            if weekday is not None and other.kind == "day" and is_range:
                self.with_weekday(other, weekday)
            return (other, following, True) if is_range and other.kind == date.kind else None
        last = self.atoms[following - 1]
        day_last = date.kind == "day" and (last.kind == NUMBER and last.short)
        if (
            day_last
            and atom.kind == NUMBER
            and atom.short
            and not atom.flag.replace("hyphen", "")
            and 0 < atom.value < 32
        ):
            if self.counts(atom.end) or (not is_range and self._counted_thing(atom.end)):
                return None
            other = Written(atom.start, atom.end, "day", None, date.month, atom.value)
            other, following = self._with_year(other, following)
            date.year = date.year or other.year
            return other, following, is_range
        return None

    def _is_range(self, start: int, link: int) -> bool:
        if link & links.RANGE:
            return True
        return bool(set(self.before(start, 2)) & self.words["both"])

    def _add_range(self, date: Written, other: Written, result: list[Written]) -> None:
        result.append(Written(date.start, other.end, "range", first=date, last=other))

    def _several_days(self, index: int, result: list[Written]) -> int:
        """Days that share the month behind the last: ``16 and 17 April``, ``16 to 18 April``."""
        days = [self.atoms[index]]
        is_range = False
        while True:
            atom = days[-1]
            if not atom.short or atom.flag not in ("", "hyphen") or not 0 < atom.value < 40:
                return 0
            link = self.links[index]
            if len(days) > 1 and link & links.DAY_MONTH and self.atoms[index + 1].kind == MONTH:
                break
            if not link & (links.LIST | links.RANGE) or self.atoms[index + 1].kind != NUMBER or len(days) > 6:
                return 0
            is_range = is_range or self._is_range(atom.start, link)
            index += 1
            days.append(self.atoms[index])
        month = self.atoms[index + 1]
        last = Written(days[-1].start, month.end, "day", None, month.value, days[-1].value)
        last, following = self._with_year(last, index + 1)
        early = [Written(a.start, a.end, "day", last.year, last.month, a.value) for a in days[:-1]]
        if is_range and len(days) == 2:
            self._add_range(early[0], last, result)
            return following
        result += early
        return self._close(last, following, result)

    def _figure(self, index: int, result: list[Written]) -> int:
        """A figure with a hyphen or slash that is no date by itself: days of a month, a span of years."""
        atom = self.atoms[index]
        if self.links[index] & links.DAY_MONTH and self.atoms[index + 1].kind == MONTH:
            month = self.atoms[index + 1]
            pair = two_days(atom)
            if pair:
                first, last = pair
                last.month, last.end = month.value, month.end
                last, following = self._with_year(last, index + 1)
                first.month, first.year = last.month, last.year
                self._add_range(first, last, result)
                return following
        years = two_years(atom)
        if years and not self._numbered(atom.start):
            first, last = years
            self._add_range(first, last, result)
            return index + 1
        return 0

    def _month_and_days(self, index: int, result: list[Written]) -> int:
        """``April 16-18``, with the year that may follow."""
        if not self.links[index] & links.MONTH_DAY or self.atoms[index + 1].kind != FIGURE:
            return 0
        pair = two_days(self.atoms[index + 1])
        if pair is None or self.counts(pair[1].end):
            return 0
        month = self.atoms[index]
        first, last = pair
        last.month = month.value
        last, following = self._with_year(last, index + 1)
        first.start, first.month, first.year = month.start, last.month, last.year
        self._add_range(first, last, result)
        return following

    def _year(self, index: int, result: list[Written]) -> int:
        """A year by itself, which only the words around it can tell from an amount; or two of them."""
        atom = self.atoms[index]
        text = self.text
        if atom.end - atom.start != 4 or not 1500 <= atom.value <= LAST_YEAR:
            return 0
        words = self.words
        word = self.word_before(atom.start)
        if not self._leads_to_year(word, atom) or self.counts(atom.end):
            return 0
        if text[atom.end : atom.end + 1] in ("-", "–") and text[atom.end + 1 : atom.end + 2].isalpha():
            return 0
        tail = word.rpartition("-")[2] if atom.flag else word
        if tail not in words["attribute_before"] and self._counted_thing(atom.end):
            return 0
        year = Written(atom.start, atom.end, "year", atom.value)
        link = self.links[index]
        if link & (links.RANGE | links.LIST) and self.atoms[index + 1].kind == NUMBER:
            other = self.atoms[index + 1]
            plausible = other.end - other.start == 4 and 1500 <= other.value <= LAST_YEAR and not self.counts(other.end)
            if plausible and self._is_range(atom.start, link) and tail in words["open_range"]:
                self._add_range(year, Written(other.start, other.end, "year", other.value), result)
                return index + 2
            if plausible and link & links.LIST:
                result += (year, Written(other.start, other.end, "year", other.value))
                return index + 2
        result.append(year)
        return index + 1

    def _leads_to_year(self, word: str, atom: Atom) -> bool:
        """Whether what stands in front of four figures makes a year of them; a bracket does, too."""
        words, text = self.words, self.text
        if word in words["year_never_before"]:
            return False
        if word in words["year_before"]:
            return True
        if atom.flag:
            return text[max(0, atom.start - 5) : atom.start].lower().rpartition(" ")[2] in words["month_before"]
        return text[atom.start - 1 : atom.start] == "(" and text[atom.end : atom.end + 1] in (")", ",", "-", "–")

    def _month(self, index: int, result: list[Written]) -> int:
        """A month by itself; a name or a verb that is spelt the same is none."""
        atom = self.atoms[index]
        grammar, text = self.grammar, self.text
        written = text[atom.start : atom.end]
        if grammar.capitals and not written[0].isupper() and (atom.flag or atom.short):
            return 0
        before = self.before(atom.start, 2)
        word = before[-1] if before else ""
        words = self.words
        shift = self.numbers["shift"].get(word)
        part = bool(before) and before[0] in words["part_of_month"]
        part = part and bool(grammar.link(f" {word} ") & links.DAY_MONTH)
        sure = shift is not None or part or word in words["sure_month_before"]
        if grammar.capitals and not written[0].isupper() and not sure:
            return 0
        if atom.short and (not (grammar.capitals and sure) or text[atom.end + 1 : atom.end + 2].isupper()):
            return 0  # the Mar Lodge estate
        if word in words["every"] and word not in words["sure_month_before"]:
            return 0
        if atom.flag and not sure:
            return 0
        if self.after(atom.end) in words["place_after"] and text[atom.end + 1 : atom.end + 2].isupper():
            return 0
        if atom.flag and shift is None and word not in words["surest_month_before"] and self._names(atom.value):
            return 0
        following_word = text[atom.end + 1 : atom.end + 2] if text[atom.end : atom.end + 1] == " " else ""
        if not sure and grammar.capitals and following_word.isupper() and word not in words["month_before"]:
            return 0
        if not grammar.capitals and written[0].isupper() and not written.isupper() and mid_sentence(text, atom.start):
            return 0
        if not sure and word not in words["month_before"] and not grammar.capitals:
            return 0
        month = Written(atom.start, atom.end, "month", None, atom.value, shift=shift)
        return self.with_unit(month, index, result)

    def _names(self, month: int) -> bool:
        """Whether the story has somebody whose name is spelt like a month (``Theresa May``)."""
        known = self.named.get(month)
        if known is None:
            known = any(atom.kind == MONTH and atom.value == month and self._follows_name(atom) for atom in self.atoms)
            self.named[month] = known
        return known

    def _follows_name(self, atom: Atom) -> bool:
        words = self.text[max(0, atom.start - 16) : atom.start].split()
        if not words or self.text[atom.start - 1 : atom.start] != " ":
            return False
        word = words[-1].strip("(\"“'‘")
        if word.lower().strip(".") in self.words["titles"]:
            return True
        return word[:1].isupper() and len(words) > 1 and not words[-2].endswith((".", ":", "?", "!")) and word.isalpha()
