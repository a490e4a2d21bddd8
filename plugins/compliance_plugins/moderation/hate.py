"""Which words attack people for what they are."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Severity
from compliance.rule import Need, rule
from compliance_plugins.moderation._options import Options


@rule(
    "moderation/hate",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "“{words}” attacks people for what they are",
            "slur": "“{words}” is a slur",
            "loathing": "“{words}”: hatred of a group of people",
            "violence": "“{words}”: harm wished on a group of people",
            "contempt": "“{words}” speaks of a group of people as less than others",
            "exclusion": "“{words}” would shut out a group of people",
            "quoted": "the slur “{words}”, in a quotation",
            "discussed": "the slur “{words}”, spoken of",
            "classifier": "a classifier takes “{words}” for hatred",
        },
        "es": {
            "message": "«{words}» ataca a personas por lo que son",
            "slur": "«{words}» es un insulto a un grupo",
            "loathing": "«{words}»: odio a un grupo de personas",
            "violence": "«{words}»: desea daño a un grupo de personas",
            "contempt": "«{words}» trata a un grupo de personas como inferior",
            "exclusion": "«{words}» quiere excluir a un grupo de personas",
            "quoted": "el insulto «{words}», en una cita",
            "discussed": "el insulto «{words}», del que se habla",
            "classifier": "un clasificador toma «{words}» por odio",
            "why": "Incitar al odio es delito en casi todos los países, y quien publica un comentario a sabiendas "
            "responde de él.",
        },
    },
    options=Options,
    lists=("moderation-words", "moderation-hidden"),
    needs=(Need.COMMENTS_OR_PHRASES,),
    basis=(
        Basis("ECRI General Policy Recommendation No. 15", "hate speech"),
        Basis("Rabat Plan of Action", "threshold test"),
    ),
)
def hate(article: Article, options: Options) -> Iterable[Finding]:
    """Flags slurs, and sentences that attack people for what they are.

    ## What it flags
    In readers' comments: slurs, and what is said of women, migrants, Muslims, gay, black, disabled people and
    others: that they are loathed, are vermin, deserve to die, belong elsewhere, are not human. Disguises are
    undone first: `4` for `a`, letters apart, repeated or from another script. In a story: slurs alone.

    ## Why it matters
    Incitement to hatred is a crime in most countries, and whoever publishes a comment that he was told of
    answers for it; readers who are attacked leave.

    ## Example
    `They are vermin, these foreigners.` under a story

    ## Instead
    Remove the comment; in a story, ask whether readers need the word to understand, and say why it stands there.

    ## Limits
    It reads words and their order, not meaning: irony and new code words pass. What is quoted, denied or
    condemned (`it is wrong to call them …`) is left alone, and so is what a group says of itself; in a story a
    quotation is never more than a note. Groups that the law does not protect (drivers, bankers) are no concern
    of this rule. A score of 0 to 1 stands in the finding's data: from 0.85 it is an error, from 0.6 a warning,
    else a note.

    ## Sources
    Rabat Plan of Action (OHCHR, 2012); ECRI General Policy Recommendation No. 15; Regulation (EU) 2022/2065
    (Digital Services Act), article 16.
    """
    from compliance_plugins.moderation._findings import findings

    return findings(hate, article, options)
