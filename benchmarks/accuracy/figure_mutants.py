"""Whether a headline's figure that was changed is told, where the story gives the same count.

A mutant is a published story whose headline has one figure changed: its last digit one up, one down, or two of its
digits swapped. Only figures are changed that count something or are money or a share, that the story bears, and that
the change makes another figure than any of the story's, rounded or not. The controls are the stories as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.judged import judgements
from benchmarks.accuracy.measure import Case, Measure, share
from compliance import Article, Finding
from compliance.language.detect import story_language
from compliance.language.figures import Figure
from compliance.language.figures_reader import figure_reader
from compliance_plugins.consistency.figure_mismatch import figure_mismatch
from compliance_plugins.consistency.headline_unsupported import headline_unsupported
from compliance_plugins.consistency.scale_swapped import scale_swapped

FOUND, FALSE = 0.9, 1 / 300
KINDS = frozenset({"count", "money", "share"})
WAYS = ("up", "down", "swapped")
_DIGITS = re.compile(r"\d[\d.,]*")
_WORDS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen".split(),
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece".split(),
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A story with another headline."""

    key: str
    way: str
    article: Article
    was: str
    became: str


def measures(corpora: Corpora) -> Iterator[Measure]:
    """Of each language the mutants of each way, and the controls."""
    verdicts = judgements("figures")
    for language, sources in (("en", (stories.bbc, stories.reuters)), ("es", (stories.spanish,))):
        made: list[Mutant] = []
        alarms: list[Case] = []
        total = 0
        for key, article in chain.from_iterable(source(corpora) for source in sources):
            total += 1
            made += mutants(key, article)
            alarms += _alarms(key, article)
        for way in WAYS:
            yield _found(f"figures/{language}-{way}", [mutant for mutant in made if mutant.way == way])
        wrong = [case for case in alarms if verdicts.get(case.key) != "real"]
        note = f"{len(alarms)} findings, {len(alarms) - len(wrong)} of them real"
        yield Measure(
            f"figures/{language}-controls", total, share(len(wrong), total), FALSE, at_most=True, cases=wrong, note=note
        )


def mutants(key: str, article: Article) -> Iterator[Mutant]:
    """A story's headline with its first figure that the story bears changed in each way that can be."""
    reader, headline = article.get(figure_reader), article.headline
    if reader is None or headline is None:
        return
    told = [figure for block in article.body for figure in reader.within(block)]
    for figure in reader.within(headline):
        counts = figure.kind != "count" or figure.counted is not None or figure.scale > 1
        if figure.kind not in KINDS or not counts or figure.upper or not any(_same(figure, other) for other in told):
            continue
        for way in WAYS:
            became = changed(article[figure.span], way)
            if became is not None and not _is_told(figure, article[figure.span], became, told):
                title = article.text[headline.start : figure.span.start] + became
                title += article.text[figure.span.end : headline.end]
                told_again = {
                    "headline": title,
                    "body": [article[block] for block in article.body],
                    "language": article.get(story_language),
                }
                yield Mutant(f"{key} {way}", way, stories.story(told_again), article[figure.span], became)
        return


def _same(one: Figure, other: Figure) -> bool:
    return one.value == other.value and one.kind == other.kind and one.unit == other.unit and not other.bound


def _is_told(figure: Figure, was: str, became: str, told: list[Figure]) -> bool:
    """Whether the changed figure, too, may be one of the story's: rounded, or told with *about* or *up to*."""
    old, new = (_plain(words) for words in (was, became))
    value = figure.value * new / old if old else 0.0
    return any(
        (other.kind == figure.kind and other.value != figure.value and abs(other.value - value) < figure.step)
        or (other.bound and abs(other.value - value) <= value / 10)
        for other in told
    )


def changed(written: str, way: str) -> str | None:
    """A figure's words with another number; none where it cannot be changed in that way."""
    found = _DIGITS.search(written)
    if found is None:
        return None
    digits = found.group().rstrip(".,")
    if way == "swapped":
        last = [at for at in range(len(digits) - 1) if digits[at].isdigit() and digits[at + 1].isdigit()]
        pair = next((at for at in last if digits[at] != digits[at + 1] and (at or digits[at + 1] != "0")), None)
        if pair is None:
            return None
        new = digits[:pair] + digits[pair + 1] + digits[pair] + digits[pair + 2 :]
    else:
        plain = digits.replace(",", "").replace(".", "")
        number = str(int(plain) + (1 if way == "up" else -1)).zfill(len(plain))
        if len(number) != len(plain) or int(number) < 1 or (number[0] == "0" and plain[0] != "0"):
            return None  # nobody writes 09 for 9
        signs = iter(number)
        new = "".join(next(signs) if sign.isdigit() else sign for sign in digits)
    return written[: found.start()] + new + written[found.start() + len(digits) :]


def _found(name: str, made: list[Mutant]) -> Measure:
    cases = [
        Case(mutant.key, "missed", f"{mutant.was} became {mutant.became}: {mutant.article[mutant.article.headline]}")
        for mutant in made
        if mutant.article.headline and not list(_findings(mutant.article))
    ]
    return Measure(name, len(made), share(len(made) - len(cases), len(made)), FOUND, cases=cases)


def _findings(article: Article) -> Iterator[Finding]:
    """What is found of figures; names above a story are measured apart."""
    for rule in (figure_mismatch, headline_unsupported, scale_swapped):
        yield from (finding for finding in rule.check(article, rule.options()) if finding.variant != "name")


def _alarms(key: str, article: Article) -> Iterator[Case]:
    for finding in _findings(article):
        span = finding.span
        around = article.text[max(span.start - 80, 0) : span.start], article[span], article.text[span.end :][:80]
        yield Case(f"{key} {finding.rule} {span.start}:{span.end}", "false alarm", "{}⟦{}⟧{}".format(*around))


def _plain(words: str) -> float:
    """The digits of a figure as one number, marks not regarded."""
    found = _DIGITS.search(words)
    return float(re.sub(r"\D", "", found.group())) if found else 0.0
