"""Whether paid matter tells its readers that it is."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.rule import NoOptions, rule
from compliance_plugins.metadata._paid_labels import LIST, is_labelled


@rule(
    "metadata/sponsored-undisclosed",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "the story is paid matter, and nothing tells its readers",
            "label": "put a label above the headline: “Advertisement feature”, “Sponsored by …”",
            "why": "Readers take what looks like news for news; the law forbids selling them that trust unlabelled.",
        },
        "es": {
            "message": "es contenido pagado, y nada se lo dice al lector",
            "label": "poner una etiqueta sobre el título: «Contenido patrocinado», «Patrocinado por …»",
            "why": "El lector toma por noticia lo que lo parece; la ley prohíbe la publicidad encubierta.",
        },
    },
    lists=(LIST,),
    basis=(
        Basis("CAP Code", "2.1–2.4", "https://www.asa.org.uk/type/non_broadcast/code_section/02.html"),
        Basis(
            "FTC, Native Advertising",
            url="https://www.ftc.gov/business-guidance/resources/native-advertising-guide-businesses",
        ),
        Basis("Directive 2005/29/EC", "annex I, no. 11", "https://eur-lex.europa.eu/eli/dir/2005/29/oj"),
        Basis("Ley 3/1991 de Competencia Desleal", "artículo 26", "https://www.boe.es/eli/es/l/1991/01/10/3/con"),
    ),
)
def sponsored_undisclosed(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags paid matter that does not say so to its readers.

    ## What it flags
    A story whose record says `sponsored: true`, where neither a line of the story, nor its section, nor a label in its
    record (`label`, `kicker`, `tags` …) calls it an advertisement feature, sponsored content, `contenido patrocinado`,
    `publirreportaje` or the like.

    ## Why it matters
    Readers take what looks like news for news. The law of most countries forbids paid matter without a clear label,
    and one reader who finds out doubts every other story.

    ## Example
    `sponsored: true`, headline `Seven reasons to fly from Karsholm this summer`

    ## Instead
    The same under the line `Advertisement feature`, or `Sponsored by Karsholm Airport`.

    ## Limits
    A label is a short line (`Sponsored by …`), the beginning or the end of a line where a mark parts it from the rest
    (`Sponsored | Seven reasons …`), or a sentence about the story (`This article is paid for by …`). What the text says
    of others (`the race was sponsored by a bank`) is none, nor is what regulators hold to be unclear (`collab`,
    `spon`, `gifted`, the advertiser's name alone). Whether the label is large and near enough is not seen, nor one that
    the page's template adds: a house whose template does so turns the rule off. Captions and credits do not label a
    story. The list `paid-labels` is a house's to extend.

    ## Sources
    CAP Code, rules 2.1 to 2.4; Federal Trade Commission, *Native Advertising: A Guide for Businesses*; Directive
    2005/29/EC, annex I, no. 11; Ley 3/1991 de Competencia Desleal, artículo 26.
    """
    if not article.metadata.sponsored or is_labelled(article):
        return
    headline = article.headline
    span = headline.span if headline is not None else Span(0, 0)
    yield sponsored_undisclosed.finding(span, suggestions=[Suggestion("label", safety=Safety.PLACEHOLDER)])
