"""Decides where a story says how much time lies between two days, or how old somebody born on a date is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from compliance.article import Article, Span
from compliance.language.dates import DateMention, date_grammar
from compliance.language.dates_grammar import Grammar
from compliance.language.detect import story_language
from compliance.record import Record

REACH = 110
_DATED = ("day", "month", "year")
_MARKS = "(),.;:\"“”«»’'"


class Claim(Record):
    """A stretch of time that the story states.

    :param kind: ``apart`` (from the day spoken of before), ``reckoned`` (to the story's day) or ``age``.
    :param span: the words that state it.
    :param amount: how many units; negative for earlier.
    :param unit: ``day week fortnight month year``.
    :param value: the date it is said of.
    :param day: that date, where it is one day.
    :param beside: where the date stands.
    :param anchor: the day it is counted from, for ``apart``.
    """

    kind: str
    span: Span
    amount: int
    unit: str
    value: str
    day: date | None
    beside: Span
    anchor: date | None = None


def claims(article: Article, mentions: Sequence[DateMention]) -> Iterator[Claim]:
    """Every such statement about these dates that is not rounded."""
    words = article.get(date_grammar)
    if words is None:
        return
    for first, second in pairwise(mentions):
        if first.written.kind == "unit" and first.written.unit not in ("weekend", "decade"):
            yield from _apposed(article, first, second, words)
        elif second.written.kind == "unit" and second.written.unit == "year":
            yield from _years_ago(article, first, second, words)
    dated = [i for i, mention in enumerate(mentions) if mention.written.year and mention.kind in _DATED]
    if not dated:
        return
    years = _year_words(article, words)
    for index in dated:
        if years:
            yield from _reckoned(article, mentions, index, words, years)
        yield from _age(article, mentions[index], words)


def _year_words(article: Article, words: Grammar) -> list[Span]:
    """Where *years after* and its like stand."""
    found: list[Span] = []
    text, reckoned = article.text, words.words["reckoned"]
    for start, end, entry in article.hits("time_units", article.get(story_language)):
        if entry.data.get("unit") == "year":
            following = text[end : end + 12].lower().split()
            if following and following[0] in reckoned:
                found.append(Span(start, end))
    return found


def _apposed(article: Article, first: DateMention, second: DateMention, words: Grammar) -> Iterator[Claim]:
    """``two days later, on 25 April``; ``20 years ago, in 2001``."""
    gap = article.text[first.span.end : second.span.start].lower().replace("\n", " ")
    written = first.written
    if gap not in words.phrases["appositions"]:
        return
    if _rounded(article, first.span, words) or written.shift is None or not written.amount:
        return
    if written.from_text:
        if second.kind == "day" and written.base is not None:
            yield Claim(
                "apart", first.span, written.shift, written.unit, second.value, second.day, second.span, written.base
            )
        return
    ago = written.shift < 0 and written.unit == "year"
    if ago and second.kind in ("year", "month", "day") and second.written.year is not None:
        yield Claim("reckoned", first.span, -written.shift, "year", second.value, second.day, second.span)


def _years_ago(article: Article, first: DateMention, second: DateMention, words: Grammar) -> Iterator[Claim]:
    """``in 2001, 20 years ago,``: the amount behind the date, closed by a sign."""
    written = second.written
    gap = article.text[first.span.end : second.span.start]
    if gap not in (", ", " (", " - ", " – ") or first.kind not in _DATED or first.written.year is None:
        return
    closed = article.text[second.span.end : second.span.end + 1] in (",", ".", ")", ";")
    if not closed or not written.amount or written.from_text or (written.shift or 0) >= 0:
        return
    if not _rounded(article, second.span, words):
        yield Claim("reckoned", second.span, -(written.shift or 0), "year", first.value, first.day, first.span)


def _reckoned(
    article: Article, mentions: Sequence[DateMention], index: int, words: Grammar, years: list[Span]
) -> Iterator[Claim]:
    """``20 years after 2001``, in a sentence that names no other year."""
    mention = mentions[index]
    text = article.text
    for hit in years:
        if not 0 < mention.span.start - hit.end <= 24:
            continue
        gap = text[hit.end : mention.span.start].lower().split()
        if len(gap) > 3:
            continue
        found = _amount_before().search(text, max(0, hit.start - 16), hit.start)
        amount = int(found[1]) if found and found[1].isdecimal() else None
        if found and amount is None:
            amount = words.numbers["number"].get(found[1].lower())
        if found is None or amount is None or amount < 2:
            continue
        if _rounded(article, Span(*found.span(1)), words) or _other_dates(article, mentions, index):
            continue
        span = Span(found.start(), mention.span.end)
        yield Claim("reckoned", span, amount, "year", mention.value, mention.day, mention.span)


def _other_dates(article: Article, mentions: Sequence[DateMention], index: int) -> bool:
    span = mentions[index].span
    for other in (*mentions[max(0, index - 2) : index], *mentions[index + 1 : index + 3]):
        low, high = sorted((other.span, span))
        gap = article.text[low.end : high.start]
        if other.written.year is not None and ". " not in gap and "\n" not in gap:
            return True
    return False


def _age(article: Article, mention: DateMention, words: Grammar) -> Iterator[Claim]:
    """An age in the sentence of ``born on 3 May 1990``."""
    text = article.text
    start = mention.span.start
    born = words.words["born"]
    if born.isdisjoint(text[max(0, start - 40) : start].lower().split()):
        return
    low, high = _sentence(text, mention.span)
    before = [
        word.strip(_MARKS).lower() for word in text[max(low, mention.span.start - 40) : mention.span.start].split()
    ]
    if born.isdisjoint(before[-5:]):
        return
    tokens = {word.strip(_MARKS).lower() for word in text[low:high].split()}
    if tokens & words.words["dead"]:
        return
    found = [age for age in _ages(text, low, high, words) if not mention.span.overlaps(age[0])]
    if len(found) == 1 and not _rounded(article, found[0][0], words):
        span, age = found[0]
        yield Claim("age", span, age, "year", mention.value, mention.day, mention.span)


def _ages(text: str, low: int, high: int, words: Grammar) -> list[tuple[Span, int]]:
    found: list[tuple[Span, int]] = []
    for match in _number().finditer(text, low, high):
        start, end = match.span()
        before = text[max(low, start - 8) : start].lower().split()
        after = next((a for a in words.phrases["age_after"] if text[end:high].lower().startswith(a)), None)
        alone = text[start - 2 : start] == ", " and text[end : end + 1] == ","
        alone = alone or (
            bool(before) and before[-1] in words.words["age_is"] and text[end : end + 1] in (".", ",", ";")
        )
        if after is not None or alone or (before and before[-1] in words.words["age_before"]):
            found.append((Span(start, end), int(match[0])))
    return found


def _sentence(text: str, span: Span) -> tuple[int, int]:
    low = max(0, span.start - REACH)
    cut = max(text.rfind(". ", low, span.start), text.rfind("\n", low, span.start))
    low = cut + 1 if cut >= 0 else low
    high = min(len(text), span.end + REACH)
    ends = [at for at in (text.find(". ", span.end, high), text.find("\n", span.end, high)) if at >= 0]
    return low, min(ends, default=high)


def _rounded(article: Article, span: Span, words: Grammar) -> bool:
    """Whether the words of an amount, or the two before it, say that it is no exact one."""
    before = article.text[max(0, span.start - 24) : span.start].rpartition("\n")[2].lower().split()
    inside = article[span].lower().split()
    return any(word.strip(_MARKS) in words.words["rounded"] for word in (*before[-2:], *inside))


@cache
def _amount_before():  # type: ignore[no-untyped-def]  # a pattern
    import re

    return re.compile(r"(?<![\w.,$£€-])(\d{1,3}|[^\W\d_]{3,14}) $")


@cache
def _number():  # type: ignore[no-untyped-def]  # a pattern
    import re

    return re.compile(r"(?<![\d.,$£€/-])\b\d{1,3}\b(?![\d%]|[.,/:]\d)")
