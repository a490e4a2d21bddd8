"""Where a suggestion is written in its file, and how: only where its words stand, as the file writes them.

A suggestion becomes changes whole or not at all, and never outside the block of its finding. Where its words lie across
markup, or would need an escape that the place may not know, it is only shown, and the reason is told.
"""

from __future__ import annotations

import html
import itertools
import json
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from compliance.article import Role, Span
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article, Block, Segment
    from compliance.finding import Edit, Finding, Suggestion

_SPECIAL = re.compile(r"[<>&*_\[\]{}|#~`\"'\\:\r\n]")
_MARKUP = re.compile(r"[<>&\x00-\x1f]")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>~&#|]")
_OPENS_A_BLOCK = re.compile(r"[-+=]|\d+[.)]")
_ATTRIBUTES = frozenset({Role.ALT, Role.TITLE, Role.FIELD})
_PLAIN = "text"


class Reason(StrEnum):
    """Why a suggestion is not written into its file; the values are sentences for the reader."""

    ADVICE = "it says what to do and has no words to write"
    PLACEHOLDER = "it leaves a gap that only a person can fill"
    UNSAFE = "it may change what is said: look at it, then use --unsafe-fixes"
    BLOCK = "it reaches beyond its paragraph"
    MARKUP = "markup stands between its words"
    ESCAPE = "its words would need an escape that is not certain here"
    ENCODING = "the file's encoding cannot write its words"
    OVERLAP = "it lies over another one"
    UNSTABLE = "the story was not stable after ten rounds"
    BROKEN = "the story could not be read again with it"
    INEXACT = "the file's encoding does not lead back to the same bytes"


class Change(Record):
    """A stretch of the decoded file and what is written there instead.

    :param rule: whose suggestion it is.
    :param start: first code point in the decoded file.
    :param end: one past the last.
    :param text: as the file writes it, escapes included.
    """

    rule: str
    start: int
    end: int
    text: str


def changes_of(article: Article, finding: Finding, suggestion: Suggestion, form: str) -> tuple[Change, ...] | Reason:
    """A suggestion's edits as changes of the file in its order, or why they cannot be.

    :param form: the name of the file's reader.
    """
    home = article.block_at(finding.span.start)
    found: list[Change] = []
    for edit in suggestion.edits:
        if article[edit.span] == edit.text:
            continue
        block = article.block_at(edit.span.start)
        if block is None or block is not home or edit.span.end > block.end:
            return Reason.BLOCK
        place = _source(block, edit.span)
        if place is None:
            return Reason.MARKUP
        file = article.source
        start, end = (file.offset(block.pointer, offset) for offset in place)
        text = _in_form(edit, block, form, file.text, start)
        if text is None:
            return Reason.ESCAPE
        found.append(Change(finding.rule, start, end, text))
    found.sort(key=lambda change: change.start)
    if not found:
        return Reason.ADVICE
    return Reason.OVERLAP if _crossed(found) else tuple(found)


def meet(some: Sequence[Change], taken: Sequence[Change]) -> bool:
    """Whether one of these lies over, or at the very place of, one of those."""
    return any(a.start <= b.end and b.start <= a.end for a in some for b in taken)


def _crossed(ordered: Sequence[Change]) -> bool:
    """Whether of changes in order one begins before the one before it ends."""
    return any(after.start < before.end for before, after in itertools.pairwise(ordered))


def _source(block: Block, span: Span) -> tuple[int, int] | None:
    """First and last offset of a stretch in its block's field; ``None`` where markup lies between its words."""
    if not block:
        return None
    pieces = [(at, end, segment) for at, end, segment in _runs(block) if at < span.end and span.start < end]
    if span.start == span.end:
        pieces = [piece for piece in _runs(block) if piece[0] <= span.start <= piece[1]][:1]
    if not pieces:
        return None
    for one, next_ in itertools.pairwise(pieces):
        if one[2].source_start + one[2].source_length != next_[2].source_start:
            return None
    start, end = _edge(pieces[0], span.start), _edge(pieces[-1], span.end)
    return None if start is None or end is None else (start, end)


def _runs(block: Block) -> Iterator[tuple[int, int, Segment]]:
    ends = [segment.text_start for segment in block.segments[1:]] + [block.end]
    for segment, end in zip(block.segments, ends, strict=True):
        yield segment.text_start, end, segment


def _edge(run: tuple[int, int, Segment], offset: int) -> int | None:
    """Where an offset in the text lies in the field; ``None`` inside what the source writes in another way."""
    at, end, segment = run
    if segment.codec == "identity":
        return segment.source_start + min(max(offset - at, 0), segment.source_length)
    if offset <= at:
        return segment.source_start
    return segment.source_start + segment.source_length if offset >= end else None


def _in_form(edit: Edit, block: Block, form: str, file: str, start: int) -> str | None:
    """New words as the file writes them at an offset; ``None`` where that is not certain."""
    text = edit.text
    if form == _PLAIN:
        return text
    if form == "markdown" and _OPENS_A_BLOCK.match(text) and not file[:start].rpartition("\n")[2].strip("> "):
        return None
    if not _SPECIAL.search(text):
        return text
    if "\n" in text or "\r" in text:
        return None
    if form == "html":
        return None if _in_script(file, start) else html.escape(text, quote=block.role in _ATTRIBUTES)
    if form == "markdown":
        if block.role in _ATTRIBUTES or _in_front_matter(file, start):
            return None
        return _MARKDOWN.sub(r"\\\g<0>", text)
    return _in_json(text, block)


def _in_json(text: str, block: Block) -> str | None:
    """New words inside a JSON string, which may itself hold HTML: its signs are left to a person."""
    if not block.pointer or _MARKUP.search(text):
        return None
    if block.role in _ATTRIBUTES and ('"' in text or "'" in text):
        return None
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _in_script(file: str, at: int) -> bool:
    """Whether an offset of a page lies in a script: in what it says of itself for machines, which is JSON."""
    before = file[:at].lower()
    return before.rfind("<script") > before.rfind("</script")


def _in_front_matter(file: str, at: int) -> bool:
    return file.startswith("---") and at < file.find("\n---", 3)
