"""`He said`, where two people could be he."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.rule import Need, rule
from compliance_plugins.quotes._pronouns import candidates, said_by_pronouns


@rule(
    "quotes/ambiguous-speaker",
    kind=Kind.REVIEW,
    severity=Severity.NOTE,
    messages={
        "en": {
            "message": "“{pronoun}” could be {people:or}",
            "candidate": "one of those it could be",
            "name": "name the speaker",
        },
        "es": {
            "message": "«{pronoun}» puede ser {people:or}",
            "candidate": "quien puede ser",
            "name": "nombrar a quien habla",
            "why": "El lector tiene que adivinar de quién son las palabras, y puede acertar mal.",
        },
    },
    languages=("en", "es"),
    needs=(Need.PHRASES,),
    lists=("attribution-verbs",),
    basis=(Basis("Reuters Handbook of Journalism", "pronouns"),),
)
def ambiguous_speaker(article: Article, options: object) -> Iterable[Finding]:
    """Flags speech whose speaker is only a pronoun that two people could be.

    ## What it flags
    `he said` or `she said`, where the sentence before names two people side by side and neither a title nor an
    earlier quotation tells which of them it is. The place is the pronoun.

    ## Why it matters
    The reader has to guess whose words they are, and may guess the other one.

    ## Example
    `Orme met Tolvanen in Leeds on Monday. “We are not far apart,” he said.`

    ## Instead
    `Orme met Tolvanen in Leeds on Monday. “We are not far apart,” Tolvanen said.`

    ## Limits
    Silent where somebody speaks just before: the pronoun then goes on with the same speaker. Titles (Mr, Mrs,
    alcaldesa) and the commonest first names tell a man from a woman; of other names nothing is guessed. A verb
    without a subject, as Spanish has it, is not judged.

    ## Sources
    Reuters Handbook of Journalism, on pronouns.
    """
    tables: Mapping[str, Any] = locale_data(article.get(story_language) or "en", "quotations").get("reference", {})
    for said in said_by_pronouns(article, tables):
        found = candidates(article, said, tables)
        if len(found) > 1:
            yield ambiguous_speaker.finding(
                said.pronoun,
                data={"pronoun": article[said.pronoun], "people": [named.name for named in found]},
                confidence=0.6,
                labels=[Label(named.span, "candidate") for named in found],
                suggestions=[Suggestion("name", safety=Safety.PLACEHOLDER)],
            )
