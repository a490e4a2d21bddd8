"""Decides which parts of a story a rule reads: Vale's scopes, said of a story's blocks.

A story has what Vale finds in a file: headings, paragraphs and their sentences, block quotes, lists, tables,
alternative texts; and as wholes the summary (all running text) and the file as it was written (``raw``). A caption is
a paragraph that is also ``figure.caption``. As in Vale, plain text has no blocks for the scope ``text``: the story is
one; elsewhere each block is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import PurePath
from types import MappingProxyType

from compliance.article import Article, Block, Role, Span
from compliance.language.detect import story_language
from compliance.language.sentences import sentences
from compliance.record import Record

_NAMES = {
    Role.HEADLINE: "text.heading.h1.frontmatter.title",
    Role.QUOTE: "text.blockquote",
    Role.LIST: "text.list",
    Role.TABLE: "text.table.cell",
    Role.CAPTION: "text.figure.caption",
    Role.ALT: "text.attr.alt",
    Role.TITLE: "attr.title",
}
_UNREAD = frozenset({Role.RIGHTS, Role.INSTRUCTIONS, Role.FIELD})
_COUNTED = {
    Role.HEADLINE: "heading_h1",
    Role.QUOTE: "blockquote",
    Role.LIST: "list",
    Role.CAPTION: "figure_caption",
}
_APART = frozenset({Role.HEADLINE, Role.QUOTE, Role.LIST, Role.TABLE, Role.ALT, Role.TITLE})
_NOT_SUMMED = frozenset({Role.HEADLINE, Role.TABLE, Role.ALT, Role.TITLE})
_MARKED_UP = frozenset({"md", "markdown", "html", "htm", "xhtml", "json", "jsonl", "ndjson", "docx", "xml"})
_PARTS = frozenset("heading paragraph sentence blockquote list table caption alt frontmatter".split())
_WHOLES = frozenset({"raw", "summary"})
KNOWN = frozenset(
    "text heading h1 h2 h3 h4 h5 h6 paragraph sentence blockquote list table cell header caption figure alt attr title "
    "summary raw frontmatter txt md markdown html htm json".split()
)
"""The names of which scopes are made, as far as a story has such a thing."""


class View(Record):
    """A stretch that rules read by itself.

    :param text: what they read.
    :param names: the names of its scope.
    :param at: offsets in ``text``, rising from 0, at which a run begins that is a run of ``Article.text`` too.
    :param to: for each of them, the offset in ``Article.text``.
    :param language: the story's; told of the summary only.
    :param counts: how many headings, lists … the story has; told of the summary only.
    """

    text: str
    names: frozenset[str]
    at: Sequence[int]
    to: Sequence[int]
    language: str | None = None
    counts: Mapping[str, int] = MappingProxyType({})

    def span(self, start: int, end: int) -> Span:
        """The place in ``Article.text`` of a place in the view."""
        first = self.offset(start)
        return Span(first, max(first, self.offset(end - 1) + 1)) if end > start else Span(first, first)

    def offset(self, offset: int) -> int:
        """The offset in ``Article.text`` of an offset in the view; between two runs, the end of the one before."""
        run = max(bisect_right(self.at, offset) - 1, 0)
        found = self.to[run] + max(offset - self.at[run], 0)
        return min(found, max(self.to[run], self.to[run + 1])) if run + 1 < len(self.to) else found


@cache
def selectors(scopes: tuple[str, ...]) -> tuple[tuple[tuple[bool, frozenset[str]], ...], ...]:
    """Scopes as alternatives, each a list of conditions: whether it is denied, and the names it wants.

    :param scopes: as a rule writes them: ``heading.h1``, ``~blockquote``, ``paragraph & ~list``.
    """
    found = []
    for scope in scopes:
        conditions = []
        for part in scope.split("&"):
            name = part.strip()
            conditions.append((name.startswith("~"), _wanted(name.removeprefix("~").strip())))
        found.append(tuple(conditions))
    return tuple(found)


def _wanted(name: str) -> frozenset[str]:
    """The names of a scope; that a heading is text goes without saying."""
    names = frozenset(name.split("."))
    return names - {"text"} if names & _PARTS else names


def unread(scopes: Sequence[str]) -> str:
    """The first scope that no story has anything of, where that goes for all of them; else empty."""
    alternatives = selectors(tuple(scopes))
    empty = [all(denied or names <= KNOWN for denied, names in one) for one in alternatives]
    return "" if any(empty) else scopes[0]


@lru_cache(maxsize=4096)
def reads(scopes: tuple[str, ...], names: frozenset[str]) -> bool:
    """Whether a rule with these scopes reads a view whose scope has these names."""
    return any(all(_holds(*condition, names) for condition in one) for one in selectors(scopes))


def _holds(denied: bool, wanted: frozenset[str], names: frozenset[str]) -> bool:
    if denied:
        # what is denied says nothing of the story as a whole
        return not wanted <= names and not names & _WHOLES
    return wanted <= names


def views(article: Article, text: str, unread_roles: frozenset[Role] = frozenset()) -> tuple[View, ...]:
    """Everything of a story that a rule may read, in the order of the story, wholes last.

    :param text: the story's, with what no rule may read overwritten.
    :param unread_roles: blocks with these roles are left out.
    """
    suffix = PurePath(article.source.name).suffix.lower().lstrip(".") or "txt"
    blocks = [b for b in article.blocks if b and b.role not in _UNREAD and b.role not in unread_roles]
    flat = suffix not in _MARKED_UP and not any(block.pointer for block in blocks)
    by_block: dict[int, list[View]] = {}
    for sentence in article.get(sentences):
        if sentence.block.role not in unread_roles:
            view = _view(text, sentence.start, sentence.end, "sentence", suffix)
            by_block.setdefault(sentence.block.start, []).append(view)
    found: list[View] = []
    for block in blocks:
        found.extend(_of_block(text, block, suffix, flat, by_block.get(block.start, [])))
    if flat:
        found.extend(_flat(text, blocks, suffix))
    found.append(_summary(article, text, blocks, suffix))
    found.append(_raw(article, text, blocks, suffix))
    return tuple(found)


def _of_block(text: str, block: Block, suffix: str, flat: bool, parts: Sequence[View]) -> Iterator[View]:
    """The views of a block: its paragraph and sentences where it is running text, and itself."""
    attribute = block.role in (Role.ALT, Role.TITLE)
    if block.role not in _APART or (flat and not attribute):
        yield _view(text, block.start, block.end, "paragraph", suffix)
        yield from parts
    name = _NAMES.get(block.role, "text")
    if not flat or attribute:
        yield _view(text, block.start, block.end, name, suffix)
    elif name != "text":
        # its words are read with the whole story, too
        yield _view(text, block.start, block.end, name.removeprefix("text."), suffix)


def _flat(text: str, blocks: Sequence[Block], suffix: str) -> Iterator[View]:
    prose = [block for block in blocks if block.role not in (Role.ALT, Role.TITLE)]
    if prose:
        yield _view(text, prose[0].start, prose[-1].end, "text", suffix)


def _view(text: str, start: int, end: int, scope: str, suffix: str) -> View:
    return View(text[start:end], _names(scope, suffix), (0,), (start,))


@cache
def _names(scope: str, suffix: str) -> frozenset[str]:
    return frozenset((*scope.split("."), suffix))


def _summary(article: Article, text: str, blocks: Sequence[Block], suffix: str) -> View:
    """All running text, paragraph after paragraph, as measures of readability want it."""
    at, to, parts, length = [0], [0], [], 0
    for block in blocks:
        if block.role in _NOT_SUMMED:
            continue
        at.append(length)
        to.append(block.start)
        parts.append(text[block.start : block.end] + "\n\n")
        length += len(parts[-1])
    counts = Counter(_COUNTED[block.role] for block in blocks if block.role in _COUNTED)
    return View("".join(parts), _names("summary", suffix), at, to, article.get(story_language), counts)


def _raw(article: Article, text: str, blocks: Sequence[Block], suffix: str) -> View:
    """The file as it was written; of a story in fields, its text."""
    runs = sorted(
        (segment.source_start, segment.text_start)
        for block in blocks
        for segment in block.segments
        if not block.pointer
    )
    if not runs or len(runs) < len(blocks):
        return View(text, _names("raw", suffix), (0,), (0,))
    return View(
        article.source.text, _names("raw", suffix), [0, *(run[0] for run in runs)], [0, *(run[1] for run in runs)]
    )
