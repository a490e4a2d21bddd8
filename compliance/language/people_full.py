"""Decides what a surname at a place of the story is part of: a full name, or the title before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.article import NOT_PROSE, Span
from compliance.language.detect import story_language
from compliance.language.people_called import TITLES
from compliance.language.people_words import NameWords, name_words

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.scanner import Hit

_REACH = 40
_INITIAL = 2
_SMALL_WORDS = 2
_ABBREVIATED = 5
_NICKNAMES = {'"': '"', "”": "“", "’": "‘", "'": "'", "»": "«", ")": "("}
_OPENING = "(\"'“‘«[¿¡—–"


def prose_end(article: Article) -> int:
    """Where what readers read ends in the story's text."""
    if not article.blocks or article.blocks[-1].role not in NOT_PROSE:
        return len(article.text)
    return next(block.start for block in article.blocks if block.role in NOT_PROSE)


def places(text: str, word: str, low: int, high: int) -> list[int]:
    """Where a word stands in a stretch, not as a part of another word or a double name."""
    found, at = [], text.find(word, low, high)
    while at >= 0:
        behind = at + len(word)
        before, after = text[at - 1 : at], text[behind : behind + 1]
        if not before.isalnum() and not after.isalnum() and before != "-" and after not in ("-", "&"):
            found.append(at)
        at = text.find(word, behind, high)
    return found


def title_before(article: Article, at: int) -> Hit | None:
    """The title that ends right before a place."""
    titles = article.get(_titles)
    shortened = titles.get(at - 2)
    if shortened is not None and article.text[at - 2] == "." and shortened.end - shortened.start > _ABBREVIATED:
        shortened = None  # the full stop ends a sentence
    return titles.get(at - 1) or shortened


def _titles(article: Article) -> dict[int, Hit]:
    """Every title of the story, by its end."""
    language = article.get(story_language)
    return {hit.end: hit for group in TITLES for hit in article.hits(group, language)}


def _words(article: Article) -> NameWords:
    return name_words(article.get(story_language))


def full_name(article: Article, start: int, end: int) -> Span | None:
    """The full name that a surname at a place is part of: with the first name before it, or behind as in Chinese."""
    first = name_before(article, start)
    if first is not None:
        return Span(first.start, end)
    text = article.text
    behind = text[end : end + _REACH].split()
    if text[end : end + 1] != " " or not behind:
        return None
    small = next((n for n, word in enumerate(behind) if word not in _particles(article)), 0)
    if behind[small][:1].isupper():
        return Span(start, text.index(behind[small], end) + len(behind[small].rstrip(".,;:")))
    return None


def _particles(article: Article) -> frozenset[str]:
    lexicon = article.lexicon
    return lexicon.phrases("name-particles") if "name-particles" in lexicon else frozenset()


def _nickname(before: str) -> int:
    """Where a nickname in marks at the end of a stretch opens (Marion “Suge” Knight); 0 for none."""
    before = before.rstrip()
    return max(before[:-1].rfind(_NICKNAMES.get(before[-1], "\0")), 0)


def name_before(article: Article, start: int) -> Span | None:
    """The capitalised word, or initial, before a surname; ``None`` where that is a title or opens the sentence.

    Small words that belong to the surname (``Barend du Plessis``), and a nickname, are stepped over.
    """
    text, words, particles = article.text, _words(article), _particles(article)
    at, last = start, ""
    for _ in range(_SMALL_WORDS + 1):
        before = text[max(at - _REACH, 0) : at]
        if before[-1:] not in (" ", "\xa0") or not before.strip():
            return None
        opened = _nickname(before)
        if opened:
            at += opened - len(before)
            continue
        last = before.rsplit(maxsplit=1)[-1].lstrip(_OPENING)
        if not last:
            return None
        at = text.rfind(last, 0, at)
        if last not in particles:
            break
    if not last[:1].isupper() or last.endswith(("'s", "’s")) or last in words.openers:
        return None
    if not (len(last) == _INITIAL or last[-1].isalnum()):
        return None
    place = Span(at, at + len(last))
    if last not in words.given and (last in words.nationalities or place.end in article.get(_titles)):
        return None
    return place
