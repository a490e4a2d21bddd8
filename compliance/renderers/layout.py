"""How wide text is on a terminal, and where it may break; what must never reach a terminal is made visible."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category, east_asian_width

_TEXT_PRESENTATION = "\ufe0e"
_JOINERS = ("\u200c", "\u200d")
_COMMAND = "##"
"""What commands to Azure's (``##vso[``), TeamCity's and GitHub's older runners (``##[``) begin with."""


def is_plain(text: str) -> bool:
    """Whether each code point of a text takes one cell and is shown as it is, as nearly all of a story's are.

    So are the letters, signs and quotation marks of languages in Latin letters, and the signs that we draw with.
    """
    return (text.isascii() and text.isprintable()) or _plain().fullmatch(text) is not None


@cache
def _plain() -> re.Pattern[str]:
    return re.compile("[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20ac→│✗]*")


def cells(text: str) -> int:
    """The terminal cells that a text takes: two for wide characters, none for combining ones."""
    if text.isascii() or is_plain(text):
        return len(text)
    return sum(map(cell, text))


def cell(char: str) -> int:
    """The terminal cells of one code point."""
    if char.isascii():
        return 1
    kind = category(char)
    if kind in ("Mn", "Me") or (kind == "Cf" and char != "\u00ad"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def visible(char: str) -> str:
    """A code point as it may be written to a terminal: breaks and tabs as a space, controls named."""
    if char >= " " and char.isascii() and char != "\x7f":
        return char
    if char in "\n\r\t\u2028\u2029":
        return " "
    kind = category(char)
    if kind in ("Cc", "Cs", "Co", "Cn") or (kind == "Cf" and char not in _JOINERS):
        return f"<U+{ord(char):04X}>"
    return char


def clean(text: str) -> str:
    """A whole text as it may be written to a terminal."""
    return text if is_plain(text) else "".join(map(visible, text))


_ASCII = str.maketrans({"│": "|", "→": "->", "↔": "<->", "…": "...", "✗": "x", "·": "-", "•": "*", "–": "-"})


def in_ascii(text: str) -> str:
    """Our own signs in ASCII, for a terminal that has no others; the story's letters stay."""
    return text.translate(_ASCII)


def inert(text: str) -> str:
    """Output in which a CI server finds no command: a line that begins with ``::``, or ``##name[`` anywhere in it."""
    if _COMMAND in text:
        text = re.sub(r"##(?=\w*\[)", "## ", text)
    if "::" not in text:
        return text
    lines = text.split("\n")
    return "\n".join(line.replace("::", ": :", 1) if line.lstrip().startswith("::") else line for line in lines)


def wrap(text: str, width: int, taken: int = 0) -> list[str]:
    """The text in lines of at most ``width`` cells, broken between words, inside one only where it must.

    :param taken: cells of the first line that are not free.
    """
    text = " ".join(text.split())
    lines: list[str] = []
    if is_plain(text):
        # a cell each, so that a line's end is a place in the text
        while len(text) > width - taken:
            at = text.rfind(" ", 0, max(width - taken + 1, 0))
            if at < 0:
                break
            lines.append(text[:at])
            text, taken = text[at + 1 :], 0
        else:
            return [*lines, text]
    return [*lines, *_wrapped(text, width, taken)]


def _wrapped(text: str, width: int, taken: int) -> list[str]:
    """As :func:`wrap`, for a text whose signs may take any number of cells, or words longer than a line."""
    lines: list[str] = []
    line, used = "", taken
    for word in text.split():
        size = cells(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
            used = 0
        *whole, line = _chop(word, max(width - used, 1)) if used + size > width else [word]
        lines += whole
        used = (0 if whole else used) + cells(line)
    return [*lines, line] if line or not lines else lines


def _chop(word: str, width: int) -> list[str]:
    pieces, piece, used = [], "", 0
    for char in word:
        size = cell(char)
        if piece and used + size > width:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + char, used + size
    return [*pieces, piece]


def fit(text: str, width: int) -> str:
    """The text in one line of at most ``width`` cells, cut with an ellipsis."""
    if cells(text) <= width:
        return text
    kept, used = "", 0
    for char in text:
        used += cell(char)
        if used > width - 1:
            break
        kept += char
    return kept.rstrip() + "…"
