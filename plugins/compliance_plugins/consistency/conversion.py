"""Whether a quantity that a story gives in two units is one quantity."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.rule import Need, NoOptions, rule
from compliance_plugins.consistency._conversions import written, wrong_conversions


@rule(
    "consistency/conversion",
    kind=Kind.FAIL,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "“{first}” is about {right}, not “{second}”",
            "first": "converted from this",
            "settle": "work it out again; one of the two figures is wrong",
            "why": "Readers use the unit they know, so half of them are told something false.",
        },
        "es": {
            "message": "«{first}» son unos {right}, no «{second}»",
            "first": "la cifra de la que se parte",
            "settle": "volver a calcularlo; una de las dos cifras está mal",
            "why": "Cada lector mira la unidad que conoce, así que la mitad recibe un dato falso.",
        },
    },
    languages=("en", "es"),
    needs=(Need.DIGITS,),
    basis=(
        Basis("BIPM", "The International System of Units (SI)", "https://www.bipm.org/en/publications/si-brochure"),
        Basis("AP Stylebook", "metric system: conversions"),
        Basis("Reuters Handbook of Journalism", "conversions"),
    ),
)
def conversion(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags a quantity given in two units that do not agree: `10 miles (12 km)`, `100 °F (50 °C)`.

    ## What it flags
    A length, area, volume, weight, speed or temperature with its conversion in brackets, where the two cannot be one
    quantity whatever was rounded.

    ## Why it matters
    Readers use the unit they know, so half of them are told something false.

    ## Example
    `The pipe is 10 miles (12 km) long.`

    ## Instead
    `The pipe is 10 miles (16 km) long.`

    ## Limits
    Room is left for the digits that each figure shows, 4 per cent more, and 12 per cent where a figure is round or
    said to be about right; a temperature may be a difference (`a rise of 2 °C (3.6 °F)`). A ton and a gallon may be
    any of those that are called so. Rates (`miles per gallon`) and currencies, whose rate the story seldom gives, are
    not worked out.

    ## Sources
    The units' sizes are those of the SI and of the international yard and pound, taken from the library pint. AP
    Stylebook, *metric system*.
    """
    for found in wrong_conversions(article):
        comma = article.get(story_language) == "es"
        right = written(found.right, found.second.step)
        if comma:
            right = right.translate(str.maketrans(",.", ".,"))
        yield conversion.finding(
            found.second.span,
            data={"first": article[found.first.span], "second": article[found.second.span], "right": right},
            labels=[Label(found.first.span, "first")],
            suggestions=[Suggestion("settle", safety=Safety.PLACEHOLDER)],
        )
