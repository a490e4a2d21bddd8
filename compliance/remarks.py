"""Decides which blocks of a story a comment in its markup is about.

The block that it stands in; else the next one behind it in its field. What stands on one line is one (a dateline
and its paragraph), a picture is one with all its words, and so are the cells of a table; a list item is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.article import Role
from compliance.readers.json_positions import field_of

if TYPE_CHECKING:
    from compliance.article import Article, Block
    from compliance.source import Remark

_Stretch = tuple[int, int, "Block"]


def blocks_of(article: Article, remark: Remark) -> frozenset[str]:
    """The ids of the blocks that a comment is about; none where no block follows it."""
    placed = sorted(_placed(article, remark.pointer), key=lambda one: one[:2])
    inside = [one for one in placed if one[0] < remark.start and remark.end < one[1]]
    behind = [one for one in placed if one[0] >= remark.end]
    first = (inside or behind)[:1]
    if not first:
        return frozenset()
    found = _beside(placed, placed.index(first[0]), field_of(article.source, remark.pointer))
    return frozenset(block.id for block in _with_pictures(article, found))


def _placed(article: Article, pointer: str) -> Iterable[_Stretch]:
    """Where the blocks of a field begin and end in it; links and metadata have no place of their own to be meant."""
    for block in article.blocks:
        if block.pointer == pointer and block.segments and block.role is not Role.FIELD:
            last = block.segments[-1]
            yield block.segments[0].source_start, last.source_start + last.source_length, block


def _beside(placed: list[_Stretch], at: int, source: str) -> list[Block]:
    """The blocks that are one with a block: those on its line, and the other cells of its table."""
    first = last = at
    while first and _are_one(placed[first - 1], placed[first], source):
        first -= 1
    while last + 1 < len(placed) and _are_one(placed[last], placed[last + 1], source):
        last += 1
    return [block for _, _, block in placed[first : last + 1]]


def _are_one(one: _Stretch, other: _Stretch, source: str) -> bool:
    if one[2].role is Role.TABLE and other[2].role is Role.TABLE:
        return True
    gap = source[one[1] : other[0]]
    return one[1] <= other[0] and not gap.strip() and "\n" not in gap and "\r" not in gap


def _with_pictures(article: Article, blocks: list[Block]) -> Iterable[Block]:
    yield from blocks
    for picture in article.pictures:
        parts = (picture.caption, picture.credit, picture.alt, picture.title, picture.rights, picture.instructions)
        if any(part is not None and part in blocks for part in parts):
            yield from (part for part in parts if part is not None)
