"""Whether dates get the value that people gave them: TimeML's TIMEX3 of type DATE, their creation as ``published``.

*Explicit* dates hold a month's name or a digit and are no amounts (``10 days``); all others are *relative*
(``Friday``, ``yesterday``, ``last week``). Of the gold days and months a date is *right* where one with its value
overlaps it: a date that is not found is as wrong as one with another value. *Precision* asks the other way round: of
the explicit days and months that the checker values, how many overlap a gold DATE or TIME with that value. *No date
at all* are those of them that overlap nothing the annotators marked. The gold counts as it is. Each relative day
that is not right was judged by hand: where the gold is itself wrong is set aside in ``…-but-slips``, and in
``…-adjudicated`` also where it follows no rule, the same words having values of several kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.dates_valued import DAY, MONTH, Valued, valued
from benchmarks.accuracy.judged import judgements
from benchmarks.accuracy.measure import Case, Measure, share
from compliance import Article
from compliance.record import Record

CORPUS = "dates-timebank"
_EXPLICIT = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d", re.IGNORECASE)
_AMOUNT = re.compile(r"\b(?:\d+|a|one|two|three|few|several)[ -](?:day|week|month|year)s?\b", re.IGNORECASE)
_FORMS = {"day": DAY, "month": MONTH, "year": re.compile(r"\d{4}")}
_TARGETS = {
    "explicit-day": 0.96,
    "explicit-month": 0.90,
    "relative-day": 0.92,
    "relative-month": None,
    "explicit-year": None,
}


class Gold(Record):
    """A date as people annotated it, with its place in the article as the checker reads it."""

    start: int
    end: int
    value: str
    words: str
    date: bool

    @property
    def kind(self) -> str:
        """What it is counted as; empty for weeks, the present and what is no date."""
        form = next((form for form, pattern in _FORMS.items() if pattern.fullmatch(self.value)), "")
        kind = f"{'explicit' if explicit(self.words) else 'relative'}-{form}"
        return kind if self.date and kind in _TARGETS else ""


def explicit(words: str) -> bool:
    """Whether a date names its month or holds a digit; an amount of time does not count."""
    return bool(_EXPLICIT.search(words)) and not _AMOUNT.search(words)


def measures(corpora: Corpora) -> Iterator[Measure]:
    """Gold dates valued right, by kind; and how far the checker's own explicit dates can be trusted."""
    right = dict.fromkeys(_TARGETS, 0)
    lowering: dict[str, list[Case]] = {kind: [] for kind in _TARGETS}
    trusted = 0
    strange: list[Case] = []
    nothing: list[Case] = []
    for record in corpora.records(CORPUS):
        key = f"{CORPUS}:{record['name']}"
        article, gold = _read(record)
        found = list(valued(article))
        for each in gold:
            if each.kind:
                case = _miss(key, article, each, found)
                right[each.kind] += case is None
                lowering[each.kind] += [case] if case else []
        for each in found:
            if explicit(article.text[each.start : each.end]) and (
                DAY.fullmatch(each.value) or MONTH.fullmatch(each.value)
            ):
                case = _wrong(key, article, each, gold)
                trusted += case is None
                strange += [case] if case else []
                nothing += [case] if case and case.what == "no date" else []
    for kind, target in _TARGETS.items():
        total = right[kind] + len(lowering[kind])
        yield Measure(f"{CORPUS}/{kind}", total, share(right[kind], total), target, cases=lowering[kind])
    yield _adjudicated("relative-day", "but-slips", ("slip",), right, lowering)
    yield _adjudicated("relative-day", "adjudicated", ("slip", "no rule"), right, lowering)
    total = trusted + len(strange)
    yield Measure(f"{CORPUS}/precision", total, share(trusted, total), 0.95, cases=strange)
    yield Measure(f"{CORPUS}/no-date-at-all", total, share(len(nothing), total), cases=nothing)


def _adjudicated(
    kind: str, name: str, aside: tuple[str, ...], right: dict[str, int], lowering: dict[str, list[Case]]
) -> Measure:
    """A figure without the misses that the gold is to blame for, by their verdict."""
    verdicts = judgements("timebank-gold")
    cases = [case for case in lowering[kind] if verdicts.get(case.key) not in aside]
    total = right[kind] + len(cases)
    note = f"{len(lowering[kind]) - len(cases)} set aside: {', '.join(aside)}"
    return Measure(f"{CORPUS}/{kind}-{name}", total, share(right[kind], total), cases=cases, note=note)


def _read(record: dict[str, Any]) -> tuple[Article, list[Gold]]:
    """The article, and the gold at the places where the reader put its words."""
    text = record["text"]
    body = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
    article = stories.story({"language": "en", "published": record["created"], "body": [part for part in body if part]})
    places = _places(text, article.text)
    gold = []
    for timex in record["timex"]:
        words = text[timex["start"] : timex["end"]]
        start, last = places.get(timex["start"], -1), places.get(timex["end"] - 1, -2)
        gold.append(Gold(start, last + 1, timex["value"], words, timex["type"] == "DATE"))
    return article, gold


def _places(text: str, read: str) -> dict[int, int]:
    """Where each sign of a text stands once it is read, white space apart, which a reader sets as it likes; a paragraph
    that the reader left out has no place, and its dates are missed.
    """
    places: dict[int, int] = {}
    inked = [at for at, sign in enumerate(read) if not sign.isspace()]
    plain = "".join(read[at] for at in inked)
    cursor = 0
    for part in re.finditer(r"\S(?:(?!\n\s*\n).)*", text, re.DOTALL):
        own = [part.start() + at for at, sign in enumerate(part[0]) if not sign.isspace()]
        at = plain.find("".join(text[each] for each in own), cursor)
        if at >= 0:
            cursor = at + len(own)
            places.update(zip(own, inked[at:cursor], strict=True))
    return places


def _miss(key: str, article: Article, gold: Gold, found: list[Valued]) -> Case | None:
    over = [each for each in found if each.overlaps(gold.start, gold.end)]
    if any(each.value == gold.value for each in over):
        return None
    given = ", ".join(each.value for each in over)
    shown = _around(article, gold.start, gold.end)
    return Case(
        f"{key} {gold.start}", "wrong" if over else "missed", f"gold {gold.value}, read {given or 'nothing'}: {shown}"
    )


def _wrong(key: str, article: Article, each: Valued, gold: list[Gold]) -> Case | None:
    over = [mark for mark in gold if each.overlaps(mark.start, mark.end)]
    if any(mark.value == each.value or mark.value.startswith(f"{each.value}T") for mark in over):
        return None
    given = ", ".join(mark.value for mark in over)
    shown = _around(article, each.start, each.end)
    return Case(
        f"{key} {each.start}", "wrong" if over else "no date", f"read {each.value}, gold {given or 'nothing'}: {shown}"
    )


def _around(article: Article, start: int, end: int) -> str:
    """The date in its surroundings, and the day of the story."""
    before, after = article.text[max(start - 80, 0) : start], article.text[end : end + 60]
    shown = f"{before}⟦{article.text[start:end]}⟧{after}".replace("\n", "¶")
    return f"{shown}   story of {article.metadata.published:%a %Y-%m-%d}" if article.metadata.published else shown
