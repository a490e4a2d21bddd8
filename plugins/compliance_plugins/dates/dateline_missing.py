"""Whether the story has its dateline, in the house's form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Severity
from compliance.language.datelines import Dateline, dateline
from compliance.language.dates import date_grammar
from compliance.record import Record
from compliance.rule import rule

Part = Literal["place", "date", "agency"]


class Options(Record):
    """What the house decides.

    :param products: in which products a story needs a dateline; the empty name is a story that does not say.
    :param parts: what the dateline must have.
    :param sections: further sections whose stories need none.
    """

    products: tuple[str, ...] = ("wire", "newspaper", "syndication")
    parts: tuple[Part, ...] = ("place",)
    sections: tuple[str, ...] = ()


@rule(
    "dates/dateline-missing",
    kind=Kind.REVIEW,
    severity=Severity.NOTE,
    variants=("part",),
    messages={
        "en": {
            "message": "the story has no dateline",
            "no_place": "the dateline names no place",
            "no_date": "the dateline has no date",
            "no_agency": "the dateline names no agency",
        },
        "es": {
            "message": "la noticia no lleva data",
            "no_place": "la data no dice el lugar",
            "no_date": "la data no dice el día",
            "no_agency": "la data no nombra la agencia",
            "why": "La data dice de dónde viene la noticia y desde qué día se cuenta «el martes».",
        },
    },
    options=Options,
    languages=("en", "es"),
    basis=(Basis("AP Stylebook", "datelines"), Basis("Libro del estilo urgente (EFE)", "la data")),
)
def dateline_missing(article: Article, options: Options) -> Iterable[Finding]:
    """Flags a news story without a dateline, or with one that lacks a part the house asks for.

    ## What it flags
    A story of at least two paragraphs that does not open with place (and date, and agency, where the house wants
    them), in the products that need one. In a story that does not say its product, a dateline that lacks such a part.

    ## Why it matters
    The dateline tells the reader where the news comes from, and from which day `on Tuesday` is counted.

    ## Example
    `The finance ministers met on Tuesday …`

    ## Instead
    `LISBON, April 18 — The finance ministers met on Tuesday …`

    ## Limits
    Opinion, features, interviews and live pages need none; they are known by their section. Web sites rarely use
    datelines, so the default leaves them out, and with them the stories that do not say what they are for.

    ## Sources
    Agency stylebooks on datelines.
    """
    product = article.metadata.product
    if (product and product not in options.products) or _exempt(article, options):
        return
    line = article.get(dateline)
    if line is None and product not in options.products:
        return
    body = article.body
    if len(body) < 2:
        return
    if line is None:
        yield dateline_missing.finding(Span(body[0].start, body[0].start))
        return
    for part in options.parts:
        if not _has(line, part):
            yield dateline_missing.finding(line.span, message=f"no_{part}", variant="part")


def _has(line: Dateline, part: Part) -> bool:
    if part == "place":
        return bool(line.places)
    return line.date_span is not None if part == "date" else line.agency is not None


def _exempt(article: Article, options: Options) -> bool:
    section = article.metadata.section.casefold()
    if not section:
        return False
    words = article.get(date_grammar)
    known = words.words["no_dateline_sections"] if words is not None else frozenset()
    parts = {section, *section.replace("/", " ").replace("-", " ").split()}
    return bool(parts & (known | {name.casefold() for name in options.sections}))
