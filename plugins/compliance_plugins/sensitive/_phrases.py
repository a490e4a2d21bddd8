"""Finds phrases of a list in a few sentences, where searching every story for them would cost too much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.lexicon import Entry, fold_word, word_or_sign
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article


class Phrase(Record):
    """A phrase of a list, found.

    :param start: offset of its first code point in ``Article.text``.
    :param end: one past its last.
    """

    start: int
    end: int
    entry: Entry

    @property
    def kind(self) -> str:
        """What the list says that it is for."""
        return self.entry.text("kind")


def phrases(article: Article, name: str, start: int, end: int, language: str | None) -> Iterator[Phrase]:
    """Every phrase of a list between two offsets, in order; of those that begin together, the longest of each kind."""
    entries, rows, text = article.lexicon.entries(name), article.lexicon.by_first_word(name), article.text
    small = text[start:end].replace("’", "'").lower()
    if len(small) != end - start:
        return
    for word in word_or_sign().finditer(text, start, end):
        longest: dict[str, Phrase] = {}
        for row in rows.get(fold_word(word[0]), ()):
            entry = entries[row]
            at, size = word.start() - start, len(entry.phrase)
            if not entry.speaks(language) or not small.startswith(entry.phrase.lower(), at):
                continue
            if small[at + size : at + size + 1].isalnum():
                continue
            found = Phrase(word.start(), word.start() + size, entry)
            if found.kind not in longest or found.end > longest[found.kind].end:
                longest[found.kind] = found
        yield from longest.values()
