"""Whether `today` and its like still mean the right day in the print edition that the story appears in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from compliance.article import Article, Metadata
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.dates import DateMention, date_grammar, date_reading, dates
from compliance.language.dates_resolve import WEEKDAYS, Resolver
from compliance.rule import Need, rule
from compliance_plugins.dates._from_today import concrete, counts, is_word
from compliance_plugins.dates._quoted import quoted

_PRINTED = ("newspaper", "magazine")
_BESIDE = 4


@rule(
    "dates/edition-mismatch",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "“{words}” is {meant:date}; in the edition of {edition:date} it reads as {read:date}",
            "beside": "“{words}” is {read:date} in the edition of {edition:date}, which is not what stands beside it",
            "name": "write the day for the edition's readers: {weekday:weekday}, {meant:date}",
            "check": "check which day is meant",
        },
        "es": {
            "message": "«{words}» es el {meant:date}; en la edición del {edition:date} se lee como el {read:date}",
            "beside": "«{words}» es el {read:date} en la edición del {edition:date}, y no lo que dice al lado",
            "name": "escribir el día para los lectores de la edición: {weekday:weekday}, {meant:date}",
            "check": "comprobar de qué día se trata",
            "why": "Un texto del lunes para el diario del martes que dice «hoy» cuenta que ocurrió el martes.",
        },
    },
    languages=("en", "es"),
    needs=(Need.EDITION_DATE,),
    basis=(Basis("AP Stylebook", "today, tonight, yesterday"), Basis("Libro de estilo de El País", "fechas y tiempos")),
)
def edition_mismatch(article: Article, options: object) -> Iterable[Finding]:
    """Flags days told from the day of writing that are others on the day the paper is read.

    ## What it flags
    In a story for print with an `edition_date`: `today`, `tonight`, `yesterday`, `tomorrow`, `hoy`, `ayer`, `anoche`,
    `mañana` and weekdays that mean one day counted from the story's dateline or publication, and another for who reads
    the edition. Also a word that does not fit the weekday or date beside it: `today, Monday` in Tuesday's paper.

    ## Why it matters
    A story filed on Monday for Tuesday's paper that says `today` tells its readers that it happened on Tuesday.

    ## Example
    `The port was closed today` filed on Monday 10 March 2025 for the edition of Tuesday 11 March.

    ## Instead
    `The port was closed yesterday`

    ## Limits
    Only where the story's product is a newspaper or magazine, or `print` is among its channels, and only with an
    `edition_date`; quotations are left alone, and so is `today` in the sense of nowadays, as far as position and verbs
    tell. Where a date beside such a word shows that the story was edited for the edition's day, it is taken as edited.

    ## Sources
    Agencies' and newspapers' stylebooks on words for days.
    """
    edition = article.metadata.edition_date
    if edition is None or not _printed(article.metadata):
        return
    reading, words = article.get(date_reading), article.get(date_grammar)
    if reading.base is None or words is None:
        return
    mentions = [mention for mention in article.get(dates) if counts(article, mention)]
    told = list(_with_neighbour(article, mentions, edition))
    for mention, fits in told:
        if not fits and not quoted(article, mention.span):
            yield _beside(article, mention, edition)
    if reading.base == edition or any(fits for _, fits in told):
        return
    known = {mention.span.start for mention, _ in told}
    resolver = Resolver(article.text, words, edition)
    for mention in mentions:
        read = resolver.value(mention.written)[1] if mention.span.start not in known else None
        if read is None or mention.day is None or read == mention.day:
            continue
        if mention.kind == "weekday" and mention.day == reading.base:
            # of the day of writing, which is past for the edition's readers, or of the one a week later
            continue
        if concrete(article, mention, words) and not quoted(article, mention.span):
            yield _other_day(article, mention, read, edition)


def _printed(metadata: Metadata) -> bool:
    if metadata.channels:
        return "print" in metadata.channels
    return metadata.product in _PRINTED


def _with_neighbour(article: Article, mentions: list[DateMention], edition: date) -> Iterator[tuple[DateMention, bool]]:
    """The words for days that have a weekday or date right behind them, and whether it fits the edition's day."""
    for mention, other in pairwise(mentions):
        if not is_word(mention) or is_word(other):
            continue
        between = article.text[mention.span.end : other.span.start]
        if len(between) > _BESIDE or between.strip(" ,(\xa0"):
            continue
        if _agree(other, edition + timedelta(days=mention.written.shift or 0)):
            yield mention, True
        elif mention.day is None or not _agree(other, mention.day):
            yield mention, False


def _agree(mention: DateMention, day: date) -> bool:
    """Whether a weekday or date can be a day."""
    return mention.day == day if mention.kind == "day" else mention.weekday == WEEKDAYS[day.weekday()]


def _beside(article: Article, mention: DateMention, edition: date) -> Finding:
    read = edition + timedelta(days=mention.written.shift or 0)
    data = {"words": article[mention.span], "edition": edition.isoformat(), "read": read.isoformat()}
    return edition_mismatch.finding(
        mention.span, message="beside", data=data, suggestions=(Suggestion("check", safety=Safety.PLACEHOLDER),)
    )


def _other_day(article: Article, mention: DateMention, read: date, edition: date) -> Finding:
    meant = mention.day or edition
    data = {
        "words": article[mention.span],
        "meant": meant.isoformat(),
        "weekday": WEEKDAYS[meant.weekday()],
        "edition": edition.isoformat(),
        "read": read.isoformat(),
    }
    return edition_mismatch.finding(
        mention.span, data=data, suggestions=(Suggestion("name", safety=Safety.PLACEHOLDER),)
    )
