"""Where a picture comes from a party with a stake and the caption does not say so."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article, Role, Span
from compliance.finding import Basis, Finding, Kind, Severity, Suggestion
from compliance.language.credit_words import names_giver, stake_of, tells_source
from compliance.language.credits import CreditLine, CreditPart
from compliance.rule import Need, rule
from compliance_plugins.credits._sheets import Sheet, sheets


@rule(
    "credits/interested-source",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    variants=("handout", "state-media"),
    messages={
        "en": {
            "message": "the picture comes from {source}, and the caption does not say so",
            "handout": "the picture is a handout, and the caption does not say who supplied it",
            "state-media": "the picture comes from the state outlet {source}, and the caption does not say so",
            "say": "say it in the caption: “a photo made available by {source}”",
            "say_who": "say in the caption who supplied the picture",
        },
        "es": {
            "message": "la imagen procede de {source} y el pie no lo dice",
            "handout": "la imagen la entregó un tercero y el pie no dice quién",
            "state-media": "la imagen procede del medio estatal {source} y el pie no lo dice",
            "say": "decirlo en el pie: «imagen facilitada por {source}»",
            "say_who": "decir en el pie quién facilitó la imagen",
            "why": "Quien da una foto elige lo que se ve en ella.",
        },
    },
    lists=("interested-parties", "state-media", "agencies"),
    needs=(Need.PICTURES,),
    basis=(
        Basis("AP News Values and Principles", "images: handouts"),
        Basis("Reuters Handbook of Journalism", "A guide to photographs: third-party content"),
    ),
)
def interested_source(article: Article, options: object) -> Iterable[Finding]:
    """Flags a picture supplied by a party with a stake in what it shows, where the caption does not say so.

    ## What it flags
    A credit that names a ministry, army, government, police force, party, company, armed group or state outlet,
    or that says HANDOUT, under a caption whose words do not tell the reader that the party supplied the picture.

    ## Why it matters
    Whoever supplies a picture chooses what it shows. Readers can allow for that only if they are told.

    ## Example
    `The ministers shake hands, 3 May 2023. EPA/IVAN PETROV/KREMLIN / POOL`

    ## Instead
    `The ministers shake hands, in a photo made available by the Kremlin, 3 May 2023. EPA/IVAN PETROV/KREMLIN / POOL`

    ## Limits
    Only the words of the caption tell the reader, in any wording: released by, supplied by, `facilitada por`,
    courtesy of. POOL or an agency alone is no party with a stake.

    ## Sources
    AP News Values and Principles; Reuters handbook on third-party pictures.
    """
    for row in article.get(sheets):
        told = False
        looked = False
        for line in row.shown:
            part = _party(line, row, article)
            if part is None and not _is_handout(line):
                continue
            if not looked:
                looked, told = (
                    True,
                    _told(row, article) or (part is not None and names_giver(row.prose(article), part.text)),
                )
            if not told:
                yield _finding(article, line, part)
                break


def _is_handout(line: CreditLine) -> bool:
    """Whether a credit says HANDOUT, and not that a satellite's owner handed out what it saw."""
    if any(part.entry is not None and part.entry.flag("satellite") for part in line.parts):
        return False
    return any(part.name == "handout" and part.text.isupper() for part in line.parts)


def _party(line: CreditLine, row: Sheet, article: Article) -> CreditPart | None:
    """The part of a credit that names a party with a stake; a body before a state outlet."""
    outlet = None
    for part in line.parts:
        stake = stake_of(part.text, article.lexicon) if part.kind == "provider" else None
        if stake is not None and (not stake.flag("named") or _is_subject(part, row, article)):
            return part
        if outlet is None and part.kind in ("agency", "provider") and _is_state_outlet(part, article):
            outlet = part
    return outlet


def _is_subject(part: CreditPart, row: Sheet, article: Article) -> bool:
    """Whether the story names a company whose maps and street views illustrate other stories too."""
    name = part.text.split()[0].strip(".,&").casefold()
    told = [row.prose(article), *(article[block] for block in (*article.of_role(Role.HEADLINE), *article.body))]
    return any(name in text.casefold() for text in told)


def _is_state_outlet(part: CreditPart, article: Article) -> bool:
    listed = article.lexicon.find("state-media", part.name or part.text)
    return listed is not None and not listed.flag("picture_service")


def _told(row: Sheet, article: Article) -> bool:
    prose = row.prose(article)
    if not prose and row.picture is not None and row.picture.alt:
        prose = article[row.picture.alt]
    courtesy = any("courtesy" in article[line.span][:40].casefold() or _says_given(line, article) for line in row.shown)
    return courtesy or tells_source(prose)


def _says_given(line: CreditLine, article: Article) -> bool:
    """Whether the credit itself says in plain words that the picture was given."""
    return tells_source(article[line.span].replace("HANDOUT", "").replace("Handout", "").replace("handout", ""))


def _finding(article: Article, line: CreditLine, part: CreditPart | None) -> Finding:
    span = Span(line.parts[0].start, line.parts[-1].end) if line.parts else line.span
    if part is None:
        return interested_source.finding(
            span, message="handout", variant="handout", suggestions=[Suggestion("say_who")]
        )
    variant = "state-media" if part.kind == "agency" else None
    return interested_source.finding(
        span,
        message=variant or "message",
        variant=variant,
        data={"source": " ".join(part.text.split())},
        suggestions=[Suggestion("say")],
    )
