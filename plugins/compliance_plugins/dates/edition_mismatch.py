"""Whether `today` and its like still mean the right day in the print edition that the story appears in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from compliance.article import Article, Block, Metadata, Role, Span
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.dates import DateMention, date_grammar, date_reading, dates
from compliance.language.dates_grammar import Grammar
from compliance.language.dates_resolve import WEEKDAYS, Resolver
from compliance.language.dates_tense import UNKNOWN, direction
from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.rule import rule
from compliance_plugins.dates._quoted import quoted

_PRINTED = ("newspaper", "magazine")
_APART = frozenset({Role.DATELINE, Role.COMMENT, Role.BYLINE, Role.CREDIT})
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
        },
    },
    languages=("en", "es"),
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
    reading, words = article.get(date_reading), date_grammar(article)
    if reading.base is None or words is None:
        return
    mentions = [mention for mention in article.get(dates) if _counts(article, mention)]
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
        if _concrete(article, mention, words) and not quoted(article, mention.span):
            yield _other_day(article, mention, read, edition)


def _printed(metadata: Metadata) -> bool:
    if metadata.channels:
        return "print" in metadata.channels
    return metadata.product in _PRINTED


def _counts(article: Article, mention: DateMention) -> bool:
    """Whether a date is one that readers count from the day they read it."""
    written = mention.written
    block = article.block_at(mention.span.start)
    if block is None or block.role in _APART or written.from_text:
        return False
    if mention.kind == "weekday":
        return written.shift in (None, 0) and not written.unit
    if mention.kind != "relative":
        return mention.kind == "day" and mention.day is not None
    return written.kind == "word" and written.shift is not None and not _in_name(article.text, mention.span, block)


def _in_name(text: str, span: Span, block: Block) -> bool:
    """Whether a word is part of a name: `the Today programme`, `USA Today`."""
    if not text[span.start].isupper():
        return False
    before = text[max(block.start, span.start - 3) : span.start].rstrip(" \n\"“«‘'¡¿")
    return bool(before) and before[-1] not in ".!?:;—–-)"


def _is_word(mention: DateMention) -> bool:
    return mention.kind == "relative"


def _with_neighbour(article: Article, mentions: list[DateMention], edition: date) -> Iterator[tuple[DateMention, bool]]:
    """The words for days that have a weekday or date right behind them, and whether it fits the edition's day."""
    for mention, other in pairwise(mentions):
        if not _is_word(mention) or _is_word(other):
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


def _concrete(article: Article, mention: DateMention, words: Grammar) -> bool:
    """Whether one day is meant: not `today` for nowadays, no weekday of which nothing says if it is past or to come."""
    way, strong = direction(article.text, mention.span.start, mention.span.end, words)
    if not _is_word(mention):
        return way != UNKNOWN
    if mention.written.shift or " " in article[mention.span]:
        return True
    data = locale_data(article.get(story_language) or "", "editions")
    if _nowadays(article.text, mention.span, data):
        return False
    return (strong and way != UNKNOWN) or _at_the_top(article, mention.span, int(data.get("opening", 0)))


def _at_the_top(article: Article, span: Span, paragraphs: int) -> bool:
    """Whether a place is in the headline or one of the first paragraphs."""
    body = article.body
    if not body:
        return True
    return span.start < (body[min(paragraphs, len(body)) - 1].end if paragraphs else body[0].start)


def _nowadays(text: str, span: Span, data: Mapping[str, Any]) -> bool:
    """Whether a word beside `today` makes it mean these times (the children of today, la hoy ministra)."""
    before = text[max(0, span.start - 12) : span.start].rstrip().lower()
    after = text[span.end - 2 : span.end + 8]
    return before.endswith(tuple(f" {word}" for word in data.get("before", ()))) or any(
        word in after for word in data.get("after", ())
    )


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
