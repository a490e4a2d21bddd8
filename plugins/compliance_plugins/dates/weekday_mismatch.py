"""Whether a weekday and the date beside it are one day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from compliance.article import Article, Role, Span
from compliance.finding import Basis, Edit, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.dates import date_grammar, date_reading, dates
from compliance.language.dates_days import possible
from compliance.language.dates_resolve import WEEKDAYS
from compliance.language.dates_tense import FUTURE, direction
from compliance.language.detect import story_language
from compliance.rule import NoOptions, rule
from compliance_plugins.dates._stated import Stated, other_day, stated_days, weekday_name, years_named

FAR = 120
"""Days from the story beyond which an unwritten year is a guess."""


@rule(
    "dates/weekday-mismatch",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "{date:date} was not a {weekday:weekday}, it falls on a {right:weekday}",
            "write_weekday": "write {right:weekday}",
            "write_date": "keep the {weekday:weekday}, write {other:date}",
        },
        "es": {
            "message": "el {date:date} no cae en {weekday:weekday}, sino en {right:weekday}",
            "write_weekday": "escribir {right:weekday}",
            "write_date": "mantener el {weekday:weekday}: {other:date}",
            "why": "Uno de los dos es erróneo, y quien vaya el día equivocado no puede saber cuál.",
        },
    },
    languages=("en", "es"),
    lists=("weekdays", "months"),
    basis=(Basis("AP Stylebook", "days of the week, dates"), Basis("Libro del estilo urgente (EFE)", "fechas")),
)
def weekday_mismatch(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags a weekday and a date that do not agree.

    ## What it flags
    `Tuesday 16 April 2023`, which was a Sunday; also with the year unwritten, where the story's day tells it, and
    `el martes 16` where no 16th near the story is a Tuesday.

    ## Why it matters
    One of the two is wrong, and a reader who comes on the wrong day cannot know which.

    ## Example
    `The court will rule on Tuesday 16 April 2023.`

    ## Instead
    `The court will rule on Sunday 16 April 2023.` or `… on Tuesday 18 April 2023.`

    ## Limits
    Without a year and without a day of the story nothing is said. An unwritten year far from the story, or one that
    another year named in the story would set right, is left alone.

    ## Sources
    The Gregorian calendar; agency stylebooks ask for weekday and date to be checked against it.
    """
    if not article.hits("weekdays", article.get(story_language)):
        return
    for stated in stated_days(article):
        weekday = stated.written.weekday
        if weekday is None or stated.day.weekday() == weekday or _other_year_fits(article, stated, weekday):
            continue
        yield _finding(article, stated, weekday)


def _finding(article: Article, stated: Stated, weekday: int) -> Finding:
    right = stated.day.weekday()
    data: dict[str, object] = {
        "date": stated.day.isoformat(),
        "weekday": WEEKDAYS[weekday],
        "right": WEEKDAYS[right],
    }
    suggestions = []
    name = weekday_name(article, article.get(story_language) or "en", right)
    place = stated.written.weekday_span
    if name is not None and place is not None:
        suggestions.append(Suggestion("write_weekday", (Edit(place, _like(article[place], name)),), Safety.UNSAFE))
    other = other_day(article, stated, weekday)
    if other is not None:
        data["other"] = other[0].isoformat()
        suggestions.append(Suggestion("write_date", (other[1],), Safety.UNSAFE))
    return weekday_mismatch.finding(
        Span(*stated.span), data=data, confidence=1.0 if stated.written.year else 0.9, suggestions=suggestions
    )


def _like(old: str, new: str) -> str:
    if old.isupper() and len(old) > 2:
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new[:1].lower() + new[1:]


def _other_year_fits(article: Article, stated: Stated, weekday: int) -> bool:
    """Whether the year was inferred and another one that may be meant makes the two agree."""
    written = stated.written
    if written.year is not None or written.month is None or written.day is None:
        return False
    mentions = article.get(dates)
    block = article.block_at(written.start)
    if block is not None and block.role is Role.CAPTION:
        # a caption's day is the picture's, whatever other years its story tells of
        mentions = tuple(each for each in mentions if block.span.covers(each.span))
    years = years_named(mentions) - {stated.day.year}
    base = article.get(date_reading).base
    if base is not None and _to_come(article, stated):
        years = {year for year in years if year >= base.year}
    if base is not None and abs((stated.day - base).days) > FAR:
        years |= {stated.day.year - 1, stated.day.year + 1}
    return any(
        possible(year, written.month, written.day) and date(year, written.month, written.day).weekday() == weekday
        for year in years
    )


def _to_come(article: Article, stated: Stated) -> bool:
    """Whether the sentence speaks of what is still to come, which no past year of the story can mean."""
    words = article.get(date_grammar)
    return words is not None and direction(article.text, stated.span.start, stated.span.end, words) == (FUTURE, True)
