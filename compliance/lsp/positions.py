"""Where an offset of a text stands for an editor: line and character from 0, in the unit that it counts in."""

from __future__ import annotations

from compliance.lsp.answers import Position, Range
from compliance.source import line_index

_MARK = "\ufeff"


class Positions:
    """Positions in one text.

    :param text: as the editor has it.
    :param encoding: ``utf-16``, ``utf-8`` or ``utf-32`` (code points).
    """

    def __init__(self, text: str, encoding: str) -> None:
        self._lines = line_index(text)
        # readers take a byte-order mark for no part of the text, editors that keep one do
        self._mark = len(_MARK) if text.startswith(_MARK) else 0
        self._encoding = encoding

    def at(self, offset: int) -> Position:
        """The position of a code point, counted as readers count: without a byte-order mark."""
        offset += self._mark
        line, column = self._lines.line_column(offset)
        if self._encoding == "utf-16":
            column = self._lines.utf16_column(offset)
        elif self._encoding == "utf-8":
            column = self._lines.utf8_column(offset)
        return line - 1, column - 1

    def range(self, start: int, end: int) -> Range:
        """The range between two code points."""
        return Range(self.at(start), self.at(end))

    def line(self, number: int) -> Range:
        """A whole line, without its end.

        :param number: from 1; one that there is not is the first.
        """
        try:
            start, end = self._lines.bounds(max(number, 1))
        except IndexError:
            start, end = self._lines.bounds(1)
        return self.range(start - self._mark, end - self._mark)
