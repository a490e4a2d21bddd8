"""Whether a story has the fields that its house requires, and no more in them than they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.record import Record
from compliance.rule import rule
from compliance_plugins.metadata._fields import Field, fields

_ASKED = ("headline",)
_ROOM = {"headline": 256}
_NAMED = ("headline", "standfirst", "byline", "language", "section", "published", "alt", "sponsor")


class Options(Record):
    """What a house requires.

    :param fields: what every story must have, by its name in the front matter (``byline``, ``language``, ``section``,
        ``teasers.seo``, a key of the house's own), and ``alt``, ``caption``, ``rights`` of each picture. Without it, a
        headline, where the product is known and no comment, of a story that has fields.
    :param longest: the most characters in a field, by its name. Without it, 256 in the headline.
    """

    fields: tuple[str, ...] | None = None
    longest: Mapping[str, int] | None = None


@rule(
    "metadata/required",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    variants=("missing", "long"),
    messages={
        "en": {
            "message": "`{field}` is missing, and the house requires it",
            "headline": "the story has no headline",
            "standfirst": "the story has no standfirst, and the house requires one",
            "byline": "the story has no byline, and the house requires one",
            "language": "the story does not say its language, and the house requires it",
            "section": "the story has no section, and the house requires one",
            "published": "the story has no day of publication, and the house requires one",
            "alt": "the picture has no alternative text, and the house requires one",
            "sponsor": "the story is paid matter and does not name its sponsor, as the house requires",
            "long": "`{field}` has {count} characters, and there is room for {limit}",
            "write": "fill in `{field}`",
            "shorten": "cut it to {limit} characters",
            "why": "What is missing here is missing on the page, in the archive and in every feed.",
            "why_long": "What has no room is cut off where nobody chose, on a phone first of all.",
        },
        "es": {
            "message": "falta `{field}`, que la casa exige",
            "headline": "la noticia no tiene título",
            "standfirst": "la noticia no tiene entradilla, y la casa la exige",
            "byline": "la noticia no tiene firma, y la casa la exige",
            "language": "la noticia no dice en qué lengua está, y la casa lo exige",
            "section": "la noticia no tiene sección, y la casa la exige",
            "published": "la noticia no tiene fecha de publicación, y la casa la exige",
            "alt": "la imagen no tiene texto alternativo, y la casa lo exige",
            "sponsor": "es contenido pagado y no nombra al patrocinador, como exige la casa",
            "long": "`{field}` tiene {count} caracteres y solo caben {limit}",
            "write": "rellenar `{field}`",
            "shorten": "dejarlo en {limit} caracteres",
            "why": "Lo que falta aquí falta en la página, en el archivo y en todo lo que se distribuye.",
            "why_long": "Lo que no cabe se corta donde nadie ha elegido, y en el móvil antes que en ninguna parte.",
        },
    },
    options=Options,
    basis=(
        Basis(
            "IPTC Information Interchange Model",
            "2:105 Headline",
            "https://www.iptc.org/std/IIM/4.2/specification/IIMV4.2.pdf",
        ),
        Basis("WCAG 2.2", "1.1.1 Non-text Content", "https://www.w3.org/TR/WCAG22/#non-text-content"),
        Basis("schema.org", "NewsArticle", "https://schema.org/NewsArticle"),
    ),
)
def required(article: Article, options: Options) -> Iterable[Finding]:
    """Flags a field that the house requires and the story lacks, and one that is too long for its place.

    ## What it flags
    Each of the option's `fields` that is missing or empty: `headline`, `byline`, `language`, `section`, `teasers.seo`,
    a key of the house's own (`desk`, `extra.desk`); `alt`, `caption` or `rights` of each picture; `sponsor` where the
    story is paid matter. And each of the option's `longest` that has more characters than it may. Where the
    house sets none, a missing headline and one of more than 256 characters, if the story's product is known and its
    form has a field for one.

    ## Why it matters
    What is missing here is missing on the page, in the archive and in every feed, and is noticed there first.

    ## Example
    `[rules."metadata/required"]` with `fields = ["byline", "section", "alt"]`, and a story without `section`.

    ## Instead
    `section: culture`

    ## Limits
    That a field is filled in is all that is asked; what may stand in it is for a pack's rule with `check: metadata`.
    Decorative pictures need nothing. Which fields are required in some folders only is for the overrides of
    `compliance.toml`.

    ## Sources
    The house. The headline's room is that of the IPTC Information Interchange Model, field 2:105; alternative texts are
    asked for by the Web Content Accessibility Guidelines, 1.1.1.
    """
    asked, longest = options.fields, options.longest
    if asked is None or longest is None:
        has_fields = _has_fields(article)
        asked = asked if asked is not None else _ASKED if has_fields else ()
        longest = longest if longest is not None else _ROOM if has_fields else {}
    for name in asked:
        yield from (_missing(name, field) for field in fields(article, name) if not field.value)
    for name, limit in longest.items():
        yield from (_long(name, field, limit) for field in fields(article, name) if len(field.value) > limit)


def _has_fields(article: Article) -> bool:
    """Whether the story's form has a field for its headline, and the story is known to be no comment."""
    if article.metadata.product in ("", "comments"):
        return False
    return bool(article.source.strings) or article.field("product") is not None


def _missing(name: str, field: Field) -> Finding:
    return required.finding(
        field.span,
        message=name if name in _NAMED else "message",
        variant="missing",
        data={"field": name, "picture": field.picture},
        suggestions=[Suggestion("write", safety=Safety.PLACEHOLDER)],
    )


def _long(name: str, field: Field, limit: int) -> Finding:
    return required.finding(
        field.span,
        message="long",
        variant="long",
        data={"field": name, "count": len(field.value), "limit": limit},
        suggestions=[Suggestion("shorten", safety=Safety.PLACEHOLDER)],
    )
