"""Whether what advertises a story, or describes its pictures, says what the story says."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.rule import NoOptions, rule
from compliance_plugins.consistency._names import teaser_names
from compliance_plugins.consistency._teasers import teaser_doubts, untold_deaths


@rule(
    "consistency/teaser-mismatch",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    variants=("figure", "unsupported", "name", "death"),
    messages={
        "en": {
            "message": "“{figure}” here, “{told}” in the story",
            "unsupported": "the story never gives this text's “{figure}”",
            "name": "the story never names “{name}”",
            "spelt": "“{name}” here, “{told}” in the story",
            "death": "“{verb}” here; the story tells of nobody's death",
            "told": "what the story has",
            "settle": "bring this text up to the story",
            "why": "It is what most people see of the story, and nobody reads it again when the story changes.",
        },
        "es": {
            "message": "«{figure}» aquí, «{told}» en el texto",
            "unsupported": "el texto no da en ninguna parte «{figure}»",
            "name": "el texto no nombra en ninguna parte a «{name}»",
            "spelt": "«{name}» aquí, «{told}» en el texto",
            "death": "aquí «{verb}»; el texto no habla de ninguna muerte",
            "told": "lo que dice el texto",
            "settle": "poner este texto al día con la noticia",
            "why": "Es lo que muestran buscadores, teléfonos y amigos, y nadie lo relee cuando la noticia cambia.",
        },
    },
    languages=("en", "es"),
    basis=(
        Basis("BBC Editorial Guidelines", "accuracy: headlines, alerts and social media posts"),
        Basis("IPSO Editors' Code of Practice", "1 (i) accuracy: headlines not supported by the text"),
    ),
)
def teaser_mismatch(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags a teaser, or an alternative text, whose figures or people are not the story's.

    ## What it flags
    In the title for search engines, the push alert, the social text, the newsletter line and the address (`teasers`), a
    figure that the story gives with another value or never gives, and a person whom the story never names or spells
    otherwise, and somebody's death where the story tells of none; in an alternative text, a figure that the story gives
    with another value, and a name that it spells otherwise.

    ## Why it matters
    It is what search engines, telephones and friends show, and nobody reads it again when the story changes.

    ## Example
    `push: Twelve dead as bridge falls` with a story that has 13.

    ## Instead
    `push: Thirteen dead as bridge falls`

    ## Limits
    As `consistency/figure-mismatch` and `consistency/headline-unsupported`: rounding, sums and differences are found.
    In an address only a number beside a word for the dead, injured, arrested or missing counts, and a surname behind a
    first name that the story has. Of a death only a verb speaks (`dies`, `muere`), and any word of death in the story
    bears it, whoever it is that died.

    ## Sources
    BBC Editorial Guidelines, *accuracy*; IPSO Editors' Code of Practice, clause 1 (i).
    """
    for doubt in teaser_doubts(article):
        figure, against = doubt.counted.figure, doubt.against
        place = figure.span
        yield teaser_mismatch.finding(
            place,
            message="message" if against is not None else "unsupported",
            variant="figure" if against is not None else "unsupported",
            data={"figure": article[place], "told": article[against.span] if against is not None else ""},
            labels=[Label(against.span, "told")] if against is not None else [],
            suggestions=[Suggestion("settle", safety=Safety.PLACEHOLDER)],
        )
    for span, told in teaser_names(article):
        yield teaser_mismatch.finding(
            span,
            message="name" if told is None else "spelt",
            variant="name",
            data={"name": article[span], "told": article[told] if told is not None else ""},
            labels=[Label(told, "told")] if told is not None else [],
            suggestions=[Suggestion("settle", safety=Safety.PLACEHOLDER)],
        )
    for verb in untold_deaths(article):
        yield teaser_mismatch.finding(
            verb,
            message="death",
            variant="death",
            data={"verb": article[verb]},
            suggestions=[Suggestion("settle", safety=Safety.PLACEHOLDER)],
        )
