"""Whether a story keeps to one form of a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compliance.article import Article
from compliance.finding import Basis, Edit, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.record import Record
from compliance.rule import Need, rule
from compliance_plugins.consistency._variants import LIST, OFFICES, Form, Variant, variants


class Options(Record):
    """What a house can set.

    :param prefer: the forms that the house writes (``Kyiv``, ``periodo``), or ``us`` or ``gb`` for its national
        spelling; of other words the story's more frequent form is kept.
    """

    prefer: tuple[str, ...] = ()


@rule(
    "consistency/spelling-variant",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "“{form}” here, “{other}” elsewhere in the story",
            "other": "here it is “{other}”",
            "again": "here too",
            "same": "write “{other}” throughout",
            "why": "The reader takes two forms for two words, or for two writers.",
        },
        "es": {
            "message": "«{form}» aquí, «{other}» en otra parte de la noticia",
            "other": "aquí dice «{other}»",
            "again": "aquí también",
            "same": "escribir siempre «{other}»",
            "why": "El lector toma dos formas por dos palabras, o por dos autores.",
        },
    },
    variants=("national", "name"),
    options=Options,
    languages=("en", "es"),
    lists=(LIST, OFFICES),
    needs=(Need.PHRASES,),
    basis=(
        Basis("Guardian and Observer style guide", "American English; place names"),
        Basis("AP Stylebook", "spelling"),
        Basis("Diccionario panhispánico de dudas (RAE)", "dobles grafías"),
    ),
)
def spelling_variant(article: Article, options: Options) -> Iterable[Finding]:
    """Flags a word that a story spells in two ways.

    ## What it flags
    British and American forms of one word or of its family (`defence` and `defense`, `organise` and `organized`),
    words with two accepted spellings (`adviser` and `advisor`, `periodo` and `período`), and places with two names
    (`Kyiv` and `Kiev`). One finding a word: at the first place of the form that the house does not write, else of the
    one that the story has less often, on a tie of the one that comes later.

    ## Why it matters
    The reader takes two forms for two words, or for two writers. It is also the mark of agency copy that was
    joined with the paper's own.

    ## Example
    `The defence ministers met in May. … Both want closer defense ties.`

    ## Instead
    `The defence ministers met in May. … Both want closer defence ties.`

    ## Limits
    Names keep their spelling (`Department of Defense`, `Lincoln Center`), and so do quotations, titles of works and
    addresses; an office that each house names in its own spelling (`Defence Minister`) counts. A name beside its other
    form, which it explains (`Mumbai, then Bombay`), is left alone. Words whose two forms differ in sense (`licence`,
    `practise`, `programme`) are not compared.

    ## Sources
    Guardian and Observer style guide, *American English*; AP Stylebook; Diccionario panhispánico de dudas. The words
    are the vocabulary list `spelling-variants`, which names its own.
    """
    for variant in variants(article):
        odd, kept = _parted(article, variant, options.prefer)
        first, other = odd[0], kept[0]
        again = [form.span for form in odd[1:]]
        house = any(_is_house(article, form, variant, options.prefer) for form in kept)
        edits = tuple(Edit(form.span, form.writes) for form in odd)
        yield spelling_variant.finding(
            first.span,
            variant=_kind(variant),
            data={"form": article[first.span], "other": article[other.span], "count": len(odd)},
            labels=[Label(other.span, "other"), *(Label(span, "again") for span in again)],
            suggestions=[Suggestion("same", edits, Safety.SAFE if house else Safety.UNSAFE)],
        )


def _kind(variant: Variant) -> str | None:
    if variant.entry.flag("place"):
        return "name"
    return "national" if variant.entry.text("variety") else None


def _parted(article: Article, variant: Variant, prefer: Sequence[str]) -> tuple[Sequence[Form], Sequence[Form]]:
    """The forms to change and those to keep."""
    ways = (variant.forms, variant.others)
    kept = max(
        ways,
        key=lambda way: (_is_house(article, way[0], variant, prefer), len(way), -way[0].span.start),
    )
    return (ways[1], ways[0]) if kept is ways[0] else (ways[0], ways[1])


def _is_house(article: Article, form: Form, variant: Variant, prefer: Sequence[str]) -> bool:
    """Whether a form is what the house writes."""
    if not prefer:
        return False
    words = article[form.span]
    variety = variant.entry.text("variety")
    own = variety if form in variant.forms else "gb"
    return (bool(variety) and own in prefer) or any(one.lower() == words.lower() for one in prefer)
