"""Which words tell strangers where somebody is."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Severity
from compliance.rule import Need, rule
from compliance_plugins.moderation._options import Options


@rule(
    "moderation/doxxing",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "“{words}” gives somebody's whereabouts away",
            "classifier": "a classifier takes “{words}” for private data",
        },
        "es": {
            "message": "«{words}» revela dónde encontrar a alguien",
            "classifier": "un clasificador toma «{words}» por datos privados",
            "why": "A quien se señala así le pueden llamar extraños a la puerta el mismo día; publicarlo incumple la "
            "protección de datos.",
        },
    },
    options=Options,
    lists=("moderation-words", "moderation-hidden"),
    needs=(Need.COMMENTS_OR_PHRASES,),
    basis=(Basis("GDPR", "article 6"),),
)
def doxxing(article: Article, options: Options) -> Iterable[Finding]:
    """Flags comments that tell strangers where somebody is to be found.

    ## What it flags
    In readers' comments: an address, telephone number or e-mail address that is said to be somebody else's
    (`she lives at …`, `su móvil es …`); one, or a number plate, where readers are sent there (`let her know what you
    think`, `a por él`); the name behind a writer's name, with a place.

    ## Why it matters
    Whoever is named in such a comment may have strangers at the door the same day; publishing it breaks data
    protection law.

    ## Example
    `His address is 14 Quarry Lane.`

    ## Instead
    Remove it at once, and tell the person concerned.

    ## Limits
    What a writer tells of himself is `privacy/contact`'s concern. A name and a workplace alone are not found. A
    score of 0 to 1 stands in the finding's data: from 0.85 it is an error, from 0.6 a warning, else a note.

    ## Sources
    GDPR, article 6; Código Penal (España), artículo 197.
    """
    from compliance_plugins.moderation._findings import findings

    return findings(doxxing, article, options)
