"""Whether a story goes out before its embargo ends, and whether the embargo says when that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from compliance.article import NOT_PROSE, Article, Span
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.rule import NoOptions, rule

if TYPE_CHECKING:
    from compliance_plugins.legal._release import Release

_LIST = "embargoes"
_LINE = 120
_BEFORE = ' \t\xa0([{*-–—_>#"“«¡!'
_AGENCY_KEYS = ("/firstcreated", "/versioncreated")
"""Where an agency's item says when it was written, which is no publication."""


@rule(
    "legal/embargo",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "the embargo “{embargo}” does not say in which time zone",
            "early": "published before its embargo ends: {embargo}",
            "held": "under embargo: {embargo}",
            "published": "when it is published",
            "zone": "ask whoever set the embargo, and write the zone behind the hour (GMT, CET, ET)",
            "wait": "publish when the embargo has ended",
            "why": "An embargo without its zone ends at another hour in every place; one that is broken costs the "
            "house its source and may break the law where it covers market news or court papers.",
        },
        "es": {
            "message": "el embargo «{embargo}» no dice en qué huso horario",
            "early": "se publica antes de que acabe el embargo: {embargo}",
            "held": "bajo embargo: {embargo}",
            "published": "cuándo se publica",
            "zone": "preguntar a quien puso el embargo y escribir el huso tras la hora (GMT, hora peninsular, CET)",
            "wait": "publicar cuando el embargo haya acabado",
            "why": "Un embargo sin huso acaba a una hora distinta en cada lugar; romperlo cuesta la fuente, y puede "
            "infringir la ley si cubre datos de mercado o papeles de un juzgado.",
        },
    },
    variants=("zone", "early"),
    lists=(_LIST,),
    uses=("clock",),
    basis=(
        Basis("Reuters Handbook of Journalism", "Corrections, Refiles, Kills, Repeats and Embargoes"),
        Basis("IPTC ninjs 3.1", "embargoedUntil"),
    ),
)
def embargo(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags a story that goes out before its embargo ends, and an embargo that names no time zone.

    ## What it flags
    An embargo with an hour or a day and no zone, even one that is over (variant `zone`): `EMBARGOED UNTIL 00:01 ON
    FRIDAY`. A story whose `published`, or the moment it is judged at where nothing says when it is published, lies
    before the end of its embargo (variant `early`). Embargoes are read in the story's field `embargo` (`embargoed`,
    `embargoedUntil` in ninjs), in the instructions of its pictures, and in notes to desks left in the text.

    ## Why it matters
    An embargo without its zone ends at another hour in every place; one that is broken costs the house its source and
    may break the law where it covers market news or court papers.

    ## Example
    `EMBARGOED UNTIL 00:01 ON FRIDAY 9 MAY`

    ## Instead
    `EMBARGOED UNTIL 00:01 BST ON FRIDAY 9 MAY`

    ## Limits
    A wire (`product = "wire"`) sends stories under embargo: there only the zone is asked for. `until the minister has
    spoken` names no hour and is left alone. Where zone or hour are missing, `early` speaks only of what is too early
    in every zone; where the publication has none, a person is asked to decide. `local time` is no zone. A day in
    figures that can be read in two ways (`5/6/2025`) is not read. In the text only notes count: in capitals, or at
    the head of a line.

    ## Sources
    Reuters Handbook of Journalism, *Corrections, Refiles, Kills, Repeats and Embargoes*; IPTC ninjs, *embargoedUntil*:
    a moment with its offset from UTC.
    """
    if not article.metadata.embargo and not article.hits(_LIST):
        return
    from compliance_plugins.legal._release import release

    going_out = _going_out(article)
    near = going_out.date() if isinstance(going_out, datetime) else going_out
    for span, words in _embargoes(article):
        told = release(words, article.lexicon, near)
        data = {"embargo": " ".join(words.split()).strip(" .,;:()[]")}
        if told.told and not told.zoned:
            fix = Suggestion("zone", safety=Safety.PLACEHOLDER)
            yield embargo.finding(span, variant="zone", data=data, suggestions=[fix])
        kind = _early(told, going_out) if article.metadata.product != "wire" else None
        if kind is not None:
            published = article.field("published")
            where = [Label(published.span, "published")] if published and article.metadata.published else []
            message = "early" if article.metadata.published else "held"
            yield embargo.finding(
                span,
                message=message,
                variant="early",
                data=data,
                kind=kind,
                labels=where,
                suggestions=[Suggestion("wait")],
            )


def _going_out(article: Article) -> date | None:
    """When the story goes out: the planned publication, else the moment it is judged at."""
    field = article.field("published")
    pointer = field.pointer.lower() if field is not None else ""
    if article.metadata.published is None or pointer.endswith(_AGENCY_KEYS):
        return article.now
    return article.metadata.published


def _early(told: Release, going_out: date | None) -> Kind | None:
    """How sure it is that a story goes out too early; ``None`` where it does not, or nobody can tell."""
    if told.day is None or told.first is None or going_out is None:
        return None
    from compliance_plugins.legal._release import last_moment

    last = last_moment(going_out)
    if last is not None and last < told.first:
        return Kind.FAIL
    if not told.zoned:
        return None
    if not isinstance(going_out, datetime):
        return Kind.REVIEW if going_out < told.day else None
    if going_out.tzinfo is not None:
        return None
    hour = going_out.hour * 60 + going_out.minute
    return Kind.REVIEW if (going_out.date(), hour) < (told.day, told.minutes or 0) else None


def _embargoes(article: Article) -> Iterator[tuple[Span, str]]:
    """Each embargo: the place to mark, and its words."""
    field = article.field("embargo")
    if article.metadata.embargo:
        first = field or article.headline or next(iter(article.blocks), None)
        if first is not None:
            yield first.span, article.metadata.embargo
    for hit in article.hits(_LIST):
        block = article.block_at(hit.start)
        if block is None or block is field:
            continue
        text, line = article.text, article.text[block.start : hit.start].rpartition("\n")[2]
        opens = not line.strip(_BEFORE)
        if not opens and block.role not in NOT_PROSE and not text[hit.start : hit.end].isupper():
            continue
        end = min(block.end, hit.end + _LINE)
        stop = text.find("\n", hit.end, end)
        words = text[hit.end : stop if stop >= 0 else end]
        words = _clause(words)
        if any(sign.isdigit() for sign in words):
            yield Span(hit.start, hit.end + len(words.rstrip())), words


def _clause(words: str) -> str:
    """The words up to the end of the note: its sentence, its bracket."""
    for stop in (". ", "; ", "] ", " – ", " — "):
        at = words.find(stop)
        if at > 0 and not words[:at].endswith((".m", " m", "a.m", "p.m")):
            words = words[:at]
    return words.rstrip(" .)]*-–—")
