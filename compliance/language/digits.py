"""Where a story has figures: the first look of everything that reads numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.article import Article

_DIGITS = bytes(48 if 48 <= code < 58 else 32 for code in range(256))


def digit_runs(article: Article) -> list[int]:
    """Where each run of the digits 0 to 9 begins, in order; code points of the story's text."""
    # a search of bytes for one byte costs a tenth of what a pattern takes to find the next digit
    digits = article.text.encode("latin-1", "replace").translate(_DIGITS)
    found: list[int] = []
    at = digits.find(b"0")
    while at >= 0:
        found.append(at)
        end = digits.find(b" ", at)
        at = digits.find(b"0", end) if end >= 0 else -1
    return found
