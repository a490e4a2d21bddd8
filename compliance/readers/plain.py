"""Plain text and wire copy: the text stays as it is, and blocks are carved out of it by :mod:`.structure`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from compliance.article import Article, Block, Picture, Role, Segment, Span
from compliance.readers import Request
from compliance.readers.builder import block_names
from compliance.readers.metadata import judged_at, make_metadata
from compliance.readers.normalise import Piece, normalise
from compliance.readers.structure import Part, structure


def read(request: Request) -> Iterable[Article]:
    """The one story of a plain-text file."""
    source = request.source
    text, segments = normalise(Piece(source.text, 0, len(source.text)), 0)
    parts = structure(text, request.context.lexicon)
    blocks = _blocks(parts, segments)
    captions = [block for block in blocks if block.role is Role.CAPTION]
    credits = [block for block in blocks if block.role is Role.CREDIT]
    metadata = make_metadata({}, request.defaults, source.name)
    yield Article(
        text=text,
        blocks=tuple(blocks),
        pictures=tuple(
            Picture(f"picture[{n}]", caption, credit)
            for n, (caption, credit) in enumerate(zip(captions, credits, strict=True), 1)
        ),
        metadata=metadata,
        context=request.context,
        source=source,
        now=judged_at(metadata, request.now, source.name),
        name=source.name,
    )


def _blocks(parts: list[Part], segments: list[Segment]) -> list[Block]:
    """The parts as blocks; behind each caption an empty credit, since its credit line stands inside it."""
    roles: list[Role] = []
    spans: list[Span] = []
    for part in parts:
        roles.append(part.role)
        spans.append(Span(part.start, part.end))
        if part.role is Role.CAPTION:
            roles.append(Role.CREDIT)
            spans.append(Span(part.end, part.end))
    names = block_names(roles)
    if len(segments) == 1:
        return [
            Block(role, span, name, "", (_cut(segments[0], span),))
            for role, span, name in zip(roles, spans, names, strict=True)
        ]
    starts = [segment.text_start for segment in segments]
    return [
        Block(role, span, name, "", _within(segments, starts, span))
        for role, span, name in zip(roles, spans, names, strict=True)
    ]


def _within(segments: list[Segment], starts: list[int], span: Span) -> tuple[Segment, ...]:
    """The segments under a stretch, the first one cut to begin with it."""
    first = max(bisect_right(starts, span.start) - 1, 0)
    last = bisect_right(starts, max(span.end - 1, span.start))
    cut = list(segments[first:last])
    if cut:
        cut[0] = _cut(cut[0], span)
    return tuple(cut)


def _cut(segment: Segment, span: Span) -> Segment:
    skipped = span.start - segment.text_start
    if skipped <= 0 or segment.codec != "identity":
        return segment
    return Segment(span.start, segment.source_start + skipped, segment.source_length - skipped)
