"""Where a picture is published and nobody is credited for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from compliance.article import Article, Role
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.credit_words import words
from compliance.language.credits import CreditLine, credit_inside, credits_gallery
from compliance.language.locale import languages, locale_data
from compliance.lexicon import Lexicon, fold_word
from compliance.rule import Need, rule
from compliance_plugins.credits._sheets import Sheet, sheets

_OWN = frozenset({"social", "private"})
"""Markers that tell whose picture it is without a name."""
MOST_WITHOUT_CAPTION = 2
"""A page with more pictures than this without caption shows teasers of other stories."""


@rule(
    "credits/missing",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    variants=("nobody",),
    messages={
        "en": {
            "message": "the picture has no credit",
            "named": "the picture {picture} has no credit",
            "nobody": "the credit “{credit}” names nobody",
            "here": "the picture is this one",
            "ask": "name the photographer and the agency, as the picture's record has them",
        },
        "es": {
            "message": "la imagen no lleva crédito",
            "named": "la imagen {picture} no lleva crédito",
            "nobody": "el crédito «{credit}» no nombra a nadie",
            "here": "la imagen es esta",
            "ask": "poner el fotógrafo y la agencia, como los da la ficha de la imagen",
            "why": "El fotógrafo y la agencia tienen derecho a que se les nombre, y el lector, a saber de dónde "
            "viene la foto.",
        },
    },
    lists=("agencies", "credit-markers", "credit-nobody", "furniture-files"),
    needs=(Need.PICTURES,),
    basis=(
        Basis("AP Stylebook", "photo captions: signature line"),
        Basis("IPTC Photo Metadata", "Credit Line", "https://www.iptc.org/std/photometadata/specification/"),
    ),
)
def missing(article: Article, options: object) -> Iterable[Finding]:
    """Flags a picture that carries no credit, or one made only of words that credit nobody.

    ## What it flags
    A picture with no credit in its caption and none in its credit field, and a credit that is only STRINGER, HO,
    POOL, STAFF, UNCREDITED, a dash or the like (variant `nobody`).

    ## Why it matters
    The photographer and the agency have a right to be named, agency contracts ask for it, and readers learn
    from it where a picture comes from.

    ## Example
    `Rowers cross the harbour at dawn.` with no credit anywhere; `Rowers cross the harbour. (STRINGER)`

    ## Instead
    `Rowers cross the harbour at dawn. (Photo by Ana Ruiz/AFP)`

    ## Limits
    One credit for a gallery serves all its pictures; a line that credits all pictures of a story (`Photos: …`)
    serves them too. Where more than two pictures have neither caption nor credit they are a page's furniture, and
    only those with a caption are judged. Pictures marked as decorative and pictures whose file is a logo or an icon
    are left alone, and so are teasers whose line ends in an age, in `– video` or in a call to read on. `AFP/Stringer`
    credits the agency and is enough. A credit in the picture file itself is not read.

    ## Sources
    AP Stylebook, photo captions; IPTC Photo Metadata Standard, *Credit Line*.
    """
    rows = article.get(sheets)
    galleries = {row.picture.gallery for row in rows if row.picture and row.picture.gallery and _credited(row, article)}
    bare = sum(row.caption is None and not row.shown for row in rows)
    picture_alone = bare <= MOST_WITHOUT_CAPTION
    footer = False
    looked = False
    for row in rows:
        picture = row.picture
        if _credited(row, article) or (picture and (picture.gallery in galleries and picture.gallery)):
            continue
        if picture is not None and _is_furniture(picture.file, article.lexicon) and not picture.caption:
            continue
        if not looked:
            looked, footer = True, _credited_below(article) or any(_credits_all(line, article) for line in _shown(rows))
        if footer or (row.caption is None and not picture_alone) or _is_teaser(row, article):
            continue
        line = next((line for line in row.shown if article[line.span].strip() and not line.is_clause), None)
        if line is not None:
            yield missing.finding(line.span, message="nobody", variant="nobody", data={"credit": article[line.span]})
        else:
            yield _no_credit(row)


def _no_credit(row: Sheet) -> Finding:
    """The finding with what tells an editor which picture is meant: its words, else its file's name."""
    place, file = row.credit_place, row.picture.file if row.picture else ""
    name = file.partition("?")[0].rstrip("/").rpartition("/")[2]
    told = row.place if row.place != place and row.place[0] < row.place[1] else None
    return missing.finding(
        place,
        message="named" if name and told is None else "message",
        data={"picture": name} if name else {},
        labels=(Label(told, "here"),) if told else (),
        suggestions=(Suggestion("ask", safety=Safety.PLACEHOLDER),),
    )


def _credited(row: Sheet, article: Article) -> bool:
    lines = row.shown if row.caption else (*row.shown, *row.aside)
    if any(line.credits_somebody or not _OWN.isdisjoint(line.markers) for line in lines):
        return True
    if row.shown and any(line.parts for line in row.shown):
        return False
    return bool(row.caption) and credit_inside(row.caption_text(article), article.lexicon)


def _is_teaser(row: Sheet, article: Article) -> bool:
    """Whether a picture's line is another story's headline: its age, ``– video`` or a call to read on ends it."""
    text = row.caption_text(article).rstrip()
    return bool(text) and any(pattern.search(text[-_TEASER_END:]) for pattern in _teaser_ends())


@cache
def _teaser_ends() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern)
        for tongue in languages()
        for pattern in locale_data(tongue, "credits").get("teaser_ends", ())
    )


_TEASER_END = 40


def _shown(rows: tuple[Sheet, ...]) -> Iterator[CreditLine]:
    for row in rows:
        yield from row.shown


def _credits_all(line: CreditLine, article: Article) -> bool:
    """Whether one picture's credit is meant for all of them: ``Photographs by …``, ``Fotos: …``."""
    first = fold_word(article[line.span].lstrip(" ([").partition(" ")[0].rstrip(":"))
    return line.credits_somebody and first in words("plurals")


def _is_furniture(file: str, lexicon: Lexicon) -> bool:
    """Whether a file's name says that it is no picture of the story."""
    path = file.partition("?")[0].casefold()
    name = path.rpartition("/")[2]
    return any(phrase in (path if "/" in phrase or "_" in phrase else name) for phrase in _furniture(lexicon))


@lru_cache(maxsize=8)
def _furniture(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(sorted(lexicon.phrases("furniture-files"))) if "furniture-files" in lexicon else ()


def _credited_below(article: Article) -> bool:
    """Whether a line at the story's foot or head credits its pictures together."""
    blocks = [b for b in article.blocks if b.role in (Role.NOTE, Role.CREDIT, Role.SIGN_OFF) and b]
    owned = {picture.credit.span for picture in article.pictures}
    blocks = [b for b in blocks if b.span not in owned] + list(article.body[-3:]) + list(article.of_role(Role.BYLINE))
    parts = (part.strip() for block in blocks if len(article[block]) < 300 for part in article[block].split("|"))
    return any(credits_gallery(part, article.lexicon) for part in parts)
