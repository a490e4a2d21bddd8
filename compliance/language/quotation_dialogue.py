"""Decides what is spoken in a paragraph that opens with a dash: «—No iré —dijo Orduña—. Mañana tampoco».

Only a dash with a clause of saying between dashes further on counts: lists open with dashes too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.article import BODY, Block, Span
from compliance.language.speakers import phrase_after
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.language.quotation_frames import Cue, Frames

_DASHES = "—–―"


class Spoken(Record):
    """A stretch of dialogue.

    :param span: with the dash that opens it.
    :param inner: without it.
    """

    span: Span
    inner: Span
    speaker: Span | None
    cue: Span
    block: Block


def opens_with_dash(article: Article) -> bool:
    """Whether any paragraph may be dialogue."""
    text = article.text
    if text.isascii():
        return False
    return any(dash in text and (f"\n{dash}" in text or text[:1] == dash) for dash in _DASHES)


def dialogue(article: Article, reports: list[Cue], words: Frames) -> list[Spoken]:
    """What is spoken in the paragraphs that open with a dash."""
    found: list[Spoken] = []
    for block in article.blocks:
        if block.role in BODY and block and article.text[block.start] in _DASHES:
            inside = [cue for cue in reports if block.start < cue.start < block.end]
            if inside:
                found.extend(_read(article.text, block, inside, words))
    return found


def _read(text: str, block: Block, reports: list[Cue], words: Frames) -> list[Spoken]:
    """The parts of a paragraph between its dashes, by turns spoken and told."""
    edges = [at for at in range(block.start, block.end) if text[at] in _DASHES and _is_edge(text, at, block)]
    edges.append(block.end)
    told = [(start + 1, end) for start, end in zip(edges[1::2], edges[2::2], strict=False)]
    for start, end in told:
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        cue = next((cue for cue in reports if first <= cue.start <= first + 4 and cue.end <= end), None)
        if cue is None:
            continue
        speaker = phrase_after(text, cue.end, end, words)
        parts = [(edges[i], edges[i + 1]) for i in range(0, len(edges) - 1, 2)]
        return [_spoken(text, part, block, speaker, cue) for part in parts if text[part[0] + 1 : part[1]].strip(" .,;")]
    return []


def _is_edge(text: str, at: int, block: Block) -> bool:
    """Whether a dash parts speech from telling: it does not stand inside a word or between figures."""
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    return not (before.isalnum() and after.isalnum())


def _spoken(text: str, part: tuple[int, int], block: Block, speaker: Span | None, cue: Cue) -> Spoken:
    start, end = part
    inner = start + 1
    while inner < end and (text[inner].isspace() or text[inner] in ".,;:"):
        inner += 1
    while end > inner and text[end - 1].isspace():
        end -= 1
    opening = start if start == block.start else inner
    return Spoken(Span(opening, end), Span(inner, end), speaker, Span(cue.start, cue.end), block)
