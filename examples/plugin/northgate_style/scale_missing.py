"""Decides whether a temperature says on which scale it was measured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compliance import Article, Basis, Edit, Finding, Kind, Need, Safety, Severity, Span, Suggestion, rule

NAME = "weather/scale-missing"
# Words after "degrees" that say it all: a scale, or that no temperature is meant.
_ENOUGH = frozenset("c f celsius fahrenheit centigrade centígrados kelvin north south east west latitud".split())


@dataclass(frozen=True, slots=True)
class Options:
    """What the house can set.

    :param scale: the scale offered as the repair.
    :param angles: numbers that are turns, not temperatures.
    """

    scale: str = "Celsius"
    angles: tuple[int, ...] = (45, 90, 180, 270, 360)


@rule(
    NAME,
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {"message": "{number} degrees, on which scale?", "add": "write “degrees {scale}”"},
        "es": {"message": "{number} grados, ¿en qué escala?", "add": "escriba «grados {scale}»"},
    },
    options=Options,
    languages=("en", "es"),
    phrases=("degrees", "grados"),
    needs=(Need.PHRASES,),
    basis=(Basis("Northgate Herald house style", "Weather"),),
)
def scale_missing(article: Article, options: Options) -> Iterable[Finding]:
    """A temperature that does not say on which scale it was measured.

    ## What it flags

    A number with `degrees` or `grados` and no scale after it.

    ## Why it matters

    30 degrees is a summer's day in one country and a frost in another; wires carry both.

    ## Example

    > It reached 38 degrees in Northgate on Sunday.

    ## Instead

    > It reached 38 degrees Celsius in Northgate on Sunday.

    ## Limits

    Right angles and full turns (`180 degrees`) are left alone, and so is a place on the map (`40 degrees north`).

    ## Sources

    The Northgate Herald's house style, which was invented for this example.
    """
    for hit in article.hits(NAME):
        number = _number_before(article.text, hit.start)
        if number is None or int(article[number]) in options.angles or _next_word(article.text, hit.end) in _ENOUGH:
            continue
        yield scale_missing.finding(
            Span(number.start, hit.end),
            data={"number": article[number], "scale": options.scale},
            suggestions=[Suggestion("add", (Edit(Span(hit.end, hit.end), f" {options.scale}"),), Safety.UNSAFE)],
        )


def _number_before(text: str, offset: int) -> Span | None:
    """The whole number that stands right before an offset, one space between."""
    end = offset - 1
    start = end
    while start > 0 and end - start < 3 and text[start - 1].isdecimal():
        start -= 1
    return Span(start, end) if start < end and text[end].isspace() else None


def _next_word(text: str, offset: int) -> str:
    words = text[offset : offset + 20].split()
    return words[0].strip(".,;:)”»\"'").lower() if words else ""
