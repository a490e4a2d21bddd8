"""How often a finding on published text is wrong, topic by topic, from samples judged by hand.

The stories of five corpora, checked as a web site checks them. Of each topic's errors and warnings at most a hundred
each are drawn and judged: ``real`` (an editor is glad to be told), or ``false`` with the reason. They are drawn rule by
rule, as many of each as there are, so that a rule that speaks often does not hide the others. The share of false ones
in a rule's sample, times all findings of the rule, summed over the rules, is the estimate of false alarms. A finding
that nobody has judged yet is listed and counted as false.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.judged import drawn, judgements
from benchmarks.accuracy.measure import Case, Measure
from compliance import Article, Finding, Severity
from compliance.record import Record

SAMPLE = 100
TOPICS = (
    "credits",
    "captions",
    "dates",
    "quotes",
    "copy",
    "consistency",
    "sensitive",
    "legal",
    "metadata",
    "provenance",
    "privacy",
)
MOST = {Severity.ERROR: 0.01, Severity.WARNING: 0.25}


class Seen(Record):
    """A finding of a sample.

    :param key: the story's identifier, the rule and the place: what its judgement is filed under.
    """

    key: str
    finding: Finding
    shown: str


def measures(corpora: Corpora) -> Iterator[Measure]:
    """False errors and false warnings a story: of each topic, and of all together."""
    found, total = _findings(corpora)
    sums = dict.fromkeys(MOST, 0.0)
    for topic in TOPICS:
        verdicts = judgements(f"false-alarms-{topic}")
        for severity in MOST:
            measure = measured(f"false-alarms/{topic}-{severity}s", found[topic, severity], total, verdicts)
            sums[severity] += measure.figure or 0.0
            yield measure
    for severity, most in MOST.items():
        count = sum(len(found[topic, severity]) for topic in TOPICS)
        note = f"a story, of {total:,}"
        yield Measure(f"false-alarms/{severity}s", count, sums[severity], most, at_most=True, note=note)


def measured(name: str, everything: Sequence[Seen], total: int, verdicts: Mapping[str, str]) -> Measure:
    """False ones a story, estimated from a sample of each rule.

    :param everything: all findings of the topic and severity.
    :param total: of how many stories.
    :param verdicts: what was judged, by key.
    """
    by_rule: dict[str, list[Seen]] = defaultdict(list)
    for seen in everything:
        by_rule[seen.finding.rule].append(seen)
    wrong = 0.0
    sampled = 0
    cases: list[Case] = []
    for rule, size in allotted({rule: len(group) for rule, group in by_rule.items()}, SAMPLE).items():
        sample = drawn(by_rule[rule], size, lambda seen: seen.key)
        lower = [seen for seen in sample if verdicts.get(seen.key) != "real"]
        wrong += len(lower) / size * len(by_rule[rule])
        sampled += size
        cases += [Case(seen.key, verdicts.get(seen.key, "not judged"), seen.shown) for seen in lower]
    unjudged = sum(case.what == "not judged" for case in cases)
    note = f"{sampled} drawn, {len(cases)} of them false" + (f", {unjudged} not judged" * bool(unjudged))
    return Measure(name, len(everything), wrong / total, cases=cases, note=note)


def allotted(counts: Mapping[str, int], size: int) -> dict[str, int]:
    """How many of each kind to draw: equal shares, and what a rare kind leaves goes to the others."""
    shares: dict[str, int] = {}
    for kind, count in sorted(counts.items(), key=lambda item: (item[1], item[0])):
        shares[kind] = min(count, (size - sum(shares.values())) // (len(counts) - len(shares)))
    return shares


def _findings(corpora: Corpora) -> tuple[dict[tuple[str, Severity], list[Seen]], int]:
    found: dict[tuple[str, Severity], list[Seen]] = defaultdict(list)
    total = 0
    sources = (stories.bbc, stories.reuters, stories.articles, stories.spanish, stories.pages)
    for key, article in chain.from_iterable(source(corpora) for source in sources):
        total += 1
        for finding in stories.checker().check(article).findings:
            topic = finding.rule.partition("/")[0]
            where = f"{key} {finding.rule} {finding.span.start}:{finding.span.end}"
            found[topic, finding.severity].append(Seen(where, finding, shown(article, finding)))
    return found, total


def shown(article: Article, finding: Finding) -> str:
    """The place in its surroundings, and the other places."""
    start, end = finding.span.start, finding.span.end
    around = article.text[max(start - 150, 0) : start], article.text[start:end], article.text[end : end + 100]
    labels = "; ".join(f"[{article.text[label.span.start : label.span.end]}]" for label in finding.labels)
    return f"{around[0]}⟦{around[1]}⟧{around[2]}".replace("\n", "¶") + (f"   other places: {labels}" if labels else "")
