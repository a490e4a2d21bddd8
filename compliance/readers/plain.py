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
        pictures=_pictures(blocks),
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
    caption = Role.CAPTION
    for role, start, end in parts:
        roles.append(role)
        spans.append(Span._make((start, end)))
        if role is caption:
            roles.append(Role.CREDIT)
            spans.append(Span(end, end))
    names = block_names(roles)
    cuts: list[tuple[Segment, ...]]
    if len(segments) == 1:
        whole = segments[0]
        cuts = [(_cut(whole, start),) for start, _ in spans]
    else:
        starts = [segment.text_start for segment in segments]
        cuts = [_within(segments, starts, span) for span in spans]
    rows = zip(roles, spans, names, cuts, strict=True)
    return [Block._make((role, span, name, "", cut)) for role, span, name, cut in rows]


def _pictures(blocks: list[Block]) -> tuple[Picture, ...]:
    """A picture for each caption; its credit is the block behind it."""
    captions = [n for n, block in enumerate(blocks) if block.role is Role.CAPTION]
    return tuple([Picture(f"picture[{k}]", blocks[n], blocks[n + 1]) for k, n in enumerate(captions, 1)])


def _within(segments: list[Segment], starts: list[int], span: Span) -> tuple[Segment, ...]:
    """The segments under a stretch, the first one cut to begin with it."""
    first = max(bisect_right(starts, span.start) - 1, 0)
    last = bisect_right(starts, max(span.end - 1, span.start))
    cut = list(segments[first:last])
    if cut:
        cut[0] = _cut(cut[0], span.start)
    return tuple(cut)


def _cut(segment: Segment, start: int) -> Segment:
    """A segment from a place in the text on."""
    text_start, source_start, length, codec = segment
    skipped = start - text_start
    if skipped <= 0 or codec != "identity":
        return segment
    return Segment._make((start, source_start + skipped, length - skipped, codec))
