"""Finds the notes in which a story says that it was wrong, and decides what they say of a change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from enum import IntEnum

from compliance.article import Article, Block
from compliance.language.dates import dates
from compliance.record import Record
from compliance_plugins.corrections._change import Change
from compliance_plugins.corrections._figures import values_in
from compliance_plugins.corrections._tokens import bare, tokens_of

LIST = "correction-notes"
_OPENING = " \t([{*_—–-\"“«'"
_HEADING = 8
_TELLING = 5
_SHARED = 2


class Note(Record):
    """A note on a correction.

    :param block: where it begins; ``end`` is where what stands under it does.
    :param words: all of them, as they are compared.
    :param values: its numbers.
    :param dated: whether a date stands in it.
    """

    block: Block
    end: int
    words: frozenset[str]
    values: frozenset[str]
    dated: bool


class Says(IntEnum):
    """What the notes of a story say of a change, from nothing to everything that a reader must know."""

    NOTHING = 0
    UNDATED = 1
    UNSAID = 2
    ALL = 3


def notes_of(article: Article, language: str) -> list[Note]:
    """The notes of a story, in order."""
    prose = article.prose
    found: dict[int, None] = {}
    for hit in article.hits(LIST, language):
        block = article.block_at(hit.start)
        if block is not None and (not hit.entry.flag("opens") or _opens(article, block, hit.start)):
            found[block.start] = None
    return [_note(article, prose, at) for at, block in enumerate(prose) if block.start in found]


def _opens(article: Article, block: Block, start: int) -> bool:
    """Whether a phrase opens its block, brackets and marks apart."""
    return not article.text[block.start : start].strip(_OPENING)


def _note(article: Article, prose: tuple[Block, ...], at: int) -> Note:
    """A note with what stands under it, where it is no more than a heading."""
    block = prose[at]
    heading = len(tokens_of(article.text, *block.span)) < _HEADING and at + 1 < len(prose)
    start, end = block.start, prose[at + 1].end if heading else block.end
    starts = [mention.span.start for mention in article.get(dates)]
    first = bisect_left(starts, start)
    return Note(
        block,
        end,
        frozenset(bare(token.plain) for token in tokens_of(article.text, start, end)),
        frozenset().union(*(values_in(article, *one.span) for one in prose[at : at + 1 + heading])),
        # a wire's story goes out anew with its note, on the day of its dateline
        article.metadata.product == "wire" or (first < len(starts) and starts[first] < end),
    )


def says(note: Note, change: Change, published: frozenset[str]) -> Says:
    """What one note says of a change.

    :param published: the words of the notes that the published version had: they are of other corrections.
    """
    told = {bare(word) for side in change.said for word in side}
    # a note that was there before says nothing of a change made since, unless it names it
    mine = note.words - published
    named = bool(told & (note.values | note.words))
    words = {bare(token.plain) for side in (change.pair.old, change.pair.new) for token in side.words}
    shared = {word for word in words & mine if len(word) >= _TELLING}
    if not named and not mine:
        return Says.NOTHING
    if not note.dated:
        return Says.UNDATED
    return Says.ALL if named or len(shared) >= _SHARED else Says.UNSAID


def best(notes: Iterable[Note], change: Change, published: frozenset[str]) -> tuple[Says, Note | None]:
    """The note that says most of a change; ``None`` where none speaks of it."""
    found: tuple[Says, Note | None] = (Says.NOTHING, None)
    for note in notes:
        said = says(note, change, published)
        if said > found[0]:
            found = said, note
    return found
