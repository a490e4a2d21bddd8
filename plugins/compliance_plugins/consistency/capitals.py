"""Whether a story keeps to one use of capitals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from compliance.article import Article
from compliance.finding import Basis, Edit, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.record import Record
from compliance.rule import Need, rule
from compliance_plugins.consistency._capitals import LIST, MODIFIERS, Written, two_ways


class Options(Record):
    """What a house can set.

    :param either: words that the house writes both ways, each for a sense of its own (``western``, ``the government``
        and ``the Government``).
    """

    either: tuple[str, ...] = ()


@rule(
    "consistency/capitals",
    kind=Kind.REVIEW,
    severity=Severity.NOTE,
    messages={
        "en": {
            "message": "“{form}” here, “{other}” elsewhere in the story",
            "other": "here it is “{other}”",
            "again": "here too",
            "same": "write “{other}” throughout",
            "why": "A capital that comes and goes looks like a difference that is meant.",
        },
        "es": {
            "message": "«{form}» aquí, «{other}» en otra parte de la noticia",
            "other": "aquí dice «{other}»",
            "again": "aquí también",
            "same": "escribir siempre «{other}»",
            "why": "Una mayúscula que va y viene parece una diferencia con sentido.",
        },
    },
    options=Options,
    languages=("en", "es"),
    lists=(LIST, MODIFIERS),
    needs=(Need.PHRASES,),
    basis=(
        Basis("AP Stylebook", "capitalization; titles"),
        Basis("Guardian and Observer style guide", "capitals; job titles"),
        Basis("Ortografía de la lengua española (RAE)", "mayúsculas y minúsculas"),
    ),
)
def capitals(article: Article, options: Options) -> Iterable[Finding]:
    """Flags a word that a story writes with a capital here and without one there, in one sense.

    ## What it flags
    A title before one person's name (`President Orme` and `president Ana Orme`), a body named alone (`the Government`
    and `the government`), and words that houses write either way (`Western sanctions` and `western powers`, `Internet`
    and `internet`, `COVID-19` and `covid-19`). One finding a word: at the first place of the form that the story has
    less often, on a tie of the one that comes later.

    ## Why it matters
    A capital that comes and goes looks like a difference that is meant.

    ## Example
    `The Western powers met on Monday. … The western sanctions will stay.`

    ## Instead
    `The Western powers met on Monday. … The Western sanctions will stay.`

    ## Limits
    Where a sentence begins, in headlines, quotations and words all in capitals, capitals tell nothing. Names of bodies
    in full keep theirs, and so do senses that differ: `western Rimont` is a direction. A title is compared only before
    a name, and a description in small letters (`the Rimontian president Ana Orme`) only with another description.
    Which words are compared, and before or behind what, is the vocabulary list `capitals`; what the house writes both
    ways goes into the option `either`.

    ## Sources
    AP Stylebook, *capitalization*, *titles*; Guardian and Observer style guide, *capitals*, *job titles*; Ortografía de
    la lengua española, *mayúsculas*.
    """
    left = {word.casefold() for word in options.either}
    for places in two_ways(article):
        odd, kept = _parted(places)
        form = article[odd[0].span]
        if form.casefold() in left:
            continue
        edits = tuple(Edit(place.span, _like(article[place.span], kept.form)) for place in odd)
        yield capitals.finding(
            odd[0].span,
            data={"form": form, "other": edits[0].text, "count": len(odd)},
            labels=[Label(kept.span, "other"), *(Label(place.span, "again") for place in odd[1:])],
            suggestions=[Suggestion("same", edits, Safety.UNSAFE)],
        )


def _parted(places: Sequence[Written]) -> tuple[Sequence[Written], Written]:
    """The places to change, and the first of those to keep."""
    counts = Counter(place.form for place in places)
    kept = max(places, key=lambda place: (counts[place.form], -place.span.start))
    return [place for place in places if place.form != kept.form], kept


def _like(words: str, form: str) -> str:
    """Words in the capitals of a form."""
    if form == "all":
        return words.upper()
    if form == "small":
        return words.lower()
    return " ".join(word[:1].upper() + word[1:].lower() for word in words.split(" "))
