"""Whether a stated change is the one that its two figures make."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.rule import NoOptions, rule
from compliance_plugins.consistency._changes import Change, wrong_changes


@rule(
    "consistency/change-mismatch",
    kind=Kind.FAIL,
    severity=Severity.WARNING,
    variants=("share", "points", "times"),
    messages={
        "en": {
            "message": "from {old} to {new} is {right} per cent, not “{stated}”",
            "points": "from {old} to {new} is “{stated}” in percentage points, not per cent",
            "times": "from {old} to {new} is not “{stated}”: it is {right} per cent",
            "old": "before",
            "new": "after",
            "settle": "work it out again; one of the three figures is wrong",
            "say": "say percentage points",
            "why": "The reader can work it out, and then believes none of the figures.",
        },
        "es": {
            "message": "de {old} a {new} va un {right} por ciento, no «{stated}»",
            "points": "de {old} a {new} van «{stated}» en puntos porcentuales, no por ciento",
            "times": "de {old} a {new} no es «{stated}»: es un {right} por ciento",
            "old": "antes",
            "new": "después",
            "settle": "volver a calcularlo; una de las tres cifras está mal",
            "say": "escribir puntos porcentuales",
            "why": "El lector puede hacer la cuenta, y entonces no cree ninguna de las cifras.",
        },
    },
    languages=("en", "es"),
    basis=(
        Basis("AP Stylebook", "percent, percentage points"),
        Basis("Reuters Handbook of Journalism", "percentages"),
        Basis("Fundéu", "porcentaje y puntos porcentuales"),
    ),
)
def change_mismatch(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags a change that the two figures beside it do not make.

    ## What it flags
    `up 10% from 200 to 230`, `fell 20% to 95 from 100`, `doubled from 40 to 70`; and per cent where the difference of
    two shares is meant: `rose 2% from 4% to 6%`.

    ## Why it matters
    The reader can work it out, and then believes none of the figures.

    ## Example
    `Fares rose 10% from 200 to 230 crowns.`

    ## Instead
    `Fares rose 15% from 200 to 230 crowns.`

    ## Limits
    Silent where a figure is said to be about right, where the sentence speaks of adjusted, underlying or average
    figures or of a loss, and where what the digits shown leave open, and a little more, explains it. *Doubled* may be
    anything from 1.7 times to 2.4.

    ## Sources
    AP Stylebook, *percent, percentage points*; Reuters Handbook of Journalism; Fundéu. The rest is arithmetic.
    """
    for change in wrong_changes(article):
        yield _finding(article, change)


def _finding(article: Article, change: Change) -> Finding:
    word = change.word
    place = change.stated.span if change.stated is not None else Span(*word) if word is not None else change.new.span
    variant = "times" if change.stated is None else "points" if change.points else "share"
    right = f"{change.right:.3g}"
    if article.get(story_language) == "es":
        right = right.replace(".", ",")
    return change_mismatch.finding(
        place,
        message="message" if variant == "share" else variant,
        variant=variant,
        data={
            "stated": article[place],
            "old": article[change.old.span],
            "new": article[change.new.span],
            "right": right,
        },
        labels=[Label(change.old.span, "old"), Label(change.new.span, "new")],
        suggestions=[Suggestion("say" if change.points else "settle", safety=Safety.PLACEHOLDER)],
    )
