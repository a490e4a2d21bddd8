"""Counts what formulas of readability are made of: words, sentences, syllables, long and hard words, headings …"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from compliance.language.sentences import split
from compliance.language.syllables import syllables

if TYPE_CHECKING:
    from compliance.packs.vale.scopes import View

_OF_BLOCKS = ("pre", "list", "blockquote", "figure_caption", *(f"heading_h{level}" for level in range(1, 7)))
_OF_TEXT = (
    "words", "sentences", "paragraphs", "characters", "syllables", "long_words", "complex_words", "polysyllabic_words",
)  # fmt: skip
NAMES = (*_OF_TEXT, *_OF_BLOCKS)
"""The figures that a formula may speak of."""
_LONG = 6
_HARD = 2
_ENDINGS = ("es", "ed", "ing")


def figures(view: View) -> dict[str, float]:
    """The figures of a stretch of text, by name.

    A word is *long* over six bytes, *polysyllabic* over two syllables, *complex* over two without an ending -es, -ed
    or -ing.
    """
    blocks = {name: float(count) for name, count in view.counts.items()}
    return {**dict.fromkeys(_OF_BLOCKS, 0.0), **blocks, **_of_text(view.text, view.language)}


@lru_cache(maxsize=2)
def _of_text(text: str, language: str | None) -> Mapping[str, float]:
    """The figures of the words; kept, because every formula of a style is reckoned from the same."""
    words = _word().findall(text)
    counts = [(word, syllables(word, language)) for word in words]
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    return {
        "words": float(len(words)),
        "sentences": float(sum(len(split(part, 0, len(part), language)) for part in paragraphs)),
        "paragraphs": float(len(paragraphs)),
        "characters": float(sum(char.isalnum() for word in words for char in word)),
        "syllables": float(sum(count for _, count in counts)),
        "long_words": float(sum(len(word.encode()) > _LONG for word in words)),
        "complex_words": float(sum(count - word.endswith(_ENDINGS) > _HARD for word, count in counts)),
        "polysyllabic_words": float(sum(count > _HARD for _, count in counts)),
    }


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"(?:[A-Z]\.){2,}|(?:[^\W_]|')+")
