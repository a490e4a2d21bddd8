"""Which words say that their writer is in danger."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Severity
from compliance.rule import Need, rule
from compliance_plugins.moderation._options import Options


@rule(
    "moderation/self-harm",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "“{words}”: somebody may be in danger",
            "despair": "“{words}”: the writer may be in danger",
            "praise": "“{words}” praises or teaches self-harm",
            "classifier": "a classifier takes “{words}” for self-harm",
        },
        "es": {
            "message": "«{words}»: alguien puede estar en peligro",
            "despair": "«{words}»: quien escribe puede estar en peligro",
            "praise": "«{words}» elogia o enseña a hacerse daño",
            "classifier": "un clasificador toma «{words}» por autolesión",
            "why": "Quien lo escribe necesita una respuesta con un teléfono de ayuda en una hora, no un comentario "
            "borrado.",
        },
    },
    options=Options,
    lists=("moderation-words", "moderation-hidden"),
    needs=(Need.COMMENTS_OR_PHRASES,),
    basis=(Basis("Samaritans online harms guidelines", "responding to content"),),
)
def self_harm(article: Article, options: Options) -> Iterable[Finding]:
    """Flags readers who write that they want to harm themselves, and praise of self-harm.

    ## What it flags
    In readers' comments: that the writer wants to die or hurt himself, and what presents it as an answer.

    ## Why it matters
    The writer needs an answer with a help line within the hour, not a deleted comment; those who read it need
    protection.

    ## Example
    `I cannot go on, I want to die.`

    ## Instead
    Answer with the help line, hide the comment, and tell whoever is on call.

    ## Limits
    `Kill yourself`, said to somebody else, is harassment. Figures of speech (`I want to die of shame`), the
    past (`years ago I wanted to …`) and what others did are left alone. A score of 0 to 1 stands in the
    finding's data: from 0.85 it is an error, from 0.6 a warning, else a note.

    ## Sources
    Samaritans, guidelines for online platforms; WHO, Preventing suicide: a resource for media professionals
    (2023).
    """
    from compliance_plugins.moderation._findings import findings

    return findings(self_harm, article, options)
