"""Decides whether the first word of a headline, which has a capital anyway, is a name that the story never gives.

Two things tell: what people do stands behind it (``Orme vows``, ``Orme to quit``, ``Orme's``), and it is none of the
words that headlines open with. The words are in ``locales/<language>/headlines.toml``, which is read only where the
story has no word that begins like the headline's first.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.language.people_called import no_names
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article

_STEM = 4
_LONGEST = 40
"""No name is longer, and each beginning of the word is looked for in the story."""
_SIGNS = ".,;:!?\"'“”‘’«»()…"
_WORDS, _FEWEST = 3, 2
_OF = ("'s", "’s")


class HeadlineWords(Record):
    """A language's words in headlines.

    :param does: what people do, in the form that stands behind one name; :attr:`done` are endings of others.
    :param denied: what may stand between the two.
    :param will: the same behind ``to``, which a language without such headlines has none of.
    :param owned: what somebody's own is told by: the endings of a name before it.
    :param nouns: words that open headlines, and are nobody's name; :attr:`ends` are endings of others.
    """

    does: frozenset[str]
    done: tuple[str, ...]
    denied: frozenset[str]
    will: frozenset[str]
    owned: tuple[str, ...]
    nouns: frozenset[str]
    ends: tuple[str, ...]


@cache
def headline_words(language: str | None) -> HeadlineWords | None:
    """The words of a language; ``None`` where there is no data for it."""
    table = locale_data(language, "headlines") if language else {}
    if not table:
        return None
    sets = {name: frozenset(table[name].split()) for name in ("does", "denied", "will", "nouns")}
    done, owned, ends = (tuple(table[name]) for name in ("done", "owned", "ends"))
    return HeadlineWords(**sets, done=done, owned=owned, ends=ends)


def opening_name(article: Article, place: Span, low: int, high: int) -> Span | None:
    """The name that opens a headline; ``None`` where the first word may be another, or the story has it.

    :param place: the headline.
    :param low: where the story that should give the name starts; ``high`` where it ends.
    """
    text = article.text
    said = text[place.start : place.end].split(None, _WORDS)
    if len(said) < _FEWEST or not said[0][0].isupper() or (said[1][0].isupper() and not said[1].isupper()):
        return None
    first = said[0].removesuffix("'s").removesuffix("’s")
    stem = first[:_STEM]
    if text.find(stem, low, high) >= 0 or text.find(stem.lower(), low, high) >= 0:
        return None
    if not _STEM <= len(first) <= _LONGEST or first.isupper() or not first.isalpha():
        return None
    language = article.get(story_language)
    words = headline_words(language)
    if words is None or not _acts(said, words) or first in words.nouns or first.endswith(words.ends):
        return None
    if first in no_names(language) or _is_blend(first, text, low, high):
        return None
    start = text.find(first, place.start)
    return Span(start, start + len(first))


def _acts(said: list[str], words: HeadlineWords) -> bool:
    """Whether what stands behind a headline's first word is said of people."""
    if said[0].endswith(words.owned) or is_act(said[1:], words):
        return True
    return said[1] == "to" and len(said) > _FEWEST and said[2].strip(_SIGNS) in words.will


def is_act(behind: list[str], words: HeadlineWords) -> bool:
    """Whether the words behind a name say what somebody does."""
    said = [word.strip(_SIGNS).lower() for word in behind[:2]]
    if said and said[0] in words.denied:
        del said[0]
    return bool(said) and (said[0] in words.does or said[0].endswith(words.done))


def _is_blend(word: str, text: str, low: int, high: int) -> bool:
    """Whether a word is made of the beginnings of two that a text has beside each other: Amex, American Express."""
    import re

    return any(
        re.compile(rf"\b{word[:at]}\w*[ -]{word[at:].capitalize()}\w").search(text, low, high)
        for at in range(1, len(word))
    )
