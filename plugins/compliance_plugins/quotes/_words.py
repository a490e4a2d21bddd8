"""Decides when two stretches of words are the same words, whatever their capitals, marks and small signs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from compliance.record import Record

if TYPE_CHECKING:
    import re


_STEM = 5
_SPELLINGS = (
    ("ise", "ize"),
    ("ised", "ized"),
    ("ising", "izing"),
    ("isation", "ization"),
    ("isations", "izations"),
    ("our", "or"),
    ("ours", "ors"),
    ("oured", "ored"),
    ("ouring", "oring"),
    ("tre", "ter"),
    ("tres", "ters"),
    ("fence", "fense"),
    ("elled", "eled"),
    ("elling", "eling"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("ogue", "og"),
    ("gramme", "gram"),
    ("grammes", "grams"),
)


class Word(Record):
    """A word with its place; ``plain`` is what is compared."""

    plain: str
    start: int
    end: int


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a stretch of text, apostrophes alike, without capitals."""
    stop = len(text) if end is None else end
    return [Word(_spelt(m[0].lower().replace("’", "'")), *m.span()) for m in _word().finditer(text, start, stop)]


def _spelt(word: str) -> str:
    """One spelling for words that British and American houses spell in two ways."""
    if len(word) < 6 or not word.isascii():
        return word
    core, apostrophe, rest = word.partition("'")
    for ending, other in _SPELLINGS:
        if core.endswith(ending):
            return core[: -len(ending)] + other + apostrophe + rest
    return word


def plain(text: str) -> str:
    """A text as its bare words, one space between them and one at either end."""
    return " " + " ".join(_word().findall(text.lower().replace("’", "'"))) + " "


def stem(word: str) -> str:
    """The start of a word, which its forms have in common."""
    return word[: min(len(word) - 1, _STEM)]


def parts_of(text: str) -> list[str]:
    """The stretches of a quotation that must stand unchanged: cut at ellipses and at words in square brackets."""
    return [part for part in (plain(piece).strip() for piece in _edits().split(text)) if part]


@cache
def _word() -> re.Pattern[str]:
    import re

    return re.compile(r"\w+(?:['’]\w+)*")


@cache
def _edits() -> re.Pattern[str]:
    import re

    return re.compile(r"\[[^\]\n]{0,80}\]|\(…\)|\(\.\.\.\)|…|\.\s?\.\s?\.")


def edited(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a quotation between its ellipses and bracketed edits, as offsets."""
    found: list[tuple[int, int]] = []
    for match in _edits().finditer(text, start, end):
        found.append((start, match.start()))
        start = match.end()
    found.append((start, end))
    return found
