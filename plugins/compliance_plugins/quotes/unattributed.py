"""Speech that nobody in the story is said to have spoken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from compliance.article import Article, Role
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.quotations import SPEECH, quotations
from compliance.record import Record
from compliance.rule import AtLeast, Need, rule

_ROLES = frozenset({Role.PARAGRAPH, Role.LIST})


class Options(Record):
    """What counts as speech.

    :param min_words: quotations of fewer words are left alone.
    """

    min_words: Annotated[int, AtLeast(1)] = 4


@rule(
    "quotes/unattributed",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "nobody is said to have spoken these words",
            "name": "say who said it, in the sentence or right beside it",
        },
        "es": {
            "message": "no se dice de quién son estas palabras",
            "name": "decir quién lo dijo, en la frase o junto a ella",
            "why": "El lector debe saber en todo momento de quién son las palabras; una cita sin autor suele quedar "
            "de una frase cortada.",
        },
    },
    options=Options,
    languages=("en", "es"),
    lists=("attribution-verbs",),
    needs=(Need.QUOTATION_MARKS,),
    basis=(
        Basis("AP Stylebook", "quotations in the news"),
        Basis("Reuters Handbook of Journalism", "attribution of quotes"),
    ),
)
def unattributed(article: Article, options: Options) -> Iterable[Finding]:
    """Flags quoted speech for which the story names no speaker.

    ## What it flags
    A quotation that no clause gives to anyone: not in its own sentence, not earlier in its paragraph, not in the
    paragraph it continues, and not in the sentences beside it. A sentence beside it counts only where it reports
    speech by somebody (a verb of saying, `according to`, `según`, a colon).

    ## Why it matters
    Readers must know at every moment whose words they read; a quotation without a speaker is often what is left
    when a sentence was cut.

    ## Example
    `The bridge was closed on Monday. “Nobody told us that it would be shut for a year.” It was built in 1931.`

    ## Instead
    `The bridge was closed on Monday. “Nobody told us that it would be shut for a year,” said Ana Orduña, a baker.`

    ## Limits
    Words held at arm's length, titles of works, nicknames, words on signs and words that are part of somebody's
    sentence are no speech. Headlines, captions and pull quotes are not read. `min_words` sets how short a
    quotation is left alone.

    ## Sources
    AP Stylebook and Reuters Handbook of Journalism, on attribution.
    """
    for quotation in article.get(quotations):
        if quotation.kind != SPEECH or quotation.attributed or quotation.continues:
            continue
        if quotation.block.role not in _ROLES or len(article[quotation.inner].split()) < options.min_words:
            continue
        yield unattributed.finding(
            quotation.span,
            data={"words": article[quotation.inner]},
            confidence=0.8,
            suggestions=[Suggestion("name", safety=Safety.PLACEHOLDER)],
        )
