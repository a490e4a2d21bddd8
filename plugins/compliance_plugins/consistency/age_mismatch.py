"""Whether one person has one age in a story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.rule import Need, NoOptions, rule
from compliance_plugins.consistency._ages import Age, ages
from compliance_plugins.consistency._shown import is_slip


@rule(
    "consistency/age-mismatch",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "{name} is {age} here, {other} elsewhere",
            "other": "the other age",
            "settle": "find out the age and give one everywhere",
            "why": "One person has one age; the reader also asks whether two people are meant.",
        },
        "es": {
            "message": "{name} tiene {age} años aquí y {other} en otra parte",
            "other": "la otra edad",
            "settle": "comprobar la edad y dar una sola en todo el texto",
            "why": "Una persona tiene una edad; el lector se pregunta además si se habla de dos personas.",
        },
    },
    languages=("en", "es"),
    needs=(Need.DIGITS,),
    basis=(Basis("AP Stylebook", "ages"), Basis("BBC News Style Guide", "ages")),
)
def age_mismatch(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags two ages for one person.

    ## What it flags
    Two ages that stand beside one person's name: `Ana Roe, 45,` and `the 54-year-old driver Ana Roe`. The place is
    the age given less often, on a tie the later one.

    ## Why it matters
    One person has one age; the reader also asks whether two people are meant.

    ## Example
    `Ana Roe, 45, was rescued. … The doctors say that Roe, 54, will recover.`

    ## Instead
    `Ana Roe, 45, was rescued. … The doctors say that Roe, 45, will recover.`

    ## Limits
    Only ages beside a name are compared (`Roe, 45,`, `Roe (45)`, `aged 45`, `45-year-old Ana Roe`, `Ana Roe, a
    45-year-old baker`), with the age at which somebody died whom a sentence names first; not those that it tells of
    another time (`she was 12 when`), and only where one may be a slip for the other: near it, one
    digit changed, two swapped. A bare number below 16 is a score as often as an age. People are told apart by their
    names: two of one name in full are taken for one.

    ## Sources
    AP Stylebook and BBC News Style Guide, *ages*.
    """
    told: dict[int, list[Age]] = {}
    for age in ages(article):
        told.setdefault(age.person, []).append(age)
    for given in told.values():
        counts = Counter(age.value for age in given)
        if len(counts) < 2:
            continue
        usual = max(given, key=lambda age: (counts[age.value], -age.span.start))
        for age in given:
            if age.value != usual.value and is_slip(age.value, usual.value):
                yield age_mismatch.finding(
                    age.span,
                    data={"name": age.name, "age": age.value, "other": usual.value},
                    labels=[Label(usual.span, "other")],
                    suggestions=[Suggestion("settle", safety=Safety.PLACEHOLDER)],
                )
