"""Whether dates of day and month are found and valued in the test suites of Microsoft's Recognizers-Text.

Of the suites' results those of ``DateParser``, ``DateTimeParser`` and ``MergedParser`` count whose timex is one day,
``XXXX-MM-DD`` or ``YYYY-MM-DD`` (a time behind it is cut off), and that name day and month themselves:

* *written*: the month is a word (``22 de abril``, ``Jan-1``, ``May twenty-first``), the year is missing or in figures;
* *figures*: the date is in figures and has its year (``22/04/2016``, ``2016-04-22``).

Left out: what is counted from the reference day (``two days ago``, ``today``, holidays); dates in figures without a
year (``4-22``, ``4.22``, ``22/04``), which in a news story are scores, shares and versions more often than days;
years in words (*two thousand and eighteen*), which no newsroom writes; days that no calendar has. The input is a
story of one paragraph in the suite's own region (English of the United States, Portuguese of Brazil), published on
the suite's reference day. A date is right where one that overlaps it has a day the suite resolves it to; of a date
without a year there are two, the next one and the last. Both forms together are what the target is for. ``nothing-
there`` are inputs in which the suites of dates find nothing, and the checker a day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.dates_valued import DAY, Valued, valued
from benchmarks.accuracy.measure import Case, Measure, share
from compliance.record import Record

CORPUS = "dates-recognizers"
LANGUAGES = {
    "English": "en-US", "Spanish": "es-ES", "French": "fr-FR",
    "German": "de-DE", "Portuguese": "pt-BR", "Italian": "it-IT"
}  # fmt: skip
_WANTED = ("English", "Spanish")
_VALUED = ("DateParser", "DateTimeParser", "MergedParser")
_NOTHING = ("DateExtractor", "DateParser", "DateTimeExtractor", "DateTimeParser", "MergedExtractor", "MergedParser")
_TIMEX = re.compile(r"(\d{4}|XXXX)-(\d\d-\d\d)(?:T.*)?")
_FIGURES = re.compile(r"(?<![\w.,:/-])\d{1,4}([/.-])\d{1,2}(?:\1|, ?)\d{2,4}(?![\w:])")
_MONTH = re.compile(
    r"\b(?:jan|ene|gen|fe[bv]|fév|mar|mär|mrz|apr|abr|avr|ma[iyg]|jun|jui|giu|jul|lug|ago|aug|aou|aoû|se[pt]|oct|out|okt"
    r"|ott|nov|dec|déc|dez|dic)",
    re.IGNORECASE,
)


class Gold(Record):
    """A date of the suites that names its day and month.

    :param days: the days it may mean.
    :param written: whether its month is a word.
    """

    words: str
    start: int
    days: frozenset[str]
    written: bool


def measures(corpora: Corpora) -> Iterator[Measure]:
    """Dates valued right, by language and form."""
    right: dict[tuple[str, bool], int] = defaultdict(int)
    lowering: dict[tuple[str, bool], list[Case]] = defaultdict(list)
    strange: list[Case] = []
    nothing = 0
    seen: set[tuple[str, str]] = set()
    for number, record in enumerate(corpora.records(CORPUS)):
        key, language = f"{CORPUS}:{number}", record["language"]
        if record["spec"] in _VALUED:
            for gold in _dates_of(record):
                case = _miss(key, record, gold)
                right[language, gold.written] += case is None
                lowering[language, gold.written] += [case] if case else []
        if record["spec"] in _NOTHING and not record["results"] and (language, record["input"].lower()) not in seen:
            seen.add((language, record["input"].lower()))
            nothing += 1
            strange += _false(key, record)
    for language, tag in LANGUAGES.items():
        for written in (True, False):
            cases = lowering[language, written]
            total = right[language, written] + len(cases)
            name = f"{CORPUS}/{tag[:2]}-{'written' if written else 'figures'}"
            yield Measure(name, total, share(right[language, written], total), cases=cases)
        cases = lowering[language, True] + lowering[language, False]
        both = right[language, True] + right[language, False]
        target = 0.95 if language in _WANTED else None
        yield Measure(f"{CORPUS}/{tag[:2]}", both + len(cases), share(both, both + len(cases)), target, cases=cases)
    yield Measure(f"{CORPUS}/nothing-there", nothing, share(len(strange), nothing), cases=strange)


def _dates_of(record: dict[str, Any]) -> Iterator[Gold]:
    for result in record["results"]:
        value, words = result.get("Value") or {}, result["Text"]
        resolved = value.get("values") or [value]
        match = _TIMEX.fullmatch(resolved[0].get("timex") or resolved[0].get("Timex") or "")
        if match is None or not all(each.get("type", "date") in ("date", "datetime") for each in resolved):
            continue
        year = match[1]
        days = frozenset(day for each in resolved for day in DAY.findall(str(each)) if _in_calendar(day))
        stands = year == "XXXX" or re.search(rf"(?<!\d)(?:{year}|{year[2:]})(?!\d)", words)
        written = _MONTH.search(words) is not None
        if days and stands and (written or _FIGURES.search(words)):
            yield Gold(words, result["Start"], days, written)


def _in_calendar(day: str) -> bool:
    try:
        return date.fromisoformat(day).year > 1  # the suites write the first year for what no calendar has
    except ValueError:
        return False


def _miss(key: str, record: dict[str, Any], gold: Gold) -> Case | None:
    text, found = _read(record)
    start = text.find(gold.words)
    start = gold.start if start < 0 else start
    over = [each for each in found if each.overlaps(start, start + len(gold.words))]
    if any(each.value in gold.days for each in over):
        return None
    given = ", ".join(each.value for each in over) or "nothing"
    return Case(
        key,
        "wrong" if over else "missed",
        f"gold {', '.join(sorted(gold.days))}, read {given}: {text!r} ({gold.words})",
    )


def _false(key: str, record: dict[str, Any]) -> list[Case]:
    text, found = _read(record)
    given = ", ".join(f"{text[each.start : each.end]} as {each.value}" for each in found)
    return [Case(key, "false alarm", f"{given}: {text!r}")] if any(DAY.fullmatch(each.value) for each in found) else []


def _read(record: dict[str, Any]) -> tuple[str, list[Valued]]:
    now = ((record["context"] or {}).get("ReferenceDateTime") or "2016-11-07")[:10]
    told = {"language": LANGUAGES[record["language"]], "published": now, "body": [record["input"]]}
    article = stories.story(told, None)
    return article.text, list(valued(article))
