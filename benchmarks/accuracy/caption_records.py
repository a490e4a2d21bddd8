"""How often what the rules of pictures say of published pictures is wrong, rule by rule.

Every caption of ``captions`` as the one picture of a story in its language, with its credit, alternative text and
instructions; the pictures of ``articles`` and ``pages`` in their own stories. All are checked as a web site and as a
wire would check them. Notes are left out: they ask for a day and a place, which only a wire's captions owe. Of each
rule at most a hundred findings are drawn and judged in
``judgements/false-alarms-caption-records.tsv``: ``real``, or ``false`` with the reason.
"""

from __future__ import annotations

import fnmatch
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.false_alarms import Seen, shown
from benchmarks.accuracy.judged import drawn, judgements
from benchmarks.accuracy.measure import Case, Measure, share
from compliance import Article, Severity
from compliance.language.detect import language_of

RULES = ("captions/*", "credits/missing", "dates/caption-*")
PROFILES = ("web", "wire")
SAMPLE = 100
STORY = {
    "en": "The council said that it would publish the rest of its report in the course of the week.",
    "es": "El consejo dijo que publicaría el resto de su informe en el curso de la semana.",
}


def measures(corpora: Corpora) -> Iterator[Measure]:
    """Of each rule the share of its findings that are wrong."""
    verdicts = judgements("false-alarms-caption-records")
    for rule, findings in sorted(_findings(corpora).items()):
        sample = drawn(findings.values(), SAMPLE, lambda seen: seen.key)
        cases = [
            Case(seen.key, verdict, seen.shown)
            for seen in sample
            if (verdict := verdicts.get(seen.key, "not judged")) != "real"
        ]
        unjudged = sum(case.what == "not judged" for case in cases)
        note = f"share of {len(sample)} drawn that is false" + f", {unjudged} not judged" * bool(unjudged)
        yield Measure(f"caption-records/{rule}", len(findings), share(len(cases), len(sample)), cases=cases, note=note)


def _findings(corpora: Corpora) -> dict[str, dict[str, Seen]]:
    """What was found, by rule and place; what both profiles find is one."""
    found: dict[str, dict[str, Seen]] = defaultdict(dict)
    for profile in PROFILES:
        sources = (_records, stories.articles, stories.pages)
        for key, article in chain.from_iterable(source(corpora, profile) for source in sources):
            for finding in stories.checker(profile).check(article).findings:
                if finding.severity is not Severity.NOTE and any(
                    fnmatch.fnmatchcase(finding.rule, rule) for rule in RULES
                ):
                    where = f"{key} {finding.rule} {finding.span.start}:{finding.span.end}"
                    found[finding.rule].setdefault(where, Seen(where, finding, shown(article, finding)))
    return found


def _records(corpora: Corpora, profile: str) -> Iterator[tuple[str, Article]]:
    for number, record in enumerate(corpora.records("captions")):
        picture = {key: record[key] for key in ("caption", "credit", "alt", "instructions") if record.get(key)}
        language = language_of(record["caption"])
        told = {"body": [STORY.get(language or "", "1911")], "language": language, "pictures": [picture]}
        yield f"captions:{number}", stories.story({key: value for key, value in told.items() if value}, profile)
