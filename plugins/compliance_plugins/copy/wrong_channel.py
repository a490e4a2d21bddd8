"""Which words send a reader to what the medium in front of them does not have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.article import Article, Block, Metadata, Role, Span
from compliance.finding import Basis, Finding, Kind, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.rule import Need, rule
from compliance_plugins.copy._characters import is_quoted, published
from compliance_plugins.copy._pointing import meant

if TYPE_CHECKING:
    from compliance.scanner import Hit

_LIST = "channel-words"
_CHANNELS = {"print": "page", "web": "screen", "app": "screen", "push": "screen", "social": "screen"}
_PRODUCTS = {"newspaper": "page", "magazine": "page", "website": "screen", "newsletter": "screen"}
_APART = frozenset({Role.FIELD, Role.COMMENT, Role.CREDIT, Role.BYLINE})
_NOT_PRINTED = _APART | {Role.ALT, Role.TITLE}


@rule(
    "copy/wrong-channel",
    kind=Kind.FAIL,
    severity=Severity.WARNING,
    variants=("page", "screen"),
    messages={
        "en": {
            "message": "“{words}” means nothing on a printed page",
            "screen": "“{words}” means nothing on a screen",
            "reword": "name what is meant, or cut it: the reader has no link, video or button",
            "reword_screen": "link or name what is meant, or cut it: the reader has no such page or place",
        },
        "es": {
            "message": "«{words}» no significa nada en una página impresa",
            "screen": "«{words}» no significa nada en una pantalla",
            "reword": "decir a qué se refiere, o quitarlo: el lector no tiene enlace, vídeo ni botón",
            "reword_screen": "enlazar o decir a qué se refiere, o quitarlo: el lector no tiene esa página ni ese lugar",
            "why": "Lo que señalaba un vídeo o una página no señala nada en otro medio, y delata que nadie lo miró.",
        },
    },
    languages=("en", "es"),
    lists=(_LIST,),
    needs=(Need.PHRASES,),
    basis=(Basis("Libro de estilo de El País", "remisiones"),),
)
def wrong_channel(article: Article, options: object) -> Iterable[Finding]:
    """Flags words that send the reader to what print, or the screen, does not have.

    ## What it flags
    In print: `watch the video above`, `click here`, `scroll down`, `haga clic aquí`, `vea el vídeo`, `en este enlace`.
    On a screen: `turn to page 12`, `see page 4`, `pictured right`, `overleaf`, `en la página 12`, `pasa a la página 4`,
    `en la imagen de la derecha`, `a la derecha de estas líneas`.

    ## Why it matters
    A story is written once and published in several places; what pointed to a video or a page points nowhere in the
    next, and tells readers that nobody looked.

    ## Example
    `Watch the video above for the whole interview.` in a newspaper.

    ## Instead
    `The whole interview is on our website.`

    ## Limits
    The story's `channels`, else its `product`, tell where it is read: with `print` and `web` both kinds are wrong, and
    with neither known the rule says nothing. Quotations are left alone, what others do (`victims had to click here`),
    pages of a book or report, and `right` in a caption, where it speaks of the picture. The list `channel-words` is a
    house's to extend.

    ## Sources
    Style guides of newspapers that publish in print and online.
    """
    media = _media(article.metadata)
    if not media:
        return
    language = article.get(story_language)
    last = -1
    for hit in article.hits(_LIST, language):
        fits = hit.entry.text("fits")
        if media == {fits} or hit.start < last:
            continue
        block = published(article, hit.start)
        if block is None or not _reaches(block, hit, media):
            continue
        end = meant(article.text, block, hit, language or "")
        if end is None or is_quoted(article.text, block.start, hit.start):
            continue
        last = end
        span = Span(hit.start, end)
        wrong = "page" if fits == "screen" else "screen"
        yield wrong_channel.finding(
            span,
            message="message" if wrong == "page" else "screen",
            variant=wrong,
            data={"words": article[span]},
            suggestions=(Suggestion("reword" if wrong == "page" else "reword_screen"),),
        )


def _media(metadata: Metadata) -> set[str]:
    """Where the story is read: ``page``, ``screen``, both, or nothing that is known."""
    if metadata.channels:
        return {_CHANNELS[channel] for channel in metadata.channels if channel in _CHANNELS}
    return {_PRODUCTS[metadata.product]} if metadata.product in _PRODUCTS else set()


def _reaches(block: Block, hit: Hit, media: set[str]) -> bool:
    """Whether readers of these media read the block, and the words mean in it what they mean in the text."""
    if block.role is Role.CAPTION:
        return hit.entry.data.get("captions") is not False
    return block.role not in (_NOT_PRINTED if media == {"page"} else _APART)
