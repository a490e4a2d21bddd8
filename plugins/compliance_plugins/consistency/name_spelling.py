"""Whether the story spells a name in one way."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Edit, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.people_misspelt import misspelt
from compliance.rule import NoOptions, rule


@rule(
    "consistency/name-spelling",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "“{name}” here, “{other}” elsewhere in the story",
            "other": "the other spelling",
            "take": "write “{other}”",
            "why": "A misspelt name is a mistake about a person, and a search of the archive finds half of the story.",
        },
        "es": {
            "message": "aquí «{name}»; en otro lugar del texto, «{other}»",
            "other": "la otra grafía",
            "take": "escribir «{other}»",
            "why": "Un nombre mal escrito es un error sobre una persona, y quien busca en el archivo no lo encuentra.",
        },
    },
    languages=("en", "es"),
    basis=(
        Basis("AP Stylebook", "names: spelling"),
        Basis("Reuters Handbook of Journalism", "accuracy: names"),
        Basis("Libro del estilo urgente (EFE)", "nombres propios"),
    ),
)
def name_spelling(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags a name that the story spells in two ways.

    ## What it flags
    Two surnames one letter apart, or with two letters changed over, where both have the same first name, or where the
    one that never has a first name is called so behind a title, beside a verb of saying or in the middle of a sentence.
    The place is the rarer spelling; of two as rare, the later.

    ## Why it matters
    A misspelt name is a mistake about a person, and a search of the archive finds half of what was written.

    ## Example
    `Arvo Tolvanen, the minister, … Mr Tolvannen said`

    ## Instead
    The name as the person writes it, each time.

    ## Limits
    Likeness alone is no evidence: two people who both have a first name, with a title that the other has not, places,
    nationalities, plurals and a woman's surname beside a man's are left alone, and so is another transliteration
    inside quotation marks. Followed are surnames of five letters or more of people who have a title or whose words are
    quoted; the first letter must be right. Accents alone are no other spelling.

    ## Sources
    AP Stylebook and Reuters Handbook of Journalism on names; EFE, *Libro del estilo urgente*.
    """
    for one in article.get(misspelt):
        name, other = article[one.span], article[one.other]
        yield name_spelling.finding(
            one.span,
            data={"name": name, "other": other},
            labels=[Label(one.other, "other")],
            suggestions=[Suggestion("take", (Edit(one.span, other),), Safety.UNSAFE)],
        )
