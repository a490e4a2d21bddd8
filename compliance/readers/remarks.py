"""Comments in a story's markup that speak to this program: readers of the story see none of them."""

from __future__ import annotations

import re
from functools import cache

from compliance.article import Role
from compliance.readers.builder import Draft
from compliance.readers.normalise import Piece
from compliance.source import Remark

_ID = "remark"


def is_ours(source: str, at: int) -> bool:
    """Whether the comment that begins at an offset speaks to this program."""
    return source.startswith("<!--", at) and _ours().match(source, at + 4) is not None


def remark_item(source: str, start: int, end: int, pointer: str) -> Draft:
    """A comment on its way through a reader: beside the story's parts, as links are.

    :param start: offset of its ``<``.
    :param end: offset behind its ``>``.
    """
    return Draft(Role.FIELD, [Piece(source[start:end], start, end - start)], pointer, start, _ID)


def remark_of(item: Draft) -> Remark | None:
    """The comment that an item is; ``None`` for a part of the story."""
    if item.id != _ID or item.role is not Role.FIELD or not item.pieces:
        return None
    (piece,) = item.pieces
    return Remark(piece.text, item.pointer, piece.start, piece.start + piece.length)


@cache
def _ours() -> re.Pattern[str]:
    return re.compile(r"\s*+compliance\s*+(?::|waive\b)", re.IGNORECASE)
