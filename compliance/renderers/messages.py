"""What a finding says in the editor's language: message templates filled from the finding's data.

``{name}`` is the value as it stands, ``{name:date}`` an ISO date (whole, partial or a range) in words,
``{name:weekday}`` an English weekday's name in the language, ``{name:list}`` a joined list, ``{name:or}``
one of alternatives. A value that is missing leaves its placeholder in sight: a slip of the rule shows and never
stops a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from compliance.renderers.words import Words, words

if TYPE_CHECKING:
    from compliance.rule import Rule


@cache
def _placeholder() -> re.Pattern[str]:
    return re.compile(r"\{(\w+)(?::(\w+))?\}")


def placeholders(template: str) -> tuple[tuple[str, str], ...]:
    """The placeholders of a template, each with its format (empty for none)."""
    return tuple((m[1], m[2] or "") for m in _placeholder().finditer(template))


def fill(template: str, data: Mapping[str, Any], language: str = "en") -> str:
    """A template with the values of ``data`` in place of its placeholders."""
    if "{" not in template:
        return template
    spoken = words(language)

    def value(match: re.Match[str]) -> str:
        found = data.get(match[1])
        if found is None:
            return match[0]
        return FORMATS.get(match[2] or "", _plain)(found, spoken)

    return _placeholder().sub(value, template)


def sentence(template: str, data: Mapping[str, Any], language: str = "en") -> str:
    """As :func:`fill`, begun with a capital where the template itself begins with a letter."""
    return fill(template[:1].upper() + template[1:], data, language)


def _plain(value: Any, spoken: Words) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return _date(value, spoken)
    if isinstance(value, list | tuple | set | frozenset):
        return _list(value, spoken)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _date(value: Any, spoken: Words) -> str:
    text = value.isoformat() if isinstance(value, date | datetime) else str(value)
    first, slash, last = text.partition("/")
    if slash and first and last:
        return spoken.range.format(first=_one_date(first, spoken), last=_one_date(last, spoken))
    return _one_date(text, spoken)


def _one_date(text: str, spoken: Words) -> str:
    year, _, rest = text.partition("T")[0].partition("-")
    month_number, _, day_number = rest.partition("-")
    month = spoken.months[int(month_number) - 1] if _within(month_number, 12) else ""
    parts = {"year": year, "month": month, "day": day_number.lstrip("0")}
    if not month:
        return year if not rest and year.isdigit() else text
    if not day_number:
        return month if year == "XXXX" else spoken.month_of_year.format(**parts)
    if not _within(day_number, 99):
        return text
    return (spoken.day if year == "XXXX" else spoken.day_of_year).format(**parts)


def _within(number: str, most: int) -> bool:
    return number.isascii() and number.isdigit() and 1 <= int(number) <= most


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _weekday(value: Any, spoken: Words) -> str:
    if isinstance(value, int) and 0 <= value < len(_WEEKDAYS):
        return spoken.weekdays[value]
    name = str(value)
    return spoken.weekdays[_WEEKDAYS.index(name.lower())] if name.lower() in _WEEKDAYS else name


def _list(value: Any, spoken: Words) -> str:
    return _joined(value, spoken, spoken.list_last)


def _or(value: Any, spoken: Words) -> str:
    return _joined(value, spoken, spoken.list_or)


def _joined(value: Any, spoken: Words, last: tuple[str, tuple[tuple[str, str], ...]]) -> str:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return _plain(value, spoken)
    items = [_plain(item, spoken) for item in value]
    if len(items) < 2:
        return "".join(items)
    last_joint, before = last
    lowered = items[-1].lower()
    for opening, joint in before:
        if lowered.startswith(opening):
            last_joint = joint
    return spoken.list_join.join(items[:-1]) + last_joint + items[-1]


FORMATS: Mapping[str, Callable[[Any, Words], str]] = {
    "": _plain,
    "date": _date,
    "weekday": _weekday,
    "list": _list,
    "or": _or,
}


class Messages:
    """The messages of all rules in one language, English where a rule has none in it.

    :param rules: every rule that may have found something, by name.
    """

    def __init__(self, rules: Mapping[str, Rule], language: str) -> None:
        self.language = language
        self._rules = rules
        self._primary = language.partition("-")[0].lower()

    def template(self, rule: str, key: str) -> str:
        """The template of a key; the key itself where the rule has no such template."""
        found = self._rules.get(rule)
        if found is None:
            return key
        own = found.messages.get(self._primary) or found.messages.get("en") or {}
        return own.get(key, key)

    def speaks(self, rule: str) -> str:
        """The language that the rule's messages come in."""
        found = self._rules.get(rule)
        return self._primary if found and self._primary in found.messages else "en"

    def say(self, rule: str, key: str, data: Mapping[str, Any], *, opens: bool = True) -> str:
        """A filled message.

        :param opens: it stands alone and so begins with a capital.
        """
        speak = sentence if opens else fill
        return speak(self.template(rule, key), data, self.speaks(rule))
