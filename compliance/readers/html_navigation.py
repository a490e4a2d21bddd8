"""Decides which parts inside a story's element lead to other stories: lists of links, headings with nothing below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from compliance.article import Role
from compliance.readers.builder import Draft
from compliance.readers.html_node import Node, names
from compliance.readers.html_text import is_hidden
from compliance.readers.html_tree import BLOCKS
from compliance.readers.layout import Item, words

HEADINGS = names("h1 h2 h3 h4 h5 h6")
LABEL = 25
"""A longer text before a link says something."""
HEADLINE = 30
"""A shorter link may be a name: of a source, of a photographer."""
FEW = 2
"""A section's heading and that of its first part may stand together; more headings in a row are teasers."""


def leads_away(node: Node, source: str) -> bool:
    """Whether a list, or a paragraph, holds nothing but links, with no word of the story beside them.

    A label before the one link of a paragraph (``See also:``) is no word of the story, where the link's own words are
    those of a headline: ``Photo: Bo Lund`` is a credit, and so are several names in links.
    """
    if node.name not in ("ul", "ol", "li", "p") and not _is_line(node):
        return False
    linked, label, links = "", "", set[Node]()
    for run, link in _runs(node, source):
        if link is not None:
            linked += run
            links.add(link)
        elif any(sign.isalnum() for sign in run):
            label += run
            if linked or len(label.strip()) > LABEL:
                return False
    if not label:
        return any(sign.isalnum() for sign in linked)
    return len(links) == 1 and label.rstrip().endswith(":") and len(linked.strip()) >= HEADLINE


def _is_line(node: Node) -> bool:
    """Whether an element parts a line of its own from the text, as a paragraph would."""
    return node.name == "div" and not any(isinstance(child, Node) and child.name in BLOCKS for child in node.children)


def heads_links(item: Item) -> bool:
    """Whether a paragraph is the label of a list of links behind it: ``More from the harbour:``."""
    if not isinstance(item, Draft) or item.role is not Role.PARAGRAPH:
        return False
    text = words(item.pieces).strip()
    return text.endswith(":") and len(text) <= HEADLINE


def _runs(node: Node, source: str) -> Iterator[tuple[str, Node | None]]:
    """The runs of text that are shown of an element, in order, each with the link it stands in."""
    stack: list[tuple[Node | tuple[int, int], Node | None]] = [(node, None)]
    while stack:
        at, link = stack.pop()
        if isinstance(at, tuple):
            yield _reference().sub(" ", source[slice(*at)]), link
        elif not is_hidden(at):
            within = at if at.name == "a" else link
            stack.extend((child, within) for child in reversed(at.children))


@cache
def _reference() -> re.Pattern[str]:
    return re.compile(r"&#?\w{1,31};")


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
