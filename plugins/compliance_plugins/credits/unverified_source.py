"""Where a picture comes from a third party or a social network and nobody says that it was verified."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Severity, Suggestion
from compliance.language.credit_words import words
from compliance.language.credits import CreditLine
from compliance.lexicon import fold_word
from compliance.rule import Need, rule
from compliance_plugins.credits._sheets import Sheet, sheets

_THIRD_PARTY = ("THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY", "REUTERS IS UNABLE TO INDEPENDENTLY VERIFY")


@rule(
    "credits/unverified-source",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    variants=("social", "third-party"),
    messages={
        "en": {
            "message": "the picture comes from {source}, with no word of verification or permission",
            "say": "say how the picture was verified, or by whose permission it is used",
        },
        "es": {
            "message": "la imagen procede de {source}, sin mención de que se haya verificado o autorizado",
            "say": "decir cómo se verificó la imagen o con qué permiso se usa",
            "why": "Las fotos de las redes suelen ser viejas, de otro lugar o falsas, y su dueño quizá no dio permiso.",
        },
    },
    lists=("platforms", "desk-codes"),
    needs=(Need.PICTURES,),
    basis=(
        Basis("BBC Editorial Guidelines", "user-generated content"),
        Basis("AP News Values and Principles", "images from social networks"),
    ),
)
def unverified_source(article: Article, options: object) -> Iterable[Finding]:
    """Flags a picture from a social network or a third party with no word of verification or permission.

    ## What it flags
    A credit to an account or a social network (`@harbour_watch via X`, `Facebook/Ana Ruiz`), and a picture whose
    instructions say that a third party supplied it, where neither caption nor instructions say that the
    picture was verified, confirmed or released.

    ## Why it matters
    Pictures on social networks are often old, from elsewhere or made up, and their owner may not have agreed.

    ## Example
    `Smoke over the port. @harbour_watch via X`

    ## Instead
    `Smoke over the port. The place was verified from the cranes and the pier. @harbour_watch via X`

    ## Limits
    A caption that tells readers that nobody could verify the picture has said what is known. A portrait or film
    still that somebody offers for use (`courtesy of`, `cedida por`) is no third party's.

    ## Sources
    BBC Editorial Guidelines on user-generated content; AP on images from social networks.
    """
    for row in article.get(sheets):
        for line in row.shown:
            if "social" in line.markers:
                if not _vouched(row, article):
                    yield _finding(*_names(line), _source(line), "social")
                break
        else:
            code = next(((line, c) for line in row.lines for c in line.codes if c.phrase in _THIRD_PARTY), None)
            if code is not None and not _vouched(row, article):
                place = next((line for line in row.shown if line.parts), None)
                start, end = (place.parts[0].start, place.parts[-1].end) if place else (code[1].start, code[1].end)
                yield _finding(start, end, "a third party", "third-party")


def _names(line: CreditLine) -> tuple[int, int]:
    """The credit line, clauses and desk wording behind its names apart."""
    if line.restrictions or line.codes:
        return line.parts[0].start, line.parts[-1].end
    return line.span[0], line.span[1]


def _source(line: CreditLine) -> str:
    named = [part.text for part in line.parts if part.kind == "platform" or part.text.startswith("@")]
    return " / ".join(dict.fromkeys(named)) or "a social network"


def _vouched(row: Sheet, article: Article) -> bool:
    """Whether caption, credit or record say that the picture was verified, or that its owner agreed."""
    said = fold_word(" ".join([row.caption_text(article), *(article[line.span] for line in row.lines)]))
    told = fold_word(row.prose(article))
    return any(form in said for form in words("vouched")) or any(form in told for form in words("doubted"))


def _finding(start: int, end: int, source: str, variant: str) -> Finding:
    return unverified_source.finding(
        Span(start, end), variant=variant, data={"source": source}, suggestions=[Suggestion("say")]
    )
