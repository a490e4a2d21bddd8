"""Whether the dateline's day agrees with the day of publication and with the lead."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Label, Severity
from compliance.language.datelines import Dateline, dateline
from compliance.language.dates import DateMention, date_grammar, date_reading, dates
from compliance.language.dates_resolve import WEEKDAYS
from compliance.language.dates_tense import FUTURE, direction
from compliance.record import Record
from compliance.rule import AtLeast, rule


class Options(Record):
    """What the house decides.

    :param days: how far dateline and publication may be apart.
    """

    days: Annotated[int, AtLeast(0)] = 1


@rule(
    "dates/dateline-mismatch",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    variants=("lead",),
    messages={
        "en": {
            "message": "dateline of {dateline_date:date}, story published on {published:date}",
            "lead": "the lead says {said}, the dateline's day is a {weekday:weekday}",
            "lead_date": "the lead says {said}, the dateline {dateline_date:date}",
            "published_here": "published on {published:date}",
            "dateline_here": "the dateline says {dateline_date:date}",
        },
        "es": {
            "message": "data del {dateline_date:date}, noticia publicada el {published:date}",
            "lead": "la entradilla dice «{said}», el día de la data es {weekday:weekday}",
            "lead_date": "la entradilla dice «{said}», la data {dateline_date:date}",
            "published_here": "publicada el {published:date}",
            "dateline_here": "la data dice {dateline_date:date}",
            "why": "«El martes» y «ayer» se cuentan desde la data: si es errónea, lo son todos los días del texto.",
        },
    },
    options=Options,
    languages=("en", "es"),
    lists=("months", "weekdays"),
    basis=(Basis("AP Stylebook", "datelines"), Basis("Libro del estilo urgente (EFE)", "la data")),
)
def dateline_mismatch(article: Article, options: Options) -> Iterable[Finding]:
    """Flags a dateline whose day is not that of publication or of the lead.

    ## What it flags
    A dateline more than one day from the day of publication; a lead that says `today, Thursday`, `este jueves` or
    `hoy, 20 de abril` where the dateline's day is another.

    ## Why it matters
    A reader counts `on Tuesday` and `yesterday` from the dateline: with a wrong day, every day in the story is wrong.

    ## Example
    `LISBON, April 12 (Reuters) -` in a story published on 18 April.

    ## Instead
    `LISBON, April 18 (Reuters) -`

    ## Limits
    One day either way is normal (night, time zones). A weekday in the lead that can be the dateline's or one of the
    six days before it is left alone; where the lead names the dateline's own weekday, so is every other.

    ## Sources
    Agency stylebooks on datelines.
    """
    line = article.get(dateline)
    if line is None or line.date_span is None:
        return
    base = article.get(date_reading).base
    published = article.metadata.published_day
    if base is None:
        return
    if published is not None and line.month is not None and abs((base - published).days) > options.days:
        block = article.field("published")
        yield dateline_mismatch.finding(
            line.date_span,
            data={"dateline_date": base.isoformat(), "published": published.isoformat()},
            labels=[Label(block.span, "published_here")] if block else (),
        )
    yield from _lead(article, line, base, options.days)


def _lead(article: Article, line: Dateline, base: date, days: int) -> Iterable[Finding]:
    words = article.get(date_grammar)
    if not article.body or words is None or line.date_span is None:
        return
    first = article.body[0]
    today: DateMention | None = None
    lead = [each for each in article.get(dates) if first.start <= each.span.start < first.end]
    told = [each.day for each in lead if each.kind == "weekday" and each.written.shift == 0 and each.day is not None]
    confirmed = any(abs((day - base).days) <= days for day in told)
    for mention in lead:
        if mention.kind == "relative" and mention.written.kind == "word" and mention.written.shift == 0:
            today = mention
            continue
        beside = today is not None and mention.span.start - today.span.end <= 4
        if mention.kind == "weekday" and (beside or (mention.written.shift == 0 and not confirmed)):
            if _reconciled(article, mention, base, days, beside):
                continue
            message = "lead"
        elif mention.kind == "day" and beside and mention.day is not None and abs((mention.day - base).days) > days:
            message = "lead_date"
        else:
            continue
        yield dateline_mismatch.finding(
            Span(*mention.span),
            message=message,
            variant="lead",
            data={
                "said": article[mention.span],
                "weekday": WEEKDAYS[base.weekday()],
                "dateline_date": base.isoformat(),
            },
            labels=[Label(line.date_span, "dateline_here")],
        )


def _reconciled(article: Article, mention: DateMention, base: date, days: int, beside: bool) -> bool:
    """Whether a weekday near the dateline's day is meant, or one still to come."""
    weekday = mention.written.weekday or 0
    distance = min((weekday - base.weekday()) % 7, (base.weekday() - weekday) % 7)
    if distance <= days:
        return True
    words = article.get(date_grammar)
    if beside or words is None:
        return False
    way, _ = direction(article.text, mention.span.start, mention.span.end, words)
    return way == FUTURE
