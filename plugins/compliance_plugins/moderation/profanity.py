"""Which words are coarse."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Severity
from compliance.rule import Need, rule
from compliance_plugins.moderation._options import Options


@rule(
    "moderation/profanity",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "“{words}” is coarse",
            "quoted": "the coarse word “{words}”, in a quotation",
            "discussed": "the coarse word “{words}”, spoken of",
            "classifier": "a classifier takes “{words}” for offensive",
        },
        "es": {
            "message": "«{words}» es malsonante",
            "quoted": "la palabra malsonante «{words}», en una cita",
            "discussed": "la palabra malsonante «{words}», de la que se habla",
            "classifier": "un clasificador toma «{words}» por ofensivo",
            "why": "Casi todos los libros de estilo piden consultar antes de publicar una palabra así, y avisar al "
            "lector.",
        },
    },
    options=Options,
    lists=("moderation-words", "moderation-hidden"),
    needs=(Need.COMMENTS_OR_PHRASES,),
    basis=(
        Basis("AP Stylebook", "obscenities, profanities, vulgarities"),
        Basis("Libro de estilo de El País", "expresiones vulgares"),
    ),
)
def profanity(article: Article, options: Options) -> Iterable[Finding]:
    """Flags coarse words, whoever they are aimed at.

    ## What it flags
    In readers' comments and in stories: swear words, in the forms that hide them too (figures for letters,
    letters apart or repeated, signs for letters).

    ## Why it matters
    Most style guides ask an editor before such a word is printed, and for a warning to the reader.

    ## Example
    `What a load of b*llocks.`

    ## Instead
    Paraphrase, or keep it in a quotation that the story cannot do without.

    ## Limits
    Words with an everyday sense (`cock`, `prick`, `hostia`) are left alone. In a story a quotation is never
    more than a note; asterisks are a house's own way to print the word and are left alone there. A score of 0
    to 1 stands in the finding's data: from 0.85 it is an error, from 0.6 a warning, else a note.

    ## Sources
    AP Stylebook: obscenities, profanities, vulgarities; Libro de estilo de El País: palabras malsonantes.
    """
    from compliance_plugins.moderation._findings import findings

    return findings(profanity, article, options)
