"""Decides which blocks of a story a comment in its markup is about.

The block that it stands in; else the next one behind it in its field. What stands on one line is one (a dateline
and its paragraph), a picture is one with all its words, and so are the cells of a table; a list item is one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from compliance.article import Role
from compliance.readers.json_positions import field_of

if TYPE_CHECKING:
    from compliance.article import Article, Block
    from compliance.source import Remark

MOST = 500
"""So many comments of a story are looked at."""

_Stretch = tuple[int, int, "Block"]


def blocks_of(article: Article) -> Iterator[tuple[Remark, frozenset[str]]]:
    """The first :data:`MOST` comments of a story, each with the ids of the blocks that it is about: none where no
    block follows it.
    """
    fields: dict[str, _Field] = {}
    for remark in article.remarks[:MOST]:
        if remark.pointer not in fields:
            fields[remark.pointer] = _Field(article, remark.pointer)
        yield remark, fields[remark.pointer].about(remark)


class _Field:
    """The blocks of one field in their order there, those together that are one."""

    def __init__(self, article: Article, pointer: str) -> None:
        self._placed = sorted(_placed(article, pointer), key=lambda one: one[:2])
        self._starts = [start for start, _, _ in self._placed]
        self._groups: list[set[str]] = []
        pictures = dict(_pictures(article))
        source = field_of(article.source, pointer)
        for n, one in enumerate(self._placed):
            joined = n > 0 and _are_one(self._placed[n - 1], one, source)
            group = self._groups[-1] if joined else set()
            group.update(pictures.get(one[2].id, (one[2].id,)))
            self._groups.append(group)

    def about(self, remark: Remark) -> frozenset[str]:
        """The ids of the blocks that a comment is about."""
        before = bisect_left(self._starts, remark.start) - 1
        if before >= 0 and remark.end < self._placed[before][1]:
            return frozenset(self._groups[before])
        behind = bisect_left(self._starts, remark.end)
        return frozenset(self._groups[behind] if behind < len(self._groups) else ())


def _placed(article: Article, pointer: str) -> Iterable[_Stretch]:
    """Where the blocks of a field begin and end in it; links and metadata have no place of their own to be meant."""
    for block in article.blocks:
        if block.pointer == pointer and block.segments and block.role is not Role.FIELD:
            last = block.segments[-1]
            yield block.segments[0].source_start, last.source_start + last.source_length, block


def _are_one(one: _Stretch, other: _Stretch, source: str) -> bool:
    """Whether two blocks behind each other are one to whoever writes: on one line, or cells of one table."""
    if one[2].role is Role.TABLE and other[2].role is Role.TABLE:
        return True
    gap = source[one[1] : other[0]]
    return one[1] <= other[0] and not gap.strip() and "\n" not in gap and "\r" not in gap


def _pictures(article: Article) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each block of a picture, with all of them."""
    for picture in article.pictures:
        parts = (picture.caption, picture.credit, picture.alt, picture.title, picture.rights, picture.instructions)
        ids = tuple(part.id for part in parts if part is not None)
        yield from ((one, ids) for one in ids)
