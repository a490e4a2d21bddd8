"""Decides which element of a publisher's page holds the story: where the weight of its paragraphs lies.

What class names and element names call furniture (navigation, comments, teasers, share bars) has no weight.
"""

from __future__ import annotations

from compliance.readers.html_text import is_hidden
from compliance.readers.html_tree import BLOCKS, Node, names

FURNITURE = names(
    "share sharing social related promo promos newsletter subscribe subscription signup advert advertisement "
    "ads sidebar comments comment breadcrumb breadcrumbs navigation nav menu toolbar recirc recommended "
    "recommendations trending popular cookie cookies consent masthead login disqus outbrain taboola sponsor "
    "teaser teasers rail widget copyrightbar"
)
ENOUGH = 25
"""Shorter runs of text do not speak for their element: they are links, labels and buttons."""
_MAIN_WORDS = frozenset({"articlebody", "storybody", "entrycontent", "postcontent", "articlecontent", "storycontent"})
_WHOLE = frozenset({"", "html", "body", "main", "article"})


def is_furniture(node: Node) -> bool:
    """Whether an element belongs to the page and not to the story."""
    if node.name in ("nav", "aside", "footer"):
        return True
    return node.name not in _WHOLE and not FURNITURE.isdisjoint(node.words)


def content_of(root: Node) -> Node:
    """The smallest element that holds most of the story's text."""
    weights = _weights(root)
    at = root
    while True:
        children = [(weights.get(id(child), 0), child) for child in at.children if isinstance(child, Node)]
        if not children:
            return at
        heaviest, child = max(children, key=lambda pair: pair[0])
        weight = weights.get(id(at), 0)
        if not weight or heaviest < 0.35 * weight or child.name not in BLOCKS or _carries_text(child):
            return at
        if heaviest < 0.75 * weight and _twins(at, child, weights, heaviest):
            return at
        at = child


def _carries_text(node: Node) -> bool:
    return node.name in ("p", "ul", "ol", "li", "blockquote", "figure", "table", "pre", "dl", "h1", "h2", "h3")


def _twins(parent: Node, heaviest: Node, weights: dict[int, int], most: int) -> bool:
    """Whether the story is dealt out over several children: paragraphs, or sections that look alike."""
    weight = 0
    for child in parent.children:
        if (
            isinstance(child, Node)
            and child is not heaviest
            and (_carries_text(child) or (child.name == heaviest.name and child.raw("class") == heaviest.raw("class")))
        ):
            weight += weights.get(id(child), 0)
    return weight > 0.3 * most


def _weights(root: Node) -> dict[int, int]:
    """Code points of running text in each element, furniture and links left out."""
    order: list[tuple[Node, Node | None]] = []
    own: dict[int, int] = {}
    stack: list[tuple[Node, Node | None, Node]] = [(root, None, root)]
    while stack:
        node, parent, block = stack.pop()
        order.append((node, parent))
        for child in node.children:
            if isinstance(child, tuple):
                length = child[1] - child[0]
                if length > 1:
                    own[id(block)] = own.get(id(block), 0) + length
            elif child.name not in ("a", "br", "img") and child.name in BLOCKS:
                if not (is_hidden(child) or is_furniture(child)):
                    stack.append((child, node, child))
            elif child.children and child.name != "a" and not is_hidden(child):
                stack.append((child, node, block))
    total = {key: length for key, length in own.items() if length >= ENOUGH}
    for node, parent in reversed(order):
        if parent is not None and id(node) in total:
            total[id(parent)] = total.get(id(parent), 0) + total[id(node)]
    return total
