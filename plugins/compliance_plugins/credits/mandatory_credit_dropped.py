"""Where the rights ask for a credit and the published credit does not give it."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article, Span
from compliance.finding import Basis, Edit, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.credits import CreditLine, Restriction, parse_credit
from compliance.rule import Need, rule
from compliance_plugins.credits._names import name_words
from compliance_plugins.credits._sheets import Sheet, sheets


@rule(
    "credits/mandatory-credit-dropped",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    variants=("none",),
    messages={
        "en": {
            "message": "the rights ask for the credit “{required}”; the published credit lacks {missing:list}",
            "none": "the rights ask for a credit, and none is published",
            "clause": "the credit is asked for here",
            "use": "use the credit that is asked for: {required}",
        },
        "es": {
            "message": "los derechos exigen el crédito «{required}»; en el publicado falta {missing:list}",
            "none": "los derechos exigen un crédito y no se publica ninguno",
            "clause": "aquí se exige el crédito",
            "use": "poner el crédito exigido: {required}",
            "why": "La foto se cede con esa condición: usarla sin la firma incumple el contrato.",
        },
    },
    lists=("restrictions", "agencies"),
    needs=(Need.PICTURES,),
    basis=(
        Basis("IPTC Photo Metadata", "Credit Line", "https://www.iptc.org/std/photometadata/specification/"),
        Basis("AP Stylebook", "handout photos: mandatory credit"),
    ),
)
def mandatory_credit_dropped(article: Article, options: object) -> Iterable[Finding]:
    """Flags a picture whose rights ask for a credit that the published credit does not give.

    ## What it flags
    Rights or instructions that say MANDATORY CREDIT with the credit's words, `credit must read …` or
    `Photo credit should read …`, where the published credit lacks any of those names; and MANDATORY CREDIT
    without words where nothing is credited at all (variant `none`).

    ## Why it matters
    The picture is licensed on this condition: without the credit its use is a breach of contract.

    ## Example
    Instructions `MANDATORY CREDIT "AFP PHOTO / NORTHERN COAST GUARD"`, published credit `AFP`.

    ## Instead
    `AFP PHOTO / NORTHERN COAST GUARD`

    ## Limits
    Capitals, accents, signs and the order of the names do not matter, an agency may stand under any of its names,
    and words such as photo, handout or via need not be repeated. A credit asked for inside the published caption
    is not compared with itself.

    ## Sources
    IPTC Photo Metadata Standard, *Credit Line*, *Instructions*; AP handout conditions.
    """
    for row in article.get(sheets):
        for line in row.hidden:
            clause = next((c for c in line.restrictions if c.kind == "mandatory-credit"), None)
            if clause is not None:
                yield from _checked(article, row, line, clause)


def _checked(article: Article, row: Sheet, line: CreditLine, clause: Restriction) -> Iterable[Finding]:
    required = clause.credit or _in_rights(article, line)
    label = Label(Span(clause.start, clause.end), "clause")
    if not required:
        if not any(shown.credits_somebody for shown in row.shown):
            yield mandatory_credit_dropped.finding(row.credit_place, message="none", variant="none", labels=[label])
        return
    published = " / ".join([row.caption_text(article), *(article[shown.span] for shown in row.shown)])
    missing = _lacking(article, required, published)
    if not missing:
        return
    place = next((shown.span for shown in row.shown), row.credit_place)
    credit = next((shown for shown in row.shown), None)
    edits = (Edit(place, _in_the_same_brackets(article[place], required)),) if credit is not None else ()
    yield mandatory_credit_dropped.finding(
        place,
        data={"required": required, "missing": missing},
        labels=[label],
        suggestions=[Suggestion("use", edits, Safety.UNSAFE)],
    )


def _in_rights(article: Article, line: CreditLine) -> str:
    """The agencies that a rights line with a bare MANDATORY CREDIT names."""
    if line.origin != "rights":
        return ""
    read = parse_credit(article[line.span], article.lexicon, origin="credit")
    return " / ".join(read.agencies) if len(read.agencies) == 1 else ""


def _lacking(article: Article, required: str, published: str) -> list[str]:
    """The names that are asked for and not published."""
    lexicon = article.lexicon
    asked = parse_credit(required, lexicon)
    words = set(name_words(published))
    given = {part.name for text in published.split(" / ") for part in parse_credit(text, lexicon).parts if part.name}
    missing: list[str] = []
    for part in asked.parts:
        if part.kind == "agency":
            known = {entry.phrase for entry in lexicon.entries("agencies") if entry.canonical == part.name}
            present = part.name in given or any(set(name_words(form)) <= words for form in known)
        elif part.kind in ("photographer", "provider", "platform"):
            present = set(name_words(part.text)) <= words
        else:
            continue
        if not present:
            missing.append(part.text)
    return missing


def _in_the_same_brackets(published: str, required: str) -> str:
    return f"({required})" if published.startswith("(") and published.endswith(")") else required
