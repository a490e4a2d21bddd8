"""Where a stretch of ``Article.text`` stands in the file: the field, and the offsets in it and in the file.

Places are carried by the blocks' segments and never found again by searching.
"""

from __future__ import annotations

from bisect import bisect_right

from compliance.article import Article, Block, Segment, Span
from compliance.record import Record


class Place(Record):
    """A stretch of the story as it stands in its source.

    :param pointer: JSON Pointer of the field, empty where the file is the field.
    :param start: first code point in the decoded field.
    :param end: one past the last code point in the decoded field.
    :param file_start: first code point in the decoded file.
    :param file_end: one past the last code point in the decoded file.
    """

    pointer: str
    start: int
    end: int
    file_start: int
    file_end: int


def place_of(article: Article, span: Span) -> Place:
    """Where a stretch of a story stands in its file; one over several fields is cut to the first."""
    first = article.block_at(span.start)
    if first is None:
        return Place("", 0, 0, 0, 0)
    last = first
    if span.end > max(first.end, span.start):
        last = article.block_at(span.end - 1) or first
        if last.pointer != first.pointer:
            last, span = first, Span(span.start, first.end)
    start = source_offset(first, span.start, after=False)
    end = source_offset(last, span.end, after=True) if span.end > span.start else start
    file = article.source
    return Place(first.pointer, start, end, file.offset(first.pointer, start), file.offset(first.pointer, end))


def source_offset(block: Block, offset: int, *, after: bool) -> int:
    """The offset in the block's field of an offset in the text.

    :param after: the offset ends a stretch: what counts is the code point before it.
    """
    segments = block.segments
    if not segments:
        return offset
    probe = offset - 1 if after else offset
    index = max(bisect_right(segments, probe, key=_text_start) - 1, 0)
    segment = segments[index]
    if segment.codec == "identity":
        return segment.source_start + min(max(offset - segment.text_start, 0), segment.source_length)
    if after or offset >= block.end > block.start:
        return segment.source_start + segment.source_length
    return segment.source_start


def _text_start(segment: Segment) -> int:
    return segment.text_start
