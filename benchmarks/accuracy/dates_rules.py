"""Whether the rules of dates flag what is wrong and nothing else, over every story of every corpus.

Every place that ``dates/weekday-mismatch`` flags was read and judged: ``real`` (calendar and text disagree, whoever is
to blame) or ``false`` with the reason; so was every error and warning of the other rules of dates. One that nobody has
judged counts as false. How many wrong weekdays are found is measured on mutants: in each paragraph that states a
weekday with its date rightly, the weekday is replaced by another in the same form, and the rule must mark it;
``weekday-untouched`` are the same paragraphs as they were.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.dates_everywhere import everywhere
from benchmarks.accuracy.judged import SEED, judgements
from benchmarks.accuracy.measure import Case, Measure, share
from compliance import Article, Finding, Severity, Span
from compliance.language.dates import date_grammar, date_reading, dates
from compliance.language.locale import locale_data
from compliance.record import Record

PART = "dates"
RULE = "dates/weekday-mismatch"


class Stated(Record):
    """A paragraph that states a weekday with its date.

    :param key: its story and place.
    :param told: the paragraph as a story of its own, published on the day of its story.
    :param place: where the weekday stands in the paragraph.
    :param text: its words.
    :param wrong: the paragraph with another weekday.
    """

    key: str
    told: dict[str, str]
    text: str
    place: Span
    wrong: str


def measures(corpora: Corpora) -> Iterator[Measure]:
    """False ones among all flagged places; mutants found; untouched controls flagged."""
    verdicts = {True: judgements("weekdays"), False: judgements("false-alarms-dates")}
    flagged = {True: 0, False: 0}
    false: dict[bool, list[Case]] = {True: [], False: []}
    stated: list[Stated] = []
    total = 0
    for key, article in everywhere(corpora):
        total += 1
        findings = _found(article)
        for finding in findings:
            of_weekdays = finding.rule == RULE
            place = f"{finding.span.start}:{finding.span.end}"
            where = f"{key} {place}" if of_weekdays else f"{key} {finding.rule} {place}"
            flagged[of_weekdays] += 1
            verdict = verdicts[of_weekdays].get(where, "not judged")
            if verdict != "real":
                false[of_weekdays].append(Case(where, verdict, _shown(article, finding.span)))
        stated += [each for each in _stated(key, article) if not _marked(findings, each.place)]
    note = f"places flagged in {total:,} stories"
    count = float(len(false[True]))
    yield Measure(f"{PART}/weekday-false", flagged[True], count, 0, at_most=True, cases=false[True], note=note)
    missed = [Case(each.key, "missed", each.wrong) for each in stated if not _flags(each, each.wrong)]
    right = len(stated) - len(missed)
    yield Measure(f"{PART}/weekday-mutants", len(stated), share(right, len(stated)), 0.98, cases=missed)
    alarms = [Case(each.key, "false alarm", each.text) for each in stated if _flags(each, each.text)]
    wrong = share(len(alarms), len(stated))
    yield Measure(f"{PART}/weekday-untouched", len(stated), wrong, 0.01, at_most=True, cases=alarms)
    count = float(len(false[False]))
    note = f"errors and warnings of the other rules of dates in {total:,} stories"
    yield Measure(f"{PART}/others-false", flagged[False], count, cases=false[False], note=note)


def _found(article: Article) -> list[Finding]:
    """Errors and warnings of dates, as a house without a profile has them."""
    findings = stories.checker(None).check(article).findings
    return [each for each in findings if each.rule.startswith("dates/") and each.severity is not Severity.NOTE]


def _marked(findings: list[Finding], place: Span) -> bool:
    return any(found.rule == RULE and found.span.overlaps(place) for found in findings)


def _shown(article: Article, place: Span) -> str:
    before, after = article.text[max(place.start - 120, 0) : place.start], article.text[place.end : place.end + 80]
    base = article.get(date_reading).base
    return f"{before}⟦{article.text[place.start : place.end]}⟧{after}   story of {base}".replace("\n", "¶")


def _stated(key: str, article: Article) -> Iterator[Stated]:
    """The weekdays with dates whose day is known, each in its paragraph."""
    base, words = article.get(date_reading).base, date_grammar(article)
    if words is None or words.language not in ("en", "es"):
        return
    for mention in article.get(dates):
        place, block = mention.written.weekday_span, article.block_at(mention.span.start)
        if mention.kind != "day" or mention.day is None or place is None or block is None:
            continue
        if mention.span.end > block.end or "<" in article.text[block.start : block.end]:
            continue  # a file read as one text, line by line
        text = article.text[block.start : block.end].replace("\n", " ")
        other = _another(article.text[place.start : place.end], words.language, f"{key} {place.start}")
        if mention.day.weekday() == mention.written.weekday and other:
            told = {"language": words.language} | ({"published": base.isoformat()} if base else {})
            start, end = place.start - block.start, place.end - block.start
            yield Stated(
                f"{key} {mention.span.start}", told, text, Span(start, end), f"{text[:start]}{other}{text[end:]}"
            )


def _another(word: str, language: str, key: str) -> str:
    """Another weekday in the form of this one; which one is drawn by the place's digest."""
    entries = locale_data(language, "dates")["lists"]["weekdays"]
    forms = [(each["day"], form) for each in entries for form in (each["phrase"], *each.get("aliases", ()))]
    forms = [(day, form) for day, form in forms if "'" not in form]
    day = next((day for day, form in forms if form.lower() == word.lower()), None)
    if day is None:
        return ""
    wanted = (day + 1 + hashlib.sha256(f"{SEED} {key}".encode()).digest()[0] % 6) % 7
    like = sorted((form for each, form in forms if each == wanted), key=lambda form: abs(len(form) - len(word)))
    long = next(form for form in like if (len(form) > 4) == (len(word) > 4))
    return long.upper() if word.isupper() else long.capitalize() if word[0].isupper() else long


def _flags(stated: Stated, text: str) -> bool:
    """Whether the rule marks the place in a paragraph."""
    article = stories.story({**stated.told, "body": [text]})
    start = article.text.find(text) + stated.place.start
    place = Span(start, start + stated.place.end - stated.place.start)
    return _marked(_found(article), place)
