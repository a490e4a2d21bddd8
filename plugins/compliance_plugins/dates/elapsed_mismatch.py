"""Whether the time that a story says has passed is the time between its dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Label, Severity
from compliance.language.dates import dates, numbered_dates, story_base
from compliance.rule import NoOptions, rule
from compliance_plugins.dates._elapsed import Claim, claims


@rule(
    "dates/elapsed-mismatch",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    variants=("age",),
    messages={
        "en": {
            "message": "“{said}” does not lead to {date:date}",
            "years": "“{said}”: from {year} to {now} it is {right}",
            "age": "aged {age}, but born {date:date}: {right}",
            "counted_from": "counted from here",
            "beside": "the date it is said with",
        },
        "es": {
            "message": "«{said}» no lleva al {date:date}",
            "years": "«{said}»: de {year} a {now} van {right}",
            "age": "{age} años, pero nació en {date:date}: tendría {right}",
            "counted_from": "se cuenta desde aquí",
            "beside": "la fecha que lo acompaña",
            "why": "Una de las cifras es errónea, a menudo porque se retomó un texto viejo.",
        },
    },
    languages=("en", "es"),
    lists=("time_units",),
    basis=(Basis("AP Stylebook", "ages; time element"),),
)
def elapsed_mismatch(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags spans of time that do not fit the dates around them.

    ## What it flags
    `two days later, on 25 April` after 22 April; `20 years after 2001` and `20 years ago, in 2001` in a story of
    2023; an age that the birth date beside it does not give.

    ## Why it matters
    One of the figures is wrong, often because an old text was taken up again.

    ## Example
    `He was arrested on 22 April. Two days later, on 25 April, he was freed.`

    ## Instead
    `He was arrested on 22 April. Three days later, on 25 April, he was freed.`

    ## Limits
    Silent where the span is rounded (nearly, about, more than, `casi`, `unos`), where another year in the sentence
    may be meant, and for people who have died.

    ## Sources
    The calendar; agency stylebooks on ages.
    """
    base = article.get(story_base)
    # without a day to count from, only a day with its number can be wrong
    mentions = article.get(dates if base is not None else numbered_dates)
    for claim in claims(article, mentions) if mentions else ():
        found = _judge(claim, base)
        if found is not None:
            message, right = found
            yield elapsed_mismatch.finding(
                claim.span,
                message=message,
                variant="age" if message == "age" else None,
                data={
                    "said": article[claim.span],
                    "date": claim.value,
                    "year": claim.value[:4],
                    "now": str(base.year) if base else "",
                    "age": claim.amount,
                    "right": right,
                },
                labels=[Label(Span(*claim.beside), "beside")],
            )


def _judge(claim: Claim, base: date | None) -> tuple[str, str] | None:
    """The message and what would be right; ``None`` where the claim holds or cannot be judged."""
    if claim.kind == "apart":
        if claim.anchor is None or claim.day is None or _apart(claim):
            return None
        return "message", str(abs((claim.day - claim.anchor).days))
    if base is None or not claim.value[:4].isdecimal():
        return None
    years = base.year - int(claim.value[:4])
    if claim.day is not None:
        years -= (base.month, base.day) < (claim.day.month, claim.day.day)
        allowed = {years} if claim.kind == "age" else {years, years + 1}
    else:
        allowed = {years - 1, years}
    near = claim.kind == "age" or abs(claim.amount - years) <= 5
    if claim.amount in allowed or not near or years < 1:
        return None
    return ("age" if claim.kind == "age" else "years"), "–".join(str(each) for each in sorted(allowed))


def _apart(claim: Claim) -> bool:
    """Whether the date lies as far from the day spoken of before as the words say."""
    if claim.day is None or claim.anchor is None:
        return True
    days = (claim.day - claim.anchor).days
    if claim.unit == "day":
        return days == claim.amount
    if claim.unit in ("week", "fortnight"):
        return abs(days - claim.amount * (14 if claim.unit == "fortnight" else 7)) <= 3
    if claim.unit == "month":
        return abs(days - claim.amount * 30.4) <= 16
    return abs(days - claim.amount * 365.25) <= 200
