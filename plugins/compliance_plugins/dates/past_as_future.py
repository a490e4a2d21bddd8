"""Whether something is announced for a day that is over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from compliance.article import BODY, Article, Role, Span
from compliance.finding import Basis, Finding, Kind, Label, Severity
from compliance.language.dates import DateMention, date_grammar, dates, story_base
from compliance.language.story_day import story_day
from compliance.record import Record
from compliance.rule import AtLeast, Need, rule
from compliance_plugins.dates._acts import comes_on
from compliance_plugins.dates._quoted import quoted
from compliance_plugins.dates._story_said import day_label
from compliance_plugins.dates._yearless import dateline_day, day_near, value_of

_ROLES = BODY | {Role.HEADLINE, Role.STANDFIRST}


class Options(Record):
    """What the house decides.

    :param days: how long ago a day without a year may be; beyond, next year's may be meant.
    """

    days: Annotated[int, AtLeast(1)] = 31


@rule(
    "dates/past-as-future",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "announced for {date:date}, but the story is of {story_date:date}",
            "verb": "announced as still to come",
            "dateline": "the dateline says {story_date:date}",
            "published": "the story is published on {story_date:date}",
        },
        "es": {
            "message": "se anuncia para el {date:date}, pero la noticia es del {story_date:date}",
            "verb": "se anuncia como futuro",
            "dateline": "la data dice {story_date:date}",
            "published": "la noticia se publica el {story_date:date}",
            "why": "Se ha conservado una frase vieja, o la fecha es errónea.",
        },
    },
    options=Options,
    languages=("en", "es"),
    lists=("months",),
    needs=(Need.DIGITS,),
    basis=(Basis("Reuters Handbook of Journalism", "accuracy: dates"),),
)
def past_as_future(article: Article, options: Options) -> Iterable[Finding]:
    """Flags something that will happen on a day before the story's.

    ## What it flags
    `will`, `is due`, `is to`, or a Spanish future, with a date before the day of the story.

    ## Why it matters
    An old sentence has been carried over, or the date is wrong.

    ## Example
    `LISBON, April 18 — The committee will meet on 12 April.`

    ## Instead
    `… met on 12 April.` or `… will meet on 21 April.`

    ## Limits
    Silent inside quotations, where the sentence reports what was said on an earlier day, and where what is to come
    deals with what has been (`will investigate what happened on 7 May`).

    ## Sources
    Agency handbooks on accuracy.
    """
    known = article.get(story_base)
    base = known or dateline_day(article)
    words = article.get(date_grammar)
    if base is None or words is None:
        return
    mentions = article.get(dates)
    for index, mention in enumerate(mentions):
        day = mention.day if known else day_near(mention, base)
        if mention.kind != "day" or day is None or day >= base:
            continue
        if not mention.year_written and (base - day).days > options.days:
            continue
        block = article.block_at(mention.span.start)
        if block is None or block.role not in _ROLES:
            continue
        verb = comes_on(article, mention.span, words)
        if verb is None or _reported_earlier(article, mentions, index) or quoted(article, Span(*mention.span)):
            continue
        yield past_as_future.finding(
            Span(*mention.span),
            data={"date": mention.value, "story_date": value_of(base, yearless=known is None)},
            confidence=0.8,
            labels=[Label(verb.span, "verb"), *day_label(article.get(story_day))],
        )


def _reported_earlier(article: Article, mentions: tuple[DateMention, ...], index: int) -> bool:
    """Whether the sentence names another day before this one, on which it may have been said."""
    mention = mentions[index]
    for other in (*mentions[max(0, index - 2) : index], *mentions[index + 1 : index + 3]):
        low, high = sorted((other.span, mention.span))
        gap = article.text[low.end : high.start]
        same = ". " not in gap and "\n" not in gap
        if same and other.day is not None and mention.day is not None and other.day <= mention.day:
            return True
        if same and mention.day is None and other.kind in ("day", "weekday", "relative"):
            return True
        if same and other.kind in ("relative", "year", "month") and other.value < mention.value:
            return True
    return False
