"""Where a picture's use depends on something that nobody said of the story."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Label, Severity
from compliance.language.credits import Restriction
from compliance.rule import Need, rule
from compliance_plugins.credits._sheets import sheets
from compliance_plugins.credits._uses import IGNORED, decide
from compliance_plugins.credits.restriction_breached import PAID_SECTIONS


@rule(
    "credits/restricted-picture",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "the picture's use is restricted: {clauses:list}",
            "clause": "also restricted here",
            "ask_sponsored": "editorial use only: is the story paid matter? (`sponsored`)",
            "ask_sold": "no sales: will the story be sold on? (`product`)",
            "ask_territories": "countries are excluded: where is the story published? (`territories`)",
            "ask_channels": "channels are excluded: through which does the story go? (`channels`)",
            "ask_product": "kinds of publication are excluded: what is this one? (`product`)",
            "ask_until": "use is limited in time: when was the picture sent, and for how long may it be used?",
            "ask_published": "use is limited in time: when is the story published? (`published`)",
            "ask_once": "one use only: has the picture been used before?",
            "ask_other": "see that the use keeps to the instruction",
        },
        "es": {
            "message": "el uso de la imagen está restringido: {clauses:list}",
            "clause": "otra restricción",
            "ask_sponsored": "solo uso editorial: ¿es contenido pagado? (`sponsored`)",
            "ask_sold": "sin venta: ¿se venderá la información? (`product`)",
            "ask_territories": "hay países excluidos: ¿dónde se publica? (`territories`)",
            "ask_channels": "hay canales excluidos: ¿por cuáles sale? (`channels`)",
            "ask_product": "hay publicaciones excluidas: ¿cuál es esta? (`product`)",
            "ask_until": "el uso tiene plazo: ¿cuándo se transmitió la imagen y hasta cuándo puede usarse?",
            "ask_published": "el uso tiene plazo: ¿cuándo se publica? (`published`)",
            "ask_once": "un solo uso: ¿se ha usado ya la imagen?",
            "ask_other": "comprobar que el uso respeta la instrucción",
            "why": "La cláusula obliga a quien publica, se la haya mostrado su sistema o no.",
        },
    },
    lists=("restrictions", "territories"),
    needs=(Need.PICTURES,),
    uses=("clock",),
    basis=(Basis("IPTC Photo Metadata", "Instructions", "https://www.iptc.org/std/photometadata/specification/"),),
)
def restricted_picture(article: Article, options: object) -> Iterable[Finding]:
    """Flags a restricted picture whose use cannot be decided from what is known of the story.

    ## What it flags
    A picture with clauses such as EDITORIAL USE ONLY, NO SALES, NO ARCHIVES, `GERMANY OUT` or DO NOT OBSCURE LOGO
    that nothing known of the story decides. One finding a picture; it lists each clause and what it asks.

    ## Why it matters
    The desk that publishes is bound by the clause, whether or not its system showed it.

    ## Example
    A picture `EDITORIAL USE ONLY/NO SALES` in a story of which neither `sponsored` nor `product` is known.

    ## Instead
    Say what the story is: `sponsored: false`, `product: website`, `territories: [ES]`.

    ## Limits
    | clause | open | allowed | breached |
    |---|---|---|---|
    | EDITORIAL USE ONLY | `sponsored` unset | `sponsored: false` | `sponsored: true` |
    | NO SALES | `product` unset or wire | website, newspaper, magazine, newsletter | syndication |
    | country OUT | `territories` unset | no overlap | overlap |
    | channel OUT | `channels` unset | not among them | among them |
    | NO ARCHIVES, until, days | days or transmission unknown | within | past |

    MANDATORY CREDIT alone is no restriction. What is breached is `credits/restriction-breached`'s.

    ## Sources
    IPTC Photo Metadata Standard, *Instructions*, *Rights Usage Terms*; agencies' special instructions.
    """
    for row in article.get(sheets):
        open_clauses: list[tuple[Restriction, str]] = []
        for clause, _ in row.restrictions():
            if clause.kind in IGNORED:
                continue
            use = decide(article, row.picture, clause, PAID_SECTIONS)
            if use.outcome == "open":
                open_clauses.append((clause, use.ask))
        if open_clauses:
            yield _finding(article, open_clauses)


def _finding(article: Article, found: list[tuple[Restriction, str]]) -> Finding:
    found.sort(key=lambda pair: pair[0].start)
    home = article.block_at(found[0][0].start)
    together = [clause for clause, _ in found if article.block_at(clause.start) is home]
    apart = [clause for clause, _ in found if article.block_at(clause.start) is not home]
    return restricted_picture.finding(
        Span(together[0].start, max(clause.end for clause in together)),
        data={
            "clauses": [article.text[clause.start : clause.end] for clause, _ in found],
            "kinds": [clause.kind for clause, _ in found],
        },
        labels=[Label(Span(clause.start, clause.end), "clause") for clause in apart],
        notes=tuple(dict.fromkeys(ask for _, ask in found)),
    )
