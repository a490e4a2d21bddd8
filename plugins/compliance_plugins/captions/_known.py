"""Which names a story knows, in whatever spelling, and what is only named after somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.language.people import people
from compliance.language.people_spelling import sound
from compliance.lexicon import fold_word
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article, Span

_ALIKE = 0.8
_SHORTEST = 4


class Known(Record):
    """The names in a story's text, its captions apart.

    :param words: every capitalised word, without accents, in small letters.
    :param alone: those that no other capitalised word stands beside.
    :param sounds: every capitalised word as :func:`sound` gives it.
    :param offices: titles that stand in the text without a name, in small letters.
    :param things: words before a name that make it a thing's: a statue of, a street called.
    """

    words: frozenset[str]
    alone: frozenset[str]
    sounds: frozenset[str]
    offices: frozenset[str]
    things: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str], article: Article) -> Known:
        """What these texts of a story name."""
        words: set[str] = set()
        alone: set[str] = set()
        for text in texts:
            for match in _capitalised().finditer(text):
                run = [fold_word(word) for word in _name_word().findall(match[0])]
                words.update(run)
                if len(run) == 1:
                    alone.update(run)
        titled = {
            span.start for person in article.get(people) for mention in person.mentions for span in mention.titles
        }
        captions = [(p.caption.start, p.caption.end) for p in article.pictures]
        offices = {
            article.text[hit.start : hit.end].lower()
            for hit in article.hits("titles")
            if hit.start not in titled
            and hit.entry.text("kind") != "courtesy"
            and not any(start <= hit.start < end for start, end in captions)
        }
        things = locale_data(article.get(story_language) or "", "captions").get("stranger", {}).get("named_after", ())
        return cls(
            frozenset(words),
            frozenset(alone),
            frozenset(map(sound, words)),
            frozenset(offices),
            frozenset(things),
        )

    def knows(self, name: str) -> bool:
        """Whether the story names a person, by surname, by first name alone, or in another spelling."""
        parts = [fold_word(word) for word in _name_word().findall(name)]
        first, rest = parts[0], [part for part in parts[1:] if len(part) > 1] or parts
        if first in self.alone or any(part in self.words or sound(part) in self.sounds for part in rest):
            return True
        last = rest[-1]
        if len(last) < _SHORTEST:
            return False
        from difflib import get_close_matches

        near = [word for word in self.words if abs(len(word) - len(last)) < 3 and word[:1] == last[:1]]
        return bool(get_close_matches(last, near, 1, _ALIKE))

    def names_a_thing(self, text: str, start: int, name: Span, end: int) -> bool:
        """Whether a name in a caption is that of a thing, or of who took the picture.

        :param start: where the caption starts.
        :param end: where the caption ends.
        """
        before = [word.lower() for word in _word().findall(text[max(start, name.start - 40) : name.start])]
        if not self.things.isdisjoint(before[-3:]):
            return True
        behind = text[name.end : min(end, name.end + 3)]
        return behind.startswith(("'s", "’s", "/"))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@cache
def _name_word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{2,})?")


@cache
def _capitalised() -> re.Pattern[str]:
    """Runs of words with a capital, parted by spaces, hyphens and initials' full stops."""
    word = r"[A-ZÀ-ÖØ-ÞĀ-ſΆ-ΫЀ-Я][\w’'-]*"
    return re.compile(rf"{word}(?:\.? {word})*")
