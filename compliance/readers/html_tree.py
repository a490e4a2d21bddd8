"""Reads HTML into a light tree in which every tag and every run of text knows where it stands.

It decides what opens and closes what, as browsers do for the mistakes that occur in news pages: paragraphs and
list items left open, end tags nobody opened, quotation marks left open in a tag. One pass, no recursion.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from compliance.errors import TooLargeError
from compliance.readers.html_node import Node, Root, names
from compliance.readers.remarks import is_ours
from compliance.source import LineIndex

MAX_DEPTH = 512


VOID = names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
RAW = names("script style textarea title iframe xmp noembed noframes")
BLOCKS = names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol p pre search "
    "section summary table tbody td tfoot th thead tr ul"
)
_CODE = ("pre", "code", "samp", "kbd")
_CLOSES_P = BLOCKS - names("html head body caption tbody td tfoot th thead tr")
_BARRIERS = names("table td th caption button object applet template html")
# an opening tag of the key ends the nearest open element of the first set, unless one of the second stands between
_IMPLIED_ENDS = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tbody": ({"tbody", "thead", "tfoot"}, {"table"}),
    "thead": ({"tbody", "thead", "tfoot"}, {"table"}),
    "tfoot": ({"tbody", "thead", "tfoot"}, {"table"}),
    "option": ({"option"}, {"select"}),
    "body": ({"head"}, {"html"}),
}


_Match = Callable[[str, int, int], re.Match[str] | None]
"""Matches a pattern at an offset of a text, up to another."""


def parse(source: str, start: int = 0, end: int | None = None, *, where: str = "", max_depth: int = 0) -> Root:
    """The tree of a stretch of HTML.

    :param where: the file's name, for errors.
    :param max_depth: how deep elements may be nested; at the most, and where it is 0, :data:`MAX_DEPTH`.
    :raises TooLargeError: they are nested deeper.
    """
    most = min(max_depth or MAX_DEPTH, MAX_DEPTH)
    return _Parser(source, start, len(source) if end is None else end, where, most).parse()


class _Parser:
    def __init__(self, source: str, start: int, end: int, where: str, max_depth: int) -> None:
        self.source = source
        self.max_depth = max_depth
        self.position = start
        self.end = end
        self.where = where
        self.root = Root(start, source)
        self.stack: list[Node] = [self.root]
        self.open: dict[str, int] = {}
        self.tag = _tag()

    def parse(self) -> Root:
        source, end = self.source, self.end
        position = text = self.position
        last = source.rfind(">", position, end)
        while 0 <= (at := source.find("<", position, end)) < last:
            match = self.tag(source, at, end) or self._with_stray_mark(at)
            if match is not None:
                self._text(text, at)
                position = text = self._element(match)
            elif (position := self._markup(at)) > at:
                self._text(text, at)
                text = position
            else:
                position = at + 1
        self._text(text, end)
        for node in self.stack:
            node.end = end
        return self.root

    def _with_stray_mark(self, at: int) -> re.Match[str] | None:
        """The tag at an offset where a quotation mark never closed hides every tag behind it."""
        if self.tag == _plain_tag() or not self.source[at + 1 : at + 3].strip("/")[:1].isalpha():
            return None
        # from here on quotation marks do not count
        self.tag = _plain_tag()
        return self.tag(self.source, at, self.end)

    def _element(self, match: re.Match[str]) -> int:
        name = match[2].lower()
        if not match[1]:
            return self._open(name, match.start(), match.end())
        self._close(name, match.end())
        return match.end()

    def _text(self, start: int, end: int) -> None:
        if start < end:
            self.stack[-1].children.append((start, end))

    def _markup(self, at: int) -> int:
        """Behind a comment, a declaration or a nameless end tag; ``at`` where it is only text."""
        source, end = self.source, self.end
        if source.startswith("<!--", at):
            close = source.find("-->", at + 4, end)
            behind = close + 3 if close >= 0 else end
            if is_ours(source, at) and not any(map(self.open.get, _CODE)):
                self.root.remarks.append((at, behind))
            return behind
        if source[at + 1] in "!?" or source.startswith("</>", at):
            return source.find(">", at, end) + 1
        return at

    def _open(self, name: str, start: int, inner: int) -> int:
        """Open an element; the offset where reading goes on."""
        if name in _CLOSES_P and self.open.get("p"):
            self._end_implied({"p"}, _BARRIERS, inner)
        if name in _IMPLIED_ENDS:
            ended, limits = _IMPLIED_ENDS[name]
            if any(map(self.open.get, ended)):
                self._end_implied(ended, limits, start)
        parent = self.stack[-1]
        node = Node(name, start, inner, parent, self.source)
        parent.children.append(node)
        if name in VOID:
            return inner
        if name in RAW:
            return self._raw(node, name, inner)
        if self.source[inner - 2] == "/" and name not in BLOCKS:
            return inner
        self.stack.append(node)
        self.open[name] = self.open.get(name, 0) + 1
        if len(self.stack) > self.max_depth:
            self._too_deep(start)
        return inner

    def _raw(self, node: Node, name: str, inner: int) -> int:
        match, at = None, inner
        # one sign is searched for many times faster than a pattern
        while match is None and (at := self.source.find("</", at, self.end)) >= 0:
            match = _raw_end(name).match(self.source, at, self.end)
            at += 1
        close, node.end = match.span() if match else (self.end, self.end)
        if inner < close:
            node.children.append((inner, close))
        return node.end

    def _close(self, name: str, end: int) -> None:
        if not self.open.get(name):
            return
        limits = _BARRIERS if name in BLOCKS else BLOCKS
        for index in range(len(self.stack) - 1, 0, -1):
            at = self.stack[index].name
            if at == name:
                self._cut(index, end)
                return
            if at in limits and name not in _BARRIERS and name not in ("tr", "tbody", "thead", "tfoot", "body"):
                return

    def _end_implied(self, names: set[str], limits: frozenset[str] | set[str], end: int) -> None:
        for index in range(len(self.stack) - 1, 0, -1):
            at = self.stack[index].name
            if at in names:
                self._cut(index, end)
                return
            if at in limits:
                return

    def _cut(self, index: int, end: int) -> None:
        stack = self.stack
        while len(stack) > index:
            node = stack.pop()
            node.end = end
            self.open[node.name] -= 1

    def _too_deep(self, at: int) -> None:
        line, column = LineIndex(self.source[: at + 1]).line_column(at)
        raise TooLargeError(
            f"elements are nested more than {self.max_depth} deep",
            where=f"{self.where}:{line}:{column}",
            hint="give the page as the publisher serves it, or only the story's own element",
        )


@cache
def _tag() -> _Match:
    # a quotation mark counts only behind "=", so a stray one does not swallow the text that follows
    return re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>""").match


@cache
def _plain_tag() -> _Match:
    return re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)([^<>]*+)>").match


@cache
def _raw_end(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?:\s[^>]*+)?+/?>", re.IGNORECASE)
