"""The sentences in which a story speaks of a suicide, and what else each of them says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from re import Pattern, compile
from typing import TYPE_CHECKING

from compliance.article import NOT_PROSE, Article, Block, Role, Span
from compliance.language.detect import story_language
from compliance.language.quotations import quotations
from compliance.language.sentences import Sentence, sentences
from compliance.record import Record
from compliance_plugins.sensitive._phrases import Phrase, phrases

if TYPE_CHECKING:
    from compliance.scanner import Hit

WORDS, CONTEXT = "suicide-words", "suicide-context"
_AROUND = 200
_BESIDE = 30
_SHORT = 4
_LONG_AGO = 1970
_APART = NOT_PROSE | {Role.CREDIT, Role.BYLINE, Role.COMMENT}


class Passage(Record):
    """A sentence in which a story speaks of a suicide.

    :param hits: the words that do, quoted or not.
    :param said: what else stands in it, outside quotations.
    :param near: what stands near those words, in the sentence or not, quoted or not.
    :param quotes: the quotations in it.
    """

    sentence: Sentence
    hits: tuple[Hit, ...]
    said: tuple[Phrase, ...]
    near: frozenset[str]
    quotes: tuple[Span, ...]

    def own(self, *kinds: str) -> Iterator[Hit]:
        """The words of some kinds that are the story's own."""
        for hit in self.hits:
            if hit.entry.text("kind") in kinds and not _covered(hit.start, hit.end, self.quotes):
                yield hit

    def of(self, *kinds: str) -> Iterator[Phrase]:
        """What else it says, of some kinds."""
        return (phrase for phrase in self.said if phrase.kind in kinds)


def passages(article: Article) -> tuple[Passage, ...]:
    """The sentences that speak of a suicide, attackers, assisted dying, tales and figures of speech left out."""
    hits = [hit for hit in article.hits(WORDS, article.get(story_language)) if _is_meant(article, hit)]
    if not hits or _is_of_assisted_dying(article):
        return ()
    quotes = [quotation.span for quotation in article.get(quotations)]
    found = [_passage(article, sentence, own, quotes) for sentence, own in _by_sentence(article, hits)]
    speaks = any(hit.entry.text("kind") != "alone" for hit in hits)
    meant = (_without_escapes(passage, speaks) for passage in found)
    return tuple(passage for passage in meant if passage.hits and passage.near.isdisjoint(("apart", "told")))


def _without_escapes(passage: Passage, speaks: bool) -> Passage:
    """Without falls and leaps that are an escape or a sport, or of which nobody is said to have died."""
    kept = tuple(hit for hit in passage.hits if not hit.entry.flag("falls") or _kills(hit, passage.near, speaks))
    return passage if len(kept) == len(passage.hits) else passage._replace(hits=kept)


def _kills(hit: Hit, near: frozenset[str], speaks: bool) -> bool:
    return "rescue" not in near and (speaks or hit.entry.flag("lethal") or "death" in near)


def _is_of_assisted_dying(article: Article) -> bool:
    """Whether headline, standfirst or lead say so; such a story speaks of suicides in another sense."""
    language = article.get(story_language)
    blocks = (*article.of_role(Role.HEADLINE, Role.STANDFIRST), *article.body[:1])
    found = (phrase for block in blocks for phrase in phrases(article, CONTEXT, *block.span, language))
    return any(phrase.kind == "dying" for phrase in found)


def _by_sentence(article: Article, hits: list[Hit]) -> Iterator[tuple[Sentence, list[Hit]]]:
    for sentence in article.get(sentences):
        own = [hit for hit in hits if sentence.start <= hit.start < sentence.end]
        if own and sentence.block.role not in _APART:
            yield sentence, own


def _is_meant(article: Article, hit: Hit | Phrase) -> bool:
    """Whether the words are no part of others for something else: suicide bomber, political suicide."""
    entry = hit.entry
    if not entry.data.get("before") and not entry.data.get("after"):
        return True
    text = article.text
    before = text[max(0, hit.start - _BESIDE) : hit.start].lower().rstrip(" -–\"'“‘«")
    after = text[hit.end : hit.end + _BESIDE].lower().lstrip(" -–\"'”’»")
    if any(before.endswith(word) and not before[: -len(word)][-1:].isalnum() for word in entry.texts("before")):
        return False
    return not any(_begins(after, word) for word in entry.texts("after"))


def _begins(text: str, word: str) -> bool:
    """Whether a text begins with a word, or with one that begins like it (bomb, bomber) unless it is a short one."""
    return text.startswith(word) and (len(word) >= _SHORT or not text[len(word) : len(word) + 1].isalnum())


def _passage(article: Article, sentence: Sentence, hits: list[Hit], quotes: list[Span]) -> Passage:
    language = article.get(story_language)
    inside = tuple(Span(*quote) for quote in quotes if quote.start < sentence.end and sentence.start < quote.end)
    if sentence.block.role is Role.QUOTE:
        inside = (sentence.block.span,)
    said = tuple(
        phrase
        for phrase in phrases(article, CONTEXT, sentence.start, sentence.end, language)
        if not _covered(phrase.start, phrase.end, inside) and _is_meant(article, phrase)
    )
    return Passage(sentence, tuple(hits), said, _near(article, sentence.block, hits, language), inside)


def _near(article: Article, block: Block, hits: list[Hit], language: str | None) -> frozenset[str]:
    """The kinds of what stands within 200 code points of the words, for a headline in the lead too."""
    places = [(max(block.start, hits[0].start - _AROUND), min(block.end, hits[-1].end + _AROUND))]
    if block.role in (Role.HEADLINE, Role.STANDFIRST):
        places += [(lead.start, min(lead.end, lead.start + _AROUND)) for lead in article.body[:1]]
    kinds = {phrase.kind for place in places for phrase in phrases(article, CONTEXT, *place, language)}
    if any(int(year[0]) < _LONG_AGO for place in places for year in _year().finditer(article.text, *place)):
        kinds.add("told")
    return frozenset(kinds)


def _covered(start: int, end: int, spans: tuple[Span, ...]) -> bool:
    return any(span.start <= start and end <= span.end for span in spans)


@cache
def _year() -> Pattern[str]:
    return compile(r"(?<![\d.,$€£])1[0-9]\d\d(?![\d%]|[.,]\d)")
