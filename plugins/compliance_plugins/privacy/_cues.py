"""Where the phrases of a list stand in a stretch of a story: for lists asked only of what stands beside a number.

They are not searched for in every story, which costs nothing where there is no such number.
"""

from __future__ import annotations

from compliance.article import Article
from compliance.folding import straight
from compliance.lexicon import Entry, fold_word, word_or_sign
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
    rows, entries = article.lexicon.by_first_word(name), article.lexicon.entries(name)
    text = straight(article.text[start:end])
    found: list[Cue] = []
    reached = 0
    for match in word_or_sign().finditer(text):
        begun = rows.get(fold_word(match[0]))
        if begun is None or match.start() < reached:
            continue
        there = [entries[row] for row in begun if _stands(text, match.start(), entries[row])]
        if there:
            entry = max(there, key=_length)
            reached = match.start() + len(entry.phrase)
            found.append(Cue(start + match.start(), start + reached, entry))
    return found


def has_cue(article: Article, name: str, start: int, end: int) -> bool:
    """Whether one of a list's phrases stands between two places."""
    return bool(cues(article, name, start, end))


def _stands(text: str, at: int, entry: Entry) -> bool:
    """Whether a phrase stands at a place, as whole words."""
    end = at + len(entry.phrase)
    words = text[at:end]
    same = words == entry.phrase or (not entry.exact and words.lower() == entry.phrase.lower())
    return same and not (entry.phrase[-1].isalnum() and text[end : end + 1].isalnum())


def _length(entry: Entry) -> int:
    return len(entry.phrase)
