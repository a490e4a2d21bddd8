"""Walks the element that holds the story and decides what each part of it is to the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.article import Role
from compliance.readers.builder import Draft, PictureDraft
from compliance.readers.html_figures import (
    bare_picture,
    figure,
    is_beside,
    is_caption,
    is_credit,
    is_gallery,
    is_picture,
    picture,
    set_caption,
    set_credit,
)
from compliance.readers.html_navigation import HEADINGS, heads_links, leads_away, without_bare
from compliance.readers.html_node import Node, Root
from compliance.readers.html_select import is_furniture
from compliance.readers.html_text import Flow, is_hidden, pieces_of, shown_text
from compliance.readers.html_tree import BLOCKS
from compliance.readers.layout import Item, link, words
from compliance.readers.normalise import Piece
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon

_ROLES = {
    "blockquote": Role.QUOTE,
    "li": Role.LIST,
    "dt": Role.LIST,
    "dd": Role.LIST,
    "td": Role.TABLE,
    "th": Role.TABLE,
    "caption": Role.TABLE,
    **dict.fromkeys(HEADINGS, Role.NOTE),
}
_EMBEDS = frozenset({"twitter", "tweet", "instagram", "tiktok", "bluesky", "facebook", "embed"})


LABEL = 25
"""Loose text on a page that is shorter and no sentence is a label."""
LONGEST_LINK = 2_000
"""An element that takes more of the source and leads nowhere was opened by mistake."""


class _End(Record):
    node: Node
    role: Role
    block: str


def blocks_of(
    node: Node,
    source: str,
    lexicon: Lexicon,
    *,
    page: bool,
    pointer: str = "",
    apart: frozenset[Node] = frozenset(),
) -> list[Item]:
    """The parts of a story's element in reading order, behind them where its links lead.

    :param page: the element comes from a whole page, so that furniture may stand in it.
    :param apart: elements read elsewhere: headline, standfirst, byline.
    """
    found = _Walker(source, lexicon, page, pointer, apart).walk(node)
    return found + remarks_in(node, source, pointer) if isinstance(node, Root) and node.remarks else found


def remarks_in(root: Root, source: str, pointer: str = "") -> list[Item]:
    """The comments that speak to this program."""
    from compliance.readers.remarks import remark_item

    return [remark_item(source, start, end, pointer) for start, end in root.remarks]


class _Walker:
    def __init__(self, source: str, lexicon: Lexicon, page: bool, pointer: str, apart: frozenset[Node]) -> None:
        self.source = source
        self.lexicon = lexicon
        self.page = page
        self.pointer = pointer
        self.apart = apart
        self.items: list[Item] = []
        self.links: list[Item] = []
        self.flow = Flow(source)
        self.role = Role.PARAGRAPH
        self.block = ""
        self.gallery = ""
        self.galleries = 0
        self.headings: list[Item] = []

    def walk(self, node: Node) -> list[Item]:
        stack: list[Node | tuple[int, int] | _End] = list(reversed(node.children))
        while stack:
            item = stack.pop()
            if isinstance(item, _End):
                self.flush()
                self.role, self.block = item.role, item.block
                if is_gallery(item.node):
                    self.gallery = ""
            elif isinstance(item, Node):
                if self.enter(item):
                    if item.name in BLOCKS:
                        stack.append(self.begin(item))
                    stack.extend(reversed(item.children))
            else:
                self.flow.feed(*item)
        self.flush()
        return (without_bare(self.items, self.headings) if self.page else self.items) + self.links

    def flush(self) -> None:
        self.flow.trim()
        pieces = self.flow.take()
        if pieces and any(piece.text.strip() for piece in pieces) and not self.is_label(pieces):
            draft = Draft(self.role, pieces, self.pointer, pieces[0].start)
            self.items.append(draft)
            if self.block in HEADINGS:
                self.headings.append(draft)

    def is_label(self, pieces: list[Piece]) -> bool:
        """Whether a page's words are a button's or a counter's: few, in no paragraph, and no sentence."""
        if not self.page or self.block == "p" or self.role is not Role.PARAGRAPH:
            return False
        text = words(pieces).strip()
        return len(text) < LABEL and text[-1] not in '.!?:…”"»'

    def begin(self, node: Node) -> _End:
        """Start a block; what is to be restored at its end."""
        self.flush()
        end = _End(node, self.role, self.block)
        self.block = node.name
        if node.name == "blockquote" and not _EMBEDS.isdisjoint(node.words):
            self.role = Role.NOTE
        elif node.name in _ROLES and self.role is not Role.NOTE:
            self.role = _ROLES[node.name]
        if is_gallery(node):
            self.galleries += 1
            self.gallery = f"gallery[{self.galleries}]"
        return end

    def enter(self, node: Node) -> bool:
        """Read an element; whether its children are still to be read."""
        name = node.name
        if name == "br":
            self.line_break(node)
        elif name == "img" or name == "amp-img":
            if is_picture(node) and not is_hidden(node) and not (self.page and is_beside(node)):
                self.show(picture(node, self.source, self.pointer))
        elif name == "pre" or (is_hidden(node) and not self.speaks(node)):
            pass
        elif node in self.apart:
            self.links_in(node)
        elif name == "figure" and not any(child.name == "figure" for child in node.walk()):
            return self.figure(node)
        elif self.is_beside_the_story(node):
            pass
        elif self.page and leads_away(node, self.source):
            self.flush()
            if node.name in ("ul", "ol") and self.items and heads_links(self.items[-1]):
                self.items.pop()
            self.links_in(node)
        elif is_caption(node) or (self.is_near_picture() and is_credit(node)):
            self.beside_picture(node)
        else:
            if name == "a":
                self.link(node)
            return True
        return False

    def link(self, node: Node) -> None:
        """Note where a link leads; an ``a`` that says no address, or shows no words and has none, is no link."""
        if "href" in node.attributes and (node.raw("href").strip() or _has_words(node, self.source)):
            start, end = node.attributes["href"]
            self.links.append(link(pieces_of(self.source, start, end), start or node.start, self.pointer))

    def links_in(self, node: Node) -> None:
        """Note the links in an element that is read elsewhere."""
        for child in node.walk():
            if child.name == "a" and not is_hidden(child):
                self.link(child)

    def is_beside_the_story(self, node: Node) -> bool:
        if self.page:
            return is_furniture(node) and not self.speaks(node)
        return node.name in ("nav", "aside")

    def speaks(self, node: Node) -> bool:
        """Whether a footer names the speaker of the quotation it ends."""
        return node.name == "footer" and self.role is Role.QUOTE

    def line_break(self, node: Node) -> None:
        if self.flow.pieces and self.flow.pieces[-1].text == "\n":
            self.flow.pieces.pop()
            self.flush()
        else:
            self.flow.line_break(node.start, node.inner)

    def show(self, draft: PictureDraft) -> None:
        draft.gallery = self.gallery
        self.items.append(draft)

    def figure(self, node: Node) -> bool:
        draft = figure(node, self.source, self.lexicon, self.pointer)
        if draft is None:
            return True
        self.flush()
        if not self.is_elsewhere(node, draft):
            self.show(draft)
        self.links_in(node)
        # a quotation or table set as a figure is still to be read; its caption is not, a second time
        return False

    def is_elsewhere(self, node: Node, draft: PictureDraft) -> bool:
        """Whether a figure without any words shows only pictures of other pages."""
        if not self.page or draft.caption.pieces or draft.credit.pieces:
            return False
        return all(is_beside(child) for child in node.walk() if is_picture(child))

    def is_near_picture(self) -> bool:
        return bool(self.items) and isinstance(self.items[-1], PictureDraft) and not self.flow.pieces

    def beside_picture(self, node: Node) -> None:
        """A caption or credit that stands behind its picture and not in one element with it."""
        self.flush()
        self.links_in(node)
        if node.size <= LONGEST_LINK and not _has_words(node, self.source):
            return  # a template's place for a caption tells of no picture
        last = self.items[-1] if self.items else None
        if not isinstance(last, PictureDraft):
            last = bare_picture(node.start, self.pointer)
            self.show(last)
        if is_credit(node) and not is_caption(node):
            if not last.credit.pieces:
                set_credit(last, [node], self.source)
            return
        if last.caption.pieces:
            last = bare_picture(node.start, self.pointer)
            self.show(last)
        credits = [child for child in node.walk() if is_credit(child) and not is_hidden(child)][:1]
        set_caption(last, [node], self.source, frozenset(credits))
        set_credit(last, credits, self.source)
        last.decorative = last.decorative and not last.caption.pieces


def _has_words(node: Node, source: str) -> bool:
    """Whether an element shows words of its own."""
    return node.size <= LONGEST_LINK and any(char.isalnum() for char in shown_text(node, source))
