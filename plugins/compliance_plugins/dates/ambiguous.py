"""Whether a reader elsewhere, or on a later day, knows which day is meant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from compliance.article import Article, Role, Span
from compliance.finding import Basis, Finding, Kind, Severity, Suggestion
from compliance.language.dates import DateMention, date_grammar, dates, numbered_dates
from compliance.language.dates_grammar import Grammar
from compliance.record import Record
from compliance.rule import rule
from compliance_plugins.dates._quoted import quoted


class Options(Record):
    """What the house decides.

    :param lasting: products that stay online, where `yesterday` will soon be another day.
    :param figures: whether all-figure dates that can be read two ways are flagged.
    """

    lasting: tuple[str, ...] = ("website",)
    figures: bool = True


@rule(
    "dates/ambiguous",
    kind=Kind.REVIEW,
    severity=Severity.NOTE,
    variants=("figures", "relative"),
    messages={
        "en": {
            "message": "{text} can be {one:date} or {other:date}",
            "relative": "“{text}” will be another day when the page is read later",
            "spell_out": "write the month as a word",
            "give_date": "add the date: {one:date}",
            "name_day": "name the day",
            "why_figures": "04/05 is 4 May in one country and 5 April in another.",
            "why_relative": "Who reads the page next week counts from another day.",
        },
        "es": {
            "message": "{text} puede ser {one:date} o {other:date}",
            "relative": "«{text}» será otro día cuando la página se lea después",
            "spell_out": "escribir el mes con letras",
            "give_date": "añadir la fecha: {one:date}",
            "name_day": "precisar el día",
            "why_figures": "04/05 es el 4 de mayo en un país y el 5 de abril en otro.",
            "why_relative": "Quien lea la página la semana próxima contará desde otro día.",
            "why": "El lector de otro país o de otro día lee otra fecha.",
        },
    },
    options=Options,
    languages=("en", "es"),
    basis=(Basis("BBC News Style Guide", "dates"), Basis("Fundéu", "escritura de fechas")),
)
def ambiguous(article: Article, options: Options) -> Iterable[Finding]:
    """Flags dates that two readers can take for two days.

    ## What it flags
    All-figure dates such as 04/05/2023, and `yesterday`, `tomorrow`, `last Tuesday` in a product that stays online.

    ## Why it matters
    04/05 is 4 May in one country and 5 April in another. Who reads the page next week counts `yesterday` from another
    day.

    ## Example
    `The law of 04/05/2023 … `

    ## Instead
    `The law of 4 May 2023 …`

    ## Limits
    Not inside quotations; figures that can be read one way only (16/04/2023, 2023-04-16) are left alone. Each
    is flagged once a story.

    ## Sources
    Broadcasters' and agencies' guides on dates.
    """
    lasting = article.metadata.product in options.lasting
    words = article.get(date_grammar)
    if words is None:
        return
    vague = words.words["vague_online"]
    seen: set[str] = set()
    for mention in article.get(dates if lasting else numbered_dates):
        figures = options.figures and mention.written.other is not None and mention.written.year is not None
        if not figures and not (lasting and _relative(article, mention, vague)):
            continue
        span = Span(*mention.span) if figures else _with_its_word(article, mention, words)
        text = " ".join(article[span].split())
        if text.casefold() in seen or quoted(article, span):
            continue
        seen.add(text.casefold())
        yield _figures(article, mention) if figures else _word(mention, span, text)


def _figures(article: Article, mention: DateMention) -> Finding:
    written = mention.written
    month, day = written.other or (1, 1)
    data = {
        "text": article[mention.span],
        "one": mention.value,
        "other": date(written.year or 2000, month, day).isoformat(),
    }
    return ambiguous.finding(Span(*mention.span), variant="figures", data=data, suggestions=(Suggestion("spell_out"),))


def _relative(article: Article, mention: DateMention, vague: frozenset[str]) -> bool:
    block = article.block_at(mention.span.start)
    if block is not None and block.role in (Role.DATELINE, Role.COMMENT):
        return False
    if mention.kind == "weekday":
        return mention.written.shift in (-1, 1)
    return mention.written.kind == "word" and article[mention.span].casefold() in vague


def _with_its_word(article: Article, mention: DateMention, words: Grammar) -> Span:
    """A weekday with the word beside it that says which one: *last Tuesday*, *martes pasado*."""
    start, end = mention.span
    text = article.text
    before = text[max(0, start - 14) : start].split()
    if mention.kind == "weekday" and before and before[-1].lower() in words.numbers["shift"]:
        return Span(text.rindex(before[-1], 0, start), end)
    after = text[end : end + 14].split()
    if mention.kind == "weekday" and after and after[0].strip(".,;:").lower() in words.numbers["shift_after"]:
        return Span(start, text.index(after[0], end) + len(after[0].rstrip(".,;:")))
    return Span(start, end)


def _word(mention: DateMention, span: Span, text: str) -> Finding:
    data = {"text": text, "one": mention.value}
    known = mention.day is not None
    return ambiguous.finding(
        span,
        message="relative",
        variant="relative",
        data=data,
        suggestions=(Suggestion("give_date" if known else "name_day"),),
    )
