"""A date of the text with its value. Decides nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.language.dates_written import Written


class DateMention(Record):
    """A date in the text.

    :param span: where it stands, its weekday included.
    :param value: ``2023-04-16``, ``2023-04``, ``2023``, ``2023-W15``, ``XXXX-04-16``, a range ``a/b``.
    :param weekday: the weekday written with it or by itself, in English, lower case.
    :param kind: ``day month year weekday relative range``.
    :param day: the day, where the value is one.
    :param year_written: whether the year stands there; else it was inferred from the story's day.
    :param written: its parts as written.
    """

    span: Span
    value: str
    weekday: str | None
    kind: str
    day: date | None
    year_written: bool
    written: Written

    @property
    def date_span(self) -> Span:
        """The date without its weekday; the weekday's own span where that is all."""
        return self.written.date_span or self.span
