"""Applies suggestions to a story's source: only where its words stand, written as the source writes them.

A suggestion is applied whole or not at all, never over another one, and never outside the block of its finding.
Where its words lie across markup, or would need an escape that the place may not know, it is only shown. After each
round the story is read and checked again, until nothing is left to do.
"""

from __future__ import annotations

import codecs
import html
import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.article import Role, Span
from compliance.errors import ComplianceError
from compliance.finding import Safety
from compliance.readers.decoding import decode
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article, Block, Segment
    from compliance.checker import Checker
    from compliance.finding import Edit, Finding, Report, Suggestion

ROUNDS = 10
"""A story that is not stable by then is left as the last round made it."""
SAFE: Collection[Safety] = frozenset({Safety.SAFE})
UNSAFE: Collection[Safety] = frozenset({Safety.SAFE, Safety.UNSAFE})

_SPECIAL = re.compile(r"[<>&*_\[\]{}|#~`\"'\\:\r\n]")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>]")
_ATTRIBUTES = frozenset({Role.ALT, Role.TITLE, Role.FIELD})
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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


class Mended(Record):
    """What became of a file.

    :param data: its bytes, in the encoding and with the byte-order mark that it had.
    :param text: its decoded text.
    :param changes: those of every round, in order; offsets are those of their round.
    :param rounds: how often something was changed.
    """

    data: bytes
    text: str
    changes: tuple[Change, ...]
    rounds: int


def mend(
    checker: Checker,
    data: bytes,
    name: str,
    *,
    safeties: Collection[Safety] = SAFE,
    told: str | None = None,
    now: datetime | None = None,
    folder: Path | None = None,
) -> Mended:
    """A file with the suggestions applied that may be; other parameters as in :meth:`Checker.read`.

    :param safeties: which suggestions may be: :data:`SAFE`, or :data:`UNSAFE` for those too that change what is said.
        One that holds a place for words that only a person knows is never applied.
    :raises ReadError: the file cannot be read.
    """
    text, encoding = decode(data, name, checker.config.max_bytes)
    mark = next((bom for bom in _BOMS if data.startswith(bom)), b"")
    form = checker.desk.choose(text, name, told).name
    done: list[Change] = []
    rounds = 0
    while rounds < ROUNDS:
        reports = checker.check_bytes(data, name, told=form, now=now, folder=folder)
        found = changes(reports, form, safeties, encoding)
        if not found:
            break
        written = apply(text, found)
        if not _readable(checker, mark + written.encode(encoding), name, form, folder):
            break
        text, data = written, mark + written.encode(encoding)
        done += found
        rounds += 1
    return Mended(data, text, tuple(done), rounds)


def changes(reports: Iterable[Report], form: str, safeties: Collection[Safety], encoding: str) -> list[Change]:
    """What may be changed in one round, in the order of the file and none over another.

    :param form: the name of the file's reader.
    :param encoding: of the file; words that it cannot write are left out.
    """
    taken: list[Change] = []
    for report in reports:
        article = report.article
        for finding in report.findings if article is not None else ():
            if article is None:
                continue
            for suggestion in finding.suggestions:
                if suggestion.safety not in safeties or not suggestion.edits:
                    continue
                some = suggested(article, finding, suggestion, form)
                if some and not _meet(some, taken) and all(_can_write(one.text, encoding) for one in some):
                    taken += some
                break
    return sorted(taken, key=lambda change: change.start)


def apply(text: str, changed: Sequence[Change]) -> str:
    """The text with changes that lie in its order, none over another."""
    parts: list[str] = []
    at = 0
    for change in changed:
        parts += (text[at : change.start], change.text)
        at = change.end
    return "".join((*parts, text[at:]))


def _readable(checker: Checker, data: bytes, name: str, form: str, folder: Path | None) -> bool:
    """Whether what was written can be read again: nobody is left with a broken file."""
    try:
        return bool(list(checker.read(data, name, told=form, folder=folder)))
    except ComplianceError:
        return False


def _can_write(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _meet(some: Sequence[Change], taken: Sequence[Change]) -> bool:
    """Whether one of these lies over, or at the very place of, one of those."""
    return any(a.start <= b.end and b.start <= a.end for a in some for b in taken)


def suggested(article: Article, finding: Finding, suggestion: Suggestion, form: str) -> list[Change] | None:
    """A suggestion's edits as changes of the file; ``None`` where one of them cannot be.

    :param form: the name of the file's reader.
    """
    home = article.block_at(finding.span.start)
    found: list[Change] = []
    for edit in suggestion.edits:
        block = article.block_at(edit.span.start)
        if block is None or block is not home or edit.span.end > block.end:
            return None
        place = _source(block, edit.span)
        text = _in_form(edit, block, form, article)
        if place is None or text is None:
            return None
        file = article.source
        start, end = (file.offset(block.pointer, offset) for offset in place)
        found.append(Change(finding.rule, start, end, text))
    return found


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


def _in_form(edit: Edit, block: Block, form: str, article: Article) -> str | None:
    """New words as the file writes them; ``None`` where that is not certain."""
    text = edit.text
    if form == "text":
        return text
    if not _SPECIAL.search(text) or article[edit.span] == text:
        return text
    if "\n" in text or "\r" in text:
        return None
    if form == "html":
        return html.escape(text, quote=block.role in _ATTRIBUTES)
    if form == "markdown" and not _in_front_matter(block, article.source.text):
        return _MARKDOWN.sub(r"\\\g<0>", text) if block.role not in _ATTRIBUTES else None
    return None


def _in_front_matter(block: Block, text: str) -> bool:
    if not text.startswith("---") or not block.segments:
        return False
    end = text.find("\n---", 3)
    return block.segments[0].source_start < end
