"""Decides where people are counted in all and by place, and the places do not make the whole.

``six people, four in Leeds and three in York``; ``three in Leeds, two in York, six in all``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from re import Pattern, compile
from typing import TYPE_CHECKING

from compliance.article import BODY, Article, Block, Span
from compliance.language.counts import sentence_of
from compliance.language.detect import story_language
from compliance.language.figures_words import LIST as NUMBERS
from compliance_plugins.consistency._shown import blocks_of
from compliance_plugins.consistency._whole import Sum, has_rest, is_exact, is_whole

if TYPE_CHECKING:
    from compliance.language.counts import SumWords
    from compliance.language.figures import Figure
    from compliance.language.figures_numbers import Number
    from compliance.language.figures_reader import FigureReader
    from compliance.scanner import Hit

_FEWEST = 2
_FAR = 16
_MARKS = 3
_OPENS = (",", ":", "(", "–", "—")


def placed_blocks(article: Article, wholes: Iterable[Hit], totals: Iterable[int], words: SumWords) -> list[Block]:
    """A quick look: the body's blocks with a number and a place behind a noun for people and a mark, or with a number
    before a word for a sum.

    :param totals: where such words stand.
    """
    text, behind = article.text, _behind(words.at).match
    found = [hit.start for hit in wholes if (match := behind(text, hit.end)) and _is_number(article, match.start(1))]
    found += [at for at in totals if _is_behind_number(article, at)]
    return [block for block in blocks_of(article, found) if block.role in BODY]


def _is_number(article: Article, at: int) -> bool:
    if article.text[at].isdigit():
        return True
    return any(hit.start == at for hit in article.hits(NUMBERS, article.get(story_language)))


def _is_behind_number(article: Article, at: int) -> bool:
    between = article.text[max(at - _MARKS, 0) : at]
    end = at - len(between) + len(between.rstrip(" (–—,"))
    numbers = article.hits(NUMBERS, article.get(story_language))
    return article.text[end - 1 : end].isdigit() or any(hit.end == end for hit in numbers)


def by_place(article: Article, reader: FigureReader, block: Block, words: SumWords) -> Iterator[Sum]:
    """The wholes of a block that the parts given by place do not make."""
    figures = reader.within(block)
    for parts, end in _lists(article.text, reader.numbers_in(block), block, words):
        whole = _behind_it(article, figures, end, words) or _before_it(article, figures, parts[0].start, words)
        total = float(sum(part.value for part in parts))
        if whole is not None and total != whole.value and not has_rest(article, whole, words):
            yield Sum(whole, tuple(Span(part.start, part.end) for part in parts), total)


def _lists(text: str, numbers: Sequence[Number], block: Block, words: SumWords) -> Iterator[tuple[list[Number], int]]:
    """Numbers behind one another, each with a place of its own, as many as there are, and where the last place ends;
    only where their clause ends, too.
    """
    item, joint = _item(words.at), _joint(words.join)
    parts: list[Number] = []
    places: set[str] = set()
    end = block.start
    for number in (*numbers, None):
        place = item.match(text, number.end, block.end) if number is not None else None
        if number is None or place is None or joint.fullmatch(text, end, number.start) is None:
            if len(places) == len(parts) >= _FEWEST and _close().match(text, end, block.end):
                yield parts, end
            parts, places = [], set()
        if number is not None and place is not None:
            parts.append(number)
            places.add(place[1])
            end = place.end()


def _before_it(article: Article, figures: Sequence[Figure], start: int, words: SumWords) -> Figure | None:
    """The count of people right before a list, in its sentence: a mark stands between, and no other number."""
    index = bisect_left(figures, start, key=_start) - 1
    whole = figures[index] if index >= 0 else None
    if whole is None or not is_whole(article, whole, words) or start >= sentence_of(article, whole).end:
        return None
    return whole if article.text[whole.span.end : start].rstrip().endswith(_OPENS) else None


def _behind_it(article: Article, figures: Sequence[Figure], end: int, words: SumWords) -> Figure | None:
    """The figure right behind a list that says what it makes: ``six in all``."""
    index = bisect_left(figures, end, key=_start)
    whole = figures[index] if index < len(figures) else None
    if whole is None or not is_exact(whole) or article.text[end : whole.span.start].strip(",;:–— "):
        return None
    behind = article.text[whole.span.end : whole.span.end + _FAR].lower()
    return whole if behind.lstrip().startswith(words.totals) else None


def _start(figure: Figure) -> int:
    return figure.span.start


_PLACE = (
    r"(?:the |el |la |los |las )?[A-ZÀ-Þ][\w’'-]+(?:(?: (?:of|the|upon|de|del|la|los|las|y))*[ -][A-ZÀ-Þ][\w’'-]+)*"
)


@cache
def _behind(at: str) -> Pattern[str]:
    """Behind a noun, in its clause: a mark, a number and a place."""
    return compile(rf"[^.;\n,:(–—]*+[,:(–—] ?(\w+) (?:{at}) {_PLACE}")


@cache
def _item(at: str) -> Pattern[str]:
    """Behind a number: what is counted, perhaps, and a place."""
    return compile(rf"(?: [a-zà-ÿ]+)? (?:{at}) ({_PLACE})")


@cache
def _joint(join: str) -> Pattern[str]:
    return compile(rf",|,? (?:{join}) |, ")


@cache
def _close() -> Pattern[str]:
    return compile(r"[,.;:)–—\n]| [–—-]|$")
