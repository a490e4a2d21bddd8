"""Decides what weekdays, words like *yesterday* and amounts of time say of a day."""

from __future__ import annotations

from compliance.article import Span
from compliance.folding import lower
from compliance.language import dates_grammar as links
from compliance.language.dates_atoms import NUMBER, UNIT, WEEKDAY, Atom
from compliance.language.dates_calendar import Calendar
from compliance.language.dates_written import Written, mid_sentence


class Parser(Calendar):
    """Reads every date of one text from its atoms."""

    def read(self) -> list[Written]:
        """The dates of the text in order; of a list each day, of a range one whole."""
        result: list[Written] = []
        atoms = self.atoms
        index, count = 0, len(atoms)
        calendar = self._calendar
        # by the kind of the atom they begin with
        readers = (calendar, calendar, calendar, self._weekday, self._day_word, self._unit)
        while index < count:
            index = readers[atoms[index].kind](index, result) or index + 1
        return result

    def _weekday(self, index: int, result: list[Written]) -> int:
        """A weekday, with the date that may follow it."""
        atom = self.atoms[index]
        span = Span(atom.start, atom.end)
        first = index
        index, link = self._past_day_word(index)
        if link & links.WEEKDAY_DATE and (atom.short or not self.text.startswith(".", atom.end)):
            read = self._date(index + 1)
            if read is not None and read[0].kind == "day":
                date, following = read
                if not self._of_several(first, following):
                    self.with_weekday(date, atom)
                return self._close(date, following, result)
        following = self._shared_month(index, link, result)
        if following:
            return following
        if atom.short:
            return 0
        before = self.before(atom.start, 2)
        if self._is_name(atom, before):
            return 0
        if link & links.WEEKDAY_DAY and self._bare_day(index + 1):
            number = self.atoms[index + 1]
            result.append(
                Written(
                    atom.start,
                    number.end,
                    "day",
                    day=number.value,
                    weekday=atom.value,
                    weekday_span=span,
                    date_span=Span(number.start, number.end),
                )
            )
            return index + 2
        words, numbers = self.words, self.numbers
        if before and before[-1] in words["every"]:
            return 0
        if before and self._is_behind(before):
            before = []
        shift = numbers["shift"].get(before[-1]) if before else None
        if shift is not None and before[0] in words["definite"] and self.after(atom.end) in words["one_of_many"]:
            return 0
        if shift is None:
            shift = self.shift_after(atom.end)
        day = Written(atom.start, atom.end, "weekday", weekday=atom.value, weekday_span=span, shift=shift)
        day.from_text = bool(before) and before[-1] in words["previous"]
        return self.with_unit(day, index, result)

    def _shared_month(self, index: int, link: int, result: list[Written]) -> int:
        """``Friday 21st to Sunday 23rd April``: days with weekdays, of the month behind the last."""
        if not link & links.WEEKDAY_DATE or index + 4 >= len(self.atoms):
            return 0
        weekday, number, second = self.atoms[index : index + 3]
        between = self.links[index + 1]
        if second.kind != WEEKDAY or number.kind != NUMBER or not between & (links.LIST | links.RANGE):
            return 0
        read = self._date(index + 3) if self.links[index + 2] & links.WEEKDAY_DATE else None
        if read is None or read[0].kind != "day" or not number.short or number.flag or not 0 < number.value < 32:
            return 0
        last, following = read
        first = Written(number.start, number.end, "day", last.year, last.month, number.value)
        self.with_weekday(first, weekday)
        self.with_weekday(last, second)
        if self._is_range(number.start, between):
            self._add_range(first, last, result)
            return following
        result.append(first)
        return self._close(last, following, result)

    def _is_behind(self, before: list[str]) -> bool:
        """``following Friday's vote``: what came behind that day, where no article makes the word an adjective."""
        words = self.words
        return before[-1] in words["also_preposition"] and not (len(before) > 1 and before[0] in words["definite"])

    def _of_several(self, index: int, following: int) -> bool:
        """``Monday and Tuesday, May 13 and 14``: the weekdays and the days are two lists, one after the other."""
        both = links.LIST | links.RANGE
        if not index or self.atoms[index - 1].kind != WEEKDAY or not self.links[index - 1] & both:
            return False
        return following < len(self.atoms) and bool(self.links[following - 1] & both)

    def _past_day_word(self, index: int) -> tuple[int, int]:
        """What links a weekday to what follows, ``día`` between them passed over; and the atom before that."""
        if index + 2 < len(self.atoms) and self.atoms[index + 1].kind == UNIT:
            gap = self.text[self.atoms[index].end : self.atoms[index + 2].start]
            over = self.grammar.link(gap) if len(gap) <= links.LONGEST_GAP else 0
            if over:
                return index + 1, over
        return index, self.links[index]

    def _bare_day(self, index: int) -> bool:
        number = self.atoms[index]
        if number.kind != NUMBER or not number.short or number.flag or not 0 < number.value < 32:
            return False
        word = self.after(number.end)
        return not self.counts(number.end) and (not word or word in self.words["day_alone_after"])

    def _is_name(self, atom: Atom, before: list[str]) -> bool:
        text, grammar = self.text, self.grammar
        if grammar.capitals and not text[atom.start].isupper():
            return text[atom.start : atom.end] == "sun"
        if before and before[-1] in self.words["not_after"]:
            return True
        after, raised = self.after(atom.end), text[atom.end + 1 : atom.end + 2].isupper()
        capital = text[atom.start].isupper() and not text[atom.start : atom.end].isupper()
        if not grammar.capitals and capital and raised and text[atom.end] == " ":
            return True  # Domingo Ferrer
        if after in self.words["not_followed"]:
            return raised or not grammar.capitals
        if raised and after in self.words["part_of_day"] and not text[atom.start : atom.end].isupper():
            return True  # the Friday Night club
        return not grammar.capitals and capital and mid_sentence(text, atom.start)

    def _day_word(self, index: int, result: list[Written]) -> int:
        atom = self.atoms[index]
        text = self.text
        before = self.before(atom.start)
        word = before[-1] if before else ""
        if atom.flag == "noun" and word in self.words["noun_after"]:
            return 0
        if word in self.words["not_after"]:
            return 0
        if text[atom.start].isupper() and not text[atom.start : atom.end].isupper() and mid_sentence(text, atom.start):
            return 0
        told = atom.flag in ("told", "pause")
        shift = atom.value
        if atom.flag == "pause" and not self.pauses(atom.end):
            if not self._renames(atom.start, result):
                return 0  # the day after the vote
            shift = 0  # 12 October, the day before the vote
        kind = "unit" if told else "word"
        result.append(Written(atom.start, atom.end, kind, shift=shift, unit="day", from_text=told))
        return 0

    def _renames(self, start: int, result: list[Written]) -> bool:
        """Whether what starts here is another name of the day right before it."""
        return bool(result) and result[-1].kind == "day" and self.text[result[-1].end : start] == ", "

    def _unit(self, index: int, result: list[Written]) -> int:
        """``last week``, ``two days ago``, ``hace un mes``, ``el día siguiente``."""
        atom = self.atoms[index]
        numbers, words = self.numbers, self.words
        word = self.word_before(atom.start)
        amount = numbers["number"].get(word)
        if amount is None and word.isdecimal() and index and self.atoms[index - 1].short:
            amount = self.atoms[index - 1].value if self.atoms[index - 1].kind == NUMBER else None
        if amount is not None:
            return self._amount(index, amount, word, result)
        if atom.flag == "day" and word in words["nth"]:
            return self._nth_day(atom, word, result)
        start, end = atom.start, atom.end
        shift = numbers["shift"].get(word)
        if shift is not None:
            start -= len(word) + 1
        else:
            shift = self.shift_after(end)
            if shift is None:
                return 0
            word = self.after(end)
            end += self.shift_length(end)
        from_text = word in words["previous"]
        if atom.plural or (atom.flag == "day" and (not from_text or shift == 0)):
            return 0
        result.append(Written(start, end, "unit", shift=shift, unit=atom.flag, from_text=from_text))
        return 0

    def _nth_day(self, atom: Atom, word: str, result: list[Written]) -> int:
        """``Today is the eighth day of the strike``: the story's day, counted from something else."""
        start = self.start_of(word, atom.start)
        if " ".join(self.before(start, 3)).endswith(self.grammar.phrases["today_is"]):
            result.append(Written(start, atom.end, "unit", shift=0, unit="day"))
        return 0

    def _amount(self, index: int, amount: int, word: str, result: list[Written]) -> int:
        atom = self.atoms[index]
        numbers = self.numbers
        after = self.after(atom.end)
        sign, opening = numbers["ago"].get(after), ""
        from_text = False
        phrases = (*numbers["ago_before"].items(), *numbers["ahead_before"].items())
        if sign is None and phrases:
            before = self.before(atom.start, 4)[:-1]
            near = " ".join(before[-2:])
            for phrase, value in phrases:
                if near.endswith(phrase) or (len(before) > 1 and before[-2] == phrase):
                    sign, opening = value, phrase
                    if numbers["earlier"].get(after) is None:
                        after = ""
                    break
        if sign is None:
            two = self.two_after(atom.end)
            sign = numbers["earlier"].get(after) or numbers["earlier"].get(two)
            from_text = True
            if sign is None:
                return 0
            after = after if after in numbers["earlier"] else two
        start = self.start_of(word, atom.start)
        if opening:
            start = self.start_of(opening, start)
        end = atom.end
        if after:
            at = lower(self.text[end : end + len(after) + 3]).find(after)
            end = end + at + len(after) if at >= 0 else end
        if from_text and self.after(end) in self.words["of_another"]:
            return 0
        result.append(
            Written(start, end, "unit", shift=sign * amount, unit=atom.flag, from_text=from_text, amount=True)
        )
        return 0
