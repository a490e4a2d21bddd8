"""Short stories of crimes, courts and accusations, written for the project: what the rules of the law find in them.

Each says which rule should speak; those that say none are near misses. What a rule finds beside what it should is
judged in the near misses alone, since one story may well deserve two.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.measure import Case, Measure, share
from compliance.record import Record
from compliance_plugins.legal.reply_missing import Options

WRITTEN = Path(__file__).parent / "written" / "legal.tsv"
RULES = ("guilt-presumed", "minor-identified", "victim-identified", "reply-missing")
_ANY_LENGTH = Options(words=0)
_HEADLINE = "# "


class Told(Record):
    """A story, the rule that should speak, empty for a near miss, and the rules that do."""

    number: int
    expected: str
    text: str
    seen: frozenset[str]


def measures(corpora: Corpora) -> Iterator[Measure]:
    """What is found by each rule, and how many near misses are flagged; the corpora are not needed."""
    judged = written()
    for rule in RULES:
        bearing = [one for one in judged if one.expected == rule]
        missed = [Case(f"legal:{one.number}", "missed", one.text) for one in bearing if rule not in one.seen]
        yield Measure(f"legal/{rule}", len(bearing), share(len(bearing) - len(missed), len(bearing)), 0.8, cases=missed)
    near = [one for one in judged if not one.expected]
    false = [Case(f"legal:{one.number}", f"false alarm: {', '.join(one.seen)}", one.text) for one in near if one.seen]
    yield Measure("legal/near-misses", len(near), share(len(false), len(near)), 0.04, at_most=True, cases=false)


@cache
def written() -> tuple[Told, ...]:
    """The stories of the file, read by the rules."""
    lines = enumerate(WRITTEN.read_text(encoding="utf-8").splitlines(), 1)
    rows = ((number, *line.split("\t")) for number, line in lines if line and not line.startswith("#"))
    return tuple(Told(number, expected, text, _seen(language, text)) for number, language, expected, text in rows)


def _seen(language: str, text: str) -> frozenset[str]:
    headline, body = "—", text.split(" ¶ ")
    if body[0].startswith(_HEADLINE):
        headline = body.pop(0).removeprefix(_HEADLINE)
    article = stories.story({"headline": headline, "language": language, "body": body})
    rules = {name: stories.checker().registry.rules[f"legal/{name}"] for name in RULES}
    options = {name: _ANY_LENGTH if name == "reply-missing" else rule.options() for name, rule in rules.items()}
    return frozenset(name for name, rule in rules.items() if any(rule.check(article, options[name])))
