"""Whether a story says what its acronyms are short for, and says it in one way."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.record import Record
from compliance.rule import Need, rule
from compliance_plugins.consistency._acronyms import BODIES, LIST, spelt_twice, unexplained


class Options(Record):
    """What a house can set.

    :param known: acronyms that its readers know, beside the list ``familiar-acronyms``.
    """

    known: tuple[str, ...] = ()


@rule(
    "consistency/acronym",
    kind=Kind.REVIEW,
    severity=Severity.NOTE,
    messages={
        "en": {
            "message": "The story does not say what {acronym} is short for",
            "spell": "spell {acronym} out where it stands first",
            "why": "A reader who does not know it stops there, or leaves.",
            "twice": "{acronym} is short for “{form}” here, for “{other}” elsewhere",
            "other": "here it is “{other}”",
            "settle": "find out what {acronym} is short for and write that everywhere",
            "why_twice": "One of the two is not the name of the body.",
        },
        "es": {
            "message": "La noticia no dice qué significa {acronym}",
            "spell": "desarrollar {acronym} la primera vez",
            "why": "El lector que no la conoce se para ahí, o se va.",
            "twice": "{acronym} es aquí «{form}» y en otra parte «{other}»",
            "other": "aquí dice «{other}»",
            "settle": "comprobar qué significa {acronym} y escribirlo así en todo el texto",
            "why_twice": "Uno de los dos no es el nombre del organismo.",
        },
    },
    variants=("unexplained", "twice"),
    options=Options,
    languages=("en", "es"),
    lists=(LIST, BODIES),
    needs=(Need.LANGUAGE,),
    basis=(
        Basis("AP Stylebook", "abbreviations and acronyms"),
        Basis("BBC News Style Guide", "abbreviations"),
        Basis("Libro del estilo urgente (EFE)", "siglas y acrónimos"),
    ),
)
def acronym(article: Article, options: Options) -> Iterable[Finding]:
    """Flags an acronym that the story never spells out, or spells out in two ways.

    ## What it flags
    An acronym of three to six letters that names a body (behind an article: `the FHB said`, `según la FHB`) and that
    the story neither spells out nor explains; and one of which it gives two long forms: `the Federation of Harbour
    Bakers (FHB)` and `the Forum of Harbour Bakers (FHB)`.

    ## Why it matters
    A reader who does not know it stops there, or leaves. Of two long forms, one is not the name of the body.

    ## Example
    `The FHB said on Monday that bread would cost more.`

    ## Instead
    `The Federation of Harbour Bakers (FHB) said on Monday that bread would cost more.`

    ## Limits
    What a general reader knows (`BBC`, `UNESCO`, `PIB`) is the vocabulary list `familiar-acronyms`; what the readers of
    a house or a page know beside it goes into the option `known`. Agencies and outlets are known. Acronyms without an
    article are as often names of firms, and are left alone, as are two letters. A long form of which the letters are
    not the first ones of its words is seen only where the acronym stands beside it, in brackets or between commas.

    ## Sources
    AP Stylebook, *abbreviations and acronyms*; BBC News Style Guide, *abbreviations*; Libro del estilo urgente (EFE),
    *siglas y acrónimos*.
    """
    for word, span in unexplained(article, options.known):
        spell = Suggestion("spell", safety=Safety.PLACEHOLDER)
        yield acronym.finding(span, variant="unexplained", data={"acronym": word}, suggestions=[spell])
    for word, first, second in spelt_twice(article):
        yield acronym.finding(
            second,
            message="twice",
            variant="twice",
            data={"acronym": word, "form": article[second], "other": article[first]},
            labels=[Label(first, "other")],
            suggestions=[Suggestion("settle", safety=Safety.PLACEHOLDER)],
        )
