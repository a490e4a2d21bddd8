"""Which words one reader says to hurt another."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Severity
from compliance.rule import Need, rule
from compliance_plugins.moderation._options import Options


@rule(
    "moderation/harassment",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "“{words}” attacks somebody",
            "abuse": "“{words}” is said to hurt",
            "insult": "“{words}” insults somebody",
            "classifier": "a classifier takes “{words}” for an attack on somebody",
        },
        "es": {
            "message": "«{words}» ataca a alguien",
            "abuse": "«{words}» se dice para hacer daño",
            "insult": "«{words}» insulta a alguien",
            "classifier": "un clasificador toma «{words}» por un ataque a alguien",
            "why": "Donde se insulta a los lectores, los demás se van.",
        },
    },
    options=Options,
    lists=("moderation-words", "moderation-hidden"),
    needs=(Need.COMMENTS_OR_PHRASES,),
    basis=(Basis("The Guardian community standards", "personal attacks"),),
)
def harassment(article: Article, options: Options) -> Iterable[Finding]:
    """Flags what one reader says to another to hurt him.

    ## What it flags
    In readers' comments: insults thrown at another reader or at somebody in the story (`you idiot`, `she is a
    …`), and the phrases that bully: `nobody likes you`, `kill yourself`. A word for a person that is all
    that is said (`Idiot!`) counts as thrown at another reader.

    ## Why it matters
    Comments in which readers are insulted are left by everybody else.

    ## Example
    `You are an idiot, shut up.`

    ## Instead
    `I think you are wrong, and here is why.`

    ## Limits
    Insults to nobody in particular are left alone, as are those that a comment reports or takes back. Sarcasm
    passes. A score of 0 to 1 stands in the finding's data: from 0.85 it is an error, from 0.6 a warning, else a
    note.

    ## Sources
    Community rules of The Guardian and of the BBC: personal attacks.
    """
    from compliance_plugins.moderation._findings import findings

    return findings(harassment, article, options)
