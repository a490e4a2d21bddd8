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
            "why": "La agencia lo escribió para que lo supiera el lector.",
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
    picture, that its content is graphic, that a machine made it (its digital source type too) or that it was posed,
    under a caption and credit that say nothing of it.

    ## Why it matters
    The agency wrote it so that readers would know. It gets lost where a system takes over the caption and not
    the instructions.

    ## Example
    Instructions `POOL PHOTOGRAPHS WERE REVIEWED BY THE ARMY`, caption `A soldier stands guard. (AP Photo/Ana Ruiz)`

    ## Instead
    `A soldier stands guard. The army reviewed this pool photograph. (AP Photo/Ana Ruiz)`

    ## Limits
    Any wording that says it is enough, in the caption or in the credit; for a file picture, a day or month of an
    earlier year. The picture file's own metadata is not read yet.

    ## Sources
    AP News Values and Principles; agencies' notes to editors.
    """
    for row in article.get(sheets):
        made = _machine_made(row, article.lexicon)
        if not row.hidden and not made:
            continue
        published = " ".join([row.caption_text(article), *(article[line.span] for line in row.shown)])
        done: set[str] = set()
        for line in row.hidden:
            for found in _disclosures(article[line.span], article.lexicon):
                kind = found.entry.text("kind")
                if kind in done or _says(kind, published, row, article):
                    continue
                done.add(kind)
                yield _finding(article, row, kind, Span(line.span.start + found.start, line.span.start + found.end))
        if made and "machine-made" not in done and not _says("machine-made", published, row, article):
            yield _finding(article, row, "machine-made", None, made)


def _finding(article: Article, row: Sheet, kind: str, place: Span | None, said: str = "") -> Finding:
    return disclosure_lost.finding(
        row.place,
        variant=kind,
        data={"said": article[place] if place else said, "kind": kind},
        labels=[Label(place, "record")] if place else (),
    )


def _machine_made(row: Sheet, lexicon: Lexicon) -> str:
    """The picture's digital source type, a code or the end of an address, where it says that a machine made it."""
    code = row.picture.source_type.rpartition("/")[2] if row.picture is not None else ""
    listed = lexicon.find("disclosures", code) if code else None
    return code if listed is not None and listed.text("kind") == "machine-made" else ""


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


def _says(kind: str, published: str, row: Sheet, article: Article) -> bool:
    """Whether the published caption or credit says a thing, in any wording."""
    words = tokens(published)
    index = phrases(article.lexicon, "disclosures")
    for position in range(len(words)):
        found = index.at(words, position)
        if found is not None and found.entry.text("kind") == kind:
            return True
    if kind == "file":
        labelled = row.caption is not None and row.caption.file_picture
        return labelled or any("file" in line.markers for line in row.shown) or _dated_long_ago(row, article)
    return kind == "handout" and tells_source(published)


def _dated_long_ago(row: Sheet, article: Article) -> bool:
    """Whether the caption gives a day or month of an earlier year, which tells the reader as much as the word."""
    from compliance.language.dates import dates
    from compliance.language.story_day import story_day

    day = article.get(story_day).day
    if day is None or row.caption is None:
        return False
    inside = [mention for mention in article.get(dates) if row.caption.prose.covers(mention.span)]
    years = [mention.value[:4] for mention in inside if mention.kind != "year"]
    return any(year.isdigit() and int(year) < day.year for year in years)
