"""An element of a page: its place, its attributes, what it is called by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache


def names(written: str) -> frozenset[str]:
    """A set of names, written one behind the other."""
    return frozenset(written.split())


_NO_WORDS: frozenset[str] = frozenset()


class Node:
    """An element.

    :param start: offset of its ``<``.
    :param inner: offset behind its opening tag.
    :param end: offset behind its closing tag, or where something else ended it.
    :param children: elements, and runs of text as ``(start, end)``, in order.
    :param heavy: it holds so much of the page's text that it is no furniture, whatever it is called.
    """

    __slots__ = ("_attributes", "_source", "_words", "children", "end", "heavy", "inner", "name", "parent", "start")

    def __init__(self, name: str, start: int, inner: int, parent: Node | None, source: str) -> None:
        self.name = name
        self.start = start
        self.inner = inner
        self.end = inner
        self.parent = parent
        self.heavy = False
        self.children: list[Node | tuple[int, int]] = []
        self._source = source
        self._attributes: dict[str, tuple[int, int]] | None = None
        self._words: frozenset[str] | None = None

    @property
    def size(self) -> int:
        """Code points it takes in the source; what is large is not looked through for something small."""
        return self.end - self.start

    @property
    def bare(self) -> bool:
        """Whether its tag has nothing but the name."""
        return self.inner - self.start <= len(self.name) + 2

    @property
    def attributes(self) -> dict[str, tuple[int, int]]:
        """Where the value of each attribute stands (``(0, 0)``: it has none), by its name in lower case."""
        known = self._attributes
        if known is None:
            known = self._attributes = {} if self.bare else self._read_attributes()
        return known

    def _read_attributes(self) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for match in attribute_pattern().finditer(self._source, self.start + 1 + len(self.name), self.inner - 1):
            group = match.lastindex or 1
            found.setdefault(match[1].lower(), match.span(group) if group > 1 else (0, 0))
        return found

    @property
    def words(self) -> frozenset[str]:
        """The words of its class names and its id, lower case (``storyBody--main`` gives three)."""
        known = self._words
        if known is None:
            known = self._words = _NO_WORDS if self.bare else self._read_words()
        return known

    def _read_words(self) -> frozenset[str]:
        names = f"{self.raw('class')} {self.raw('id')}"
        return frozenset(map(str.lower, _word().findall(names))) if len(names) > 1 else _NO_WORDS

    def raw(self, attribute: str) -> str:
        """The value of an attribute as the source writes it; empty where there is none."""
        place = self.attributes.get(attribute)
        return self._source[place[0] : place[1]] if place is not None else ""

    def value(self, attribute: str) -> str:
        """The value of an attribute with its character references resolved."""
        raw = self.raw(attribute)
        if "&" in raw:
            from html import unescape

            return unescape(raw)
        return raw

    def walk(self) -> Iterator[Node]:
        """The elements inside it, in the order of the source."""
        stack = [child for child in reversed(self.children) if isinstance(child, Node)]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def inside(self, *names: str) -> bool:
        """Whether an element with one of these names stands above it."""
        above = self.parent
        while above is not None:
            if above.name in names:
                return True
            above = above.parent
        return False


class Root(Node):
    """What holds all elements of a stretch of HTML.

    :param remarks: where the comments stand that speak to this program, those in code left out.
    """

    __slots__ = ("remarks",)

    def __init__(self, start: int, source: str) -> None:
        super().__init__("", start, start, None, source)
        self.remarks: list[tuple[int, int]] = []


@cache
def attribute_pattern() -> re.Pattern[str]:
    """An attribute of a tag, with its value where it has one."""
    return re.compile(r"""[\s/]*+([^\s=/>]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?+""")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
