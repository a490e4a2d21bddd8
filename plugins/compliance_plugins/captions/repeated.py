"""Whether a caption only says again what stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from compliance.article import Article, Block, Picture, Role, Span
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.credits import CaptionText, captions
from compliance.record import Record
from compliance.rule import AtLeast, Need, rule


class Options(Record):
    """What the house decides.

    :param min_words: captions shorter than this may repeat (a name under two portraits).
    """

    min_words: Annotated[int, AtLeast(1)] = 4


@rule(
    "captions/repeated",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    variants=("picture", "headline", "paragraph"),
    messages={
        "en": {
            "message": "two pictures have the same caption",
            "headline": "the caption repeats the headline",
            "paragraph": "the caption repeats a paragraph of the story",
            "first": "the same words here",
            "rewrite": "say what this picture shows",
        },
        "es": {
            "message": "dos imágenes llevan el mismo pie",
            "headline": "el pie repite el titular",
            "paragraph": "el pie repite un párrafo del texto",
            "first": "las mismas palabras aquí",
            "rewrite": "decir qué se ve en esta imagen",
            "why": "Una de las dos fotos está mal descrita, o el pie no llegó a escribirse.",
        },
    },
    options=Options,
    needs=(Need.PICTURES,),
    basis=(Basis("AP Stylebook", "captions: say what the picture shows"),),
)
def repeated(article: Article, options: Options) -> Iterable[Finding]:
    """Flags one caption under two pictures, and a caption that repeats the headline or a paragraph.

    ## What it flags
    The second of two different pictures with word for word the same caption, credit lines apart, and a caption that
    is word for word the headline, the standfirst or a whole paragraph.

    ## Why it matters
    One of the two pictures is described wrongly, or the caption was never written.

    ## Example
    Headline and caption both: `Rain floods the market of Lorca for the third time`

    ## Instead
    Caption: `Stallholders sweep water from the covered market of Lorca, 12 May 2024.`

    ## Limits
    The same picture twice - the same file, as in the index of a gallery, or with no file told the same alternative text
    and credit - is left alone, and so are captions of fewer
    than `min_words` words.

    ## Sources
    AP Stylebook, *captions*; Guardian and Observer style guide, *captions*.
    """
    told = [(caption, _key(article, caption.prose)) for caption in article.get(captions)]
    told = [(caption, key) for caption, key in told if key.count(" ") + 1 >= options.min_words]
    if not told:
        return
    elsewhere = _elsewhere(article, {key for _, key in told})
    first: dict[str, CaptionText] = {}
    for caption, key in told:
        earlier = first.setdefault(key, caption)
        if earlier is not caption and _differ(article, earlier, caption):
            yield _finding(caption, "picture", "message", earlier.prose)
        elif key in elsewhere:
            block = elsewhere[key]
            variant = "paragraph" if block.role is Role.PARAGRAPH else "headline"
            yield _finding(caption, variant, variant, block.span)


def _finding(caption: CaptionText, variant: str, message: str, other: Span) -> Finding:
    return repeated.finding(
        Span(*caption.prose),
        message=message,
        variant=variant,
        labels=[Label(Span(*other), "first")],
        suggestions=[Suggestion("rewrite", safety=Safety.PLACEHOLDER)],
    )


def _key(article: Article, span: Span) -> str:
    """The words of a stretch, capitals, spaces and the stop at the end apart."""
    return " ".join(article.text[span[0] : span[1]].casefold().split()).rstrip(".!?… ")


def _elsewhere(article: Article, keys: set[str]) -> dict[str, Block]:
    """The blocks of the story that say word for word what a caption says."""
    shortest, longest = min(map(len, keys)), max(map(len, keys))
    found: dict[str, Block] = {}
    for block in article.blocks:
        if block.role not in (Role.HEADLINE, Role.STANDFIRST, Role.PARAGRAPH):
            continue
        if not shortest <= block.end - block.start <= longest + 40:
            continue
        key = _key(article, block.span)
        if key in keys:
            found.setdefault(key, block)
    return found


def _differ(article: Article, one: CaptionText, other: CaptionText) -> bool:
    """Whether two captions stand under different pictures, as far as the story says."""
    if one.picture is None or other.picture is None:
        return True
    if one.picture.file or other.picture.file:
        return one.picture.file != other.picture.file
    alts = {" ".join(article[alt].split()) if (alt := picture.alt) else "" for picture in (one.picture, other.picture)}
    if len(alts) == 1 and alts != {""} and _credit(article, one.picture) == _credit(article, other.picture):
        return False
    same_gallery = one.picture.gallery and one.picture.gallery == other.picture.gallery
    return not (same_gallery and _credit(article, one.picture) == _credit(article, other.picture))


def _credit(article: Article, picture: Picture) -> str:
    return article[picture.credit].strip().casefold()
