"""Which house numbers and streets a story gives as the home of somebody whom it names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from re import Pattern, compile
from typing import TYPE_CHECKING

from compliance.article import Article, Block, Span
from compliance_plugins.privacy._cues import cues
from compliance_plugins.privacy._people import mentions, named_before, named_in, sentence_of
from compliance_plugins.privacy._runs import seen_block

if TYPE_CHECKING:
    from compliance.scanner import Hit

_STREETS = "street-words"
_HOMES = "home-words"
_BEFORE, _AFTER = 60, 70
"""Code points of an address before and after the word for its street."""
_NEAR = 60
"""Code points between the start of words that tell a home and the address."""
_NAME = r"(?:(?: (?:de|del|la|las|los|el))* [A-ZÁÉÍÓÚÑ][\w'’.\-]*){1,4}"


def homes(article: Article) -> Iterator[tuple[Span, Span]]:
    """Addresses with a house number that are somebody's home, each with the name."""
    for hit in article.hits(_STREETS):
        block = seen_block(article, hit.start)
        span = _address(article.text, block, hit) if block is not None else None
        if block is None or span is None:
            continue
        sentence = sentence_of(article, block, span)
        name = _resident(article, sentence, span)
        if name is not None and not _is_past(article, sentence, span):
            yield span, name


def _address(text: str, block: Block, hit: Hit) -> Span | None:
    """House number and street; ``None`` where there is no number."""
    if hit.entry.text("order") == "name":
        before = _numbered_before().search(text, max(block.start, hit.start - _BEFORE), hit.start)
        return Span(before.start(1), hit.end) if before is not None else None
    number = _number_first().search(text, max(block.start, hit.start - _BEFORE), hit.start)
    if number is not None:
        street = _street().match(text, hit.end, min(block.end, hit.end + _AFTER))
        return Span(number.start(), street.end()) if street is not None else None
    after = _numbered_after().match(text, hit.end, min(block.end, hit.end + _AFTER))
    return Span(hit.start, after.end(1)) if after is not None else None


def _resident(article: Article, sentence: Span, span: Span) -> Span | None:
    """Who lives there, where the sentence says that somebody does."""
    found = cues(article, _HOMES, max(sentence.start, span.start - _NEAR), span.end)
    if any(cue.entry.text("part") == "known" for cue in found):
        return None
    before = Span(sentence.start, span.start)
    if any(cue.end <= span.start for cue in found):
        return named_before(article, before) or named_in(article, sentence)
    return _of_there(article, before)


def _of_there(article: Article, before: Span) -> Span | None:
    """Who is said to be of the address, as court reports do: *Ana Roe, 45, of 14 Elm Street*."""
    link = _of().search(article.text, max(before.start, before.end - _NEAR), before.end)
    if link is None:
        return None
    spans = article.get(mentions)
    last = bisect_left(spans, (before.end,)) - 1
    return spans[last] if last >= 0 and spans[last].end == link.start() else None


def _is_past(article: Article, sentence: Span, span: Span) -> bool:
    """Whether the sentence tells of a time long ago, or of a house that has become a museum."""
    words = article.text[sentence.start : span.start] + " " + article.text[span.end : sentence.end]
    return _long_ago().search(words) is not None


@cache
def _numbered_before() -> Pattern[str]:
    door = r"(?:(?:[Ff]lat|[Aa]partment|[Uu]nit) \d{1,4}[A-Za-z]?, )?"
    return compile(rf"(?<![\w,.$£€/\-])({door}\d{{1,5}}[A-Za-z]?,? )(?:[A-Z0-9][\w'’.\-]* ){{1,4}}$")


@cache
def _numbered_after() -> Pattern[str]:
    return compile(rf"({_NAME}(?:, ?| )(?:n[uú]mero |n\.?[ºo] ?|núm\.? )?\d{{1,4}}(?:[ -]?[A-Z]\b)?)(?!\w|[.,]\d)")


@cache
def _number_first() -> Pattern[str]:
    return compile(r"\b(?:n[uú]mero|n\.?[ºo]|núm\.?) ?\d{1,4},? (?:de|en) (?:la |el )?$")


@cache
def _street() -> Pattern[str]:
    return compile(_NAME)


@cache
def _of() -> Pattern[str]:
    return compile(r"(?:,? \(?(?:aged )?\d\d\)?|, de \d\d años)?,? (?:of|from|vecin[oa] de) (?:la )?$")


@cache
def _long_ago() -> Pattern[str]:
    return compile(r"\b1[0-8]\d\d\b|\b19[0-7]\d\b|\b(?:museum|plaque|birthplace|museo|placa|casa natal)\b")
