"""Turns runs of HTML text into the words a browser shows: references resolved, white space collapsed."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from compliance.readers.html_node import Node, names
from compliance.readers.html_tree import BLOCKS
from compliance.readers.normalise import Piece

NEVER_SHOWN = names(
    "script style noscript template head title meta link iframe object embed svg math textarea select option "
    "input datalist canvas audio video map param button form nav footer dialog"
)
_HIDDEN_WORDS = frozenset(["sronly", "screenreadertext", "visuallyhidden", "visuallyhide", "invisible", "offscreen"])


class Flow:
    """Collects the pieces of one block; white space collapses across the runs and elements it is fed with."""

    __slots__ = ("_gap", "_source", "pieces")

    def __init__(self, source: str) -> None:
        self._source = source
        self.pieces: list[Piece] = []
        # white space at the start of a block is not shown
        self._gap = True

    def feed(self, start: int, end: int) -> None:
        """Add a run of text."""
        source, at = self._source, start
        if self._gap:
            white = _white().match(source, start, end)
            at = white.end() if white else start
        for match in _special().finditer(source, at, end):
            first, last = match.span()
            self._plain(at, first)
            at = last
            if source[first] == "&":
                self._reference(match.group(), first, last)
            elif source[first] != "\xad" and not self._gap:
                self.pieces.append(Piece(" ", first, last - first, "html"))
                self._gap = True
        self._plain(at, end)

    def _plain(self, start: int, end: int) -> None:
        if self._gap and start < end and self._source[start] == " ":
            start += 1
        if start < end:
            self.pieces.append(Piece(self._source[start:end], start, end - start))
            self._gap = self._source[end - 1] == " "

    def _reference(self, written: str, start: int, end: int) -> None:
        text = _unescaped(written)
        if text == written:
            self._plain(start, end)
        elif text in " \t\n\r\f":
            if not self._gap:
                self.pieces.append(Piece(" ", start, end - start, "html"))
                self._gap = True
        elif text and text != "\xad":
            self.pieces.append(Piece(text, start, end - start, "html"))
            self._gap = False

    def line_break(self, start: int, end: int) -> None:
        """Add a line break that a tag makes; the space before it is not shown."""
        self.trim()
        if self.pieces:
            self.pieces.append(Piece("\n", start, end - start, "html"))
        self._gap = True

    def trim(self) -> None:
        """Drop the space at the end."""
        if self.pieces and self.pieces[-1].text[-1] == " ":
            last = self.pieces.pop()
            if len(last.text) > 1:
                self.pieces.append(Piece(last.text[:-1], last.start, last.length - 1))

    def space(self, at: int) -> None:
        """Part what follows from what stands there, at an element's edge that displays as a break."""
        if not self._gap:
            self.pieces.append(Piece(" ", at, 0, "html"))
            self._gap = True

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join([piece.text for piece in self.pieces])

    def take(self) -> list[Piece]:
        """The pieces, joined where they stand side by side; the flow is empty afterwards."""
        taken, self.pieces, self._gap = self.pieces, [], True
        return _merged(taken, self._source)


def _merged(pieces: list[Piece], source: str) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        if merged and piece.codec == "identity":
            before = merged[-1]
            if before.codec == "identity" and before.start + before.length == piece.start:
                end = piece.start + piece.length
                merged[-1] = Piece(source[before.start : end], before.start, end - before.start)
                continue
        merged.append(piece)
    return merged


@lru_cache(maxsize=1024)
def _unescaped(written: str) -> str:
    from html import unescape

    return unescape(written)


@cache
def _white() -> re.Pattern[str]:
    return re.compile(r"[ \t\n\r\f\xad]++")


@cache
def _special() -> re.Pattern[str]:
    # a single space between words needs nothing done
    return re.compile(
        r"[ \t\n\r\f]{2,}+|[\t\n\r\f\xad]|&(?:#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,9})|[a-zA-Z][a-zA-Z0-9]{1,31});?"
    )


def pieces_of(source: str, start: int, end: int) -> list[Piece]:
    """The words of an attribute's value."""
    flow = Flow(source)
    flow.feed(start, end)
    return flow.take()


def is_hidden(node: Node) -> bool:
    """Whether an element, with all that is in it, is not shown to readers."""
    if node.name in NEVER_SHOWN:
        return True
    if node.inner - node.start < len(node.name) + 6:
        return False
    attributes = node.attributes
    if "hidden" in attributes:
        return True
    if "style" in attributes:
        style = node.raw("style").replace(" ", "").lower()
        if "display:none" in style or "visibility:hidden" in style:
            return True
    if "class" not in attributes:
        return False
    return not _HIDDEN_WORDS.isdisjoint(node.raw("class").lower().replace("-", "").replace("_", "").split())


def gather(node: Node, flow: Flow, *, without: frozenset[Node] = frozenset()) -> None:
    """Feed all that is shown of an element to a flow, its inner blocks parted by a space."""
    stack: list[Node | tuple[int, int] | int] = list(reversed(node.children))
    while stack:
        item = stack.pop()
        if isinstance(item, tuple):
            flow.feed(*item)
        elif isinstance(item, int):
            flow.space(item)
        elif item.name == "br":
            flow.space(item.start)
        elif item not in without and not is_hidden(item):
            if item.name in BLOCKS:
                flow.space(item.start)
                stack.append(item.end)
            stack.extend(reversed(item.children))
    flow.trim()


def shown(node: Node, source: str) -> list[Piece]:
    """The pieces of all that is shown of an element."""
    flow = Flow(source)
    gather(node, flow)
    return flow.take()


def shown_text(node: Node, source: str) -> str:
    """The words that are shown of an element."""
    flow = Flow(source)
    gather(node, flow)
    return flow.text
