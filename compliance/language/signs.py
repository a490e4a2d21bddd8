"""Where a story has figures and words in capitals: the first look of what reads numbers and acronyms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.article import Article

_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"
_KINDS = {**dict.fromkeys("0123456789", 48), **dict.fromkeys(_CAPITALS, 65)}
_TABLE = bytes(_KINDS.get(chr(code), 32) for code in range(256))


def picture(article: Article) -> bytes:
    """One byte a code point of the story's text: ``0`` a digit, ``A`` a capital of Latin-1, a space anything else."""
    # a search of bytes for one byte costs a tenth of what a pattern takes to find the next digit
    return article.text.encode("latin-1", "replace").translate(_TABLE)


def digit_runs(article: Article) -> list[int]:
    """Where each run of the digits 0 to 9 begins, in order; code points of the story's text."""
    return [start for start, _ in _runs(article.get(picture).replace(b"A", b" "), b"0")]


def capital_runs(article: Article, length: int) -> Iterator[tuple[int, int]]:
    """Each run of so many capitals or more: first code point and one past the last."""
    return _runs(article.get(picture).replace(b"0", b" "), b"A" * length)


def _runs(signs: bytes, sought: bytes) -> Iterator[tuple[int, int]]:
    """The runs of one byte among spaces that are as long as what is sought, or longer."""
    at = signs.find(sought)
    while at >= 0:
        end = signs.find(b" ", at)
        end = len(signs) if end < 0 else end
        yield at, end
        at = signs.find(sought, end)
