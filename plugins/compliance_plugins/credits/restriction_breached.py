"""Where a use is made that a picture's restriction forbids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Label, Severity
from compliance.language.credits import Restriction
from compliance.record import Record
from compliance.rule import Need, rule
from compliance.sighting import Match, Sighted, Told
from compliance_plugins.credits._once import use, used_again
from compliance_plugins.credits._sheets import Sheet, sheets
from compliance_plugins.credits._uses import IGNORED, Use, decide

PAID_SECTIONS = (
    "advertorial",
    "advertising",
    "advertisement",
    "advertisement feature",
    "branded",
    "branded content",
    "brand studio",
    "sponsored",
    "sponsored content",
    "paid content",
    "paid post",
    "partner content",
    "commercial",
    "publicidad",
    "publirreportaje",
    "contenido patrocinado",
    "patrocinado",
    "contenido de marca",
    "anzeige",
    "publicité",
)


class Options(Record):
    """What the house decides.

    :param paid_sections: sections whose stories are paid matter, lower case.
    """

    paid_sections: tuple[str, ...] = PAID_SECTIONS


def _compared(uses: Sequence[Sighted], options: Options) -> Iterable[Match]:
    return used_again(uses)


@rule(
    "credits/restriction-breached",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    variants=("editorial", "sales", "territory", "channel", "time", "once"),
    messages={
        "en": {
            "message": "“{clause}” forbids this use",
            "editorial": "“{clause}”, and the story is paid matter",
            "sales": "“{clause}”, and the story is sold ({facts})",
            "territory": "“{clause}”, and the story is published in {facts}",
            "channel": "“{clause}”, and the story goes out by {facts}",
            "time": "“{clause}”: the picture could be used until {facts:date}",
            "once": "“{clause}”, and {facts} uses the picture, too",
            "place": "what decides it",
            "first_use": "the first use",
            "the_clause": "the clause",
        },
        "es": {
            "message": "«{clause}» prohíbe este uso",
            "editorial": "«{clause}», y es contenido pagado",
            "sales": "«{clause}», y la información se vende ({facts})",
            "territory": "«{clause}», y se publica en {facts}",
            "channel": "«{clause}», y sale por {facts}",
            "time": "«{clause}»: la imagen podía usarse hasta el {facts:date}",
            "once": "«{clause}», y también usa la imagen {facts}",
            "place": "lo que lo decide",
            "first_use": "el primer uso",
            "the_clause": "la restricción",
            "why": "Incumple la licencia, y la agencia o el fotógrafo pueden pedir daños.",
        },
    },
    options=Options,
    lists=("restrictions", "territories"),
    needs=(Need.PICTURES,),
    uses=("clock",),
    compare=_compared,
    basis=(
        Basis("IPTC Photo Metadata", "Rights Usage Terms", "https://www.iptc.org/std/photometadata/specification/"),
        Basis("AP Stylebook", "handout codes HOGP and HONS"),
    ),
)
def restriction_breached(article: Article, options: Options) -> Iterable[Told]:
    """Flags a picture used in a way that its own restriction forbids.

    ## What it flags
    EDITORIAL USE ONLY in paid matter, NO SALES in a syndicated story, `GERMANY OUT` in a story published in
    Germany, NO MOBILE PUSH ALERTS in one that is pushed, and a picture used (or still live) after its last day
    or after the days that its instructions allow from transmission. Where several stories are checked together, a
    picture for ONE TIME USE in every story but the first that has it (variant `once`).

    ## Why it matters
    It is a breach of the licence, and the agency or the photographer can ask for damages.

    ## Example
    `GERMANY OUT` in a story with `territories: [DE, AT]`

    ## Instead
    Another picture; or an edition without it where the clause holds.

    ## Limits
    What cannot be decided is `credits/restricted-picture`'s. `NO ARCHIVES` is decided only with a number of days
    and the day of transmission. ONE TIME USE is judged only among the stories that are checked together; a picture is
    known again by its identifier, the path of its file, or a file name that is a number of nine digits or more.
    A story and its update (the same `id`) are one use.

    ## Sources
    IPTC Photo Metadata Standard, *Instructions*, *Rights Usage Terms*; AP handout codes with their fourteen days.
    """
    for row in article.get(sheets):
        if (once := use(article, row)) is not None:
            yield once
        for clause, _ in row.restrictions():
            if clause.kind in IGNORED:
                continue
            judged = decide(article, row.picture, clause, options.paid_sections)
            if judged.outcome == "breached":
                yield _finding(article, row, clause, judged)


def _finding(article: Article, row: Sheet, clause: Restriction, use: Use) -> Finding:
    variant = "time" if use.late else _VARIANTS.get(clause.kind, "time")
    field = article.field(_FIELDS[variant])
    return restriction_breached.finding(
        Span(clause.start, clause.end),
        message=variant,
        variant=variant,
        data={"clause": article.text[clause.start : clause.end], "facts": use.facts, "kind": clause.kind},
        labels=[Label(field.span, "place")] if field else [],
    )


_VARIANTS = {
    "editorial-use-only": "editorial",
    "no-advertising": "editorial",
    "no-sales": "sales",
    "no-licensing": "sales",
    "territory-out": "territory",
    "territory-only": "territory",
    "channel-out": "channel",
    "product-out": "channel",
}
_FIELDS = {
    "editorial": "sponsored",
    "sales": "product",
    "territory": "territories",
    "channel": "channels",
    "time": "published",
}
