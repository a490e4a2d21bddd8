"""Whether something is told as done on a day that is still to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from compliance.article import BODY, Article, Role, Span
from compliance.finding import Basis, Finding, Kind, Label, Severity
from compliance.language.dates import DateMention, date_grammar, dates, story_base
from compliance.language.story_day import story_day
from compliance.rule import Need, NoOptions, rule
from compliance_plugins.dates._acts import done_on
from compliance_plugins.dates._story_said import day_label
from compliance_plugins.dates._yearless import dateline_day, day_near, value_of

NEAR = 31
"""Days ahead up to which an unwritten year is surely the story's own."""
_ROLES = BODY | {Role.HEADLINE, Role.STANDFIRST}


@rule(
    "dates/future-as-past",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "told as done on {date:date}, but the story is of {story_date:date}",
            "verb": "told as done",
            "dateline": "the dateline says {story_date:date}",
            "published": "the story is published on {story_date:date}",
        },
        "es": {
            "message": "se da por hecho el {date:date}, pero la noticia es del {story_date:date}",
            "verb": "se da por hecho",
            "dateline": "la data dice {story_date:date}",
            "published": "la noticia se publica el {story_date:date}",
            "why": "La fecha es errónea, o el texto se escribió antes y el acto quizá no se celebró.",
        },
    },
    languages=("en", "es"),
    lists=("months",),
    needs=(Need.DIGITS,),
    basis=(Basis("Reuters Handbook of Journalism", "accuracy: dates"),),
)
def future_as_past(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags something that was, said or met on a day after the story's.

    ## What it flags
    A completed act with a date, month or year that lies after the day of the story.

    ## Why it matters
    The date is wrong, or the story was written ahead and the event may not have taken place.

    ## Example
    `LISBON, April 18 — The ministers met on 20 April 2023.`

    ## Instead
    `… met on 17 April 2023.` or `… will meet on 20 April 2023.`

    ## Limits
    Silent where the verb beside the date is no completed act (due, set, scheduled, `previsto`, `iba a`), or where it
    announces something (`announced elections on 20 April`), and without a day of the story.

    ## Sources
    Agency handbooks on accuracy.
    """
    known = article.get(story_base)
    base = known or dateline_day(article)
    words = article.get(date_grammar)
    if base is None or words is None:
        return
    last = max(day for day in (base, article.metadata.published_day) if day is not None)
    for mention in article.get(dates):
        if not (_ahead(mention, last) if known else _soon(mention, base)):
            continue
        block = article.block_at(mention.span.start)
        if block is None or block.role not in _ROLES:
            continue
        if mention.kind != "day" and not _in_it(article, mention, words.words["in_year"]):
            continue
        verb = done_on(article, mention.span, words)
        if verb is None:
            continue
        yield future_as_past.finding(
            Span(*mention.span),
            data={"date": mention.value, "story_date": value_of(base, yearless=known is None)},
            confidence=0.9 if mention.year_written else 0.7,
            labels=[Label(verb.span, "verb"), *day_label(article.get(story_day))],
        )


def _ahead(mention: DateMention, last: date) -> bool:
    if mention.kind == "day" and mention.day is not None:
        ahead = (mention.day - last).days
        return ahead > 0 and (mention.year_written or ahead <= NEAR)
    if mention.kind in ("month", "year") and mention.year_written:
        return mention.value > last.isoformat()[: len(mention.value)]
    return False


def _soon(mention: DateMention, base: date) -> bool:
    """The same where neither the date nor the dateline has a year."""
    day = day_near(mention, base)
    return day is not None and 0 < (day - base).days <= NEAR


def _in_it(article: Article, mention: DateMention, small: frozenset[str]) -> bool:
    """Whether a year or month stands behind *in*: of *his 2024 budget* nothing can be told."""
    before = article.text[max(0, mention.span.start - 10) : mention.span.start].lower().split()
    return bool(before) and before[-1] in small
