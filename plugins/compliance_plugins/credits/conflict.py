"""Where the credit in the caption and the credit field name different agencies or photographers."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Label, Severity
from compliance.language.credits import CreditLine
from compliance.rule import Need, rule
from compliance_plugins.credits._names import same_person, share_agency
from compliance_plugins.credits._sheets import sheets


@rule(
    "credits/conflict",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    variants=("agency", "photographer"),
    messages={
        "en": {
            "message": "the caption credits {one}, the credit field {other}",
            "field": "the credit field",
        },
        "es": {
            "message": "el pie acredita a {one}; el campo de crédito, a {other}",
            "field": "el campo de crédito",
            "why": "Uno de los dos es erróneo: se paga a otra persona o la foto no es esa.",
        },
    },
    lists=("agencies",),
    needs=(Need.PICTURES,),
    basis=(
        Basis("IPTC Photo Metadata", "Creator, Credit Line", "https://www.iptc.org/std/photometadata/specification/"),
    ),
)
def conflict(article: Article, options: object) -> Iterable[Finding]:
    """Flags a picture whose caption and whose credit field name different agencies or photographers.

    ## What it flags
    A credit in the caption and one in the picture's own field, alternative text or title that have no agency in
    common (variant `agency`), or name two photographers (variant `photographer`).

    ## Why it matters
    One of the two is wrong: the wrong person is paid, or the wrong picture stands there.

    ## Example
    Caption `Rowers at dawn. (AP Photo/Ana Ruiz)`, credit field `Reuters`

    ## Instead
    `Rowers at dawn. (AP Photo/Ana Ruiz)`, credit field `AP`

    ## Limits
    Accents, initials, order and missing middle names are no conflict; nor is an agency that passes on another's
    pictures (AFP via Getty Images), nor a field that names only one of the two. The picture file's own metadata
    is not read yet. A credit that the rights ask for is `credits/mandatory-credit-dropped`'s.

    ## Sources
    IPTC Photo Metadata Standard, *Creator*, *Credit Line*.
    """
    for row in article.get(sheets):
        lines = [line for line in (*row.shown, *row.aside) if line.credits_somebody]
        for other in lines[1:]:
            variant = _differs(article, lines[0], other)
            if variant is not None:
                yield _finding(lines[0], other, variant)
                break


def _differs(article: Article, one: CreditLine, other: CreditLine) -> str | None:
    people = one.photographer and other.photographer
    same = bool(people) and same_person(one.photographer or "", other.photographer or "")
    if one.agencies and other.agencies and not share_agency(one.agencies, other.agencies, article.lexicon):
        return "agency"
    if people and not same and not _named_elsewhere(one, other):
        return "photographer"
    return None


def _named_elsewhere(one: CreditLine, other: CreditLine) -> bool:
    """Whether either line has the other's photographer under another heading."""
    return any(
        same_person(person, provider)
        for person, provider in ((one.photographer, other.provider), (other.photographer, one.provider))
        if person and provider
    )


def _finding(one: CreditLine, other: CreditLine, variant: str) -> Finding:
    def name(line: CreditLine) -> str:
        return "/".join(line.agencies) if variant == "agency" else line.photographer or ""

    return conflict.finding(
        _names(one),
        variant=variant,
        data={"one": name(one), "other": name(other)},
        labels=[Label(_names(other), "field")],
    )


def _names(line: CreditLine) -> Span:
    return line.shown if line.shown[0] < line.shown[1] else line.span
