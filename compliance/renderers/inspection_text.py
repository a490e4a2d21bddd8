"""How a story is understood, for people: a line a part, its place first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from compliance.renderers.layout import cells, clean, fit
from compliance.renderers.paint import Paint
from compliance.renderers.words.phrases import in_language

if TYPE_CHECKING:
    from compliance.inspection import CreditView, Inspection
    from compliance.renderers import Look

_PLACE, _NAME = 11, 16


def render(story: Inspection, look: Look) -> Iterator[str]:
    """A story, a section an analysis; empty ones say so."""
    paint, spoken = Paint(look.colour), partial(in_language, language=look.language)
    number = f" #{story.item + 1}" if story.item is not None else ""
    known = spoken(f"language {story.language}" if story.language else "language not known")
    size = spoken(f"{len(story.text):,} characters")
    yield f"{paint('bold', clean(story.file) + number)} {paint('dim', f'· {known}, {size}')}\n"
    for title, lines in _sections(story, spoken):
        yield f"\n{paint('rule', spoken(title))}\n"
        for place, name, words in lines or [("", "", spoken("none"))]:
            yield _line(place, name, words, look.width, paint)
    yield "\n"


Line = tuple[str, str, str]
Spoken = Callable[[str], str]


def _sections(story: Inspection, spoken: Spoken) -> Iterator[tuple[str, list[Line]]]:
    text = story.text
    yield "parts", [(_at(b.start, b.end), b.id, text[b.start : b.end]) for b in story.blocks]
    yield (
        "quotations",
        [(_at(q.start, q.end), q.speaker.text if q.speaker else f"({q.kind})", q.text) for q in story.quotations],
    )
    yield "dates", [(_at(d.start, d.end), d.value, _with(d.text, d.weekday)) for d in story.dates]
    yield (
        "credits",
        [(_at(c.start, c.end), c.agency or spoken("(no agency)"), _credit(c, spoken)) for c in story.credits],
    )
    yield "people", [(f"{len(p.mentions)} ×", p.surname, _with(p.name, *p.titles)) for p in story.people]
    yield (
        "figures",
        [
            (
                _at(f.start, f.end),
                f"{f.value}{f' {f.unit}' if f.unit else ''}",
                _with(f.text, f.counted and f.counted.text),
            )
            for f in story.figures
        ],
    )


def _at(start: int, end: int) -> str:
    return f"{start}–{end}"


def _with(text: str, *more: str | None) -> str:
    told = ", ".join(one for one in more if one)
    return f"{text} ({told})" if told else text


def _credit(credit: CreditView, spoken: Spoken) -> str:
    told: Iterable[str | None] = (
        credit.photographer and spoken(f"photographer {credit.photographer}"),
        credit.provider and spoken(f"provider {credit.provider}"),
        *credit.markers,
        *(restriction.kind for restriction in credit.restrictions),
    )
    return _with(credit.text, *told)


def _line(place: str, name: str, words: str, width: int, paint: Paint) -> str:
    shown = " ".join(clean(words).split())
    name = fit(" ".join(clean(name).split()), _NAME * 2)
    pad = " " * max(_NAME - cells(name), 0)
    room = max(width - _PLACE - max(_NAME, cells(name)) - 5, 20)
    return f"  {paint('dim', f'{place:>{_PLACE}}')}  {name}{pad} {fit(shown, room)}\n".rstrip(" ")
