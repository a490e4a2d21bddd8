"""Whether the same count stands in a story with two values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.figures import Figure
from compliance.rule import NoOptions, rule
from compliance_plugins.consistency._support import Doubt, headline_doubts, standfirst_doubts, told_often
from compliance_plugins.consistency._tolls import tolls


@rule(
    "consistency/figure-mismatch",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    variants=("headline", "standfirst", "story"),
    messages={
        "en": {
            "message": "“{figure}” here, “{other}” elsewhere in the story",
            "other": "for the same thing the story has this figure here",
            "settle": "find out which is right and give one figure everywhere",
            "why": "One of the two is wrong or out of date, and a reader who sees both believes neither.",
        },
        "es": {
            "message": "«{figure}» aquí, «{other}» en otra parte del texto",
            "other": "aquí el texto da esta cifra para lo mismo",
            "settle": "comprobar cuál es la buena y dar una sola cifra en todo el texto",
            "why": "Una de las dos está mal o es anterior, y el lector que ve ambas no cree ninguna.",
        },
    },
    languages=("en", "es"),
    basis=(
        Basis("Reuters Handbook of Journalism", "accuracy: numbers; headlines match the story"),
        Basis("BBC Editorial Guidelines", "accuracy: checking facts and statistics"),
        Basis("Libro del estilo urgente (EFE)", "cifras"),
    ),
)
def figure_mismatch(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags a count, a sum of money or a share that a story gives with two values.

    ## What it flags
    A figure of the headline or standfirst that the story does not give, where the story gives the same thing with
    another value: `12 dead` over `killed 13 people`, `$41m` over `$14m`. In the story itself, two counts of the same
    dead, injured, arrested or missing, where the later one plainly means the people of the lead (`the 13 dead`, `a
    death toll of 13`, a caption). The place is the form that stands there less often, on a tie the later one.

    ## Why it matters
    One of the two is wrong or out of date, and a reader who sees both believes neither.

    ## Example
    Headline `Bridge collapse kills 12` over `Thirteen people died when a bridge fell on Monday.`

    ## Instead
    Headline `Bridge collapse kills 13`

    ## Limits
    Silent where one figure rounds the other in the digits it shows (`$14m` of $14.5m), where *about*, *more than* or
    *up to* leave room, for sums and differences of the story's own figures, for parts (`including`, `of whom`),
    earlier counts, fears and forecasts, and where a later count is somebody's statement or has a place, a name or a
    date that the lead has not. Durations and ages are not compared here.

    ## Sources
    Reuters Handbook of Journalism and BBC Editorial Guidelines, on accuracy; *Libro del estilo urgente* (EFE), on
    figures. What is compared, and when two figures agree, is this program's own.
    """
    for variant, doubt in _doubts(article):
        against = doubt.against
        if against is not None and not doubt.scaled:
            stated = doubt.counted.figure
            place, other = (stated, against) if told_often(article, against) else (against, stated)
            yield _finding(article, variant, place, other)
    for toll in tolls(article):
        yield _finding(article, "story", toll.counted.figure, toll.lead)


def _doubts(article: Article) -> Iterator[tuple[str, Doubt]]:
    for doubt in article.get(headline_doubts):
        yield "headline", doubt
    for doubt in standfirst_doubts(article):
        yield "standfirst", doubt


def _finding(article: Article, variant: str, place: Figure, other: Figure) -> Finding:
    return figure_mismatch.finding(
        place.span,
        variant=variant,
        data={"figure": article[place.span], "other": article[other.span]},
        labels=[Label(other.span, "other")],
        suggestions=[Suggestion("settle", safety=Safety.PLACEHOLDER)],
    )
