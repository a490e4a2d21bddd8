"""Whether the calendar and the clock have the days and times that a story gives."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Severity
from compliance.language.dates import impossible_dates
from compliance.language.dates_clock import clock_times
from compliance.language.dates_written import Written
from compliance.rule import Need, NoOptions, rule

_OPENING, _CLOSING = frozenset('"“‘«'), frozenset('"”’»')


@rule(
    "dates/impossible",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "{text} is no date: that month has {days} days",
            "no_month": "{text} is no date: there is no month {month}",
            "no_day": "{text} is no date",
            "no_leap": "{text} is no date: {year} has no 29 February",
            "no_time": "{text} is no time of day",
        },
        "es": {
            "message": "{text} no es una fecha: ese mes tiene {days} días",
            "no_month": "{text} no es una fecha: no existe el mes {month}",
            "no_day": "{text} no es una fecha",
            "no_leap": "{text} no es una fecha: {year} no tiene 29 de febrero",
            "no_time": "{text} no es una hora",
            "why": "Es un error de teclado; hay que preguntar por el día correcto.",
        },
    },
    languages=("en", "es"),
    lists=("months",),
    needs=(Need.DIGITS,),
    basis=(Basis("ISO 8601", "calendar dates and times of day"),),
)
def impossible(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags dates and times of day that do not exist.

    ## What it flags
    A day that its month does not have, 29 February of a common year, a thirteenth month in an all-figure date with
    its year, and a clock time such as `25:61` that stands with a word of the clock (`at`, `a las`, `p.m.`, `GMT`).

    ## Why it matters
    It is a slip of the keyboard; the right day has to be asked for.

    ## Example
    `The vote is on 31 April.`

    ## Instead
    `The vote is on 30 April.`

    ## Limits
    Scores, ratios, version numbers and race times are left alone: a clock time needs its cue.

    ## Sources
    The Gregorian calendar; ISO 8601.
    """
    for written in article.get(impossible_dates):
        if not _title(article.text, written):
            yield _date(article, written)
    for time in article.get(clock_times):
        if not time.valid:
            yield impossible.finding(time.span, message="no_time", data={"text": article[time.span]})


def _title(text: str, written: Written) -> bool:
    """Whether a date stands alone between quotation marks, which makes it what somebody called a work."""
    return (
        text[max(0, written.start - 1) : written.start] in _OPENING and text[written.end : written.end + 1] in _CLOSING
    )


def _date(article: Article, written: Written) -> Finding:
    span = written.date_span or Span(written.start, written.end)
    month, day = written.month or 0, written.day or 0
    data: dict[str, object] = {"text": " ".join(article[span].split())}
    if not 1 <= month <= 12:
        message, data["month"] = "no_month", month
    elif day < 1:
        message = "no_day"
    elif (month, day) == (2, 29):
        message, data["year"] = "no_leap", str(written.year)
    else:
        message, data["days"] = "message", monthrange(written.year or 2000, month)[1]
    return impossible.finding(span, message=message, data=data)
