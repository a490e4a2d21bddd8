"""Decides by a quick look whose names a story may have wrong, so that most stories cost nothing more.

It follows only those who are called by a title (``Mr Orme``, ``President Orme``) or whose words are quoted.
Nearly always their surname's first place is a full name, and no other word of the story is like it.
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from compliance.article import BODY, Role
from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.language.quotations import quotations

if TYPE_CHECKING:
    from compliance.article import Article

TITLES = ("titles", "ranks")
_MOST = 200
"""So many people are followed; each is looked for in the whole text, and no story has more."""
_SHORTEST = 3
_REACH = 40
_INITIAL = 2


def unintroduced(article: Article) -> tuple[tuple[str, int], ...]:
    """The surnames by which the body calls people and whose first place there is no full name, with that place."""
    low = _story_start(article)
    if low is None:
        return ()
    text, language = article.text, article.get(story_language)
    found = []
    for word, place in islice(_called(article, text, low).items(), _MOST):
        first = text.find(word, low)
        if first != place and _behind_capital(text, first):
            continue
        if place >= 0 or _has_first_name(text, word, first + 1, language):
            found.append((word, first))
    return tuple(found)


def _story_start(article: Article) -> int | None:
    """Where the body starts, a first paragraph that only says the headline again left out."""
    headline = ""
    for role, span, _, _, _ in article.blocks:
        if role is Role.HEADLINE:
            headline = article.text[span.start : span.end]
        elif role in BODY and not (headline and article.text.startswith(headline, span.start)):
            return span.start
    return None


def _called(article: Article, text: str, low: int) -> dict[str, int]:
    """The words behind titles, with their places, and those that somebody's words are given to."""
    found: dict[str, int] = {}
    language = article.get(story_language)
    scan, never, small = article.scan, no_names(language), small_titles(language)
    for group in TITLES:
        for at in scan.capitals_after(group, small=small):
            _note(found, text, at, never)
    for _, _, _, speaker, _, _, _, _ in article.get(quotations):
        if speaker is not None and speaker[0] >= low:
            word = text[speaker[0] : speaker[1]]
            if word.isalpha() and word not in found and word[0].isupper() and word not in never and not word.isupper():
                found[word] = -1
    return found


def _note(found: dict[str, int], text: str, at: int, never: frozenset[str]) -> None:
    """Takes down the word at a place, where no other name follows it."""
    word = text[at : text.find(" ", at)]
    if not word.isalpha():
        word = _letters(word)
    elif text[at + len(word) + 1 : at + len(word) + 2].isupper():
        return
    if word not in found and word not in never and len(word) >= _SHORTEST and not word.isupper():
        found[word] = at


@cache
def no_names(language: str | None) -> frozenset[str]:
    """Words that have a capital and are no part of a person's name."""
    from compliance.language.people_words import name_words

    words = name_words(language)
    return words.openers | words.not_names | words.nationalities


def small_titles(language: str | None) -> bool:
    """Whether titles before names are written small in a language."""
    return bool(locale_data(language or "", "people").get("titles", {}).get("small", False))


def _letters(word: str) -> str:
    """The letters at the start of a word."""
    while word and not word.isalpha():
        word = word[:-1]
    return word


def _behind_capital(text: str, at: int) -> bool:
    """Whether the word before a place has a capital."""
    if text[at - 1] != " ":
        return False
    before = text[max(at - _REACH, 0) : at - 1].rsplit(None, 1)[-1]
    return before[0].isupper() and (before[-1].isalnum() or len(before) == _INITIAL)


def _has_first_name(text: str, word: str, start: int, language: str | None) -> bool:
    """Whether a known first name or an initial stands before a surname somewhere behind a place."""
    at = text.find(word, start)
    while at >= 0:
        before = text[max(at - _REACH, 0) : at].rsplit(None, 1)[-1:]
        if before and before[0][0].isupper():
            from compliance.language.people_words import name_words

            if before[0] in name_words(language).given or len(before[0].strip(".")) < _SHORTEST:
                return True
        at = text.find(word, at + 1)
    return False
