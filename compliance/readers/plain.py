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
    metadata = make_metadata({}, request.defaults, source.name)
    yield Article(
        text=text,
        blocks=tuple(blocks),
        pictures=_pictures(blocks) if len(blocks) > len(parts) else (),
        metadata=metadata,
        context=request.context,
        source=source,
        now=judged_at(metadata, request.now, source.name),
        name=source.name,
    )


def _blocks(parts: list[Part], segments: list[Segment]) -> list[Block]:
    """The parts as blocks; behind each caption an empty credit, since its credit line stands inside it."""
    roles = [role for role, _, _ in parts]
    if Role.CAPTION in roles:
        parts = _with_credits(parts)
        roles = [role for role, _, _ in parts]
    whole = segments[0] if len(segments) == 1 else None
    starts = [segment.text_start for segment in segments]
    blocks: list[Block] = []
    for (role, start, end), name in zip(parts, block_names(roles), strict=True):
        under = _within(segments, starts, start, end) if whole is None else _cut(whole, start)
        blocks.append(Block._make((role, Span._make((start, end)), name, "", under)))
    return blocks


def _with_credits(parts: list[Part]) -> list[Part]:
    shown: list[Part] = []
    for part in parts:
        shown.append(part)
        if part.role is Role.CAPTION:
            shown.append(Part(Role.CREDIT, part.end, part.end))
    return shown


def _pictures(blocks: list[Block]) -> tuple[Picture, ...]:
    """A picture for each caption; its credit is the block behind it."""
    captions = [n for n, block in enumerate(blocks) if block.role is Role.CAPTION]
    return tuple([Picture(f"picture[{k}]", blocks[n], blocks[n + 1]) for k, n in enumerate(captions, 1)])


def _within(segments: list[Segment], starts: list[int], start: int, end: int) -> tuple[Segment, ...]:
    """The segments under a stretch, the first one cut to begin with it."""
    first = max(bisect_right(starts, start) - 1, 0)
    last = bisect_right(starts, max(end - 1, start))
    inside = tuple(segments[first:last])
    return _cut(inside[0], start) + inside[1:] if inside else ()


def _cut(segment: Segment, start: int) -> tuple[Segment]:
    """A segment from a place in the text on."""
    text_start, source_start, length, codec = segment
    skipped = start - text_start
    if skipped <= 0 or codec != "identity":
        return (segment,)
    return (Segment._make((start, source_start + skipped, length - skipped, codec)),)
