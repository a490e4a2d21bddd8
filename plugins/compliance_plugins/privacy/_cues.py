"""Where the phrases of a list stand in a stretch of a story: for lists asked only of what stands beside a number.

They are not searched for in every story, which costs nothing where there is no such number.
"""

from __future__ import annotations

from functools import lru_cache
from re import IGNORECASE, Pattern, compile, escape

from compliance.article import Article
from compliance.lexicon import Entry, Lexicon
from compliance.record import Record


class Cue(Record):
    """A phrase of a list.

    :param start: first code point in ``Article.text``.
    :param end: one past its last.
    """

    start: int
    end: int
    entry: Entry


def cues(article: Article, name: str, start: int, end: int) -> list[Cue]:
    """The phrases of a list between two places, in order; of two that begin together, the longer."""
    pattern, entries = _known(article.lexicon, name)
    text = article.text[start:end]
    found: list[Cue] = []
    for match in pattern.finditer(text):
        entry = entries[match[0].lower()]
        if not entry.exact or match[0] == entry.phrase:
            found.append(Cue(start + match.start(), start + match.end(), entry))
    return found


def has_cue(article: Article, name: str, start: int, end: int) -> bool:
    """Whether one of a list's phrases stands between two places."""
    return bool(cues(article, name, start, end))


@lru_cache(maxsize=32)
def _known(lexicon: Lexicon, name: str) -> tuple[Pattern[str], dict[str, Entry]]:
    entries = {entry.phrase.lower(): entry for entry in reversed(lexicon.entries(name))}
    phrases = "|".join(escape(phrase) for phrase in sorted(entries, key=len, reverse=True))
    return compile(rf"(?<!\w)(?:{phrases})(?!\w)", IGNORECASE), entries
