"""A story as the reader will see it: its parts in order, its pictures with what stands behind them, its marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from compliance.article import NOT_PROSE, Article, Block, Picture, Role
from compliance.record import Record
from compliance.service.desk.marks import Mark, Piece, pieces


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
    """

    parts: tuple[Part | Figure, ...]
    fields: tuple[Part, ...]
    headline: str


def marks_of(findings: Iterable[tuple[int, str, Mapping[str, Any]]]) -> tuple[Mark, ...]:
    """The marks of findings, each given with its number and its pile."""
    found: list[Mark] = []
    for number, pile, finding in findings:
        found.append(Mark(finding["start"], finding["end"], number, pile))
        for label in finding["labels"]:
            if label["file"] is None:
                found.append(Mark(label["start"], label["end"], number, pile, label["text"] or "…"))
    return tuple(found)


def view(article: Article, marks: Sequence[Mark]) -> StoryView:
    """The story with its marks."""
    pictures = {block.id: picture for picture in article.pictures for block in (picture.caption, picture.credit)}
    parts: list[Part | Figure] = []
    drawn: set[str] = set()
    for block in article.prose:
        picture = pictures.get(block.id)
        if picture is None:
            parts += [_part(article, block, marks)] if block else []
        elif picture.id not in drawn:
            drawn.add(picture.id)
            parts.append(_figure(article, picture, marks))
    parts += [_figure(article, picture, marks) for picture in article.pictures if picture.id not in drawn]
    behind = {block.id for picture in article.pictures for block in _behind(picture)}
    fields = [b for b in article.blocks if b.role in NOT_PROSE and b.id not in behind and b]
    headline = article.headline
    return StoryView(
        tuple(parts),
        tuple(_part(article, block, marks) for block in fields),
        article[headline] if headline else "",
    )


def _figure(article: Article, picture: Picture, marks: Sequence[Mark]) -> Figure:
    shown = [_part(article, block, marks) for block in (picture.caption, picture.credit)]
    behind = [_part(article, block, marks) for block in _behind(picture)]
    return Figure(picture.id, picture.file, tuple(_worth(shown)), tuple(_worth(behind)))


def _worth(parts: Iterable[Part]) -> Iterable[Part]:
    """Those with words, or with a mark where words are missing; a missing caption always shows."""
    return [part for part in parts if part.pieces or part.role == Role.CAPTION]


def _behind(picture: Picture) -> list[Block]:
    every = (picture.instructions, picture.rights, picture.alt, picture.title)
    return [block for block in every if block is not None]


def _part(article: Article, block: Block, marks: Sequence[Mark]) -> Part:
    # at the very end of the story nothing tells an empty mark's block but its offset: the first such block shows it
    here = [m for m in marks if m.start != m.end or article.block_at(m.start) in (block, None) or not block]
    return Part(block.role.value, block.id, pieces(article.text, block.start, block.end, here))
