"""Reads the content of a WordPress post: blocks, or the classic editor's text with its blank lines and shortcodes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Role
from compliance.readers.builder import Draft, PictureDraft
from compliance.readers.layout import Item, empty
from compliance.readers.told import Told

if TYPE_CHECKING:
    from compliance.readers import Request


def content_items(content: Told, request: Request) -> list[Item]:
    """The parts of a post's content.

    :param content: a string of HTML, as rendered or as it is stored.
    """
    from compliance.readers.html import fragment_items

    text, where = str(content.value), f"{content.file[1]}{content.pointer}"
    lexicon = request.context.lexicon
    if _blocks().search(text) and not _caption().search(text):
        return fragment_items(text, lexicon, pointer=content.pointer, where=where)
    items: list[Item] = []
    links: list[Item] = []
    at = 0
    for match in _caption().finditer(text):
        _classic(text, at, match.start(), content, request, items, links)
        items.extend(_captioned(text, match, content, request))
        at = match.end()
    _classic(text, at, len(text), content, request, items, links)
    return items + links


def _classic(
    text: str, start: int, end: int, content: Told, request: Request, items: list[Item], links: list[Item]
) -> None:
    """Add the parts of a stretch of the classic editor's text, whose paragraphs are parted by blank lines."""
    for first, last in _paragraphs(text, start, end):
        for item in _parts(text, first, last, content, request):
            (links if isinstance(item, Draft) and item.role is Role.FIELD else items).append(item)


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between blank lines; in text with block elements, all of it."""
    if _blocks().search(text, start, end):
        return [(start, end)]
    found: list[tuple[int, int]] = []
    for match in _blank().finditer(text, start, end):
        found.append((start, match.start()))
        start = match.end()
    found.append((start, end))
    return found


def _parts(text: str, start: int, end: int, content: Told, request: Request) -> list[Item]:
    from compliance.readers.html_blocks import blocks_of
    from compliance.readers.html_tree import parse

    root = parse(text, start, end, where=f"{content.file[1]}{content.pointer}")
    found = blocks_of(root, text, request.context.lexicon, page=False, pointer=content.pointer)
    return [item for item in found if not _is_shortcode(item)]


def _is_shortcode(item: Item) -> bool:
    """Whether a part is nothing but a shortcode, which WordPress replaces: ``[gallery ids="1,2"]``."""
    if not isinstance(item, Draft) or item.role is Role.FIELD:
        return False
    return _shortcode().fullmatch("".join(piece.text for piece in item.pieces).strip()) is not None


def _captioned(text: str, match: re.Match[str], content: Told, request: Request) -> list[Item]:
    """The picture of a ``[caption]`` shortcode with the words that stand behind it."""
    parts = _parts(text, match.start("inner"), match.end("inner"), content, request)
    pictures = [part for part in parts if isinstance(part, PictureDraft)]
    said = [part for part in parts if isinstance(part, Draft) and part.role is not Role.FIELD]
    rest: list[Item] = [part for part in parts if isinstance(part, Draft) and part.role is Role.FIELD]
    if not pictures:
        return parts
    if said and not pictures[0].caption.pieces:
        caption = said[0].but(role=Role.CAPTION)
        end = caption.pieces[-1].start + caption.pieces[-1].length
        pictures[0] = pictures[0].but(
            caption=caption, credit=empty(Role.CREDIT, end, content.pointer), decorative=False
        )
        said = said[1:]
    return [*pictures, *said, *rest]


@cache
def _caption() -> re.Pattern[str]:
    return re.compile(
        r"\[(?:wp_)?caption\b[^\[\]]*+\](?P<inner>(?:[^\[]++|\[(?!/?(?:wp_)?caption\b))*+)\[/(?:wp_)?caption\]"
    )


@cache
def _blocks() -> re.Pattern[str]:
    return re.compile(r"<(?:p|div|figure|article|section)\b|<!-- wp:")


@cache
def _blank() -> re.Pattern[str]:
    return re.compile(r"\n[ \t\r]*+\n\s*+")


@cache
def _shortcode() -> re.Pattern[str]:
    return re.compile(r"\[[a-z][\w-]*+(?:\s[^\[\]]*+)?\]", re.IGNORECASE)
