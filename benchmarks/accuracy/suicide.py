"""Sentences on suicide, written for the project: which grounds are found in them, and what near misses set off.

Each sentence is the body of a story that gives a help line, so that nothing but its words is judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.measure import Case, Measure, share
from compliance.record import Record

WRITTEN = Path(__file__).parent / "written" / "suicide.tsv"
GROUNDS = ("method", "cause", "wording", "note")
_APART = {"help-line", "headline", "titulo"}
_HELP = {"en": "Samaritans can be called free on 116 123.", "es": "El 024 atiende a cualquier hora."}


class Sentence(Record):
    """A sentence, the grounds that it has, and those that the rule sees."""

    number: int
    language: str
    grounds: frozenset[str]
    text: str
    seen: frozenset[str]


def measures(corpora: Corpora) -> Iterator[Measure]:
    """What is found of each ground, and how many near misses are flagged; the corpora are not needed."""
    judged = _sentences()
    for ground in GROUNDS:
        bearing = [one for one in judged if ground in one.grounds]
        missed = [Case(f"suicide:{one.number}", "missed", one.text) for one in bearing if ground not in one.seen]
        figure = share(len(bearing) - len(missed), len(bearing))
        yield Measure(f"suicide/{ground}", len(bearing), figure, 0.85, cases=missed)
    near = [one for one in judged if not one.grounds]
    false = [Case(f"suicide:{one.number}", "false alarm", one.text) for one in near if one.seen]
    yield Measure("suicide/near-misses", len(near), share(len(false), len(near)), 0.04, at_most=True, cases=false)


@cache
def _sentences() -> tuple[Sentence, ...]:
    lines = enumerate(WRITTEN.read_text(encoding="utf-8").splitlines(), 1)
    rows = ((number, *line.split("\t")) for number, line in lines if line and not line.startswith("#"))
    return tuple(
        Sentence(number, language, frozenset(grounds.split()), text, _seen(language, text))
        for number, language, grounds, text in rows
    )


def _seen(language: str, text: str) -> frozenset[str]:
    """The grounds that the rule finds; what its packs find is a wording."""
    article = stories.story({"headline": "—", "language": language, "body": [text, _HELP[language]]})
    variants = {
        finding.variant or ""
        for finding in stories.checker().check(article).findings
        if finding.rule == "sensitive/suicide" and finding.variant not in _APART
    }
    return frozenset(variant if variant in GROUNDS else "wording" for variant in variants)
