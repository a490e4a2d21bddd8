"""Whether a figure stands in a story a thousand or a million times too large or too small."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.figures import Figure
from compliance.rule import NoOptions, rule
from compliance_plugins.consistency._scales import Pair, pairs
from compliance_plugins.consistency._support import headline_doubts


@rule(
    "consistency/scale-swapped",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    variants=("story", "source"),
    messages={
        "en": {
            "message": "“{figure}” here, “{other}” elsewhere: {factor} times as much",
            "source": "“{figure}” here, “{other}” in the source: {factor} times as much",
            "other": "the same digits on another scale",
            "settle": "find out which scale is right (English billion: a thousand million)",
            "why": "Million and billion differ by a factor of a thousand, and no reader can tell which was meant.",
        },
        "es": {
            "message": "«{figure}» aquí, «{other}» en otra parte: {factor} veces más",
            "source": "«{figure}» aquí, «{other}» en la fuente: {factor} veces más",
            "other": "las mismas cifras en otra escala",
            "settle": "comprobar la escala (un billón son un millón de millones; el billion inglés, mil millones)",
            "why": "De millón a millardo y a billón va un factor de mil, y el lector no sabe cuál se quiso decir.",
        },
    },
    languages=("en", "es"),
    basis=(
        Basis("AP Stylebook", "millions, billions, trillions"),
        Basis("Fundéu", "billón no es lo mismo que billion"),
        Basis("Libro del estilo urgente (EFE)", "cifras: billón"),
    ),
)
def scale_swapped(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags one figure on two scales: million and billion, `billón` and billion, 1.500 and 1,500.

    ## What it flags
    Two figures for the same thing with the same digits, one a thousand or a million times the other: `$2.3 million`
    and `$2.3 billion`, `1.500 people` and `1,500 people` in English; and a figure of the story that a source supplied
    with it gives with the same digits on another scale, as where English *billion* has become `billón`.

    ## Why it matters
    Million and billion differ by a factor of a thousand, and no reader can tell which was meant.

    ## Example
    `The dam will cost $2.3 billion. … Of the $2.3 million, half is borrowed.`

    ## Instead
    `The dam will cost $2.3 billion. … Of the $2.3 billion, half is borrowed.`

    ## Limits
    Only figures with two digits that are no noughts, of one unit or one thing counted, with a word beside both that
    says so (`the $2.3 million`, *fined* and *fine*, *borrow* and *loan*); a headline's figure with one digit where the
    story has none that bears it. A `billón` alone is not asked about: in Spanish it is a million million, and only
    another mention or a source can tell that a thousand million was meant.

    ## Sources
    AP Stylebook, *millions, billions, trillions*; Fundéu and *Libro del estilo urgente* (EFE), *billón*.
    """
    seen: set[int] = set()
    for doubt in article.get(headline_doubts):
        if doubt.against is not None and doubt.scaled:
            seen.add(doubt.against.span.start)
            yield _finding(article, Pair(doubt.counted.figure, doubt.against))
    for pair in pairs(article):
        if pair.figure.span.start not in seen:
            yield _finding(article, pair)


def _finding(article: Article, pair: Pair) -> Finding:
    there = pair.source if pair.source is not None else article
    return scale_swapped.finding(
        pair.figure.span,
        message="source" if pair.source is not None else "message",
        variant="source" if pair.source is not None else "story",
        data={
            "figure": article[pair.figure.span],
            "other": there[pair.other.span],
            "factor": _factor(pair.figure, pair.other),
        },
        labels=[Label(pair.other.span, "other", pair.source)],
        suggestions=[Suggestion("settle", safety=Safety.PLACEHOLDER)],
    )


def _factor(one: Figure, other: Figure) -> int:
    return round(max(one.value, other.value) / min(one.value, other.value))
