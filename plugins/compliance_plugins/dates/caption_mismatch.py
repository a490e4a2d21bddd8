"""Whether a caption's day is the day of the story."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from compliance.article import Article, Role, Span
from compliance.finding import Basis, Finding, Kind, Label, Severity, Suggestion
from compliance.language.credits import captions
from compliance.language.dates import DateMention, dates
from compliance.language.picture_series import looks_back
from compliance.language.story_day import StoryDay, story_day
from compliance.record import Record
from compliance.rule import AtLeast, Need, rule
from compliance_plugins.dates._caption_day import picture_days
from compliance_plugins.dates._stated import Stated, contains
from compliance_plugins.dates._story_said import day_label
from compliance_plugins.dates._yearless import dateline_day, day_near, may_speak_of, value_of


class Options(Record):
    """What the house decides.

    :param days_before: a caption so many days before the story's day is normal.
    :param oldest: one more days old than this is an old picture, and not this rule's.
    :param night: a caption so many days after the story may be a matter of midnight or of time zones: review.
    """

    days_before: Annotated[int, AtLeast(0)] = 1
    oldest: Annotated[int, AtLeast(1)] = 30
    night: Annotated[int, AtLeast(0)] = 1


@rule(
    "dates/caption-mismatch",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    variants=("after",),
    messages={
        "en": {
            "message": "caption dated {caption_date:date}, story of {story_date:date}",
            "after": "caption dated {caption_date:date}, after the story of {story_date:date}",
            "dateline": "the dateline says {story_date:date}",
            "published": "the story is published on {story_date:date}",
            "lead": "the lead speaks of {event_date:date}",
            "check": "ask for the picture's date; an older picture is captioned as a file picture",
        },
        "es": {
            "message": "pie de foto del {caption_date:date}, noticia del {story_date:date}",
            "after": "pie de foto del {caption_date:date}, posterior a la noticia del {story_date:date}",
            "dateline": "la data dice {story_date:date}",
            "published": "la noticia se publica el {story_date:date}",
            "lead": "la entradilla habla del {event_date:date}",
            "check": "confirmar la fecha de la foto; si es anterior, rotularla como de archivo",
            "why": "La foto es de otro acto o una de las dos fechas es errónea; el lector cree ver la noticia de hoy.",
        },
    },
    options=Options,
    languages=("en", "es"),
    lists=("months",),
    needs=(Need.PICTURES,),
    basis=(
        Basis("AP Stylebook", "captions: the date is one of three mandatory elements"),
        Basis("Reuters Handbook of Journalism", "captions: correct date"),
    ),
)
def caption_mismatch(article: Article, options: Options) -> Iterable[Finding]:
    """Flags a caption whose day is not the day that the story reports.

    ## What it flags
    A picture dated two to thirty days before the story's day (its dateline, else its publication; with `on Tuesday`
    in the lead, that Tuesday), and a picture dated after it.

    ## Why it matters
    The picture shows another meeting, or one of the two dates is wrong; the reader is told that he sees today's news.

    ## Example
    `… in Lisbon, Portugal, 16 April 2023.` under a story `Lisbon, Apr 18`.

    ## Instead
    The picture of the day, the right date, or `File picture: … 16 April 2023.`

    ## Limits
    Silent for the day before, for pictures labelled as file pictures or as `In this … photo`, for a day that the
    story itself speaks of, and for a day behind `will`, `due`, `ahead of`, `previsto`, which is an event's and not
    the picture's; and where the pictures are of three or more different days. A picture taken until the story was last
    updated is of its day. A picture of another year or more than thirty days old is `captions/file-picture-unlabelled`.
    Where no year is known anywhere, caption and dateline are compared within one year; there a weekday in the text may
    mean every day that it can be, seen from the weekday of the lead.

    ## Sources
    Agency stylebooks on captions.
    """
    story: StoryDay | None = None
    yearless = dateline_day(article)
    for caption in article.get(captions):
        if caption.file_picture:
            continue
        days = picture_days(article, caption.prose, yearless)
        if not days:
            continue
        if story is None:
            story = article.get(story_day)
            story = story._replace(day=yearless, event=yearless) if yearless is not None else story
        if story.day is None:
            return
        found = _judge(article, days, story, options, open_year=yearless is not None)
        if found is not None:
            if article.get(looks_back):
                return
            yield found


def _judge(
    article: Article, days: list[Stated], story: StoryDay, options: Options, *, open_year: bool
) -> Finding | None:
    day = story.day
    if day is None:
        return None
    told = (article.metadata.published_day, article.metadata.updated_day)
    latest = max(day, *(each or day for each in told))
    earliest = min(story.event or day, day)
    for stated in days:
        if (earliest - stated.day).days <= options.days_before and stated.day <= latest:
            return None
    stated = min(days, key=lambda each: abs((each.day - day).days))
    if _spoken_of(article, stated.day) or (open_year and may_speak_of(article, day, stated)):
        return None
    after = (stated.day - latest).days
    if after > 0:
        if not stated.written.year and after > options.oldest:
            return None
        certain = after > options.night
        return _finding(article, stated, story, day, certain=certain, variant="after")
    before = (earliest - stated.day).days
    if before > options.oldest or stated.day.year != day.year:
        return None
    return _finding(article, stated, story, day, certain=False, variant=None)


def _finding(
    article: Article, stated: Stated, story: StoryDay, day: date, *, certain: bool, variant: str | None
) -> Finding:
    open_year = stated.mention.value.startswith("XXXX-")
    labels = day_label(story)
    if story.lead is not None:
        labels.append(Label(story.lead, "lead"))
    return caption_mismatch.finding(
        stated.written.date_span or stated.span,
        message="after" if variant else "message",
        variant=variant,
        kind=Kind.FAIL if certain else Kind.REVIEW,
        severity=Severity.ERROR if certain else Severity.WARNING,
        confidence=1.0 if stated.written.year else 0.9,
        data={
            "caption_date": value_of(stated.day, yearless=open_year),
            "story_date": value_of(day, yearless=open_year),
            "event_date": value_of(story.event or day, yearless=open_year),
            "days": (stated.day - day).days,
        },
        labels=labels,
        suggestions=(Suggestion("check"),),
    )


def _spoken_of(article: Article, day: date) -> bool:
    """Whether the story, captions apart, speaks of a day."""
    return any(
        (contains(mention, day) or day_near(mention, day) == day) and not _in_caption(article, mention)
        for mention in article.get(dates)
    )


def _in_caption(article: Article, mention: DateMention) -> bool:
    block = article.block_at(Span(*mention.span).start)
    return block is not None and block.role in (Role.CAPTION, Role.CREDIT, Role.DATELINE)
