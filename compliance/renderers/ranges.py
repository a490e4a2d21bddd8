"""Where a place stands in the string that the sender sent: tags, entities and markup counted.

A range lies inside one field, the one that its JSON Pointer names, decoded from JSON and from nothing else; where the
body itself is the story (HTML, Markdown, plain text) the pointer is empty and the string is the body, its byte-order
mark excluded. A stretch over a tag or an entity is one range; over several blocks of the story, or around words that
belong to another block, it is several, in reading order. ``exact``, ``prefix`` and ``suffix`` are those of the W3C Web
Annotation Data Model's ``TextQuoteSelector``, cut from that same string.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from compliance.places import source_offset
from compliance.readers.json_positions import field_of
from compliance.record import Record
from compliance.renderers.build import in_order

if TYPE_CHECKING:
    from compliance.article import Article, Block, Span
    from compliance.finding import Finding, Report

AROUND = 32
"""How many code points ``prefix`` and ``suffix`` have at most."""
LONGEST_MARKUP = 10_000
"""What parts two runs of one block and is longer than this is no mere markup."""

Offsets = Literal["codepoints", "utf16"]


class Range(Record):
    """A stretch of one field as it was sent.

    :param pointer: JSON Pointer of the field; empty where the body is the story itself.
    :param start: offset of its first character in the field, in the unit that was asked for.
    :param end: offset behind its last character.
    :param exact: what stands there.
    :param prefix: up to :data:`AROUND` code points before it.
    :param suffix: up to :data:`AROUND` code points behind it.
    """

    pointer: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


class Ranges:
    """Works out ranges in one report's story and its sources; every field is decoded once.

    :param offsets: ``codepoints`` (Python, ICU), or ``utf16`` units as JavaScript and browsers count.
    """

    def __init__(self, offsets: Offsets = "codepoints") -> None:
        self._utf16 = offsets == "utf16"
        self._fields: dict[tuple[int, str], tuple[str, list[int]]] = {}

    def of(self, article: Article, span: Span) -> tuple[Range, ...]:
        """The ranges of a stretch of a story, in reading order; one of no length for something that is missing.

        :param span: code points in ``article.text``.
        """
        found: list[Range] = []
        for block in _blocks(article, span):
            raw, wide = self._field(article, block.pointer)
            start, end = max(span.start, block.start), min(span.end, block.end)
            if start >= end:
                at = source_offset(block, min(max(span.start, block.start), block.end), after=False)
                runs = [(at, at)]
            else:
                runs = _runs(block, start, end, raw)
            found += [self._range(block.pointer, first, last, raw, wide) for first, last in runs]
        return tuple(found)

    def _range(self, pointer: str, start: int, end: int, raw: str, wide: list[int]) -> Range:
        start, end = min(start, len(raw)), min(end, len(raw))
        exact, prefix, suffix = raw[start:end], raw[max(start - AROUND, 0) : start], raw[end : end + AROUND]
        if wide:
            start, end = start + bisect_left(wide, start), end + bisect_left(wide, end)
        return Range(pointer, start, end, exact, prefix, suffix)

    def _field(self, article: Article, pointer: str) -> tuple[str, list[int]]:
        """A field's string, and where the characters of two UTF-16 units stand in it, where these count."""
        key = (id(article.source), pointer)
        if key not in self._fields:
            raw = field_of(article.source, pointer)
            wide = [match.start() for match in _wide().finditer(raw)] if self._utf16 and not raw.isascii() else []
            self._fields[key] = raw, wide
        return self._fields[key]


def add_ranges(table: dict[str, Any], report: Report, offsets: Offsets = "codepoints") -> None:
    """Give every finding, label and edit of a report's JSON form its ``ranges``.

    :param table: what :func:`compliance.renderers.json.plain` makes of the view of the same report.
    """
    if report.article is None:
        return
    ranges = Ranges(offsets)
    for key, findings in (
        ("findings", report.findings),
        ("waived", report.waived),
        ("observed", report.observed),
    ):
        for shown, finding in zip(table[key], in_order(findings), strict=True):
            for place, article, span in _places(shown, finding, report.article):
                place["ranges"] = [one._asdict() for one in ranges.of(article, span)]


def _places(shown: Mapping[str, Any], finding: Finding, story: Article) -> Iterator[tuple[Any, Article, Span]]:
    """Every place of a finding in its JSON form, with the text and the stretch that it means."""
    yield shown, story, finding.span
    for view, label in zip(shown["labels"], finding.labels, strict=True):
        yield view, label.article or story, label.span
    for view, suggestion in zip(shown["suggestions"], finding.suggestions, strict=True):
        for edit_view, edit in zip(view["edits"], suggestion.edits, strict=True):
            yield edit_view, story, edit.span


def _blocks(article: Article, span: Span) -> tuple[Block, ...]:
    """The blocks that a stretch runs over; for one without words, the block it stands in."""
    first = article.block_at(span.start)
    if first is None or span.end <= max(first.end, span.start):
        return (first,) if first is not None else ()
    index = bisect_left(article.blocks, first.start, key=_start)
    inside: list[Block] = []
    while index < len(article.blocks) and (block := article.blocks[index]).start < span.end:
        if block and block.end > span.start:
            inside.append(block)
        index += 1
    return tuple(inside) or (first,)


def _runs(block: Block, start: int, end: int, raw: str) -> list[tuple[int, int]]:
    """Where a stretch of one block stands in its field, parted where other words stand between its own."""
    segments = block.segments
    if not segments:
        return [(start, end)]
    index = max(bisect_right(segments, start, key=_text_start) - 1, 0)
    runs: list[tuple[int, int]] = []
    while index < len(segments) and segments[index].text_start < end:
        segment = segments[index]
        first, last = segment.source_start, segment.source_start + segment.source_length
        if segment.codec == "identity":
            first, last = (
                first + max(start - segment.text_start, 0),
                min(last, first + end - segment.text_start),
            )
        if runs and runs[-1][1] <= first and _is_markup(raw, runs[-1][1], first):
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
        index += 1
    return runs


def _is_markup(raw: str, start: int, end: int) -> bool:
    """Whether a stretch of a field shows no words: tags, comments, addresses of links, signs of emphasis."""
    if start == end:
        return True
    return end - start <= LONGEST_MARKUP and not any(map(str.isalnum, _markup().sub("", raw[start:end])))


def _start(block: Block) -> int:
    return block.span.start


def _text_start(segment: Any) -> int:
    return int(segment.text_start)


@cache
def _wide() -> re.Pattern[str]:
    return re.compile("[\U00010000-\U0010ffff]")


@cache
def _markup() -> re.Pattern[str]:
    return re.compile(
        r"""<!--.*?-->|</?[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>|\](?:\([^()]*+(?:\([^()]*+\)[^()]*+)*+\)|\[[^\]]*+\])""",
        re.DOTALL,
    )
