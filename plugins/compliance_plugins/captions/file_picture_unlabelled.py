"""Whether a picture much older than the story is called what it is: a file picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated

from compliance.article import Article, Role, Span
from compliance.finding import Basis, Edit, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.credits import CaptionText, captions
from compliance.language.dates import dates
from compliance.language.detect import story_language
from compliance.language.picture_series import looks_back
from compliance.language.story_day import StoryDay, story_day
from compliance.record import Record
from compliance.rule import AtLeast, Need, rule
from compliance_plugins.captions._news_pictures import is_timeless, picture_search, picture_words
from compliance_plugins.captions._pictures_day import Taken, day_in_caption, day_of_record


class Options(Record):
    """What the house decides.

    :param days: a picture older than this many days is a file picture.
    """

    days: Annotated[int, AtLeast(1)] = 30


@rule(
    "captions/file-picture-unlabelled",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "the picture is of {taken:date}, the story of {story:date}, and nothing calls it a file picture",
            "story": "the story's day",
            "label": "begin the caption with “FILE -”",
        },
        "es": {
            "message": "la imagen es de {taken:date}, la noticia de {story:date}, y nada dice que es de archivo",
            "story": "el día de la noticia",
            "label": "empezar el pie con «ARCHIVO -»",
            "why": "El lector toma la foto que acompaña la noticia por una foto de la noticia.",
        },
    },
    options=Options,
    languages=("en", "es"),
    needs=(Need.PICTURES,),
    basis=(Basis("AP Stylebook", "captions: FILE for pictures that are not of the day"),),
)
def file_picture_unlabelled(article: Article, options: Options) -> Iterable[Finding]:
    """Flags a picture clearly older than its story that nothing calls a file picture.

    ## What it flags
    A caption (or the picture's own record) with a day more than `days` days before the story's, or in another year,
    and neither *file*, *archive*, *de archivo* nor a phrase such as `In this March 2019 photo` in the caption.

    ## Why it matters
    Readers take a picture beside the news for a picture of the news.

    ## Example
    A story of 18 April 2023 with `Kari Lunde visits the harbour of Bergen, 2 June 2021. EFE/Rita Campos`

    ## Instead
    `FILE - Kari Lunde visits the harbour of Bergen, 2 June 2021. EFE/Rita Campos`

    ## Limits
    Silent where the story itself names that day or its year, where the story's day is not known, where the captions
    look back over three days or more, and for drawings and portraits. Up to `days` days are `dates/caption-mismatch`.

    ## Sources
    AP Stylebook, *captions*; EFE, *Libro del estilo urgente*: *imagen de archivo*.
    """
    story = article.get(story_day)
    if story.day is None:
        return
    language = article.get(story_language) or "en"
    oldest = _oldest(story.day, options.days)
    for caption in article.get(captions):
        prose, picture = Span(*caption.prose), caption.picture
        if caption.file_picture or picture is None or picture.decorative or prose.start >= prose.end:
            continue
        taken = day_in_caption(article, prose, oldest) or day_of_record(picture, prose, oldest)
        if taken is not None and not _says_its_age(article, prose, language) and not _story_knows(article, taken):
            if article.get(looks_back):
                return
            yield _finding(caption, taken, story, language)


def _oldest(day: date, days: int) -> date:
    """Before which day a picture is a file picture: so many days ago, or last year; yesterday's never is."""
    return max(day - timedelta(days=days), min(date(day.year, 1, 1), day - timedelta(days=1)))


def _says_its_age(article: Article, prose: Span, language: str) -> bool:
    words = article[prose]
    return is_timeless(words, language) or picture_search(language, "aged")(words.lower()) is not None


def _story_knows(article: Article, taken: Taken) -> bool:
    """Whether the story, its captions apart, speaks of the picture's day or year."""
    day, year = taken.latest, f"{taken.latest.year}"
    for mention in article.get(dates):
        block = article.block_at(mention.span.start)
        if block is None or block.role in (Role.CAPTION, Role.CREDIT, Role.DATELINE, Role.BYLINE):
            continue
        if mention.day == day or (mention.value.startswith(year) and (mention.year_written or mention.kind == "year")):
            return True
    return False


def _finding(caption: CaptionText, taken: Taken, story: StoryDay, language: str) -> Finding:
    return file_picture_unlabelled.finding(
        taken.span,
        data={"taken": taken.shown, "story": story.day.isoformat() if story.day else ""},
        labels=list(_labels(story)),
        suggestions=[
            Suggestion(
                "label",
                (Edit(Span(caption.prose.start, caption.prose.start), picture_words(language, "label")[0]),),
                Safety.UNSAFE,
            )
        ],
    )


def _labels(story: StoryDay) -> Iterator[Label]:
    if story.span is not None:
        yield Label(story.span, "story")
