"""Decides where a story says by how much a figure changed, and whether that lies between the two figures it gives.

``rose 10% from 200 to 230``, ``fell 5% to 95 from 100``, ``from 200 to 230, up 10%``, ``doubled from 40 to 70``. What a
bracket holds in between is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from re import Pattern, compile

from compliance.article import BODY, Article, Block
from compliance.language.counts import ChangeWords, change_words, sentence_of
from compliance.language.detect import story_language
from compliance.language.figures import Figure
from compliance.language.figures_reader import FigureReader, figure_reader
from compliance.language.signs import digit_runs
from compliance.record import Record
from compliance_plugins.consistency._shown import blocks_of

_GAP = 46
_APART = _GAP + 20
_OPENED = 60
_BEFORE = 12
_UNSCALED = 1000
_KINDS = frozenset({"count", "money", "share", "measure"})
_SLACK, _SHARE = 0.6, 0.04
_TIMES_LOW, _TIMES_HIGH = 0.86, 1.2


class Change(Record):
    """A change that its two figures do not make.

    :param stated: the share that is stated; ``None`` for a word such as *doubled*.
    :param word: where a word states it: first code point and one past the last.
    :param old: the figure before.
    :param new: the figure after.
    :param right: by how many per cent the figure changed.
    :param points: whether the share is the difference of two shares: percentage points.
    """

    stated: Figure | None
    word: tuple[int, int] | None
    old: Figure
    new: Figure
    right: float
    points: bool = False


def wrong_changes(article: Article) -> Iterator[Change]:
    """The changes whose two figures make another."""
    words = change_words(article.get(story_language))
    text = article.text
    if words is None:
        return
    starts = [
        other
        for one, other in pairwise(article.get(digit_runs))
        if other - one <= _APART and _is_linked(text, one, max(other - _BEFORE, one), other, words)
    ]
    for block in blocks_of(article, starts):
        said = block.role in BODY and any(sign in article[block] for sign in words.signs)
        reader = article.get(figure_reader) if said else None
        if reader is None:
            continue
        linked = any(
            other.start - one.end <= _GAP and _is_linked(text, one.start, one.end, other.start, words)
            for one, other in pairwise(reader.numbers_in(block))
        )
        if linked:
            yield from _in_block(article, reader, block, words)


def _is_linked(text: str, first: int, end: int, second: int, words: ChangeWords) -> bool:
    """Whether ``to`` stands before a second number and ``from`` before the first one or the signs of its unit, or the
    other way round.

    :param end: where the first number ends, or what is left between the two to be looked at begins.
    """
    link = text[end:second].rstrip(" $€£\n").rpartition(" ")[2].lower()
    if link not in words.links:
        return False
    said = text[max(first - _OPENED, 0) : first].lower().split()
    opens = words.origin if link in words.to else words.to
    return not opens.isdisjoint(said)


def _in_block(article: Article, reader: FigureReader, block: Block, words: ChangeWords) -> Iterator[Change]:
    figures = _outside_brackets(article.text, block, reader.within(block))
    for index in range(len(figures) - 1):
        pair = _pair(article, figures[index], figures[index + 1], words)
        if pair is None:
            continue
        old, new = pair
        before = figures[index - 1] if index else None
        after = figures[index + 2] if index + 2 < len(figures) else None
        change = _by_share(article, before, after, (figures[index], figures[index + 1]), pair, words)
        change = change or _by_word(article, before, figures[index], old, new, words)
        if change is not None and not _is_adjusted(article, figures[index], words):
            yield change


@cache
def _brackets() -> Pattern[str]:
    return compile(r"\([^()]{0,60}\)|\[[^\[\]]{0,60}\]")


def _outside_brackets(text: str, block: Block, figures: Sequence[Figure]) -> list[Figure]:
    inside = [match.span() for match in _brackets().finditer(text, block.start, block.end)]
    return [each for each in figures if not any(start < each.span.start < end for start, end in inside)]


def _link(article: Article, start: int, end: int, words: ChangeWords) -> str:
    """``to`` or ``from`` where that word alone, or with marks and a bracket, stands between two figures."""
    between = _brackets().sub(" ", article.text[start:end]).lower()
    said = between.replace(",", " ").split()
    if not said or len(said) > 5 or any(sign in between for sign in ".;:\n"):
        return ""
    if said[-1] in words.to:
        return "to"
    return "from" if said[-1] in words.origin else ""


def _pair(article: Article, first: Figure, second: Figure, words: ChangeWords) -> tuple[Figure, Figure] | None:
    """The figure before and the figure after, where two are the ends of a change."""
    link = _link(article, first.span.end, second.span.start, words)
    before = article.text[max(first.span.start - 12, 0) : first.span.start].lower().split()
    opened = before[-1] if before else ""
    first, second = _completed(first, second), _completed(second, first)
    ok = first.value > 0 and second.value > 0 and first.upper is None and second.upper is None
    if not ok or first.bound or second.bound or not _are_alike(first, second):
        return None
    if link == "to" and opened in words.origin:
        return first, second
    return (second, first) if link == "from" and opened in words.to else None


def _completed(figure: Figure, other: Figure) -> Figure:
    """A bare number with the unit and scale of the figure that it is set against: ``from 200 to 230 crowns``."""
    if figure.unit or figure.kind != "count" or (not other.unit and other.scale == 1):
        return figure
    scale = other.scale if figure.scale == 1 and figure.value < _UNSCALED else 1
    unit, kind = (other.unit, other.kind) if figure.counted is None else (figure.unit, figure.kind)
    return figure._replace(value=figure.value * scale, step=figure.step * scale, unit=unit, kind=kind)


def _are_alike(first: Figure, second: Figure) -> bool:
    return first.unit == second.unit and first.kind == second.kind and first.kind in _KINDS


def _by_share(
    article: Article,
    before: Figure | None,
    after: Figure | None,
    ends: tuple[Figure, Figure],
    pair: tuple[Figure, Figure],
    words: ChangeWords,
) -> Change | None:
    """What is wrong with the share that is stated right before the two figures, or right behind them."""
    stated, said = None, ""
    text = article.text
    if before is not None and before.unit == "%":
        between = text[before.span.end : ends[0].span.start].lower().replace(",", " ").split()
        if len(between) == 1:
            stated, said = before, text[max(before.span.start - 40, 0) : before.span.start]
    if stated is None and after is not None and after.unit == "%":
        gap = text[ends[1].span.end : after.span.start]
        if len(gap) <= 24 and not any(sign in gap for sign in ".;:\n") and _is_only(gap, words):
            stated, said = after, gap
    if stated is None or stated.bound or stated.upper is not None:
        return None
    return _judged(stated, said, pair, words)


def _is_only(between: str, words: ChangeWords) -> bool:
    return all(word in words.up or word in words.down or word in words.between for word in _words(between))


def _words(text: str) -> list[str]:
    return [word.strip(",;()–—").lower() for word in text.split() if word.strip(",;()–—")]


def _judged(stated: Figure, said: str, pair: tuple[Figure, Figure], words: ChangeWords) -> Change | None:
    old, new = pair
    ways = ["up" if word in words.up else "down" for word in _words(said) if word in words.up or word in words.down]
    if not ways or (ways[-1] == "up") != (new.value > old.value):
        return None
    lows, highs = _span(old), _span(new)
    least, most = sorted((abs(highs[0] / lows[1] - 1) * 100, abs(highs[1] / lows[0] - 1) * 100))
    room = max(_SLACK, stated.value * _SHARE) + stated.step / 2
    if least - room <= stated.value <= most + room:
        return None
    right = abs(new.value / old.value - 1) * 100
    points = old.unit == "%" and abs(abs(new.value - old.value) - stated.value) < stated.step
    if old.unit == "%" and not points:
        return None
    return Change(stated, None, old, new, right, points)


def _span(figure: Figure) -> tuple[float, float]:
    half = figure.step / 2
    return max(figure.value - half, figure.step * 1e-3), figure.value + half


def _by_word(
    article: Article, before: Figure | None, first: Figure, old: Figure, new: Figure, words: ChangeWords
) -> Change | None:
    """``doubled from 40 to 70``: the word stands right before the two figures, or a few words before."""
    start = max(first.span.start - _GAP, before.span.end if before is not None else 0, 0)
    stretch = article.text[start : first.span.start]
    stretch = stretch[max(stretch.rfind(sign) for sign in ".;:\n,") + 1 :]
    said = _words(stretch)
    at = next((n for n, word in enumerate(said) if word in words.times), None)
    if at is None or len(said) - at > 5:
        return None
    times, ratio = words.times[said[at]], new.value / old.value
    low, high = _TIMES_LOW, _TIMES_HIGH
    if any(word in words.more for word in said[:at]):
        low, high = 0.97, 1.6
    elif any(word in words.less for word in said[:at]):
        low, high = 0.8, 1.1
    if low <= ratio / times <= high:
        return None
    offset = article.text.lower().find(said[at], first.span.start - len(stretch))
    return Change(None, (offset, offset + len(said[at])), old, new, abs(ratio - 1) * 100)


def _is_adjusted(article: Article, figure: Figure, words: ChangeWords) -> bool:
    """Whether the sentence speaks of adjusted figures, or of a loss."""
    said = _words(article[sentence_of(article, figure)])
    return any(word in words.adjusted or word in words.loss for word in said)
