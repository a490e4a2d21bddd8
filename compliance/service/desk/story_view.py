"""A story as the reader will see it: its parts in order, its pictures with what stands behind them, its marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from compliance.article import NOT_PROSE, Block, Picture, Role
from compliance.record import Record
from compliance.renderers.marks import Mark, Piece, pieces
from compliance.service.desk.limits import MOST_PLACES, shortened, shown_until
from compliance.service.workers.layout import Layout


class Part(Record):
    """A block on the page.

    :param role: what it is to the reader.
    :param id: of the block.
    :param pieces: its words, cut at the marks.
    """

    role: str
    id: str
    pieces: tuple[Piece, ...]


class Figure(Record):
    """A picture: what the reader gets, and beside it what the agency says of it.

    :param shown: caption and credit.
    :param behind: alternative text, title, rights, instructions.
    """

    id: str
    file: str
    shown: tuple[Part, ...]
    behind: tuple[Part, ...]
    role: str = "figure"


class StoryView(Record):
    """The whole story.

    :param parts: of the text, with each picture where its caption stands.
    :param fields: what is known of the story beside its text.
    :param cut: after how many code points the page ends; ``None`` where all is shown.
    """

    parts: tuple[Part | Figure, ...]
    fields: tuple[Part, ...]
    headline: str
    cut: int | None = None


def marks_of(findings: Iterable[tuple[int, str, Mapping[str, Any]]]) -> tuple[Mark, ...]:
    """The marks of findings, each given with its number and its pile."""
    found: list[Mark] = []
    for number, pile, finding in findings:
        found.append(Mark(finding["start"], finding["end"], number, pile))
        here = [label for label in finding["labels"] if label["file"] is None]
        for label in here[:MOST_PLACES]:
            found.append(Mark(label["start"], label["end"], number, pile, shortened(label["text"]) or "…"))
    return tuple(found)


def view(layout: Layout, marks: Sequence[Mark]) -> StoryView:
    """The story with its marks."""
    draw = _Drawing(layout, shown_until(layout), _shared_out(layout.blocks, marks))
    pictures = {block.id: picture for picture in layout.pictures for block in (picture.caption, picture.credit)}
    parts: list[Part | Figure] = []
    drawn: set[str] = set()
    for block in layout.prose:
        picture = pictures.get(block.id)
        if picture is None:
            parts += draw.parts(block)
        elif picture.id not in drawn:
            drawn.add(picture.id)
            parts += draw.figure(picture)
    for picture in layout.pictures:
        parts += draw.figure(picture) if picture.id not in drawn else []
    behind = {block.id for picture in layout.pictures for block in _behind(picture)}
    fields = [b for b in layout.blocks if b.role in NOT_PROSE and b.id not in behind and b]
    return StoryView(
        tuple(parts),
        tuple(part for block in fields for part in draw.parts(block)),
        shortened(layout.headline),
        draw.until if draw.until < layout.length else None,
    )


class _Drawing(Record):
    """Makes the parts of one story, up to the offset where the page ends."""

    layout: Layout
    until: int
    marks: Mapping[str, Sequence[Mark]]

    def parts(self, block: Block, *, empty: bool = False) -> list[Part]:
        """A block, if the page still shows it; one without words, only where that is wanted."""
        if block.start > self.until or (block.start == self.until and block) or not (block or empty):
            return []
        end = min(block.end, self.until)
        return [
            Part(block.role.value, block.id, pieces(self.layout.text, block.start, end, self.marks.get(block.id, ())))
        ]

    def figure(self, picture: Picture) -> list[Figure]:
        """A picture, if the page still shows it."""
        shown = [part for b in (picture.caption, picture.credit) for part in self.parts(b, empty=True) if _worth(part)]
        behind = [part for b in _behind(picture) for part in self.parts(b, empty=True) if _worth(part)]
        return [Figure(picture.id, shortened(picture.file), tuple(shown), tuple(behind))] if shown or behind else []


def _worth(part: Part) -> bool:
    """Whether it has words, or a mark where words are missing; a missing caption always shows."""
    return bool(part.pieces) or part.role == Role.CAPTION


def _behind(picture: Picture) -> list[Block]:
    every = (picture.instructions, picture.rights, picture.alt, picture.title)
    return [block for block in every if block is not None]


def _shared_out(blocks: Sequence[Block], marks: Sequence[Mark]) -> Mapping[str, Sequence[Mark]]:
    """The marks of each block, by its id."""
    starts = [block.start for block in blocks]
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        for at in _touched(blocks, starts, mark):
            found.setdefault(blocks[at].id, []).append(mark)
    return found


def _touched(blocks: Sequence[Block], starts: Sequence[int], mark: Mark) -> Iterable[int]:
    """The blocks that show a mark.

    One without words belongs to the block that holds its offset, between two to the one before; and to each block
    without words that stands there.
    """
    last = bisect_right(starts, mark.start) - 1
    home = last
    while home > 0 and not blocks[home] and (mark.start < mark.end or mark.start < blocks[home - 1].end):
        home -= 1
    if mark.start < mark.end:
        return range(max(home, 0), bisect_left(starts, mark.end))
    return {home, *(at for at in range(bisect_left(starts, mark.start), last + 1) if not blocks[at])} - {-1}
