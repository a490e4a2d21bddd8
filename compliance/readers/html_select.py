"""Decides which element of a publisher's page holds the story: where the weight of its paragraphs lies.

What class names and element names call furniture (navigation, comments, teasers, share bars) has no weight.
"""

from __future__ import annotations

from compliance.readers.html_node import Node, names
from compliance.readers.html_text import is_hidden
from compliance.readers.html_tree import BLOCKS

FURNITURE = names(
    "share sharing social related promo promos newsletter subscribe subscription signup advert advertisement "
    "ads sidebar comments comment breadcrumb breadcrumbs navigation nav menu toolbar recirc recommended "
    "recommendations trending popular cookie cookies consent masthead login disqus outbrain taboola sponsor "
    "teaser teasers rail widget copyrightbar pagination tags"
)
ENOUGH = 25
"""Shorter runs of text do not speak for their element: they are links, labels and buttons."""
RUNNING = 80
"""Runs from this length on are running text; what is shorter may be the headline of a teaser, and counts a quarter."""
HEAVY = 0.4
"""An element with this share of the page's text is its story, even if it is called a widget."""
TOLD = 0.4
"""What the page calls its article's body is believed where it holds this share of what is weighed as the story."""
_NEVER_HEAVY = names(
    "related recirc recommended recommendations trending popular comments comment disqus outbrain taboola newsletter "
    "cookie cookies consent breadcrumb breadcrumbs"
)
_WIDE = "\u2e80"
"""From here on, characters are those of Chinese, Japanese and Korean: one says about as much as three letters."""
_WHOLE = frozenset({"", "html", "body", "main", "article"})


def is_furniture(node: Node) -> bool:
    """Whether an element belongs to the page and not to the story."""
    if node.name in ("nav", "aside", "footer"):
        return True
    return not node.heavy and node.name not in _WHOLE and not FURNITURE.isdisjoint(node.words)


def in_furniture(node: Node) -> bool:
    """Whether an element stands in one that belongs to the page and not to the story."""
    above = node.parent
    while above is not None:
        if is_furniture(above) and not ends_article(above):
            return True
        above = above.parent
    return False


def ends_article(node: Node) -> bool:
    """Whether an element is the foot of an article, where some pages put author and day."""
    return node.name == "footer" and node.parent is not None and node.parent.name == "article"


def stands_at_foot(node: Node) -> bool:
    """Whether an element stands in the foot of an article."""
    above = node.parent
    while above is not None and not ends_article(above):
        above = above.parent
    return above is not None


def content_of(root: Node, source: str) -> Node:
    """The smallest element that holds most of the story's text."""
    order, own = _own_text(root, source)
    _find_heavy(order, own)
    weights = _weights(order, own)
    found = _heaviest(root, weights)
    told = _told(order, weights)
    if told is None or _holds(told, found):
        return found
    inside = _heaviest(told, weights)
    return inside if weights.get(id(inside), 0) >= TOLD * weights.get(id(found), 0) else found


def _told(order: Order, weights: dict[int, int]) -> Node | None:
    """The one element that the page itself calls the story's: its article body, else its only article."""
    for name in ("articlebody", "article"):
        nodes = [node for node, _ in order if name in (node.name, node.raw("itemprop").lower())]
        if len(nodes) == 1 and weights.get(id(nodes[0]), 0) >= 2 * RUNNING:
            return nodes[0]
    return None


def _holds(outer: Node, inner: Node) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _heaviest(root: Node, weights: dict[int, int]) -> Node:
    """The smallest element under a root in which most of its running text lies."""
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
        if _opens_above(at, child, weights):
            return at
        at = child


def _carries_text(node: Node) -> bool:
    return node.name in ("p", "ul", "ol", "li", "blockquote", "figure", "table", "pre", "dl", "h1", "h2", "h3")


def _twins(parent: Node, heaviest: Node, weights: dict[int, int], most: int) -> bool:
    """Whether the story is dealt out over several children: paragraphs, or sections that look alike."""
    weight = 0
    for child in parent.children:
        if isinstance(child, Node) and child is not heaviest and (_carries_text(child) or _is_alike(child, heaviest)):
            weight += weights.get(id(child), 0)
    return weight > 0.3 * most


def _is_alike(one: Node, other: Node) -> bool:
    """Whether two elements are sections of one kind: of one class, or with neither class nor a name of their own."""
    if one.name != other.name or one.raw("class") != other.raw("class"):
        return False
    return bool(one.raw("class")) or one.raw("id").rstrip("0123456789") == other.raw("id").rstrip("0123456789")


def _opens_above(parent: Node, heaviest: Node, weights: dict[int, int]) -> bool:
    """Whether the first paragraphs stand in elements of their own above the one that holds the rest, and no more."""
    most = weights[id(heaviest)]
    around = [
        (child, weight)
        for child in parent.children
        if isinstance(child, Node) and child is not heaviest and (weight := weights.get(id(child), 0))
    ]
    above = sum(weight for child, weight in around if child.start < heaviest.start)
    if not RUNNING <= above < most or sum(weight for _, weight in around) - above > 0.1 * most:
        return False
    return all(_is_opening(child) for child, _ in around if child.start < heaviest.start)


def _is_opening(node: Node) -> bool:
    """Whether an element holds paragraphs and neither a heading nor a form."""
    inner = {"p"} if node.name == "p" else {child.name for child in node.walk()}
    return "p" in inner and inner.isdisjoint(("h1", "h2", "h3", "form", "figure", "li"))


Order = list[tuple[Node, Node | None]]


def _own_text(root: Node, source: str) -> tuple[Order, dict[int, int]]:
    """Every block that may hold text with the one above it, and the code points of running text in each itself."""
    order: Order = []
    own: dict[int, int] = {}
    stack: list[tuple[Node, Node | None, Node]] = [(root, None, root)]
    while stack:
        node, parent, block = stack.pop()
        order.append((node, parent))
        for child in node.children:
            if isinstance(child, tuple):
                length = child[1] - child[0]
                if length > 1:
                    if source[(child[0] + child[1]) // 2] >= _WIDE:
                        length *= 3
                    own[id(block)] = own.get(id(block), 0) + length
            elif child.name in ("a", "nav", "footer", "aside") or is_hidden(child):
                continue
            elif child.name in BLOCKS:
                stack.append((child, node, child))
            elif child.children:
                stack.append((child, node, block))
    weighed = {key: length if length >= RUNNING else length // 4 for key, length in own.items() if length >= ENOUGH}
    return order, weighed


def _find_heavy(order: Order, own: dict[int, int]) -> None:
    total = _summed(order, own)
    enough = HEAVY * total.get(id(order[0][0]), 0)
    for node, _ in order:
        node.heavy = bool(enough) and total.get(id(node), 0) >= enough and _NEVER_HEAVY.isdisjoint(node.words)


def _weights(order: Order, own: dict[int, int]) -> dict[int, int]:
    """Code points of running text in each element, furniture and links left out."""
    left_out: set[int] = set()
    for node, parent in order:
        if (parent is not None and id(parent) in left_out) or is_furniture(node):
            left_out.add(id(node))
    return _summed(order, {key: length for key, length in own.items() if key not in left_out})


def _summed(order: Order, own: dict[int, int]) -> dict[int, int]:
    total = dict(own)
    for node, parent in reversed(order):
        if parent is not None and id(node) in total:
            total[id(parent)] = total.get(id(parent), 0) + total[id(node)]
    return total
