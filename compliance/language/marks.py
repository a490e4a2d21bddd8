"""Decides which signs are quotation marks, which way each one looks and which two belong together.

Every national style is read the same way: a sign may open or close by what stands around it, and a stack
decides. Apostrophes, elisions, feet and inches are no marks. A quotation that runs on opens again in each
paragraph, or is continued by a closing mark (the Spanish *comillas de seguir*); only the last one closes.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from compliance.article import BODY, NOT_PROSE, Block, Span
from compliance.language.mark_signs import CLOSES, DEEPEST, DOUBLE, Sign, read_signs, sign_places
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article

_CARRY, _STATE = 6, 4
_STOPS = frozenset(".!?…’'")
_OPENERS = ('"', "“", "”", "‘", "«", "»", "„", "''", "``", "「", "『", "‹", "›", "‚", " '", "\n'", "('")


class Mark(Record):
    """A quotation mark in a block that readers read.

    :param start: offset of the mark in ``Article.text``.
    :param end: one past it (two signs make one mark in ``''``).
    :param opens: whether it opens; else it closes.
    :param style: ``straight``, ``curly``, ``low-high``, ``swedish``, ``guillemets``, ``reversed``, ``corner`` and
        the same with ``single-`` before them; ``doubled`` for two apostrophes, ``wire`` for
        two grave accents and two apostrophes.
    :param state: ``paired``; ``running`` where the quotation goes on in the next paragraph; ``continuing`` where
        a closing mark at a paragraph's start continues it; ``merged`` where the next one opens after a full
        stop in the same paragraph, as if two had been joined; ``lone`` where its partner is missing.
    """

    start: int
    end: int
    opens: bool
    style: str
    state: str
    block: Block


class Quoted(Record):
    """A stretch between two marks, inside one block.

    :param span: with its marks.
    :param inner: without them.
    :param depth: 0 for the outermost marks.
    :param continues: whether it goes on from the paragraph before.
    :param runs_on: whether it goes on in the next.
    """

    span: Span
    inner: Span
    depth: int
    style: str
    continues: bool
    runs_on: bool
    block: Block


class Quoting(Record):
    """Every mark of a story and what stands between them, by start."""

    marks: tuple[Mark, ...]
    quoted: tuple[Quoted, ...]


_NOTHING = Quoting((), ())


def marks(article: Article) -> tuple[Mark, ...]:
    """Every quotation mark in what readers read, paired or not, in order."""
    return article.get(quoting).marks


def quoting(article: Article) -> Quoting:
    """Every mark, and every stretch between two of them."""
    text = article.text
    if not has_marks(text):
        return _NOTHING
    reader = _Reader(text)
    for block in article.blocks:
        if block.role not in NOT_PROSE:
            reader.read(block, runs=block.role in BODY)
    return reader.finish()


def has_marks(text: str) -> bool:
    """Whether a text has any sign that could open a quotation."""
    for sign in _OPENERS:  # noqa: SIM110 - asked of every story, and a generator costs more than this
        if sign in text:
            return True
    return False


class _Open(Record):
    """An opening mark that waits for its partner; ``sign`` is none where the block starts inside a quotation."""

    number: int
    start: int
    inner: int
    glyph: str
    style: str
    continues: bool


class _Reader:
    """Pairs the marks of one story, block after block."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = sign_places(text)
        self._marks: list[list[Any]] = []
        self._quoted: list[Quoted] = []
        self._carried: list[_Open] = []
        self._carried_blocks: list[Block] = []
        self._stack: list[_Open] = []

    def read(self, block: Block, *, runs: bool) -> None:
        """Pair the marks of a block; ``runs`` where a quotation may run over its edges."""
        start, end = block.span
        first = bisect_left(self._places, start)
        last = bisect_left(self._places, end, first)
        if start == end or (first == last and not self._carried):
            return
        signs = read_signs(self._text, start, end, self._places[first:last])
        if runs and self._carried:
            signs = self._take_up(block, signs)
        for sign in signs:
            if sign.opens:
                self._open(sign, block)
            else:
                self._close(sign, block, runs=runs)
        if runs and self._carried:
            self._carry_over(block)
        if self._stack:
            self._leave(block, runs=runs)

    def finish(self) -> Quoting:
        """What was read; marks still waiting have no partner."""
        self._drop()
        self._quoted.sort(key=_by_place)
        return Quoting(tuple(map(Mark._make, self._marks)), tuple(self._quoted))

    def _take_up(self, block: Block, signs: list[Sign]) -> list[Sign]:
        """Deal with a quotation that the paragraph before left open."""
        first = signs[0] if signs and not self._text[block.start : signs[0].start].strip() else None
        if first is None:
            return signs
        if first.glyph == "»" and self._carried[0].glyph == "«":
            self._settle("running")
            self._marks.append([first.start, first.end, True, first.style, "continuing", block])
            self._stack.append(_Open(len(self._marks) - 1, first.start, first.end, "«", first.style, True))
            self._carried = []
            return signs[1:]
        if (
            first.opens
            and len(self._carried_blocks) == 1
            and self._carried[0].style.startswith("single-") == first.style.startswith("single-")
            and (self._carried[0].glyph in "«»") == (first.glyph in "«»")
        ):
            self._settle("running")
            self._carried = []
            self._open(first, block, continues=True)
            return signs[1:]
        return signs

    def _open(self, sign: Sign, block: Block, *, continues: bool = False) -> None:
        if self._stack and not continues:
            continues = self._merge(sign, block)
        start, end, glyph, _, style = sign
        self._stack.append(_Open._make((len(self._marks), start, end, glyph, style, continues)))
        self._marks.append([start, end, True, style, "lone", block])
        if len(self._stack) > DEEPEST:
            del self._stack[0]

    def _merge(self, sign: Sign, block: Block) -> bool:
        """``“One. “Two.”``: paragraphs of a running quotation that were joined; whether this is one."""
        at = _last(self._stack, sign.glyph)
        if at < 0:
            return False
        end = sign.start
        while end > block.start and self._text[end - 1].isspace():
            end -= 1
        if end == sign.start or self._text[end - 1] not in _STOPS:
            return False
        opened = self._stack[at]
        self._marks[opened.number][_STATE] = "merged"
        span, inner = Span(opened.start, end), Span(opened.inner, end)
        self._quoted.append(Quoted(span, inner, at, opened.style, opened.continues, True, block))
        del self._stack[at:]
        return True

    def _close(self, sign: Sign, block: Block, *, runs: bool) -> None:
        start, end, glyph, _, style = sign
        partners, stack, marks = CLOSES[glyph], self._stack, self._marks
        at = _last(stack, partners)
        if at < 0 and glyph in DOUBLE:
            at = _last(stack, DOUBLE)
        if at >= 0:
            number, opening, inner, opener, own, continues = stack[at]
            del stack[at:]
            if marks[number][_STATE] != "continuing":
                marks[number][_STATE] = "paired"
            marks.append([start, end, False, own if opener in partners else style, "paired", block])
            places = Span._make((opening, end)), Span._make((inner, start))
            self._quoted.append(Quoted._make((*places, at, own, continues, False, block)))
        elif runs and self._carried and self._carried[0].glyph in partners and not stack:
            self._close_carried(sign, block)
        else:
            marks.append([start, end, False, style, "lone", block])

    def _close_carried(self, sign: Sign, block: Block) -> None:
        """A mark that closes what an earlier paragraph opened, the paragraphs between not opening again."""
        opened = self._carried[0]
        self._deepen(self._carried_blocks[1].start if len(self._carried_blocks) > 1 else block.start)
        self._settle("running")
        for between in self._carried_blocks[1:]:
            self._quoted.append(Quoted(between.span, between.span, 0, opened.style, True, True, between))
        self._marks.append([sign.start, sign.end, False, sign.style, "paired", block])
        span, inner = Span(block.start, sign.end), Span(block.start, sign.start)
        self._quoted.append(Quoted(span, inner, 0, opened.style, True, False, block))
        self._carried = []

    def _deepen(self, start: int) -> None:
        """What was quoted from a place on turns out to stand inside other marks."""
        at = len(self._quoted) - 1
        while at >= 0 and self._quoted[at].block.start >= start:
            self._quoted[at] = self._quoted[at]._replace(depth=self._quoted[at].depth + 1)
            at -= 1

    def _settle(self, state: str) -> None:
        """The carried marks have found how they go on."""
        first = self._carried_blocks[0]
        for depth, opened in enumerate(self._carried):
            self._marks[opened.number][_STATE] = state
            span, inner = Span(opened.start, first.end), Span(opened.inner, first.end)
            self._quoted.append(Quoted(span, inner, depth, opened.style, opened.continues, True, first))

    def _carry_over(self, block: Block) -> None:
        self._carried_blocks.append(block)
        if len(self._carried_blocks) > _CARRY or self._stack:
            self._drop()

    def _leave(self, block: Block, *, runs: bool) -> None:
        """At the end of a block with marks still open: a quotation may go on in the next paragraph."""
        if runs:
            self._carried, self._carried_blocks = self._stack, [block]
        self._stack = []

    def _drop(self) -> None:
        self._carried, self._carried_blocks = [], []


def _by_place(quoted: Quoted) -> tuple[int, int]:
    start, end = quoted.span
    return start, -end


def _last(stack: list[_Open], glyphs: frozenset[str] | str) -> int:
    at = len(stack) - 1
    while at >= 0 and stack[at].glyph not in glyphs:
        at -= 1
    return at
