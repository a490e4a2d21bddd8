"""Where two stories say of one picture what cannot both be true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from compliance.article import Article, Span
from compliance.finding import Basis, Kind, Severity
from compliance.language.dates import dates
from compliance.language.picture_identity import picture_keys
from compliance.rule import Need, rule
from compliance.sighting import Match, Sighted, Sighting
from compliance_plugins.collection._captions_apart import other_name
from compliance_plugins.collection._credits_apart import apart, credit_facts, shown
from compliance_plugins.collection._facts import by_day, story_facts, story_of
from compliance_plugins.credits._sheets import Sheet, sheets
from compliance_plugins.dates._caption_day import picture_days

MOST_VERSIONS = 4
"""A file that has more different credits is no picture but what stands in its place until it is loaded."""
LONGEST = 600
_DAYS = {"taken": 2, "caption-day": 1}
"""From so many days apart on, two dates of one picture cannot both be right; clocks and zones may differ by one."""


def _compared(seen: Sequence[Sighted], options: object) -> Iterator[Match]:
    last = {story_of(one): one for one in sorted(seen, key=by_day)}
    uses = list(last.values())
    if len(uses) > 1:
        yield from _COMPARE[uses[0].data["about"]](uses)


def _reference(uses: Sequence[Sighted], said: Callable[[Sighted], Any]) -> Sighted | None:
    """The use that says what most say, the earliest of them; ``None`` where there are too many versions."""
    counts = Counter(map(said, uses))
    if len(counts) > MOST_VERSIONS:
        return None
    most = max(counts.values())
    return next(one for one in uses if counts[said(one)] == most)


def _credits(uses: Sequence[Sighted]) -> Iterator[Match]:
    reference = _reference(uses, lambda use: (tuple(use.data["agencies"]), use.data["photographer"]))
    if reference is None:
        return
    for one in uses:
        if how := apart(reference.data, one.data):
            data = {"one": shown(one.data, how), "two": shown(reference.data, how), "other": reference.name}
            yield _match(one, reference, how, data)


def _days(uses: Sequence[Sighted]) -> Iterator[Match]:
    reference = _reference(uses, lambda use: use.data["taken"])
    if reference is None:
        return
    right = date.fromisoformat(reference.data["taken"])
    for one in uses:
        if abs((date.fromisoformat(one.data["taken"]) - right).days) >= _DAYS[one.data["about"]]:
            data = {"one": one.data["taken"], "two": reference.data["taken"], "other": reference.name}
            yield _match(one, reference, "date", data)


def _captions(uses: Sequence[Sighted]) -> Iterator[Match]:
    reference = _reference(uses, lambda use: use.data["text"])
    if reference is None:
        return
    for one in uses:
        if (places := other_name(one.data["text"], reference.data["text"])) is not None:
            here, there = places
            data = {
                "one": one.data["text"][here.start : here.end],
                "two": reference.data["text"][there.start : there.end],
                "other": reference.name,
            }
            yield _match(_part(one, here), _part(reference, there), "caption", data)


_COMPARE = {"credit": _credits, "taken": _days, "caption-day": _days, "caption": _captions}


def _match(one: Sighted, other: Sighted, variant: str, data: dict[str, Any]) -> Match:
    return Match(one, ((other, "there"),), variant, data, variant, advice=("do",))


def _part(seen: Sighted, part: Span) -> Sighted:
    return seen._replace(span=Span(seen.span.start + part.start, seen.span.start + part.end))


@rule(
    "collection/picture-conflict",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    variants=("agency", "photographer", "date", "caption"),
    messages={
        "en": {
            "message": "{other} says something else of this picture",
            "agency": "this picture is credited to {one} here, to {two} in {other}",
            "photographer": "this picture is credited to {one} here, to {two} in {other}",
            "date": "this picture is of {one:date} here, of {two:date} in {other}",
            "caption": "the caption says {one} here, {two} in {other}",
            "there": "the same picture",
            "do": "ask the agency or the picture desk which is right, and correct the other",
        },
        "es": {
            "message": "{other} dice otra cosa de esta imagen",
            "agency": "aquí la imagen se acredita a {one}; en {other}, a {two}",
            "photographer": "aquí la imagen se acredita a {one}; en {other}, a {two}",
            "date": "aquí la imagen es del {one:date}; en {other}, del {two:date}",
            "caption": "aquí el pie dice {one}; en {other}, {two}",
            "there": "la misma imagen",
            "do": "pregunte a la agencia o a fotografía cuál es lo correcto y corrija lo otro",
            "why": "Uno de los dos es erróneo: bajo la foto se nombra a otra persona o se paga a otro fotógrafo.",
        },
    },
    lists=("agencies",),
    needs=(Need.STORIES, Need.PICTURES),
    compare=_compared,
    basis=(
        Basis("IPTC Photo Metadata", "Creator, Date Created", "https://www.iptc.org/std/photometadata/specification/"),
        Basis("AP Stylebook", "captions"),
    ),
)
def picture_conflict(article: Article, options: object) -> Iterable[Sighting]:
    """Flags a picture of which two stories say what cannot both be true.

    ## What it flags
    One picture with credits that share no agency (variant `agency`) or name two photographers (`photographer`), with
    two dates on which it was taken, in its record or in full in its captions (`date`), or with two captions that are
    the same sentence with another name in it (`caption`). What fewer stories say is marked; where as many say the
    one as the other, what the later story says.

    ## Why it matters
    One of the two is wrong: somebody else is named under the picture, or the wrong photographer is paid.

    ## Example
    `AP25060123456789.jpg` credited to `AP/Jonas Helm` in one story, to `AP/Eva Lund` in another

    ## Instead
    The same credit, date and names wherever the picture stands.

    ## Limits
    A picture is known again by identifier, path or numbered file name; cropped or renamed copies are not found, since
    no picture file is opened. Accents, initials and agencies that pass on each other's pictures are no conflict, nor
    is one day's difference between two records. Captions are compared only where they differ in one name: two
    different sentences about one picture may both be true. Of a story and its update (the same `id`) the later counts.

    ## Sources
    IPTC Photo Metadata Standard, *Creator*, *Date Created*; AP Stylebook, *captions*.
    """
    known = [(row, picture_keys(article, row.picture)) for row in article.get(sheets) if row.picture is not None]
    often = Counter(key for _, keys in known for key in keys)
    for row, keys in known:
        # a file that a story shows twice is as often the grey square that waits for a picture
        own = [key for key in keys if often[key] == 1]
        if own:
            for about, span, data in _said(article, row):
                told = {**story_facts(article), "about": about, **data}
                yield Sighting(tuple(f"{about} {key}" for key in own), span, told)


def _said(article: Article, row: Sheet) -> Iterator[tuple[str, Span, dict[str, Any]]]:
    """What a story says of a picture: about what, where, and the facts."""
    line = next((line for line in row.shown if line.credits_somebody), None)
    if line is not None:
        place = line.shown if line.shown.start < line.shown.end else line.span
        yield "credit", place, credit_facts(article, line)
    taken = row.picture.date_created if row.picture is not None else None
    if taken is not None:
        yield "taken", row.place, {"taken": taken.isoformat()[:10]}
    if row.caption is None or not article[row.caption.prose].strip():
        return
    prose = row.caption.prose
    days = [day for day in picture_days(article, prose) if day.mention.year_written]
    if len(days) == 1 and not row.caption.file_picture:
        yield "caption-day", days[0].span, {"taken": days[0].day.isoformat()}
    if prose.end - prose.start <= LONGEST:
        yield "caption", prose, {"text": _undated(article, prose)}


def _undated(article: Article, prose: Span) -> str:
    """A caption with its dates blanked out, each letter of it where it was."""
    text = article[prose]
    for mention in article.get(dates):
        if prose.covers(mention.span):
            start, end = mention.span.start - prose.start, mention.span.end - prose.start
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text
