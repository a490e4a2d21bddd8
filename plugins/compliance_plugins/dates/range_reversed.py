"""Whether a stretch of time ends before it starts."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article, Span
from compliance.finding import Basis, Edit, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.dates import DateMention, date_grammar, numbered_dates
from compliance.language.dates_clock import ClockTime, times_in
from compliance.language.dates_written import Written
from compliance.rule import Need, NoOptions, rule

REACH = 60


@rule(
    "dates/range-reversed",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "this ends ({last:date}) before it starts ({first:date})",
            "times": "this ends ({last}) before it starts ({first})",
            "swap": "put the earlier one first",
        },
        "es": {
            "message": "termina ({last:date}) antes de empezar ({first:date})",
            "times": "termina ({last}) antes de empezar ({first})",
            "swap": "poner primero lo anterior",
            "why": "Dos cifras se han cambiado de sitio, o una es errónea.",
        },
    },
    languages=("en", "es"),
    needs=(Need.DIGITS,),
    basis=(Basis("AP Stylebook", "dates, times"),),
)
def range_reversed(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags a stretch of days, years or hours that ends before it starts.

    ## What it flags
    `from 18 to 16 April`, `2024–2019`, `10 p.m. to 9 p.m. the same day`.

    ## Why it matters
    Two figures have changed places, or one of them is wrong.

    ## Example
    `The fair runs from 18 to 16 April.`

    ## Instead
    `The fair runs from 16 to 18 April.`

    ## Limits
    Across the end of a year, across midnight and over the end of a month in short form nothing is said; nor after
    words of change (moved, cut, brought forward from 18 to 16 April), nor of seasons (1999-00).

    ## Sources
    Agency stylebooks on dates and times.
    """
    words = article.get(date_grammar)
    if words is None:
        return
    for mention in article.get(numbered_dates):
        if mention.kind == "range" and _reversed(mention) and not _moved(article, mention.span, words.words["moved"]):
            yield _finding(article, mention)
    for phrase in words.phrases["same_day"]:
        if phrase in article.text:
            yield from _hours(article, phrase)


def _reversed(mention: DateMention) -> bool:
    first, last = mention.value.split("/")
    left, right = mention.written.first, mention.written.last
    if left is None or right is None or len(first) != len(last) or first <= last:
        return False
    if left.year is None and right.year is None and _over_the_year(left, right):
        return False
    # "28 to 3 May" is short for a stretch over the month's end
    return not (left.day is not None and right.day is not None and left.day >= 24 and right.day <= 7)


def _over_the_year(left: Written, right: Written) -> bool:
    """Whether months without a year run over its end: *21 December to 1 January*, *1 April to 31 March*.

    What would then last eleven months is rather a slip, unless it is a whole year to the day.
    """
    if left.month is None or right.month is None or left.month < right.month:
        return False
    if left.month - right.month > 1 or left.day is None or right.day is None:
        return True
    if left.month == right.month:  # "6 April to 5 April", both written out; not "6 to 5 April"
        return left.day - right.day == 1 and left.end - left.start > len("31st")
    return left.day - right.day in (-30, -29, -28, -27)


def _moved(article: Article, span: Span, moved: frozenset[str]) -> bool:
    text = article.text
    near = text[max(0, span.start - REACH) : span.start].rpartition(". ")[2]
    after = text[span.end : span.end + REACH].partition(". ")[0]
    return any(word.strip('.,;:()"”’') in moved for word in f"{near} {after}".lower().split())


def _finding(article: Article, mention: DateMention) -> Finding:
    first, last = mention.value.split("/")
    left, right = mention.written.first, mention.written.last
    suggestions = []
    if left is not None and right is not None and left.month == right.month and left.year == right.year:
        one, other = _core(article, left.start, left.end), _core(article, right.start, right.end)
        if one is not None and other is not None:
            edits = (Edit(one, article[other]), Edit(other, article[one]))
            suggestions.append(Suggestion("swap", edits, Safety.UNSAFE))
    return range_reversed.finding(mention.span, data={"first": first, "last": last}, suggestions=suggestions)


def _core(article: Article, start: int, end: int) -> Span | None:
    """The figures of a day or year, which is what changes places."""
    text = article.text
    digits = [at for at in range(start, end) if text[at].isdecimal()]
    if not digits:
        return None
    first = digits[0]
    last = first
    while last < end and text[last].isdecimal():
        last += 1
    return Span(first, last)


def _hours(article: Article, phrase: str) -> Iterable[Finding]:
    text = article.text
    at = text.find(phrase)
    while at >= 0:
        times = times_in(article.text, max(0, at - 40), at)[-2:]
        if len(times) == 2 and all(time.valid for time in times):
            first, last = _same_half(times[0], times[1])
            gap = text[first.span.end : last.span.start]
            if last.minutes < first.minutes and len(gap) < 12 and at - last.span.end < 14:
                yield range_reversed.finding(
                    Span(first.span.start, last.span.end),
                    message="times",
                    data={"first": article[first.span], "last": article[last.span]},
                )
        at = text.find(phrase, at + 1)


def _same_half(first: ClockTime, last: ClockTime) -> tuple[ClockTime, ClockTime]:
    """``2 to 4 p.m.``: the half of the day is said once."""
    if last.half and not first.half and first.hour <= 12:
        return first._replace(half=last.half), last
    return first, last
