"""Reads what stands beside a number: its unit, what it counts, how sure it is, and whether it is a figure at all."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from re import Match, Pattern, compile
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.figures import Figure
from compliance.language.figures_numbers import Number

if TYPE_CHECKING:
    from compliance.language.figures_words import Speech

_SIGNS = {
    "$": "$", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₪": "ILS",
    "₴": "UAH",
}  # fmt: skip
_DOLLARS = {
    "US": "USD", "A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "HK": "HKD", "NZ": "NZD", "S": "SGD", "R": "BRL",
    "MX": "MXN", "NT": "TWD", "Z": "ZWL", "CAN": "CAD", "AR": "ARS",
}  # fmt: skip
_CODES = frozenset("USD EUR GBP JPY CNY CHF CAD AUD MXN BRL ARS INR RUB".split())
_DURATIONS = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade", "century"))
_MONEY = frozenset(("$", "GBp", "cent", "peso", "shilling"))
_REACH = 48
_NEAR = 28
_BACK = 40


@cache
def _token() -> Pattern[str]:
    return compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|[%°º][CF]?|\d+|[^\s\w]")


class Beside:
    """Reads one story's numbers.

    :param limit: where its prose ends.
    """

    def __init__(self, text: str, limit: int, speech: Speech) -> None:
        self._text = text
        self._limit = limit
        self._speech = speech

    def read(self, number: Number, following: Number | None) -> Figure | None:
        """The figure that a number is; ``None`` where it is none.

        :param following: the next number, which may be the other end of a range.
        """
        before = self._before(number.start)
        after = self._after(number.end)
        if not number.words and not self._is_amount(number, before, after):
            return None
        start, end, value, scale = number.start, number.end, number.value, number.scale
        upper = self._range(number, following, before)
        if upper is not None:
            end, after = upper.end, self._after(upper.end)
            if upper.scale > scale == 1 and value < upper.value / upper.scale:
                value, scale = value * upper.scale, upper.scale
        unit, start, end, taken = self._unit(start, end, before, after)
        kind = self._kind(number, unit, before, after)
        if kind == "year" or (kind == "pair" and not unit and not upper):
            return None
        counted = None if unit and kind != "age" else self._counted(after[taken:], start, value)
        if not unit and counted is None and kind != "age" and self._is_label(number, value, before, after):
            return None
        return Figure(
            span=Span(start, end),
            value=_plain(value),
            unit=unit,
            counted=counted,
            upper=_plain(upper.value) if upper else None,
            bound=self._bound(before),
            kind=kind if kind != "pair" else "count",
            scale=scale,
            step=_step(number.value, scale),
        )

    def _is_label(self, number: Number, value: Decimal, before: list[str], after: list[Match[str]]) -> bool:
        """Whether a bare number that counts nothing is a pronoun, a fraction, or the end of a name."""
        word = self._text[number.start : number.end].lower()
        if number.words and (value == 1 or (before and f"{before[0].lower()} {word}" in self._speech.units)):
            return True
        if after and after[0].group().lower() in self._speech.table["fractions"]:
            return True
        named = bool(before) and before[0][:1].isupper() and self._text[number.start - 1].isspace()
        return named and not number.words and not number.grouped

    def _after(self, end: int) -> list[Match[str]]:
        reach = min(end + _REACH, self._limit)
        for sign in ("\n\n", "\n  "):
            blank = self._text.find(sign, end, reach)
            reach = blank if blank >= 0 else reach
        return list(_token().finditer(self._text, end, reach))

    def _before(self, start: int) -> list[str]:
        """The words and marks before a place, the nearest first."""
        text = self._text[max(start - _NEAR, 0) : start]
        text = text[text.rfind("\n\n") + 1 :] if "\n\n" in text else text
        return [match.group() for match in _token().finditer(text)][::-1]

    def _is_amount(self, number: Number, before: list[str], after: list[Match[str]]) -> bool:
        """Whether a number in figures is an amount, rather than a name, an ordinal, a time or a telephone number."""
        text, start, end = self._text, number.start, number.end
        glued = after[0].group().lower() if after and after[0].start() == end else ""
        previous = text[start - 1 : start]
        if glued[:1].isalpha() and glued not in self._speech.units and not glued.startswith(("-", "–")):
            return bool(self._second_unit(before, after))
        if previous and previous in "-–+" and not text[start - 2 : start - 1].isspace() and start > 1:
            return False
        if glued in (":", "/") or previous in (":", "/", "#"):
            return False
        if glued in ("º", "ª", "°") and (len(after) < 2 or after[1].group().lower() not in ("c", "f")):
            return False
        if glued in ("-", "–") and len(after) > 1 and after[1].start() == end + 1 and after[1].group().isdigit():
            return len(after) < 3 or after[2].group() not in ("-", "–", "/")
        if glued in (")", ".") and (start == 0 or previous == "\n") and number.value < 100:
            return False
        first = before[0].lower() if before else ""
        if previous.isspace() and first in self._speech.labels and not number.grouped:
            # "no 12", "el 12", "June 12" name a thing; "los 12 muertos" counts
            return bool(after) and (after[0].group().lower() in self._speech.units and len(first) < 3)
        if first in self._speech.table["clock_before"] and number.value < 25 and number.end - number.start == 5:
            return False
        return not after or after[0].group().lower().rstrip(".") not in self._speech.clock_after

    def _range(self, number: Number, following: Number | None, before: list[str]) -> Number | None:
        if following is None or following.start - number.end > 12 or following.value <= number.value:
            return None
        between = self._text[number.end : following.start]
        words = between.strip().lower()
        if between in ("-", "–"):
            # 3-2 and 10-12 alike may be a score: a range needs a unit or a word for what is counted
            after = self._after(following.end)
            has_unit = bool(after) and (
                after[0].group().lower() in self._speech.units or self._counts(after[0].group())
            )
            return following if has_unit or following.scale > 1 else None
        pairs = self._speech.table["range_pairs"]
        first = before[0].lower() if before else ""
        if first in pairs:
            return following if words == pairs[first] else None
        if words in self._speech.table["range_words"] and first not in self._speech.change_words:
            return following
        return None

    def _unit(self, start: int, end: int, before: list[str], after: list[Match[str]]) -> tuple[str, int, int, int]:
        """The unit, the span with it, and how many of the words after the number it took."""
        unit, start = self._sign_before(start)
        taken = 1 if after and after[0].group().lower() in self._speech.of and self._speech.table["of"] else 0
        names = [one.group().lower().rstrip(".") for one in after[taken : taken + self._speech.unit_words + 1]]
        glued = bool(after) and after[0].group() in "-‑" and after[0].start() == end
        if glued:
            names, taken = names[1:], taken + 1
        for size in range(min(self._speech.unit_words, len(names)), 0, -1):
            name = " ".join(names[:size])
            if name in self._speech.units:
                last = after[taken + size - 1].end()
                found = self._speech.units[name]
                if unit and not _is_money(found):
                    return unit, start, end, taken
                return found if unit in ("", "$") else unit, start, last, taken + size
        second = self._second_unit(before, after) if not unit else ""
        if second:
            return second, start, after[0].end(), 1
        if names and after[taken].group() in _CODES:
            return after[taken].group(), start, after[taken].end(), taken + 1
        if after and after[0].group() in _SIGNS:
            return _SIGNS[after[0].group()], start, after[0].end(), 1
        if not unit and before and before[0] in _CODES and self._text[start - 1 : start].isspace():
            return before[0], start - 1 - len(before[0]), end, 0
        return unit, start, end, 0

    def _second_unit(self, before: list[str], after: list[Match[str]]) -> str:
        """``6ft 2in``: the unit behind a number that is a common word but for the unit before the number."""
        second = self._speech.table.get("second_units", {}).get(after[0].group().lower()) if after and before else None
        return str(second["unit"]) if second is not None and before[0].lower().strip(".") in second["behind"] else ""

    def _sign_before(self, start: int) -> tuple[str, int]:
        text, at = self._text, start
        if text[at - 1 : at] in (" ", "\u00a0") and text[at - 2 : at - 1] in _SIGNS:
            at -= 1
        sign = text[at - 1 : at] if at else ""
        if sign not in _SIGNS or not sign:
            return "", start
        at -= 1
        if sign == "$":
            first = at
            while first > 0 and text[first - 1].isupper() and at - first < 3:
                first -= 1
            if text[first:at] in _DOLLARS:
                return _DOLLARS[text[first:at]], first
        return _SIGNS[sign], at

    def _kind(self, number: Number, unit: str, before: list[str], after: list[Match[str]]) -> str:
        words = " ".join(one.group().lower() for one in after[:3]).lstrip("- ")
        nearest = [word.lower() for word in before[:2]]
        if nearest and (nearest[0] in self._speech.age_before or self._is_age_of(nearest)):
            return "age"
        if unit in ("", "year", "month") and any(words.startswith(one) for one in self._speech.table["age_after"]):
            return "age" if unit != "year" or self._is_age(before, after) else "duration"
        if not unit and before[:1] == [","] and after and after[0].group() in ",." and 0 < number.value < 120:
            return "age" if len(before) > 1 and before[1][:1].isupper() and not number.grouped else "count"
        if _is_money(unit):
            return "money"
        if unit in ("%", "pp", "bp"):
            return "share"
        if unit in _DURATIONS:
            return "duration"
        if unit:
            return "measure"
        if self._is_year(number, after):
            return "year"
        glued = after and after[0].start() == number.end and after[0].group() in "-–"
        return "pair" if glued and len(after) > 1 and after[1].group().isdigit() else "count"

    def _is_age_of(self, nearest: list[str]) -> bool:
        """``at the age of 54``, ``a la edad de 54``."""
        return len(nearest) > 1 and nearest[0] in self._speech.of and nearest[1] in self._speech.age_before

    def _is_age(self, before: list[str], after: list[Match[str]]) -> bool:
        """Whether a number of years is somebody's age: ``54 years old``, ``de 54 años,``."""
        words = " ".join(one.group().lower() for one in after[:3]).lstrip("- ")
        if any(words.startswith(one) and not one.isalpha() for one in self._speech.table["age_after"]):
            return True
        return bool(before) and before[0].lower() in self._speech.of and len(after) > 1 and after[1].group() in ",.;)"

    def _bound(self, before: list[str]) -> str:
        for size in (3, 2, 1):
            found = self._speech.bounds.get(" ".join(reversed(before[:size])).lower())
            if found:
                return found
        if before and before[0] in _SIGNS:
            return self._bound(before[1:])
        return ""

    def _is_year(self, number: Number, after: list[Match[str]]) -> bool:
        """Whether four figures without marks are a year; where a plural follows, most likely only in our own time."""
        if number.words or number.grouped or number.end - number.start != 4 or not 1000 <= number.value < 2200:
            return False
        word = after[0].group() if after else ""
        return not (self._counts(word) if number.value < 1900 else word.lower() in self._speech.plurals)

    def _counts(self, word: str) -> bool:
        low = word.lower()
        if low in self._speech.plurals:
            return True
        ends = tuple(self._speech.table["plural_ends"])
        odd = tuple(self._speech.table["not_plural_ends"])
        return low.isalpha() and len(low) > 3 and low.endswith(ends) and not (odd and low.endswith(odd))

    def _counted(self, after: list[Match[str]], start: int, value: Decimal) -> Span | None:
        """What is counted: the first plural after the number that no stop word parts from it, else a verb before it."""
        run: list[Match[str]] = []
        singulars = self._speech.singulars if value == 1 else None
        for match in after:
            word = match.group().lower()
            if not run and (word in self._speech.of or word in "-–"):
                continue
            if word in self._speech.skip:
                continue
            if not word[0].isalpha() or word in self._speech.stops or len(run) == 4:
                break
            run.append(match)
            if self._counts(word) if singulars is None else word in singulars:
                return Span(*match.span())
        return None if run or singulars else self._verb_before(start)

    def _verb_before(self, start: int) -> Span | None:
        """The word before a bare number that says what it counts: ``the toll rose to 12``, ``killing at least 12``."""
        for match in reversed(list(_token().finditer(self._text, max(start - _BACK, 0), start))):
            if match.group() in '.;:!?"“”«»':
                return None
            if match.group().lower() in self._speech.before:
                return Span(*match.span())
        return None


def _is_money(unit: str) -> bool:
    return unit in _MONEY or (len(unit) == 3 and unit.isupper())


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _step(value: Decimal, scale: int) -> int | float:
    exponent = value.as_tuple().exponent
    return _plain(scale * Decimal(10) ** min(exponent, 0)) if isinstance(exponent, int) else scale
