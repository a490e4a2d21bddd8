"""Whether quotations are found and given to the right speaker: PolNeAR in English, judged by hand in Spanish.

*Found*: a quotation that the analysis takes for words of somebody overlaps the gold. *Speaker right*: its speaker
overlaps one of the gold's. *Unattributed*: it is taken for speech without a speaker, though the gold has one. What is
neither found nor right lowers the share: all are shares of all gold that has a speaker. Quotations without a speaker
are counted over all lengths and all stories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.accuracy import quotation_mutants
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.measure import Case, Measure, share
from benchmarks.accuracy.quotation_gold import Annotated, Gold, judged, polnear
from compliance import Article, Span
from compliance.language.quotations import SPEECH, Quotation, quotations
from compliance.record import Record

CORPORA = {"dev": "quotes-polnear-dev", "train": "quotes-polnear-train"}
JUDGED = "quotes-spanish"


class Scored(Record):
    """What the analysis made of one quotation of the gold.

    :param verdict: ``right``, ``wrong``, ``unattributed``, ``no speaker`` or ``missed``.
    """

    verdict: str
    case: Case


def measures(corpora: Corpora) -> Iterator[Measure]:
    """The figures of every corpus with gold."""
    for name, corpus in CORPORA.items():
        annotated = list(polnear(corpora, corpus))
        yield from _figures(name, annotated)
        yield from quotation_mutants.measures(name, annotated)
    annotated = list(judged(corpora, JUDGED))
    yield from _figures("spanish", annotated)
    yield from quotation_mutants.measures("spanish", annotated)


def score(annotated: Annotated) -> list[Scored]:
    """Every quotation of a story's gold that has a speaker, beside what the analysis says of it."""
    article = annotated.article
    return [_scored(article, gold) for gold in annotated.gold if gold.source]


def _figures(name: str, annotated: list[Annotated]) -> Iterator[Measure]:
    scored = [one for story in annotated for one in score(story)]
    alone = [case for story in annotated for case in _without_speaker(story)]
    found = [one for one in scored if one.verdict != "missed"]
    right = [one for one in scored if one.verdict == "right"]
    wrong = [one for one in scored if one.verdict == "wrong"]
    unattributed = [one for one in scored if one.verdict == "unattributed"]
    total = len(scored)
    missed = _cases(one for one in scored if one.verdict == "missed")
    not_right = _cases(one for one in scored if one.verdict != "right")
    yield Measure(f"quotes/{name}-found", total, share(len(found), total), 0.97, cases=missed)
    yield Measure(f"quotes/{name}-speaker-right", total, share(len(right), total), 0.9, cases=not_right)
    yield Measure(f"quotes/{name}-speaker-wrong", total, share(len(wrong), total), cases=_cases(wrong))
    yield Measure(
        f"quotes/{name}-unattributed",
        total,
        share(len(unattributed), total),
        0.02,
        at_most=True,
        cases=_cases(unattributed),
    )
    each = share(len(alone), len(annotated))
    yield Measure(f"quotes/{name}-alone-a-story", len(annotated), each, 0.25, at_most=True, cases=alone)


def _scored(article: Article, gold: Gold) -> Scored:
    one = max(article.get(quotations), key=lambda one: _shared(one.span, gold.content), default=None)
    if one is None or not _shared(one.span, gold.content):
        return _verdict("missed", article, gold, None)
    if one.speaker is not None:
        return _verdict("right" if any(map(one.speaker.overlaps, gold.source)) else "wrong", article, gold, one)
    return _verdict("unattributed" if one.kind == SPEECH else "no speaker", article, gold, one)


def _shared(span: Span, content: Iterable[Span]) -> int:
    return sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for other in content)


def _verdict(verdict: str, article: Article, gold: Gold, one: Quotation | None) -> Scored:
    text = article.text
    words = text[max(gold.content[0].start - 250, 0) : gold.content[-1].end + 150].replace("\n", "¶")
    wanted = " | ".join(text[span.start : span.end] for span in gold.source)
    came = f"{one.kind}, {one.how}, {article[one.speaker] if one.speaker else None}" if one else "nothing"
    return Scored(verdict, Case(gold.key, verdict, f"{words}\n        wanted: {wanted}\n        came: {came}"))


def _without_speaker(story: Annotated) -> Iterator[Case]:
    article = story.article
    for one in article.get(quotations):
        if one.kind == SPEECH and one.speaker is None:
            around = article.text[max(one.span.start - 150, 0) : one.span.end + 150].replace("\n", "¶")
            yield Case(f"{story.key} {one.span.start}:{one.span.end}", "without speaker", around)


def _cases(scored: Iterable[Scored]) -> list[Case]:
    return [one.case for one in scored]
