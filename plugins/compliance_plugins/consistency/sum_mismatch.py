"""Whether the parts of a whole make the whole."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.rule import NoOptions, rule
from compliance_plugins.consistency._sums import wrong_sums
from compliance_plugins.consistency._whole import Sum


@rule(
    "consistency/sum-mismatch",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    variants=("parts", "shares"),
    messages={
        "en": {
            "message": "“{whole}”, but the parts make {total}",
            "shares": "these shares of the vote make {total} per cent",
            "part": "a part",
            "settle": "count again, or say “including” where these are not all",
            "why": "The reader adds up, and asks who is missing or counted twice.",
        },
        "es": {
            "message": "«{whole}», pero las partes suman {total}",
            "shares": "estas partes del voto suman un {total} por ciento",
            "part": "una parte",
            "settle": "volver a contar, o escribir «entre ellos» si no son todas",
            "why": "El lector suma, y se pregunta quién falta o a quién se cuenta dos veces.",
        },
    },
    languages=("en", "es"),
    basis=(
        Basis("Reuters Handbook of Journalism", "accuracy: check that figures add up"),
        Basis("AP Stylebook", "numerals"),
    ),
)
def sum_mismatch(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags parts that do not make their whole.

    ## What it flags
    A number of people with a list of their kinds right behind it that makes another number: `five people, two men and
    two women`; with a list of places, before or behind it: `six people, four in Leeds and three in York`, `three in
    Leeds, two in York, six in all`. Shares of one vote, or of a poll on how people would vote, in one sentence that
    make more than a hundred per cent.

    ## Why it matters
    The reader adds up, and asks who is missing or counted twice.

    ## Example
    `Five people, two men and two women, were rescued.`

    ## Instead
    `Four people, two men and two women, were rescued.`

    ## Limits
    Only kinds that exclude each other are added (men and women, adults and children, civilians and soldiers), and only
    where nothing says that there are more: `including`, `among them`, `others`, `at least`. A part by place has a name
    of its own (`in Leeds`, not `in the north`), and the last one ends its clause. Answers of a poll on other questions
    may overlap, and are left alone. A hundred and one and a
    half per cent is rounding.

    ## Sources
    Reuters Handbook of Journalism, on accuracy: check that figures add up. The rest is arithmetic.
    """
    for found in wrong_sums(article):
        yield _finding(article, found)


def _finding(article: Article, found: Sum) -> Finding:
    place = found.whole.span if found.whole is not None else found.parts[-1]
    parts = found.parts if found.whole is not None else found.parts[:-1]
    shares = found.whole is None
    return sum_mismatch.finding(
        place,
        message="shares" if shares else "message",
        variant="shares" if shares else "parts",
        data={"whole": article[place], "total": f"{found.total:g}"},
        labels=[Label(part, "part") for part in parts],
        suggestions=[Suggestion("settle", safety=Safety.PLACEHOLDER)],
    )
