"""Decides where sentences start and end.

A full stop after a title, an initial or before a figure ends none; which abbreviations these are is data of
the language: ``locales/<language>/sentences.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.record import Record

if TYPE_CHECKING:
    import re

    from compliance.article import Article, Block

_CLOSERS = "\"'”’»›)]」』）"
_WINDOW = 240
_WIDE_STOPS = "。！？"
_OPENERS = "\"'“‘«‹„([¿¡—–-"


class Sentence(Record):
    """A sentence of a block that readers read.

    :param start: offset of its first code point in ``Article.text``.
    :param end: one past its last, closing marks included, the space after it not.
    :param block: the block it stands in.
    """

    start: int
    end: int
    block: Block


class _Habits(Record):
    """What a language's full stops mean, by the word before them."""

    before_name: frozenset[str]
    before_figure: frozenset[str]
    either: frozenset[str]
    first_words: frozenset[str]
    any_abbreviation: frozenset[str]


def sentences(article: Article) -> tuple[Sentence, ...]:
    """The sentences of every block that readers read, in order."""
    language = article.get(story_language)
    text = article.text
    found: list[Sentence] = []
    for block in article.prose:
        found += [Sentence._make((start, end, block)) for start, end in split(text, *block.span, language)]
    return tuple(found)


def split(text: str, start: int, end: int, language: str | None) -> list[tuple[int, int]]:
    """Start and end of each sentence in a stretch of text; offsets are those of ``text``.

    :param language: whose abbreviations count; with ``None`` or an unknown one, the English ones.
    """
    habits = _habits(language or "en")
    found: list[tuple[int, int]] = []
    while start < end and text[start].isspace():
        start += 1
    for match in _stops().finditer(text, start, end):
        dot, stop = match.span()
        if stop >= end:
            break
        following = _next(text, dot, stop, end, habits)
        if following is not None:
            found.append((start, stop))
            start = following
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))
    return found


def first_end(text: str, start: int, end: int, language: str | None) -> int:
    """Where the first sentence of a stretch ends; ``end`` where it reaches over it."""
    habits = _habits(language or "en")
    for match in _stops().finditer(text, start, end):
        dot, stop = match.span()
        if stop >= end:
            break
        if _next(text, dot, stop, end, habits) is not None:
            return stop
    return end


def last_start(text: str, start: int, end: int, language: str | None) -> int:
    """Where the last sentence of a stretch starts, looking back as far as it must."""
    habits = _habits(language or "en")
    low = max(start, end - _WINDOW)
    found = _last_border(text, low, end, habits)
    if found is None and low > start:
        found = _last_border(text, start, end, habits)
    return _skip_space(text, start, end) if found is None else found


def _last_border(text: str, start: int, end: int, habits: _Habits) -> int | None:
    """Where the sentence after the last border starts; only as many borders are judged as it takes."""
    for match in reversed(list(_stops().finditer(text, start, end))):
        dot, stop = match.span()
        if stop >= end:
            continue
        following = _next(text, dot, stop, end, habits)
        if following is not None:
            return following
    return None


def _next(text: str, dot: int, stop: int, end: int, habits: _Habits) -> int | None:
    """Where the sentence behind a stop (``dot`` to ``stop``) starts; ``None`` where the stop ends none."""
    after = text[stop]
    if after == " " and stop + 1 < end and stop - dot == 1 and text[dot] == "." and text[stop + 1].isupper():
        # as most stand: behind a word that is cut short nowhere
        word = text[max(dot - 12, 0) : dot].rpartition(" ")[2]
        if word.isalpha() and len(word) > 1 and word not in habits.any_abbreviation:
            return stop + 1
    if after.isspace():
        following = _skip_space(text, stop + 1, end)
        return following if following < end and _ends(text, dot, stop, following, end, habits) else None
    return stop if text[dot] in _WIDE_STOPS else None


def _ends(text: str, dot: int, stop: int, following: int, end: int, habits: _Habits) -> bool:
    """Whether the mark at ``dot`` (closing marks up to ``stop``) ends a sentence before ``following``."""
    first = text[following]
    while first in _OPENERS and following + 1 < end:
        following += 1
        first = text[following]
    if first.islower():
        return False
    if text[dot] != "." or text[dot + 1] in ".!?":
        return True
    word = text[max(dot - 12, 0) : dot].rpartition(" ")[2]
    if word.isalpha() and len(word) > 1 and word not in habits.any_abbreviation:
        return True
    word = _word_before(text, dot)
    if not word or not (len(word) == 1 or word in habits.any_abbreviation or "." in word):
        return True
    if stop > dot + 1 and text[dot + 1] in '"”»':
        return True
    return _abbreviation_ends(text, word, first, following, habits)


def _abbreviation_ends(text: str, word: str, first: str, following: int, habits: _Habits) -> bool:
    if word in habits.before_name:
        return False
    if first.isdigit() and word in habits.before_figure:
        return False
    if len(word) == 1 and word.isalpha() and word not in habits.either:
        return word.islower() and word not in habits.before_figure
    if word in habits.either or "." in word:
        return _word_at(text, following) in habits.first_words
    return True


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _word_before(text: str, dot: int) -> str:
    """The word that a full stop follows, inner full stops included; empty where there is none near."""
    start = dot
    lowest = max(dot - 12, 0)
    while start > lowest and (text[start - 1].isalnum() or text[start - 1] in ".ªº"):
        start -= 1
    return text[start:dot].lstrip(".")


def _word_at(text: str, start: int) -> str:
    end = start
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[start:end]


@cache
def _stops() -> re.Pattern[str]:
    import re

    # one sign of the set in front and the rest behind it: only so the engine skips to the next stop by itself
    stops = f"[.!?…{_WIDE_STOPS}]"
    return re.compile(rf"{stops}{stops}*[{re.escape(_CLOSERS)}]*")


@cache
def _habits(language: str) -> _Habits:
    data = locale_data(language, "sentences").get("splitter") or locale_data("en", "sentences")["splitter"]

    def words(key: str) -> frozenset[str]:
        listed: Iterable[str] = data.get(key, ())
        return frozenset(listed)

    before_name, before_figure, either = words("before_name"), words("before_figure"), words("either")
    return _Habits(before_name, before_figure, either, words("first_words"), before_name | before_figure | either)
