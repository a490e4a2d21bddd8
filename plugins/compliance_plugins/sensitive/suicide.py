"""Whether a story on suicide is written so that nobody is moved to copy it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.rule import Need, NoOptions, rule
from compliance_plugins.sensitive._grounds import causes, methods, notes
from compliance_plugins.sensitive._help_lines import LINES, is_about, lacking
from compliance_plugins.sensitive._passages import CONTEXT, WORDS, Passage, passages

_GROUNDS: dict[str, Callable[[Article, Sequence[Passage]], Iterator[Span]]] = {
    "method": methods,
    "cause": causes,
    "note": notes,
}


@rule(
    "sensitive/suicide",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    variants=("method", "cause", "note", "help-line"),
    messages={
        "en": {
            "message": "the story speaks of suicide and gives no help line",
            "abroad": "the help line given (“{given}”) is not one of where the story is published: {countries:list}",
            "method": "the method of a suicide is told",
            "cause": "“{matched}”: one cause is given for a suicide",
            "note": "“{matched}”: what a suicide note says is told",
            "again": "here too",
            "give": "give a help line: {offers:list}",
            "find": "give a help line of the reader's country (findahelpline.com lists them)",
            "leave": "leave the method out, in the headline above all",
            "weigh": "say that suicide has many causes, or leave the cause out",
            "untell": "leave out what the note says",
            "why": "A reader at risk must find help in the story: a number and its hours, for the reader’s country.",
            "why_method": "Details of the method lead others to copy it.",
            "why_cause": "Suicide has many causes; a single one makes it look like an answer.",
            "why_note": "Last words are copied, and seem to explain what cannot be explained.",
        },
        "es": {
            "message": "la noticia habla de suicidio y no da un teléfono de ayuda",
            "abroad": "el teléfono que se da («{given}») no es de donde se publica la noticia: {countries:list}",
            "method": "se cuenta el método de un suicidio",
            "cause": "«{matched}»: se da una sola causa de un suicidio",
            "note": "«{matched}»: se cuenta lo que dice una nota de suicidio",
            "again": "aquí también",
            "give": "dar un teléfono de ayuda: {offers:list}",
            "find": "dar un teléfono de ayuda del país del lector (los hay en findahelpline.com)",
            "leave": "omitir el método, sobre todo en el título",
            "weigh": "decir que el suicidio tiene muchas causas, o no dar ninguna",
            "untell": "omitir lo que dice la nota",
            "why": "Quien está en riesgo debe hallar ayuda en la noticia: un teléfono y su horario, de su país.",
            "why_method": "Los detalles del método llevan a imitarlo.",
            "why_cause": "El suicidio tiene muchas causas; una sola lo hace parecer una respuesta.",
            "why_note": "Las últimas palabras se imitan y parecen explicar lo que no se explica.",
        },
    },
    languages=("en", "es"),
    lists=(WORDS, CONTEXT, LINES),
    needs=(Need.LANGUAGE, Need.PHRASES),
    basis=(
        Basis(
            "WHO, Preventing suicide: a resource for media professionals",
            url="https://www.who.int/publications/i/item/9789240076846",
        ),
        Basis("Samaritans media guidelines", url="https://www.samaritans.org/about-samaritans/media-guidelines/"),
        Basis("IPSO Editors’ Code", "5", "https://www.ipso.co.uk/editors-code-of-practice/"),
        Basis("Ministerio de Sanidad (España)", "recomendaciones para medios", "https://www.sanidad.gob.es/"),
    ),
)
def suicide(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags what guides on suicide ask a story to leave out, and a story that names no help line.

    ## What it flags
    In a story that speaks of a suicide: how it was done (`method`); one cause given for it (`cause`); what a note says
    (`note`, a warning); and no help line for readers at risk (`help-line`), or only one of another country. Each
    ground once a story, the other places as labels; the missing help line on the headline. The pack `suicide` adds
    wordings, each as a variant of its own: `commit`, `success-or-failure`, `sensational`, `chosen`, `headline`.

    ## Why it matters
    Reports of suicide lead to more of them when they tell the method, make the cause simple or glorify the dead, and
    to fewer when they say where help is. That is one of the best proven effects of news on its readers.

    ## Example
    `The student took her own life by … after failing an exam.`

    ## Instead
    `The student died by suicide on Monday. … In Britain and Ireland, Samaritans can be called free on 116 123.`

    ## Limits
    Suicide attackers, laws on assisted dying, figures of speech (`political suicide`), tales and what was before 1970
    are not meant, and what stands in a quotation is not the story's own word; that a story with such a quotation
    lacks a help line is. A story that mentions a suicide once and in passing, or one of years ago, needs no line.
    Methods are known by a list that no message repeats. Which country's line is asked for follows `territories`, else
    the language tag's region; where neither is known any line will do. Lines are data (`help-lines`), with where each
    answers, the pages that say so and the day they were read. A number that no page confirms, or that pages disagree
    on, is marked `unverified`: a story that gives it is believed, and none is told to; where a country has no other,
    the advice names the directory findahelpline.com. Numbers change: ring yours before you print it. A house adds its
    own.

    ## Sources
    WHO, *Preventing suicide: a resource for media professionals* (2017, 2023); Samaritans, *Media guidelines for
    reporting suicide*; IPSO Editors' Code, clause 5; Ministerio de Sanidad, *Recomendaciones para el tratamiento del
    suicidio por los medios de comunicación*. The help lines: the pages named with
    each in the list `help-lines`.
    """
    said = passages(article)
    for ground, find in _GROUNDS.items():
        places = _apart(find(article, said))
        if places:
            yield _finding(article, ground, places)
    if said and article.metadata.product != "comments" and is_about(article, said):
        yield from _help_missing(article)


def _apart(places: Iterable[Span]) -> list[Span]:
    """The places in order; of those that share words, the longest."""
    kept: list[Span] = []
    for span in sorted(places, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _finding(article: Article, ground: str, places: Sequence[Span]) -> Finding:
    advice = {"method": "leave", "cause": "weigh", "note": "untell"}[ground]
    return suicide.finding(
        places[0],
        message=ground,
        variant=ground,
        severity=Severity.WARNING if ground == "note" else None,
        data={} if ground == "method" else {"matched": article[places[0]]},
        labels=[Label(place, "again") for place in places[1:]],
        suggestions=[Suggestion(advice, safety=Safety.PLACEHOLDER)],
    )


def _help_missing(article: Article) -> Iterator[Finding]:
    lack = lacking(article)
    if lack is None:
        return
    headline = article.headline
    yield suicide.finding(
        headline.span if headline is not None else Span(0, 0),
        message="abroad" if lack.given else "message",
        variant="help-line",
        severity=Severity.WARNING if lack.given else None,
        data={"given": lack.given, "countries": list(lack.countries), "offers": list(lack.offers)},
        suggestions=[Suggestion("give" if lack.offers else "find", safety=Safety.PLACEHOLDER)],
    )
