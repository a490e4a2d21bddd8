"""Where the picture's record tells readers something that the published caption dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Label, Severity
from compliance.language.credit_phrases import Found, phrases, tokens
from compliance.language.credit_words import tells_source
from compliance.lexicon import Lexicon
from compliance.rule import Need, rule
from compliance_plugins.credits._sheets import Sheet, sheets


@rule(
    "credits/disclosure-lost",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    variants=("handout", "reviewed", "file", "graphic", "machine-made", "staged"),
    messages={
        "en": {
            "message": "the picture's record says “{said}”; the published caption does not",
            "record": "the record says it here",
        },
        "es": {
            "message": "la ficha de la imagen dice «{said}»; el pie publicado no lo dice",
            "record": "la ficha lo dice aquí",
        },
    },
    lists=("disclosures", "file-markers"),
    needs=(Need.PICTURES,),
    basis=(
        Basis("AP News Values and Principles", "images"),
        Basis("IPTC Photo Metadata", "Instructions", "https://www.iptc.org/std/photometadata/specification/"),
    ),
)
def disclosure_lost(article: Article, options: object) -> Iterable[Finding]:
    """Flags what a picture's rights or instructions tell its readers and the published caption leaves out.

    ## What it flags
    A record that says the picture is a handout, that an army or another party reviewed it, that it is a file
    picture, that its content is graphic, that a machine made it or that it was posed, under a caption and credit
    that say nothing of it.

    ## Why it matters
    The agency wrote it so that readers would know. It gets lost where a system takes over the caption and not
    the instructions.

    ## Example
    Instructions `POOL PHOTOGRAPHS WERE REVIEWED BY THE ARMY`, caption `A soldier stands guard. (AP Photo/Ana Ruiz)`

    ## Instead
    `A soldier stands guard. The army reviewed this pool photograph. (AP Photo/Ana Ruiz)`

    ## Limits
    Any wording that says it is enough, in the caption or in the credit. The picture file's own metadata is not
    read yet.

    ## Sources
    AP News Values and Principles; agencies' notes to editors.
    """
    for row in article.get(sheets):
        if not row.hidden:
            continue
        published = " ".join([row.caption_text(article), *(article[line.span] for line in row.shown)])
        done: set[str] = set()
        for line in row.hidden:
            for found in _disclosures(article[line.span], article.lexicon):
                kind = found.entry.text("kind")
                if kind in done or _says(kind, published, row, article.lexicon):
                    continue
                done.add(kind)
                place = Span(line.span.start + found.start, line.span.start + found.end)
                yield disclosure_lost.finding(
                    row.place,
                    variant=kind,
                    data={"said": article[place], "kind": kind},
                    labels=[Label(place, "record")],
                )


def _disclosures(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """What a record tells of the picture, each phrase once."""
    words = tokens(text)
    index = phrases(lexicon, "disclosures")
    position = 0
    while position < len(words):
        found = index.at(words, position)
        if found is not None and found.entry.text("said") != "published" and not _denied(words[:position]):
            yield found
        position = found.last if found is not None else position + 1


def _denied(before: object) -> bool:
    words = list(before)[-2:]  # type: ignore[call-overload]
    return any(word.key in ("no", "not", "non", "sin", "kein", "keine") for word in words)


def _says(kind: str, published: str, row: Sheet, lexicon: Lexicon) -> bool:
    """Whether the published caption or credit says a thing, in any wording."""
    words = tokens(published)
    index = phrases(lexicon, "disclosures")
    for position in range(len(words)):
        found = index.at(words, position)
        if found is not None and found.entry.text("kind") == kind:
            return True
    if kind == "file":
        return (row.caption is not None and row.caption.file_picture) or any(
            "file" in line.markers for line in row.shown
        )
    return kind == "handout" and tells_source(published)
