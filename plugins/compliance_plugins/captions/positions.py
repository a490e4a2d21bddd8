"""Whether the positions a caption gives fit the people it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.credits import captions
from compliance.language.detect import story_language
from compliance.language.people_names import Name
from compliance.rule import Need, NoOptions, rule
from compliance_plugins.captions._marks import Mark, Words, marks_in, position_words
from compliance_plugins.captions._placed import DESCRIBED, NAMED, NOBODY, OFFICE, Placed, Reading, read


@rule(
    "captions/positions",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    variants=("alone", "nobody", "unnamed", "same", "twice"),
    messages={
        "en": {
            "message": "“{position}” tells {name} from others, but the caption names nobody else",
            "nobody": "“{position}” places nobody: the caption names one person",
            "unnamed": "“{position}” places the {office}, whose name is missing",
            "same": "two people are placed at “{position}”",
            "twice": "{name} is placed twice, “{first}” and “{position}”",
            "other": "the other mark of position",
            "name": "name the other person, or take the position out",
            "correct": "check the picture and correct one of the two positions",
        },
        "es": {
            "message": "«{position}» distingue a {name} de otros, pero el pie no nombra a nadie más",
            "nobody": "«{position}» no sitúa a nadie: el pie nombra a una sola persona",
            "unnamed": "«{position}» sitúa a {office}, pero falta el nombre",
            "same": "dos personas están situadas en «{position}»",
            "twice": "{name} está en dos sitios, «{first}» y «{position}»",
            "other": "la otra indicación de posición",
            "name": "nombrar a la otra persona o quitar la posición",
            "correct": "mirar la imagen y corregir una de las dos posiciones",
            "why": "Una posición suelta es lo que queda de un pie recortado o de una foto reencuadrada; si es "
            "errónea, nombra a otra persona.",
        },
    },
    languages=("en", "es"),
    lists=("ranks", "titles", "places"),
    needs=(Need.PICTURES,),
    basis=(Basis("AP Stylebook", "captions: identify the people in the picture, from left to right"),),
)
def positions(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags positions in a caption, such as `(L)` or `second from right`, that do not fit the people it names.

    ## What it flags
    One person placed left or right and nobody else named or described; two positions where one person is named; the
    same position for two people; two positions for one person; a position for an office whose holder is not named.
    English and Spanish forms are read: `(L)`, `(2-R)`, `(C)`, `, left,`, `second from right`, `(i)`, `(d)`, `(izq.)`,
    `a la derecha`.

    ## Why it matters
    A lone position is what remains when a caption was cut or a picture cropped, and a wrong one names the wrong person.

    ## Example
    `Norway's Prime Minister Kari Lunde (L) at the signing in Lisbon. EFE/Rita Campos`

    ## Instead
    `Norway's Prime Minister Kari Lunde (L) and Portugal's President Duarte Pinho at the signing in Lisbon.`

    ## Limits
    Lists from left to right are left alone, so are groups, somebody placed in the centre, and people described instead
    of named (`a nurse (R)`). `(R)` behind a senator or representative is the party; `(D)` is *derecha* in Spanish only.
    Who really stands where cannot be told.

    ## Sources
    AP Stylebook, *captions*; EFE, *Libro del estilo urgente*, on captions.
    """
    language = article.get(story_language) or "en"
    words = position_words(language)
    for caption in article.get(captions):
        prose = Span(*caption.prose)
        marks = marks_in(article.text, prose, language) if prose.start < prose.end else []
        if not marks:
            continue
        if words.silent(_without(article, prose, marks)):
            continue
        reading = read(article, prose, marks, words)
        yield from _twice(article, reading) or _misfits(article, reading, words)


def _without(article: Article, prose: Span, marks: list[Mark]) -> str:
    """The caption in lower case without its marks of position: *second from left* opens no list."""
    kept, position = [], prose.start
    for mark in marks:
        kept.append(article.text[position : mark.span.start])
        position = mark.span.end
    return "".join((*kept, article.text[position : prose.end])).lower()


_CROWD = 40
"""No picture shows so many people with a name and a place each."""


def _twice(article: Article, reading: Reading) -> list[Finding]:
    """One position for two people, or two positions for one."""
    found: list[Finding] = []
    people = [placed for placed in reading.placed if placed.who in (NAMED, OFFICE, DESCRIBED)]
    for index, one in enumerate(people):
        for other in people[index + 1 : index + _CROWD]:
            same_person = one.who == other.who == NAMED and one.name == other.name
            same_place = one.mark.position == other.mark.position
            if same_person == same_place or (same_place and DESCRIBED in (one.who, other.who)):
                continue
            found.append(_finding(article, other, "same" if same_place else "twice", one))
            break
    return found


def _misfits(article: Article, reading: Reading, words: Words) -> Iterator[Finding]:
    named = [placed for placed in reading.placed if placed.who == NAMED]
    others = {name.tokens[-1] for name in reading.names if not _is_place(article, name, words)}
    others -= {placed.name for placed in named}
    if len({placed.name for placed in named}) != 1 or others:
        return
    for placed in reading.placed:
        if placed.who == NOBODY:
            yield _finding(article, placed, "nobody", named[0])
        elif placed.who == OFFICE:
            yield _finding(article, placed, "unnamed", named[0])
    alone = named[0]
    if len(reading.placed) == 1 and alone.certain and not reading.described and alone.mark.position.side != "centre":
        yield _finding(article, alone, "alone", None)


def _is_place(article: Article, name: Name, words: Words) -> bool:
    """Whether a name is a place's: of a known one (Nueva York), or behind a word of place (in Aldermouth)."""
    if not name.titles and any(h.start <= name.span.start and name.span.end <= h.end for h in article.hits("places")):
        return True
    before = article.text[max(name.span.start - 12, 0) : name.span.start].split()
    return not name.titles and not name.given and bool(before) and before[-1].lower() in words.lead_to_place


def _finding(article: Article, placed: Placed, variant: str, other: Placed | None) -> Finding:
    place = article[placed.mark.span]
    return positions.finding(
        placed.mark.span,
        message="message" if variant == "alone" else variant,
        variant=variant,
        data={
            "position": place.strip("()"),
            "name": placed.name if variant != "nobody" else "",
            "office": placed.name if variant == "unnamed" else "",
            "first": article[other.mark.span].strip("()") if other else "",
        },
        labels=[Label(other.mark.span, "other")] if other else (),
        suggestions=[Suggestion("correct" if variant in ("same", "twice") else "name", safety=Safety.PLACEHOLDER)],
    )
