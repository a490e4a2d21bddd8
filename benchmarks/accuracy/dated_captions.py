"""Captions of one day: published ones that write it out, and others to which a day is added as agencies do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.accuracy.caption_days import MONTHS, WEEKDAYS, only_day, written_days
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.judged import judgements, picked
from compliance.language.detect import language_of

FORMS = {
    "en": (
        "{caption}, {month} {day}, {year}.",
        "{caption} on {month} {day}, {year}.",
        "{caption} on {weekday}, {short} {day}, {year}.",
        "{caption}, {day} {month} {year}.",
        "{caption}, {weekday}, {short} {day}, {year}.",
        "{caption} on {weekday} {day} {month} {year}.",
        "{caption} {month} {day}.",
    ),
    "es": (
        "{caption}, el {day} de {month} de {year}.",
        "{caption}, este {weekday} {day} de {month} de {year}.",
        "{caption}, {day} de {month} de {year}.",
        "{caption} el {weekday} {day} de {month}.",
        "{caption}, el {day} de {month}.",
        "{caption}, {day} {short} {year}.",
    ),
}
_FEWEST, _MOST = 6, 45
_FILE = re.compile(
    r"(?i)\b(?:illustrat\w+|ilustra\w+|files?|archiv\w*|undated|sin fecha|in this|en esta|library|stock)\b"
)
_TIMES = {
    "en": "ago yesterday today tonight last next this week month year now recently will would could should may "
    "expected due set plans scheduled planned ahead before after until since during".split(),
    "es": "hace ayer hoy anoche pasado pasada próximo próxima este esta semana mes año ahora será serán podría "
    "prevista previsto prevé va van tras antes después hasta desde durante mientras".split(),
}
"""Words beside which an added day would be another one, or an event's."""
_NO_SENTENCE = re.compile(
    r"(?i)\b(?:photos?|pictures?|images?|fotos?|fotografías?|imagen|captura|vídeos?|videos?|via)\b"
    r"|\d{4}|[][()|©/:@–-]|\.\.\.|…|\? "
)
_FEW_SMALL = 2
"""A sentence has more words in small letters than a headline or a name with its office."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A caption of a day.

    :param credit: its own credit line, where the record has one.
    """

    key: str
    caption: str
    credit: str
    day: date
    year_written: bool


def dated(corpora: Corpora, language: str) -> tuple[list[Dated], list[Dated]]:
    """The published captions of one day, and those to which one was added."""
    real, framed = [], []
    judged = judgements("date-mutants-captions")
    for key, caption, credit in _captions(corpora, language):
        if written_days(caption, language):
            day = only_day(caption, language)
            if day is not None and not says_file(f"{caption} {credit}") and key not in judged:
                real.append(Dated(key, caption, credit, day, _year_in(caption, day)))
        elif _takes_a_day(caption, language):
            framed.append(_framed(key, caption, language))
    return real, framed


def _captions(corpora: Corpora, language: str) -> Iterator[tuple[str, str, str]]:
    seen = set()
    for number, record in enumerate(corpora.records("captions")):
        caption = " ".join(record["caption"].split())
        if caption not in seen and language_of(caption) == language:
            seen.add(caption)
            credit = " ".join((record.get("credit") or "").split())
            yield f"captions:{number}", caption, "" if credit in caption else credit


def says_file(text: str) -> bool:
    """Whether a caption says that its picture is not of the story's day, or not of its event at all."""
    return _FILE.search(text) is not None


def _year_in(caption: str, day: date) -> bool:
    return str(day.year) in caption


def _takes_a_day(caption: str, language: str) -> bool:
    """Whether a caption is a sentence at whose end a day may stand."""
    words = caption.split()
    small = sum(word.islower() for word in words)
    plain = {word.strip(".,;:'\"’”“").lower() for word in words}
    times = {*_TIMES[language], *(name.lower() for name in (*WEEKDAYS[language], *MONTHS[language]))}
    apart = says_file(caption) or _NO_SENTENCE.search(caption) or not plain.isdisjoint(times)
    return _FEWEST <= len(words) <= _MOST and small > len(words) // 2 and small > _FEW_SMALL and not apart


def _framed(key: str, caption: str, language: str) -> Dated:
    """The caption with a day at its end; its own credit stays out, so that the day closes it."""
    day = date(2015, 1, 1) + timedelta(picked(range(3000), f"day {key}"))
    month = MONTHS[language][day.month - 1]
    told = picked(FORMS[language], f"form {key}").format(
        caption=caption.rstrip(" .,;:"),
        weekday=WEEKDAYS[language][day.weekday()],
        day=day.day,
        month=month,
        short=month if len(month) < 5 else month[:3] + ("." if language == "en" else ""),
        year=day.year,
    )
    return Dated(key, told, "", day, _year_in(told, day))
