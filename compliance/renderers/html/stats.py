"""How often each rule is right, as a page: a chart of the judged, then the figures of all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.renderers.html.escaping import element, shown
from compliance.renderers.html.head import FOOT, head
from compliance.renderers.html.precision import chart
from compliance.renderers.stats_text import cells_of, headings, notes
from compliance.renderers.words import words

if TYPE_CHECKING:
    from compliance.renderers.stats_model import Stats


def page(found: Stats, language: str) -> Iterator[str]:
    """The page.

    :param language: the reader's.
    """
    spoken = words(language)
    said = spoken.texts
    yield head(said["stats"], language)
    yield f"<h1>{shown(said['stats'])}</h1>\n"
    if found.stories is not None:
        yield element("p", shown(spoken.number(said["stories"], found.stories)), ["tally"]) + "\n"
    if not found.rules:
        yield element("p", shown(said["nothing_judged"])) + "\n" + FOOT
        return
    yield element("div", chart([row.judged for row in found.rules], spoken), ["wide"])
    yield _table(found, language)
    yield from (element("p", shown(note), ["small"]) + "\n" for note in notes(found, spoken))
    yield FOOT


def _table(found: Stats, language: str) -> str:
    spoken = words(language)
    names = "".join(f'<th scope="col">{shown(name)}</th>' for name in headings(found, spoken))
    rows = "".join(_row(cells_of(row, spoken)) for row in found.rules)
    body = f"<thead><tr>{names}</tr></thead><tbody>\n{rows}</tbody>"
    return f'<div class="scroll" tabindex="0"><table class="figures">{body}</table></div>\n'


def _row(cells: list[str]) -> str:
    first, *rest = map(shown, cells)
    return f'<tr><th scope="row"><bdi>{first}</bdi></th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>\n'
