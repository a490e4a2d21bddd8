"""How a story is understood: its parts and what the analyses read in it, as ``compliance inspect`` shows it.

The published form (``compliance schema inspect``) only ever gains fields. Offsets are code points in ``text``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article, Span
    from compliance.language.credits import CreditLine
    from compliance.language.figures import Figure
    from compliance.language.people import Person
    from compliance.language.quotations import Quotation
    from compliance.language.restrictions import Restriction


class Place(Record):
    """A stretch of the story."""

    start: int
    end: int


class Words(Record):
    """A stretch of the story with its words."""

    start: int
    end: int
    text: str


class BlockView(Record):
    """A part of the story."""

    role: str
    id: str
    start: int
    end: int


class QuotationView(Record):
    """Words between quotation marks, the marks included.

    :param kind: ``speech``, or what else the marks are for.
    :param how: how the attribution was found; empty where nobody is named.
    """

    start: int
    end: int
    text: str
    kind: str
    speaker: Words | None
    cue: Place | None
    how: str


class DateView(Record):
    """A date.

    :param value: ``2023-04-16``, ``2023-04``, ``XXXX-04-16``, a range ``a/b``.
    :param weekday: in English, lower case, where one is written.
    """

    start: int
    end: int
    text: str
    value: str
    weekday: str | None


class RestrictionView(Record):
    """A clause that limits the use of a picture."""

    kind: str
    start: int
    end: int
    territories: tuple[str, ...]
    channels: tuple[str, ...]
    days: int | None
    until: str | None
    credit: str | None


class CreditView(Record):
    """A credit line.

    :param agency: the agencies as one name, joined by ``/``; ``None`` where there is none.
    :param provider: who gave the picture to the agency.
    :param markers: POOL, HANDOUT and the like.
    """

    start: int
    end: int
    text: str
    agency: str | None
    photographer: str | None
    provider: str | None
    markers: tuple[str, ...]
    restrictions: tuple[RestrictionView, ...]
    agencies: tuple[str, ...]
    picture: str | None


class PersonView(Record):
    """A person, with every place that names them."""

    name: str
    surname: str
    titles: tuple[str, ...]
    mentions: tuple[Words, ...]


class FigureView(Record):
    """A number.

    :param counted: the words that say what is counted.
    """

    start: int
    end: int
    text: str
    value: Any
    unit: str | None
    counted: Words | None


class Inspection(Record):
    """A story as it is understood."""

    file: str
    item: int | None
    language: str | None
    text: str
    blocks: tuple[BlockView, ...]
    quotations: tuple[QuotationView, ...]
    dates: tuple[DateView, ...]
    credits: tuple[CreditView, ...]
    people: tuple[PersonView, ...]
    figures: tuple[FigureView, ...]


def inspect(article: Article) -> Inspection:
    """Run every analysis over a story.

    :raises AnalysisError: one of them failed.
    """
    from compliance.language.credits import credits
    from compliance.language.dates import dates
    from compliance.language.detect import story_language
    from compliance.language.figures import figures
    from compliance.language.people import people
    from compliance.language.quotations import quotations

    return Inspection(
        file=article.name,
        item=article.item,
        language=article.get(story_language),
        text=article.text,
        blocks=tuple(BlockView(b.role.value, b.id, b.start, b.end) for b in article.blocks),
        quotations=tuple(_quotation(article, found) for found in article.get(quotations)),
        dates=tuple(
            DateView(*found.span, article[found.span], found.value, found.weekday) for found in article.get(dates)
        ),
        credits=tuple(_credit(article, found) for found in article.get(credits)),
        people=tuple(_person(article, found) for found in article.get(people)),
        figures=tuple(_figure(article, found) for found in article.get(figures)),
    )


def _words(article: Article, span: Span | None) -> Words | None:
    return Words(span.start, span.end, article[span]) if span is not None else None


def _quotation(article: Article, found: Quotation) -> QuotationView:
    cue = Place(*found.cue) if found.cue is not None else None
    speaker = _words(article, found.speaker)
    return QuotationView(*found.span, article[found.span], found.kind, speaker, cue, found.how)


def _credit(article: Article, found: CreditLine) -> CreditView:
    return CreditView(
        start=found.span.start,
        end=found.span.end,
        text=article[found.span],
        agency="/".join(found.agencies) or None,
        photographer=found.photographer or None,
        provider=found.provider or None,
        markers=tuple(map(str, found.markers)),
        restrictions=_restrictions(found.restrictions),
        agencies=tuple(found.agencies),
        picture=found.picture.id if found.picture is not None else None,
    )


def _restrictions(found: Iterable[Restriction]) -> tuple[RestrictionView, ...]:
    return tuple(
        RestrictionView(r.kind, r.start, r.end, r.territories, r.channels, r.days, r.until, r.credit) for r in found
    )


def _person(article: Article, found: Person) -> PersonView:
    mentions = tuple(Words(mention.span.start, mention.span.end, article[mention.span]) for mention in found.mentions)
    return PersonView(found.name, found.surname, tuple(map(str, found.titles)), mentions)


def _figure(article: Article, found: Figure) -> FigureView:
    start, end = found.span
    counted = _words(article, found.counted)
    return FigureView(start, end, article[found.span], found.value, found.unit or None, counted)
