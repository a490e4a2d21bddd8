"""Whether a picture has words for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article, Picture
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.credits import captions
from compliance.rule import Need, NoOptions, rule

_FURNITURE = ("logo", "icon", "sprite", "spacer", "1px", "1x1", "pixel.", "button", "/cta/", "blank.gif", "favicon")


@rule(
    "captions/missing",
    kind=Kind.FAIL,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "the picture has neither caption nor alternative text",
            "credit_only": "the picture has a credit, but neither caption nor alternative text",
            "write": "write a caption or an alternative text, or mark the picture as decorative",
        },
        "es": {
            "message": "la imagen no tiene pie ni texto alternativo",
            "credit_only": "la imagen tiene crédito, pero ni pie ni texto alternativo",
            "write": "escribir un pie o un texto alternativo, o marcar la imagen como decorativa",
            "why": "Quien no ve la foto no sabe qué muestra, y en la mesa nadie puede comprobar si es la que toca.",
        },
    },
    needs=(Need.PICTURES,),
    basis=(
        Basis("WCAG 2.2", "1.1.1 Non-text Content", "https://www.w3.org/TR/WCAG22/#non-text-content"),
        Basis("European Accessibility Act", "Directive (EU) 2019/882"),
    ),
)
def missing(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags a picture with neither a caption nor an alternative text.

    ## What it flags
    A picture whose caption is empty or holds nothing but the credit, and whose alternative text is missing.

    ## Why it matters
    A reader who does not see the picture learns nothing of it, and nobody at the desk can tell whether it is the
    right one.

    ## Example
    `![](harbour.jpg "Ana Ruiz / EFE")`

    ## Instead
    `![Fishing boats in the harbour of Vigo](harbour.jpg "Ana Ruiz / EFE")`

    ## Limits
    Pictures marked as decorative (`decorative: true`, `role="presentation"`, `alt=""` in HTML) are left alone, and
    so are a page's own logos, icons, buttons and spacers, told by the names of their files.
    Whether the words fit the picture cannot be told.

    ## Sources
    Web Content Accessibility Guidelines 2.2, success criterion 1.1.1; Directive (EU) 2019/882.
    """
    told = {
        caption.picture.id: caption.prose.start < caption.prose.end
        for caption in article.get(captions)
        if caption.picture is not None
    }
    for picture in article.pictures:
        if picture.decorative or told.get(picture.id) or _has_alt(article, picture) or _is_furniture(picture.file):
            continue
        if picture.caption and not picture.file:
            continue  # a credit that stands alone in unmarked text: the picture is elsewhere
        yield missing.finding(
            picture.caption.span,
            message="credit_only" if picture.caption or picture.credit else "message",
            data={"picture": picture.file or picture.id},
            suggestions=[Suggestion("write", safety=Safety.PLACEHOLDER)],
        )


def _is_furniture(file: str) -> bool:
    """Whether the file's own name says that it belongs to the page and not to the story."""
    name = file.lower().partition("?")[0]
    return any(part in name for part in _FURNITURE)


def _has_alt(article: Article, picture: Picture) -> bool:
    return picture.alt is not None and bool(article[picture.alt].strip())
