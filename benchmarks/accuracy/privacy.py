"""Whether private data is found in generated texts, and how often published stories are taken to hold some.

Gold: the texts of presidio-research, each a line or a letter with its places marked. Found is a place that a finding
of the rule overlaps. The targets are what Presidio finds there with its patterns alone, without a language model,
measured on the same file (version 2.2.366, threshold 0.35); false is a finding that no marked place of the rule's types
overlaps, of which Presidio has 20.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeGuard

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.measure import Case, Measure, share
from compliance import Article, Finding
from compliance_plugins.privacy.contact import contact
from compliance_plugins.privacy.identifier import identifier

CONTACT, IDENTIFIER = "privacy/contact", "privacy/identifier"
TYPES: dict[str, tuple[str, str, float | None]] = {
    "CREDIT_CARD": ("cards", IDENTIFIER, 0.772),
    "IBAN_CODE": ("accounts", IDENTIFIER, 0.952),
    "US_SSN": ("social-security", IDENTIFIER, 1.0),
    "US_DRIVER_LICENSE": ("driving-licences", IDENTIFIER, None),
    "PHONE_NUMBER": ("phones", CONTACT, 0.587),
    "EMAIL_ADDRESS": ("mails", CONTACT, 1.0),
}
FALSE = 0.0133
ALARMS = 1 / 200
_SHOWN = 60


def measures(corpora: Corpora) -> Iterator[Measure]:
    """Of each type the share found, false findings a text, and findings a published story."""
    yield from _found(corpora)
    for name, source in (("english", stories.bbc), ("spanish", stories.spanish)):
        yield _alarms(name, source(corpora))


def _found(corpora: Corpora) -> Iterator[Measure]:
    gold: dict[str, list[bool]] = defaultdict(list)
    missed: dict[str, list[Case]] = defaultdict(list)
    false: list[Case] = []
    total = 0
    for number, record in enumerate(corpora.records("pii-presidio")):
        if not record["text"].strip():
            continue
        total += 1
        key = f"pii-presidio:{number}"
        article = stories.plain(record["text"])
        found = findings(article)
        for place in record["spans"]:
            name, rule, _ = TYPES.get(place["type"], ("", "", None))
            if name:
                right = any(finding.rule == rule and _meet(finding, place) for finding in found)
                gold[place["type"]].append(right)
                if not right:
                    missed[place["type"]].append(Case(key, "missed", _around(article, place["start"], place["end"])))
        false += [
            Case(key, "false", _around(article, *one.span)) for one in found if not _is_gold(one, record["spans"])
        ]
    for kind, (name, _, target) in TYPES.items():
        hits = gold[kind]
        yield Measure(f"privacy/{name}", len(hits), share(sum(hits), len(hits)), target, cases=missed[kind])
    yield Measure("privacy/false", total, share(len(false), total), FALSE, at_most=True, cases=false, note="a text")


def _alarms(name: str, told: Iterator[tuple[str, Article]]) -> Measure:
    """Stories in which either rule speaks; every one counts as an alarm, the right ones too."""
    total = 0
    cases: list[Case] = []
    for key, article in told:
        total += 1
        found = findings(article)
        if found:
            cases.append(Case(key, "speaks", "; ".join(_around(article, *finding.span) for finding in found)))
    note = f"{len(cases)} stories"
    return Measure(
        f"privacy/{name}-news", total, share(len(cases), total), ALARMS, at_most=True, cases=cases, note=note
    )


def findings(article: Article) -> list[Finding]:
    """What the two rules say of a story."""
    return [one for rule in (contact, identifier) for one in rule.check(article, rule.options()) if _is_finding(one)]


def _is_finding(told: object) -> TypeGuard[Finding]:
    return isinstance(told, Finding)


def _meet(finding: Finding, place: dict[str, Any]) -> bool:
    return bool(finding.span.start < place["end"] and place["start"] < finding.span.end)


def _is_gold(finding: Finding, places: list[dict[str, Any]]) -> bool:
    """Whether what a rule found is marked as private in the gold, by whatever name of the rule's."""
    kinds = {kind for kind, (_, rule, _) in TYPES.items() if rule == finding.rule}
    kinds |= {"STREET_ADDRESS"} if finding.rule == CONTACT else set()
    return any(place["type"] in kinds and _meet(finding, place) for place in places)


def _around(article: Article, start: int, end: int) -> str:
    before, after = article.text[max(0, start - _SHOWN) : start], article.text[end : end + _SHOWN // 2]
    return f"{before}⟦{article.text[start:end]}⟧{after}".replace("\n", "¶")
