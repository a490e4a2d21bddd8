"""Brings source text to the form of ``Article.text`` (NFC, LF line ends) and records every change it makes."""

from __future__ import annotations

import re
import unicodedata

from compliance.article import Segment
from compliance.folding import is_latin
from compliance.record import Record


class Piece(Record):
    """A run of a block's text as a reader found it.

    :param text: the words as displayed.
    :param start: offset in the decoded field (or file) where they stand.
    :param length: code points they take there.
    :param codec: ``identity`` where both are the same; else how the source writes them.
    """

    text: str
    start: int
    length: int
    codec: str = "identity"


_CHANGES = re.compile(r"\r\n?|[\x00-\x7f]?[^\x00-\x7f]+")
_MARKS = ("Mn", "Mc", "Me")


def needs_no_change(text: str) -> bool:
    """Whether the text already has the form of ``Article.text``."""
    # of the signs of Latin-1 none composes with another
    return "\r" not in text and (is_latin(text) or unicodedata.is_normalized("NFC", text))


def normalise(piece: Piece, at: int) -> tuple[str, list[Segment]]:
    """A piece in the form of ``Article.text``, with its segments.

    :param at: offset in ``Article.text`` where the piece will stand.
    """
    if needs_no_change(piece.text):
        return piece.text, [Segment(at, piece.start, piece.length, piece.codec)]
    if piece.codec != "identity":
        text = unicodedata.normalize("NFC", piece.text.replace("\r\n", "\n").replace("\r", "\n"))
        return text, [Segment(at, piece.start, piece.length, piece.codec)]
    return _changed(piece, at)


def _changed(piece: Piece, at: int) -> tuple[str, list[Segment]]:
    source, parts, segments = piece.text, list[str](), list[Segment]()
    length = copied = 0

    def keep(end: int) -> None:
        nonlocal length, copied
        if end > copied:
            segments.append(Segment(at + length, piece.start + copied, end - copied))
            parts.append(source[copied:end])
            length += end - copied
            copied = end

    for match in _CHANGES.finditer(source):
        for start, end, text, codec in _replacements(source, match.start(), match.end()):
            keep(start)
            segments.append(Segment(at + length, piece.start + start, end - start, codec))
            parts.append(text)
            length += len(text)
            copied = end
    keep(len(source))
    return "".join(parts), segments


def _replacements(source: str, start: int, end: int) -> list[tuple[int, int, str, str]]:
    """The stretches of a run that change, each with what it becomes."""
    if source[start] == "\r":
        return [(start, end, "\n", "newline")]
    if unicodedata.is_normalized("NFC", source[start:end]):
        return []
    found: list[tuple[int, int, str, str]] = []
    position = start
    while position < end:
        after = position + 1
        while after < end and continues(source[after]):
            after += 1
        cluster = source[position:after]
        composed = unicodedata.normalize("NFC", cluster)
        if composed != cluster:
            found.append((position, after, composed, "nfc"))
        position = after
    return found


def continues(char: str) -> bool:
    """Whether a character can compose with what stands before it: marks, and Hangul vowels and finals."""
    return unicodedata.category(char) in _MARKS or "\u1160" <= char <= "\u11ff"
