"""Whether the story bears what its headline says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from compliance.article import BODY, Article
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.record import Record
from compliance.rule import AtLeast, rule
from compliance_plugins.consistency._names import headline_names
from compliance_plugins.consistency._support import headline_doubts


class Options(Record):
    """When there is a story to compare with.

    :param min_body: words that the body must have; fewer are no story but what is left of one (a teaser, a brief).
    """

    min_body: Annotated[int, AtLeast(0)] = 8


@rule(
    "consistency/headline-unsupported",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    variants=("figure", "name"),
    messages={
        "en": {
            "message": "the story never gives the headline's “{figure}”",
            "name": "the story never names the headline's “{name}”",
            "bear": "give the figure in the story, or take it out of the headline",
            "name_it": "name this person in the story, or take the name out of the headline",
            "why": "The headline is all that most readers see: what it says, the story must bear.",
        },
        "es": {
            "message": "el texto no da en ninguna parte la cifra del título, «{figure}»",
            "name": "el texto no nombra en ninguna parte a «{name}», que está en el título",
            "bear": "dar la cifra en el texto o quitarla del título",
            "name_it": "nombrar a esta persona en el texto o quitarla del título",
            "why": "La mayoría de los lectores solo ve el título: lo que dice debe estar en el texto.",
        },
    },
    options=Options,
    languages=("en", "es"),
    basis=(
        Basis("Reuters Handbook of Journalism", "headlines: supported by the story"),
        Basis("BBC News Style Guide", "headlines"),
        Basis("IPSO Editors' Code of Practice", "1 (i) accuracy: headlines not supported by the text"),
    ),
)
def headline_unsupported(article: Article, options: Options) -> Iterable[Finding]:
    """Flags a figure or a person in the headline that the story never gives.

    ## What it flags
    A count of ten or more, a sum of money or a share that stands in the headline and that no figure of the story is,
    rounds to or adds up to. And a person's name of which the story, its standfirst and captions have no word: a full
    name, a surname behind a title or before a verb of saying, a single name in the middle of the headline, behind its
    colon, or at its beginning where somebody acts right behind it (`Orme vows`, `Orme to quit`, `Orme's`).

    ## Why it matters
    The headline is all that most readers see: what it says, the story must bear.

    ## Example
    Headline `Ferry firm to cut 340 jobs` over a story that gives no number; `Mayor Orme opens bridge` over one in which
    the mayor is called Solvang.

    ## Instead
    `The firm, which employs 2,100, said 340 of them would go by June.`

    ## Limits
    Where the story gives the same thing with another value, `consistency/figure-mismatch` speaks instead. Counts
    below ten may be told by naming; a list's number (`12 ways to …`) is told by listing; sums, differences and shares
    that the story's figures make are found. Durations, ages, measures, years and
    the numbers of names are not asked for. A name is given by its surname, in another transliteration too; one that is
    only misspelt is `consistency/name-spelling`'s. Where headlines give every word a capital, and in one of capitals
    alone, single names are not known from other words; nor is a first word before anything but such a verb. Places,
    clubs, firms and plurals are not asked for.

    ## Sources
    Reuters Handbook of Journalism, *headlines*; IPSO Editors' Code of Practice, clause 1 (i): headlines not supported
    by the text.
    """
    doubts = [doubt for doubt in article.get(headline_doubts) if doubt.against is None]
    names = headline_names(article)
    if not (doubts or names) or _length(article) < options.min_body:
        return
    for place in names:
        yield headline_unsupported.finding(
            place,
            message="name",
            variant="name",
            data={"name": article[place]},
            suggestions=[Suggestion("name_it", safety=Safety.PLACEHOLDER)],
        )
    for doubt in doubts:
        place = doubt.counted.figure.span
        yield headline_unsupported.finding(
            place,
            variant="figure",
            data={"figure": article[place]},
            suggestions=[Suggestion("bear", safety=Safety.PLACEHOLDER)],
        )


def _length(article: Article) -> int:
    return sum(len(article[block].split()) for block in article.blocks if block.role in BODY)
