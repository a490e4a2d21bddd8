"""Decides what belongs to a picture on a page: its caption, its credit, its alternative text and title."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.article import Role
from compliance.readers.builder import Draft, PictureDraft
from compliance.readers.html_node import Node, names
from compliance.readers.html_text import Flow, gather, is_hidden, pieces_of
from compliance.readers.layout import empty, words
from compliance.readers.normalise import Piece

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon

_CREDIT_WORDS = names(
    "credit credits copyright photographer agency attribution credito creditos autor byline source fotograf "
    "photocredit imagecredit imgcredit photocredits"
)
_CAPTION_WORDS = names(
    "caption figcaption cutline leyenda bildunterschrift legende imagecaption photocaption didascalia pie"
)
LARGEST = 20_000
"""An element that takes more of the source than this is no caption and no credit, whatever it is called."""
_PICTURE_FILES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
_CONTROL_WORDS = frozenset({"video", "youtube", "vimeo", "player", "btn", "button"})
_SWITCH_WORDS = frozenset({"btn", "button", "control", "controls", "toggle", "switch"})
"""An element of captions so called opens and shuts them."""
_CONTROL_DEPTH = 8
_NO_FILE = frozenset({"alt", "class", "id", "style", "title", "sizes"})
_GALLERY_WORDS = frozenset({"gallery", "slideshow", "carousel", "galeria", "fotogaleria"})


def is_caption(node: Node) -> bool:
    """Whether an element is a caption by its name or class."""
    if node.name == "figcaption":
        return True
    found = node.size <= LARGEST and node.words & _CAPTION_WORDS and node.words.isdisjoint(_SWITCH_WORDS)
    return (
        bool(found)
        and node.name != "button"
        and not any(child.name in ("img", "picture", "figure") for child in node.walk())
    )


def is_credit(node: Node) -> bool:
    """Whether an element is a credit by its class."""
    if node.size > LARGEST:
        return False
    return not node.words.isdisjoint(_CREDIT_WORDS) or "copyrightholder" in node.raw("itemprop").lower()


def is_gallery(node: Node) -> bool:
    """Whether the pictures in an element belong together."""
    return not node.words.isdisjoint(_GALLERY_WORDS)


def is_picture(node: Node) -> bool:
    """Whether an image element shows something, and does not count visits or draw a rule."""
    if node.name not in ("img", "amp-img"):
        return False
    sizes = (node.raw("width"), node.raw("height"))
    if any(size.isdigit() and int(size) <= 2 for size in sizes):
        return False
    return "alt" in node.attributes or has_address(node)


def has_address(image: Node) -> bool:
    """Whether an image says anywhere which file it shows, and does not wait for a script to fill it."""
    if image.raw("src").strip():
        return True
    told = (image.raw(name) for name in image.attributes if name not in _NO_FILE and not name.startswith("on"))
    return any("/" in value or "." in value for value in told)


def is_beside(image: Node) -> bool:
    """Whether an image without words of its own is that of another page, to which it leads, of a film or a button."""
    if image.raw("alt").strip():
        return False
    above = image.parent
    for _ in range(_CONTROL_DEPTH):
        if above is None:
            return False
        if above.name == "a" and above.words.isdisjoint(_CONTROL_WORDS):
            return _leads_to_page(above.raw("href").strip().lower())
        if above.name == "button" or not above.words.isdisjoint(_CONTROL_WORDS):
            return True
        above = above.parent
    return False


def _leads_to_page(address: str) -> bool:
    if address[:1] in ("", "#") or address.startswith("javascript:"):
        return False
    return not address.partition("?")[0].endswith(_PICTURE_FILES)


def picture(image: Node, source: str, pointer: str = "") -> PictureDraft:
    """An image with what its own attributes say."""
    draft = bare_picture(image.start, pointer)
    for name, role in (("alt", Role.ALT), ("title", Role.TITLE)):
        if name in image.attributes:
            start, end = image.attributes[name]
            setattr(draft, name, Draft(role, pieces_of(source, start, end), pointer, start or image.start))
    has_empty_alt = "alt" in image.attributes and not image.raw("alt").strip()
    draft.decorative = has_empty_alt or image.raw("role").lower() in ("presentation", "none")
    draft.file = image.value("src") or image.value("data-src")
    return draft


def bare_picture(anchor: int, pointer: str = "") -> PictureDraft:
    """A picture of which nothing is known yet."""
    return PictureDraft(empty(Role.CAPTION, anchor, pointer), empty(Role.CREDIT, anchor, pointer))


def figure(node: Node, source: str, lexicon: Lexicon, pointer: str = "") -> PictureDraft | None:
    """A figure's picture with its caption and credit; ``None`` where it holds neither picture nor caption."""
    inside = list(node.walk())
    image = next((child for child in inside if is_picture(child)), None)
    captions = _outermost(child for child in inside if is_caption(child) and not is_hidden(child))
    if image is None and not captions:
        return None
    draft = picture(image, source, pointer) if image is not None else bare_picture(node.start, pointer)
    draft.decorative = draft.decorative and not captions
    credits = credit_nodes(inside, captions, source, lexicon)
    set_caption(draft, captions, source, frozenset(credits))
    set_credit(draft, credits, source)
    return draft


