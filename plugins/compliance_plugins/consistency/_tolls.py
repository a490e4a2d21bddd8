"""Decides where a story gives two counts of the same people: so many dead in the lead, others further down.

The lead's count stands. Against it is held what plainly means the same people: ``the 13 dead``, ``a death toll of
13``, the count under a picture. Parts, counts of another time, fears, and what somebody says are left alone, and so
is a count with a place or a name beside it that the lead does not have: it may be of something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from re import Pattern, compile

from compliance.article import BODY, Article, Block, Role
from compliance.language.counts import FATES, Count, asides, count_of, count_words, sentence_of, word_before
from compliance.language.counts import Words as CountWords
from compliance.language.dates import dates
from compliance.language.detect import story_language
from compliance.language.figures import Figure
from compliance.language.figures_reader import figure_reader
from compliance.language.reports import story_cues_in
from compliance.record import Record
from compliance_plugins.consistency._shown import agree, holds

_LEADS = 2
_AROUND = 70


class Toll(Record):
    """A count that contradicts the lead's.

    :param counted: the later one.
    :param lead: the lead's.
    """

    counted: Count
    lead: Figure


def tolls(article: Article) -> Iterator[Toll]:
    """The counts of people that contradict the lead's count of the same people."""
    language = article.get(story_language)
    words = count_words(language)
    fates = [hit.start for hit in article.hits(FATES, language)] if words is not None else []
    if words is not None and len(fates) > 1:
        yield from _Tolls(article, fates, words).found()


class _Tolls:
    def __init__(self, article: Article, fates: Sequence[int], words: CountWords) -> None:
        self._article = article
        self._places = fates
        self._words = words
        body = [block for block in article.blocks if block.role in BODY]
        self._lead = [*article.of_role(Role.HEADLINE, Role.STANDFIRST), *body[:_LEADS]]
        self._rest = [*body, *article.of_role(Role.CAPTION)]

    def found(self) -> Iterator[Toll]:
        stated: dict[str, list[Count]] = {}
        for block in self._lead:
            for count in self._fates(block):
                stated.setdefault(count.thing, []).append(count)
        if not stated:
            return
        for block in self._rest:
            for count in self._fates(block):
                lead = self._contradicted(count, stated.get(count.thing, []), block)
                if lead is not None:
                    yield Toll(count, lead)

    def _fates(self, block: Block) -> Iterator[Count]:
        reader = self._article.get(figure_reader) if holds(self._places, block) else None
        for figure in reader.within(block) if reader is not None else ():
            if figure.kind == "count" and figure.upper is None:
                count = count_of(self._article.text, figure, self._words, block.end)
                if count.fate and not asides(self._article, figure, self._words):
                    yield count

    def _contradicted(self, count: Count, stated: list[Count], block: Block) -> Figure | None:
        """The lead's figure that a later count contradicts: the only one the lead has, and no other agrees with it."""
        before = [each for each in stated if each.figure.span.start < count.figure.span.start]
        values = {each.figure.value for each in before}
        if len(values) != 1 or not count.anybody or not all(each.anybody for each in before):
            return None
        if any(agree(each.figure, count.figure) or agree(count.figure, each.figure) for each in before):
            return None
        lead = before[0].figure
        return lead if self._is_same(count, block) and not self._is_other(count, lead) else None

    def _is_same(self, count: Count, block: Block) -> bool:
        """Whether a count plainly means the people of whom the lead speaks."""
        if block.role is Role.CAPTION:
            return True
        text, figure = self._article.text, count.figure
        if word_before(text, figure) in self._words.definite:
            return True
        before = text[max(figure.span.start - _AROUND, 0) : figure.span.start].lower()
        return any(word in self._words.tolls for word in _word().findall(before)[-4:])

    def _is_other(self, count: Count, lead: Figure) -> bool:
        """Whether a count may be of something else: somebody says it, or its sentence has a date or name of its own."""
        article = self._article
        sentence = sentence_of(article, count.figure)
        if story_cues_in(article, sentence) or any(sentence.overlaps(mention.span) for mention in article.get(dates)):
            return True
        told = [
            block for block in self._lead if block.role is Role.HEADLINE or block.start <= lead.span.start < block.end
        ]
        names = {name for block in told for name in _name().findall(article[block])}
        return any(name not in names for name in _name().findall(article.text, sentence.start + 1, sentence.end))


@cache
def _word() -> Pattern[str]:
    return compile(r"[^\W\d_]+")


@cache
def _name() -> Pattern[str]:
    return compile(r"\b[A-ZÁÉÍÓÚÑ][\w’'-]+")
