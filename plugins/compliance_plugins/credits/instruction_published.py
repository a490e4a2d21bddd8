"""Where desk wording stands in text that a reader will see."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article, Block, Span
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.credits import CreditLine, desk_codes
from compliance.record import Record
from compliance.rule import Need, rule
from compliance_plugins.credits._leaks import Leak, leaks_in, without
from compliance_plugins.credits._sheets import Sheet, sheets


class Options(Record):
    """What the house decides.

    :param internal_products: products whose readers are desks, which need the instructions.
    """

    internal_products: tuple[str, ...] = ("wire",)


@rule(
    "credits/instruction-published",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    variants=("alt", "title"),
    messages={
        "en": {
            "message": "readers will see the agency's instruction {phrases:list} in the {where}",
            "cut": "cut the instruction and keep the credit: {kept}",
            "cut_all": "cut the instruction",
        },
        "es": {
            "message": "el lector verá la instrucción de la agencia {phrases:list} en {where_es}",
            "cut": "quitar la instrucción y conservar el crédito: {kept}",
            "cut_all": "quitar la instrucción",
            "why": "Son palabras de la agencia para la mesa, no para el lector.",
        },
    },
    options=Options,
    lists=("restrictions", "desk-codes", "agencies"),
    needs=(Need.PICTURES,),
    basis=(
        Basis("IPTC Photo Metadata", "Instructions", "https://www.iptc.org/std/photometadata/specification/"),
        Basis("ninjs", "edNote: not intended to be published"),
    ),
)
def instruction_published(article: Article, options: Options) -> Iterable[Finding]:
    """Flags an agency's instructions to editors in a caption, credit, alternative text or title.

    ## What it flags
    MANDATORY CREDIT, EDITORIAL USE ONLY, NO SALES, NO ARCHIVES, lists of countries that are OUT, TPX IMAGES OF
    THE DAY, `SEARCH … FOR THIS STORY`, `See PA story`, `Photo credit should read` and their like, in what a
    reader sees or a screen reader reads aloud (variants `alt` and `title`).

    ## Why it matters
    The words are the agency's to the desk. To a reader they are noise, and they show that nobody read the caption.

    ## Example
    `Rowers at dawn. AFP/ANA RUIZ EDITORIAL USE ONLY/NO SALES`

    ## Instead
    `Rowers at dawn. AFP/ANA RUIZ`, and the instruction in the picture's own field.

    ## Limits
    In an agency's own feed (product `wire`) the words belong there. Upper case only, behind the caption's last
    sentence, and never inside quotation marks: a sign that reads “RUSSIA OUT” is a picture of a sign.

    ## Sources
    IPTC Photo Metadata Standard, *Instructions*; published captions of seven newspapers that kept the words.
    """
    if article.metadata.product in options.internal_products:
        return
    for row in article.get(sheets):
        for where, block, lines in _visible(row):
            leaks = _leaks(article, block, lines)
            if leaks:
                yield _finding(article, where, block, lines, leaks)


def _visible(row: Sheet) -> Iterable[tuple[str, Block, list[CreditLine]]]:
    """Every block of a picture that readers meet, with the credit lines in it."""
    picture = row.picture
    blocks = [("caption", row.caption.block if row.caption else None)]
    if picture is not None:
        blocks += [("credit", picture.credit), ("alt", picture.alt), ("title", picture.title)]
    for where, block in blocks:
        if block:
            yield where, block, [line for line in row.lines if line.origin == where]


def _leaks(article: Article, block: Block, lines: list[CreditLine]) -> list[Leak]:
    found = [leak for line in lines for leak in leaks_in(article.text, line)]
    text = article[block]
    if "OUT" in text or text.upper() != text or not found:
        known = {leak.start for leak in found}
        for code in desk_codes(text, article.lexicon):
            if code.anywhere and block.start + code.start not in known:
                found.append(Leak(block.start + code.start, block.start + code.end, ""))
    return sorted(found)


def _finding(article: Article, where: str, block: Block, lines: list[CreditLine], leaks: list[Leak]) -> Finding:
    span = Span(leaks[0].start, max(leak.end for leak in leaks))
    edit = without(article.text, block.span, leaks)
    head = max((line.span.start for line in lines if line.span.start <= leaks[0].start), default=block.start)
    kept = (article.text[min(head, edit.span.start) : edit.span.start] + edit.text).strip()
    names = {"caption": "pie de foto", "credit": "el crédito", "alt": "el texto alternativo", "title": "el título"}
    return instruction_published.finding(
        span,
        variant=where if where in ("alt", "title") else None,
        data={
            "phrases": [article.text[leak.start : leak.end].rstrip(" .") for leak in leaks],
            "where": {"alt": "alternative text", "title": "title attribute"}.get(where, where),
            "where_es": {"caption": "el pie de foto"}.get(where, names[where]),
            "kept": kept,
        },
        suggestions=[Suggestion("cut" if kept else "cut_all", (edit,), Safety.UNSAFE)],
    )
