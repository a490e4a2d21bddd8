"""Decides which parts inside a story's element lead to other stories: lists of links, headings with nothing below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.article import Role
from compliance.readers.builder import Draft
from compliance.readers.html_text import is_hidden
from compliance.readers.html_tree import Node, names
from compliance.readers.layout import Item

HEADINGS = names("h1 h2 h3 h4 h5 h6")
FEW = 2
"""A section's heading and that of its first part may stand together; more headings in a row are teasers."""


def leads_away(node: Node, source: str) -> bool:
    """Whether a list, or a paragraph, holds nothing but links, with no word of the story beside them."""
    if node.name not in ("ul", "ol", "li", "p"):
        return False
    linked = False
    for start, end, inside in _runs(node):
        if not any(sign.isalnum() for sign in source[start:end]):
            continue
        if not inside:
            return False
        linked = True
    return linked


def _runs(node: Node) -> Iterator[tuple[int, int, bool]]:
    """The runs of text that are shown of an element, each with whether it stands in a link."""
    stack: list[tuple[Node, bool]] = [(node, False)]
    while stack:
        at, inside = stack.pop()
        for child in at.children:
            if isinstance(child, tuple):
                yield (*child, inside)
            elif not is_hidden(child):
                stack.append((child, inside or child.name == "a"))


def without_bare(items: Sequence[Item], headings: Sequence[Item]) -> list[Item]:
    """The items without headings that head nothing: those in a long row, and those at the end."""
    bare: set[int] = set()
    row: list[Item] = []
    known = set(map(id, headings))
    for item in items:
        if id(item) in known:
            row.append(item)
        elif isinstance(item, Draft) and item.role is not Role.FIELD:
            bare.update(map(id, row if len(row) > FEW else ()))
            row = []
    bare.update(map(id, row))
    return [item for item in items if id(item) not in bare]
