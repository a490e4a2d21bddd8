"""Decides where a story gives a whole with its parts, and whether the parts make the whole.

``five people, two men and two women``; ``12 dead (eight adults and five children)``; ``45% of the vote to 60%``. A list
counts as all parts only where each is a kind of the whole, or has a place of its own, and nothing says that there are
others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from re import Pattern, compile
from typing import TYPE_CHECKING

from compliance.article import BODY, Article, Block
from compliance.language.counts import SUM_SIGNS, WHOLES, SumWords, sum_words
from compliance.language.detect import story_language
from compliance.language.figures import Figure
from compliance.language.figures_reader import FigureReader, figure_reader
from compliance.language.figures_words import LIST as NUMBERS
from compliance_plugins.consistency._by_place import by_place, placed_blocks
from compliance_plugins.consistency._shown import blocks_of
from compliance_plugins.consistency._votes import may_have_votes, votes
from compliance_plugins.consistency._whole import Sum, has_rest, is_whole

if TYPE_CHECKING:
    from compliance.scanner import Hit

_FEWEST = 2


def wrong_sums(article: Article) -> Iterator[Sum]:
    """The wholes that their parts do not make."""
    language = article.get(story_language)
    words = sum_words(language)
    if words is None:
        return
    whole = article.hits(WHOLES, language)
    signs = article.hits(SUM_SIGNS, language)
    opened = [hit.start for hit in whole if _is_opened(article, hit.end)]
    placed = placed_blocks(article, whole, _places(signs, "parts"), words)
    voting = _places(signs, "shares")
    voted = voting and may_have_votes(article.text, words)
    reader = article.get(figure_reader) if opened or placed or voted else None
    if reader is None:
        return
    for block in blocks_of(article, opened):
        if block.role in BODY:
            yield from _wholes(article, reader, block, words)
    for block in placed:
        yield from by_place(article, reader, block, words)
    for block in blocks_of(article, voting) if voted else ():
        if block.role in BODY:
            yield from votes(article, reader, block, words)


def _places(signs: Sequence[Hit], of: str) -> list[int]:
    return [hit.start for hit in signs if hit.entry.text("of") == of]


def _is_opened(article: Article, end: int) -> bool:
    """A quick look: whether what may open a list and a number, in figures or in words, stand behind a noun."""
    found = _opening().match(article.text, end)
    if found is None or found.end() == len(article.text):
        return False
    numbers = article.hits(NUMBERS, article.get(story_language))
    return article.text[found.end()].isdigit() or any(hit.start == found.end() for hit in numbers)


def _wholes(article: Article, reader: FigureReader, block: Block, words: SumWords) -> Iterator[Sum]:
    figures = reader.within(block)
    for index, whole in enumerate(figures[:-1]):
        if is_whole(article, whole, words):
            found = _listed(article, whole, figures[index + 1 :], words, block)
            if found is not None:
                yield found


def _listed(article: Article, whole: Figure, following: Sequence[Figure], words: SumWords, block: Block) -> Sum | None:
    """The parts behind a whole, where they are a list of kinds of people and make another number."""
    text, at = article.text, whole.counted.end if whole.counted is not None else whole.span.end
    parts: list[Figure] = []
    total, opening = 0.0, ""
    for figure in following:
        gap = text[at : figure.span.start]
        joint = _opening() if not parts else _joint(words.join)
        match = joint.fullmatch(gap.lower())
        noun = article[figure.counted].lower() if figure.counted is not None else ""
        if match is None or noun not in words.kinds or figure.bound or figure.upper is not None:
            break
        opening = opening or match[1].strip()
        total += figure.value
        parts.append(figure)
        at = figure.counted.end if figure.counted is not None else figure.span.end
    if not parts or total == whole.value:
        return None
    single = _single(words).match(text[at : block.end].lower())
    if single is not None:
        total, at = total + 1, at + single.end()
    if (len(parts) + (single is not None)) < _FEWEST or total == whole.value:
        return None
    nouns = [article[part.counted].lower() for part in parts if part.counted is not None]
    if len(set(nouns)) < len(nouns) or not _is_closed(text, at, block.end, opening):
        return None
    if has_rest(article, whole, words) or not _are_apart(nouns, words):
        return None
    return Sum(whole, tuple(part.span for part in parts), total)


def _are_apart(nouns: Sequence[str], words: SumWords) -> bool:
    """Whether kinds can be added: men and women, not children and girls, of whom some are both."""
    return any(group.issuperset(nouns) for group in words.groups)


def _is_closed(text: str, at: int, end: int, opening: str) -> bool:
    """Whether the list ends where its last part does: with the mark that closes it, or with its clause."""
    after = text[at : min(at + 2, end)]
    closing = {"(": ")", "–": "–", "—": "—", "-": "-"}.get(opening)
    if closing is not None:
        return after.lstrip().startswith(closing)
    return after[:1] in (",", ".", ";", "") or opening == ","


@cache
def _opening() -> Pattern[str]:
    """What opens a list of parts, behind the noun of the whole."""
    return compile(r"(?:,? [^\W\d_]+){0,2}(,|:| \(|\(| –| —| -)\s*")


@cache
def _joint(join: str) -> Pattern[str]:
    """What stands between two parts."""
    return compile(rf"(,|,? (?:{join}))\s+")


@cache
def _single(words: SumWords) -> Pattern[str]:
    """A part of one: ``and a woman``."""
    return compile(rf",? (?:{words.join}) (?:{words.one}) (?:{'|'.join(sorted(words.singles))})\b")
