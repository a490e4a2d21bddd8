"""Decides whether the end of a caption is the end of its sentence, and what was cut off where it is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.locale import locale_data
from compliance.record import Record
from compliance_plugins.captions._stranded import closes_its_clause
from compliance_plugins.captions._titles import title_at_end
from compliance_plugins.captions._waiting import may_wait, waits

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.language.credits import CreditLine

_CLOSERS = "\"'”’»›)]"
_STOPS = ".!?…"
_BRACKET = 60
"""A bracket that opened further away was forgotten rather than cut off."""


class Cut(Record):
    """Where and on what a caption stops too early.

    :param span: the last words before the cut.
    :param why: ``title``, ``abbreviation``, ``article``, ``conjunction``, ``bracket``, ``comma``, ``preposition`` or
        ``verb``.
    """

    span: Span
    why: str


class Word(Record):
    """A word of the caption with its offsets in the story."""

    start: int
    end: int
    text: str


class Habits(Record):
    """What a language's sentences cannot end on.

    :param articles_behind: words that are articles behind some words only (durante una, but not cada una).
    :param before_credit: prepositions that may join a name to the credit line.
    :param before_photographer: of these, those that may stand before a photographer's name.
    :param never_before_person: prepositions that no person's name follows.
    """

    articles: frozenset[str]
    articles_behind: Mapping[str, Sequence[str]]
    conjunctions: frozenset[str]
    prepositions: frozenset[str]
    particles: frozenset[str]
    before_name: frozenset[str]
    before_credit: frozenset[str]
    before_photographer: frozenset[str]
    never_before_person: frozenset[str]
    credit_words: frozenset[str]

    def is_function(self, word: str) -> bool:
        """Whether the word only leads to the next one."""
        return (
            word in self.articles
            or word in self.articles_behind
            or word in self.prepositions
            or word in self.conjunctions
            or word in self.particles
        )


def cut_of(article: Article, prose: Span, language: str, *, credit: CreditLine | None) -> Cut | None:
    """What a caption stops on, or ``None`` where its sentence is whole.

    :param prose: the caption without its credit line.
    :param credit: the credit line that stands right behind it, in the caption or in a field.
    """
    credit_follows = credit is not None
    text = article.text
    end = prose.end
    while end > prose.start and (text[end - 1].isspace() or (credit_follows and text[end - 1] in "-–—|/")):
        end -= 1
    if end - prose.start < 2:
        return None
    last = text[end - 1]
    if last in "([":
        closed = credit_follows and ")" in text[end : text.find("\n", end) if "\n" in text[end:] else len(text)]
        return None if closed else Cut(_last_words(text, prose.start, end), "bracket")
    if last == ",":
        if credit_follows and _names_photographer(text, prose.start, end - 1, language):
            return None
        return Cut(_last_words(text, prose.start, end), "comma")
    bracket = _open_bracket(text, prose.start, end)
    if bracket is not None and not _opens_credit(text, bracket, language):
        return Cut(Span(bracket, end), "bracket")
    if last in _CLOSERS:
        return None
    return _cut_at_word(article, Span(prose.start, end), language, credit)


def _cut_at_word(article: Article, prose: Span, language: str, credit: CreditLine | None) -> Cut | None:
    text = article.text
    title = title_at_end(article, prose, language)
    if title is not None:
        return Cut(title, "title")
    habits = habits_of(language)
    word = text[max(prose.end - 16, prose.start) : prose.end].rsplit(None, 1)[-1]
    if may_wait(word, language):
        words = last_words(text, prose.start, prose.end)
        return Cut(Span(words[-2].start, words[-1].end), "verb") if waits(words, language) else None
    if word not in habits.before_name and not habits.is_function(word.rstrip(_STOPS)):
        return None
    words = last_words(text, prose.start, prose.end)
    if len(words) < 2:
        return None
    last, before = words[-1], words[-2]
    if last.text in habits.before_name:
        lower = before.text.islower() or last.text.islower()
        return Cut(Span(before.start, last.end), "abbreviation") if lower else None
    bare = last.text.rstrip(_STOPS)
    span = Span(_run_start(words, habits), last.end)
    trails_off = last.text.endswith(("...", "…"))
    is_article = bare in habits.articles or before.text in habits.articles_behind.get(bare, ())
    if is_article or (bare in habits.conjunctions and not trails_off):
        why = "article" if is_article else "conjunction"
        return None if _is_noun(bare, before.text) else Cut(span, why)
    if credit is not None and bare in habits.before_credit and _leads_to_credit(before.text, bare, credit, habits):
        return None
    if last.text in habits.prepositions or last.text in habits.particles:
        return None if closes_its_clause(words, language) else Cut(span, "preposition")
    return None


def _names_photographer(text: str, start: int, end: int, language: str) -> bool:
    """Whether the last words belong to the credit (Photo Ana Ruiz, EFE): a comma may then part its names."""
    credit_words = habits_of(language).credit_words
    words = last_words(text, start, end, most=4)
    return any(
        "/" in word.text or word.text.lower().rstrip(".:").rpartition(".")[2].strip(":(") in credit_words
        for word in words
    )


def _leads_to_credit(before: str, preposition: str, credit: CreditLine, habits: Habits) -> bool:
    """Whether a preposition joins a name or "photo" to the credit line (Ana Ruiz via EFE, Ana Ruiz for EFE)."""
    if credit.origin != "caption" or (credit.photographer and preposition not in habits.before_photographer):
        return False
    return before[0].isupper() or not before[-1].isalnum() or before.lower() in habits.credit_words


def _is_noun(bare: str, before: str) -> bool:
    """Whether a letter or a small word is named rather than used (grupo e, the the)."""
    return before.lower() == bare or (bare in ("if", "but") and before.lower() in ("what", "no", "or"))


def _run_start(words: tuple[Word, ...], habits: Habits) -> int:
    """Where the run of small words at the end begins, with the word before it where it is only one."""
    index = len(words) - 1
    while index > 0 and habits.is_function(words[index - 1].text):
        index -= 1
    if index == len(words) - 1 and index > 0:
        index -= 1
    return words[index].start


def last_words(text: str, start: int, end: int, most: int = 24) -> tuple[Word, ...]:
    """The last words of a stretch of text, split at white space, in order; not from before its last sentence."""
    words: list[Word] = []
    position = end
    for word in reversed(text[max(start, end - 12 * most) : end].split()[-most:]):
        if words and (word[-1] in "!?;" or (word[-1] == "." and len(word) > 5)):
            break
        position = text.rfind(word, start, position)
        words.append(Word(position, position + len(word), word))
    return tuple(reversed(words))


def _last_words(text: str, start: int, end: int) -> Span:
    """The last two words."""
    words = last_words(text, start, end, most=2)
    return Span(words[0].start, end) if words else Span(start, end)


def _opens_credit(text: str, bracket: int, language: str) -> bool:
    """Whether a bracket that is left open is that of a credit (Photo by Ana Ruiz / several sources / …)."""
    return text[bracket + 1 : bracket + 20].partition(" ")[0].rstrip(":").lower() in habits_of(language).credit_words


def _open_bracket(text: str, start: int, end: int) -> int | None:
    """Where a bracket opens near the end and does not close."""
    opened = max(text.rfind("(", start, end), text.rfind("[", start, end))
    if opened < 0 or end - opened > _BRACKET or text.rfind(")", opened, end) >= 0 or text.rfind("]", opened, end) >= 0:
        return None
    return opened


@cache
def habits_of(language: str) -> Habits:
    """The habits of a language, read from its locale."""
    data = locale_data(language, "captions")["ending"]
    words = {field: frozenset(data[field]) for field in Habits._fields if field != "articles_behind"}
    return Habits(articles_behind=data["articles_behind"], **words)
