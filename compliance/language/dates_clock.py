"""Decides which figures are times of the clock; a score, a ratio or a race time has no cue of the clock beside it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.dates import date_grammar
from compliance.language.dates_atoms import prose_end
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.language.dates_grammar import Grammar


SLIP = 29
"""A greater number is no slip for an hour: it is the minute of a match or a time that was run."""


class ClockTime(Record):
    """A time of day.

    :param span: where the figures stand, with ``a.m.`` or ``p.m.``.
    :param hour: as written.
    :param minute: as written; 0 where there is none.
    :param half: ``am``, ``pm`` or empty.
    """

    span: Span
    hour: int
    minute: int
    half: str

    @property
    def valid(self) -> bool:
        """Whether a clock can show it; 24:00 is midnight."""
        if self.half:
            return 1 <= self.hour <= 12 and self.minute < 60
        return self.minute < 60 and (self.hour < 24 or (self.hour == 24 and self.minute == 0))

    @property
    def minutes(self) -> int:
        """Minutes since midnight."""
        hour = self.hour % 12 + (12 if self.half == "pm" else 0) if self.half else self.hour
        return hour * 60 + self.minute


def clock_times(article: Article) -> tuple[ClockTime, ...]:
    """The times of day with minutes in the story's prose, impossible ones included."""
    words = article.get(date_grammar)
    text = article.text
    if words is None or (":" not in text and not words.phrases["clock_signs"][1:]):
        return ()
    limit = prose_end(article)
    found: list[ClockTime] = []
    for sign in words.phrases["clock_signs"]:
        at = text.find(sign, 1, limit)
        while at >= 0:
            if text[at - 1].isdecimal() and text[at + 1 : at + 2].isdecimal():
                time = _at(text, at, words)
                if time is not None:
                    found.append(time)
            at = text.find(sign, at + 1, limit)
    return tuple(sorted(found))


def times_in(text: str, start: int, end: int) -> list[ClockTime]:
    """Every time with a.m. or p.m., or with minutes, in a stretch of text that is known to speak of times."""
    found: list[ClockTime] = []
    for match in _any_time().finditer(text, start, end):
        half = (match[3] or "").lower().replace(".", "")[:2]
        if not half and match[2] is None:
            continue
        found.append(ClockTime(Span(*match.span()), int(match[1]), int(match[2] or 0), half))
    return found


def _at(text: str, at: int, words: Grammar) -> ClockTime | None:
    match = _clock().match(text, max(0, at - 2 if text[max(0, at - 2)].isdecimal() else at - 1))
    if match is None or match.start(2) != at:
        return None
    start, end = match.span()
    if start and (text[start - 1].isalnum() or text[start - 1] in ".:,-–/$£€"):
        return None
    if int(match[1]) > SLIP:
        return None
    half = (match[4] or "").lower().replace(".", "")[:2]
    before = text[max(0, start - 12) : start].lower().split()
    after = _word().match(text, end)
    cue = bool(half) or (bool(before) and before[-1] in words.words["clock_before"])
    cue = cue or (after is not None and after[1].lower() in words.words["clock_after"])
    return ClockTime(Span(start, end), int(match[1]), int(match[3]), half) if cue else None


@cache
def _clock():  # type: ignore[no-untyped-def]  # a pattern
    import re

    return re.compile(r"(\d{1,2})([:.])(\d{2})(?![\d%]|[:.,]\d)(?: ?([ap]\.?m\b\.?))?", re.ASCII | re.IGNORECASE)


@cache
def _any_time():  # type: ignore[no-untyped-def]  # a pattern
    import re

    return re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?(?!\d)(?: ?([ap]\.?m\b\.?))?", re.ASCII | re.IGNORECASE)


@cache
def _word():  # type: ignore[no-untyped-def]  # a pattern
    import re

    return re.compile(r" ?([^\W\d_]+)")
