"""Which words threaten somebody."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Severity
from compliance.rule import Need, rule
from compliance_plugins.moderation._options import Options


@rule(
    "moderation/threat",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "“{words}” threatens somebody",
            "menace": "“{words}” is a threat",
            "announced": "“{words}” announces harm to somebody",
            "called_for": "“{words}” calls for harm to somebody",
            "classifier": "a classifier takes “{words}” for a threat",
        },
        "es": {
            "message": "«{words}» amenaza a alguien",
            "menace": "«{words}» es una amenaza",
            "announced": "«{words}» anuncia daño a alguien",
            "called_for": "«{words}» pide que se haga daño a alguien",
            "classifier": "un clasificador toma «{words}» por una amenaza",
            "why": "Una amenaza puede tener que ir a la policía, con el registro de quién la escribió, y no solo "
            "borrarse.",
        },
    },
    options=Options,
    lists=("moderation-words", "moderation-hidden"),
    needs=(Need.COMMENTS_OR_PHRASES,),
    basis=(Basis("Regulation (EU) 2022/2065", "article 18"),),
)
def threat(article: Article, options: Options) -> Iterable[Finding]:
    """Flags threats, and calls to do somebody harm.

    ## What it flags
    In readers' comments: harm that is announced (`I will find you`) or called for (`somebody should …`), to
    another reader, a person or a group; and what threatens in other words: that somebody look out for himself, that it
    would be a shame if, that he go on and see.

    ## Why it matters
    A threat may have to go to the police, with the record of who wrote it, and not only be deleted.

    ## Example
    `I know where you live.`

    ## Instead
    Keep the record, hide the comment, and follow the house's rule for threats.

    ## Limits
    Figures of speech (`you kill me`, `die laughing`), what is denied and what is reported are left alone, and so is
    what hangs on a trifle (`if you eat my cake`). It cannot tell any other joke between friends. A score of 0 to 1
    stands in the finding's data: from 0.85 it is an error, from 0.6 a warning, else a note.

    ## Sources
    Digital Services Act, article 18 (suspicion of offences that threaten life); Código Penal (España),
    artículos 169 a 171.
    """
    from compliance_plugins.moderation._findings import findings

    return findings(threat, article, options)
