"""How often a finding about a picture's credit is wrong, on published captions set as the pictures of a story.

Each record of the captions, with its credit, alternative text and instructions, checked as a web site and as a wire
check it; what both find counts once. Of each rule's findings at most a hundred are drawn and judged ``real`` or
``false``, with the reason; ``no-caption`` where the corpus took a teaser's or a shop's line for one: it counts nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.judged import drawn, judgements
from benchmarks.accuracy.measure import Case, Measure, share
from benchmarks.accuracy.picture_texts import PictureText
from compliance import Article, Finding

SAMPLE = 100
PROFILES = ("web", "wire")
_FIELDS = ("caption", "credit", "alt", "instructions")


def measures(corpora: Corpora) -> Iterator[Measure]:
    """The share of false ones among each rule's findings."""
    found, total = _findings(corpora)
    verdicts = judgements("false-alarms-credit-records")
    for rule, findings in sorted(found.items()):
        drawn_ones = drawn(findings, SAMPLE, lambda key: key)
        sample = [key for key in drawn_ones if verdicts.get(key) != "no-caption"]
        cases = [
            Case(key, verdicts.get(key, "not judged"), findings[key])
            for key in sample
            if verdicts.get(key, "").split(":")[0] != "real"
        ]
        unjudged = sum(case.what == "not judged" for case in cases)
        others = len(drawn_ones) - len(sample)
        note = f"{len(findings)} in {total:,} pictures, {len(drawn_ones)} drawn"
        note += f", {others} no captions" * bool(others) + f", {unjudged} not judged" * bool(unjudged)
        name = f"credits/false-{rule.partition('/')[2]}"
        yield Measure(name, len(sample), share(len(cases), len(sample)), 0.1, at_most=True, cases=cases, note=note)


def _findings(corpora: Corpora) -> tuple[dict[str, dict[str, str]], int]:
    """By rule each distinct finding with what a judge must see; one text counts once, whoever published it."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    total = 0
    for number, record in enumerate(corpora.records("captions")):
        total += 1
        for profile in PROFILES:
            article = stories.story(_story(record), profile)
            for finding in stories.checker(profile).check(article).findings:
                if finding.rule.startswith("credits/"):
                    shown = _shown(article, finding)
                    key = PictureText("", finding.rule, shown).key
                    found[finding.rule].setdefault(key, f"captions:{number} {shown}")
    return found, total


def _story(record: dict[str, Any]) -> dict[str, Any]:
    picture = {name: record[name] for name in _FIELDS if isinstance(record.get(name), str) and record[name].strip()}
    return {"headline": "A picture", "body": ["A picture and its caption."], "pictures": [picture]}


def _shown(article: Article, finding: Finding) -> str:
    """The fields of the picture, the place marked."""
    start, end = finding.span.start, finding.span.end
    (picture,) = article.pictures
    fields = (picture.caption, picture.credit, picture.alt, picture.instructions)
    blocks = [block for block in fields if block is not None]
    first, last = min(b.start for b in blocks), max(b.end for b in blocks)
    text = f"{article.text[first:start]}⟦{article.text[start:end]}⟧{article.text[end:last]}"
    return text.replace("\n", "¶")