def credit_nodes(inside: Iterable[Node], captions: list[Node], source: str, lexicon: Lexicon) -> list[Node]:
    """The elements of a figure that hold nothing but its credit."""
    starts = [caption.start for caption in captions]
    known = set(captions)
    return _outermost(
        child
        for child in inside
        if child not in known
        and not is_hidden(child)
        and (is_credit(child) or (_in_any(child, captions, starts) and _reads_as_credit(child, source, lexicon)))
        and not any(is_picture(grandchild) or is_caption(grandchild) for grandchild in child.walk())
    )


def set_caption(draft: PictureDraft, nodes: list[Node], source: str, without: frozenset[Node]) -> None:
    """Give a picture the words of its caption elements, the credit's left out."""
    pieces = _pieces(nodes, source, without)
    if pieces:
        draft.caption.pieces = pieces
        draft.caption.anchor = pieces[0].start
        draft.credit.anchor = pieces[-1].start + pieces[-1].length


def set_credit(draft: PictureDraft, nodes: list[Node], source: str) -> None:
    """Give a picture the words of its credit elements."""
    pieces = _pieces(nodes, source, frozenset())
    if pieces:
        draft.credit.pieces = pieces
        draft.credit.anchor = pieces[0].start


def _pieces(nodes: list[Node], source: str, without: frozenset[Node]) -> list[Piece]:
    flow = Flow(source)
    for node in nodes:
        flow.space(node.start)
        gather(node, flow, without=without)
    flow.trim()
    pieces = flow.take()
    return pieces if words(pieces).strip() else []


def _reads_as_credit(node: Node, source: str, lexicon: Lexicon) -> bool:
    """Whether an unnamed element at a caption's end is its credit: ``cite``, ``small``, or a credit line in a span."""
    if node.name in ("cite", "small"):
        return True
    if node.name not in ("span", "em", "i") or node.size > LARGEST // 10:
        return False
    flow = Flow(source)
    gather(node, flow)
    text = flow.text.strip()
    if not text or len(text) > 120:
        return False
    try:
        from compliance.language.credits import credit_tail
    except ImportError:
        return False
    found = credit_tail(text, lexicon)
    return found is not None and found[0] == 0


def _in_any(node: Node, others: list[Node], starts: list[int]) -> bool:
    """Whether a node lies in one of some others, which stand in order and apart."""
    index = bisect_right(starts, node.start) - 1
    return index >= 0 and node.end <= others[index].end


def _outermost(nodes: Iterable[Node]) -> list[Node]:
    """The nodes that lie in none of the others; nodes come in the order of the source."""
    kept: list[Node] = []
    for node in nodes:
        if not kept or node.start >= kept[-1].end:
            kept.append(node)
    return kept
