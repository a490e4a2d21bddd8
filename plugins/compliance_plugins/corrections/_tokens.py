"""Cuts sentences into words that can be held against each other in two versions of a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from compliance.lexicon import Entry, fold_word
from compliance.record import Record

if TYPE_CHECKING:
    import re

    from compliance.article import Article
    from compliance.lexicon import Lexicon


class Token(Record):
    """A word, a number or a sign of money or share.

    :param plain: what is compared: without capitals and accents, marks straight.
    :param start: offset of its first code point in the text of its article; ``end`` one past its last.
    """

    plain: str
    start: int
    end: int


@cache
def _token() -> re.Pattern[str]:
    import re

    return re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$€£¥]")


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words of a stretch of text, in order."""
    return [Token._make((fold_word(m[0]), m.start(), m.end())) for m in _token().finditer(text, start, end)]


class Said(Record):
    """A phrase of a vocabulary list that stands among some words.

    :param first: number of its first word; ``end`` one past its last.
    """

    first: int
    end: int
    entry: Entry


Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], Entry]]]
"""The phrases of a list as plain words, by their first, the longer ones first."""


def phrases_of(lexicon: Lexicon, name: str, language: str, **having: str) -> Phrases:
    """The phrases of a vocabulary list in one language.

    :param having: values that an entry's data must have.
    """
    found: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for entry in lexicon.entries(name, language):
        if all(entry.text(key) == value for key, value in having.items()):
            words = tuple(token.plain for token in tokens_of(entry.phrase, 0, len(entry.phrase)))
            found.setdefault(words[0], []).append((words, entry))
    for some in found.values():
        some.sort(key=lambda one: -len(one[0]))
    return found


def said(words: Sequence[Token], phrases: Phrases) -> list[Said]:
    """The phrases that stand among some words, in order, none inside another."""
    found: list[Said] = []
    for at, token in enumerate(words):
        if found and at < found[-1].end:
            continue
        for phrase, entry in phrases.get(token.plain, ()):
            if tuple(one.plain for one in words[at : at + len(phrase)]) == phrase:
                found.append(Said(at, at + len(phrase), entry))
                break
    return found


def shown(article: Article, words: Sequence[Token]) -> str:
    """Some words as they stand in the story; empty for none."""
    return " ".join(article.text[words[0].start : words[-1].end].split()) if words else ""


def bare(word: str) -> str:
    """A word without the ending that says whose a thing is."""
    return word.removesuffix("'s").rstrip("'")
