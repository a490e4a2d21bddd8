"""Where a space is too much or missing: between words, before a mark, after a mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from re import Pattern, compile
from typing import Literal

from compliance.article import Article, Block, Role, Span
from compliance.finding import Basis, Edit, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.record import Record
from compliance.rule import rule
from compliance_plugins.copy._characters import CLOSING, SPACES, chunk, places, published, shape
from compliance_plugins.copy._gaps import ends_sentence, gaps, stands_off, touches
from compliance_plugins.copy._together import together

_SPACE = ord(" ")


class Options(Record):
    """What the house decides.

    :param after_stop: two spaces after a full stop: ``one`` flags them always, ``any`` never, ``consistent``
        only in a story that mostly has one.
    """

    after_stop: Literal["one", "any", "consistent"] = "consistent"


@rule(
    "copy/spacing",
    kind=Kind.FAIL,
    severity=Severity.NOTE,
    variants=("between-words", "after-stop", "before-mark", "missing"),
    messages={
        "en": {
            "message": "{count} spaces between “{before}” and “{after}”",
            "before_mark": "a space before “{mark}”",
            "missing": "no space after “{mark}” in “{words}”",
            "close_up": "leave one space",
            "cut": "cut the space",
            "insert": "put in a space",
            "also": "here too",
            "more": "the same in {others} other places of this story",
        },
        "es": {
            "message": "{count} espacios entre «{before}» y «{after}»",
            "before_mark": "hay un espacio antes de «{mark}»",
            "missing": "falta un espacio tras «{mark}» en «{words}»",
            "close_up": "dejar un solo espacio",
            "cut": "quitar el espacio",
            "insert": "poner un espacio",
            "also": "aquí también",
            "more": "lo mismo en otros {others} lugares de este texto",
            "why": "El hueco se ve en papel y en las notificaciones, y una palabra pegada a otra no se encuentra al "
            "buscar.",
        },
    },
    options=Options,
    basis=(
        Basis("AP Stylebook", "spacing"),
        Basis("Ortografía de la lengua española (RAE)", "signos de puntuación"),
    ),
)
def spacing(article: Article, options: Options) -> Iterable[Finding]:
    """Flags two spaces between words, a space before a full stop or comma, and a missing space after one.

    ## What it flags
    Two or three spaces inside a line of prose, a space before a full stop, comma, semicolon, question or
    exclamation mark, and a full stop, comma or semicolon that the next word touches.

    ## Why it matters
    Print and push texts show the gap, and a word glued to the next is not found by search.

    ## Example
    `The ministry  said so .Then it left.`

    ## Instead
    `The ministry said so. Then it left.`

    ## Limits
    Addresses, file names, numbers, initials, spaced ellipses and text set in columns are left alone, so are line
    breaks of hard-wrapped text. French puts a space before `?`, `!` and `;`: only English and Spanish stories are
    read for those. Two spaces after a full stop are a habit that a house may keep (`after_stop`). A slip made more
    than five times in a story is told of once.

    ## Sources
    AP Stylebook, *spacing*; *Ortografía de la lengua española*, on how punctuation is set.
    """
    return together(_slips(article, options), lambda finding: (finding.variant, finding.data.get("mark")))


def _slips(article: Article, options: Options) -> Iterator[Finding]:
    picture = article.get(shape)
    if b"  " in picture:
        yield from _gaps(article, picture, options)
    for match in _odd_marks().finditer(picture):
        at = match.start()
        if at and picture[at - 1] == _SPACE:
            yield from _before(article, at - 1)
        if picture.startswith(b"a", at + 1) and touches(article.text, at) and _is_prose(published(article, at)):
            yield _missing(article, at)
    # one sign is searched for many times faster than two
    if "?" in article.text and " ?" in article.text:
        for at in places(picture, b" x"):
            if article.text[at + 1] == "?":
                yield from _before(article, at)


@cache
def _odd_marks() -> Pattern[bytes]:
    # begins with the mark alone, to which the engine skips by itself
    return compile(rb"\.(?:(?=a)|(?<= \.))")


def _is_prose(block: Block | None) -> bool:
    return block is not None and block.role is not Role.TABLE


def _gaps(article: Article, picture: bytes, options: Options) -> Iterator[Finding]:
    after_stop = []
    for block in article.blocks:
        if picture.find(b"  ", block.start, block.end) < 0 or not _is_prose(published(article, block.start)):
            continue
        for start, end in gaps(article.text, block.start, block.end):
            if ends_sentence(article.text, start):
                after_stop.append((start, end))
            else:
                yield _gap(article, start, end, "between-words")
    if after_stop and options.after_stop != "any":
        single = article.text.count(". ") - article.text.count(".  ") - article.text.count(". \n")
        if options.after_stop == "one" or len(after_stop) <= max(single, 1):  # one is no habit
            for start, end in after_stop:
                yield _gap(article, start, end, "after-stop")


def _gap(article: Article, start: int, end: int, variant: str) -> Finding:
    text = article.text
    return spacing.finding(
        Span(start, end),
        variant=variant,
        data={
            "count": end - start,
            "before": text[chunk(text, start, start)[0] : start],
            "after": text[end : chunk(text, end, end)[1]],
        },
        suggestions=[Suggestion("close_up", (Edit(Span(start, end), " "),), Safety.SAFE)],
    )


def _before(article: Article, at: int) -> Iterator[Finding]:
    """The space at an offset, where the mark behind it should follow the word."""
    text = article.text
    mark = text[at + 1]
    if not stands_off(text, at) or not _is_prose(published(article, at)):
        return
    if mark in ";!?" and article.get(story_language) not in ("en", "es"):
        return
    space = " " if text[at + 2 : at + 3].isalpha() else ""
    start = at
    while text[start - 1] in SPACES:
        start -= 1
    yield spacing.finding(
        Span(start, at + 2),
        message="before_mark",
        variant="before-mark",
        data={"mark": mark},
        suggestions=[Suggestion("cut", (Edit(Span(start, at + 2), mark + space),), Safety.SAFE)],
    )


def _missing(article: Article, at: int) -> Finding:
    text = article.text
    first, last = chunk(text, at, at + 1)
    return spacing.finding(
        Span(at, at + 1),
        message="missing",
        variant="missing",
        data={"mark": text[at], "words": text[first:last].strip(CLOSING + "“‘«([,.")},
        suggestions=[Suggestion("insert", (Edit(Span(at + 1, at + 1), " "),), Safety.SAFE)],
    )
