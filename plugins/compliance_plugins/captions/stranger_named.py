"""Whether a caption names somebody whom the story never names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from compliance.article import NOT_PROSE, Article, Role, Span
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.credits import CaptionText, captions
from compliance.language.people import Mention, Person, people
from compliance.record import Record
from compliance.rule import AtLeast, Need, rule
from compliance_plugins.captions._known import Known

_PARAGRAPH = 40
_TITLES, _RANKS = "titles", "ranks"
_BESIDE = 45


class Options(Record):
    """What the house decides.

    :param paragraphs: stories with fewer paragraphs cannot be expected to name everybody in their pictures.
    """

    paragraphs: Annotated[int, AtLeast(1)] = 3


@rule(
    "captions/stranger-named",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "the caption names {name}, and the story never does",
            "check": "check that picture and story belong together, or say in the story who this is",
        },
        "es": {
            "message": "el pie nombra a {name}, y el texto nunca lo hace",
            "check": "comprobar que la imagen es de esta noticia, o decir en el texto de quién se trata",
            "why": "Así se nota una foto equivocada: de otra noticia o de otra persona.",
        },
    },
    options=Options,
    languages=("en", "es"),
    lists=(_TITLES, _RANKS),
    needs=(Need.PICTURES,),
    basis=(Basis("AP Stylebook", "captions: the picture belongs to the story"),),
)
def stranger_named(article: Article, options: Options) -> Iterable[Finding]:
    """Flags a caption whose people are all strangers to the story.

    ## What it flags
    The first full name in a caption, where neither that person nor anybody else in the caption is named anywhere in
    headline, standfirst or text.

    ## Why it matters
    It is how a wrong picture shows: one from another story, or of another person.

    ## Example
    `The mayor, Ana Orme, opens the bridge.` under a story on a strike that never mentions her.

    ## Instead
    The picture that belongs to the story, or a sentence in it that says what Ana Orme has to do with it.

    ## Limits
    A surname or a first name in the story is enough, with or without accents, in another transliteration or spelling,
    and so is the office (`the mayor said`). Left alone: people beside somebody the story names, galleries and stories
    of more pictures than paragraphs, pictures that say they are from the archive, credit lines and photographers,
    what is named after somebody, captions cut off at a title, and stories of fewer than `paragraphs` paragraphs.

    ## Sources
    AP Stylebook and newspapers' corrections on pictures of the wrong person.
    """
    paragraphs = sum(block.end - block.start >= _PARAGRAPH for block in article.body)
    shown = [caption for caption in article.get(captions) if _judged(caption)]
    if not shown or paragraphs < options.paragraphs or len(article.pictures) > paragraphs:
        return
    known: Known | None = None
    everybody = article.get(people)
    for caption in shown:
        here = [(person, mention) for person in everybody if (mention := _mention_in(caption.prose, person))]
        full = [(person, mention) for person, mention in here if mention.full]
        if not full or any(_in_story(article, person) for person, _ in here):
            continue
        known = known or _known(article)
        if any(known.knows(person.name) or _by_office(article, caption, person, m, known) for person, m in here):
            continue
        if _cut_off(article, caption.prose):
            continue
        _, mention = full[0]
        if known.names_a_thing(article.text, caption.prose.start, mention.span, caption.prose.end):
            continue
        yield stranger_named.finding(
            Span(*mention.span),
            data={"name": " ".join(article[mention.span].split())},
            suggestions=(Suggestion("check", safety=Safety.PLACEHOLDER),),
        )


def _judged(caption: CaptionText) -> bool:
    return caption.picture is not None and not caption.picture.gallery and not caption.file_picture


def _mention_in(place: Span, person: Person) -> Mention | None:
    """Where a person is named first in a place, in full if anywhere."""
    inside = [mention for mention in person.mentions if place.start <= mention.span.start < place.end]
    return next((mention for mention in inside if mention.full), inside[0] if inside else None)


def _in_story(article: Article, person: Person) -> bool:
    return any(
        (block := article.block_at(mention.span.start)) is not None and block.role is not Role.CAPTION
        for mention in person.mentions
    )


def _known(article: Article) -> Known:
    """The words of everything but the captions."""
    apart = (*NOT_PROSE, Role.CAPTION, Role.CREDIT)
    return Known.of([article[block] for block in article.blocks if block.role not in apart], article)


def _by_office(article: Article, caption: CaptionText, person: Person, mention: Mention, known: Known) -> bool:
    """Whether the story speaks, without a name, of an office that the caption gives a person."""
    offices = {title.lower() for title in person.titles}
    if article.text[mention.span.end : mention.span.end + 2] in (", ", " ("):
        for hit in article.hits(_TITLES):
            if 0 < hit.start - mention.span.end < _BESIDE and hit.end <= caption.prose.end:
                offices.add(article.text[hit.start : hit.end].lower())
    return not known.offices.isdisjoint(offices)


def _cut_off(article: Article, prose: Span) -> bool:
    """Whether a caption ends in a title or rank: who else is in the picture is not known."""
    end = prose.start + len(article[prose].rstrip(" .\n\xa0"))
    return any(hit.end == end for group in (_TITLES, _RANKS) for hit in article.hits(group))
