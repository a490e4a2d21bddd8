"""Whether a name that was changed is told: misspelt once in a story, another person's in the headline, never in full.

A mutant is a published story in which one thing is changed. *Swapped*: two neighbouring letters of a surname, in one of
three or more places where the story calls somebody by it. *Headline*: somebody the story names is called by the surname
of a person of another story there. *Unintroduced*: the first names of somebody whom the story also calls by a title and
the surname are cut. The controls are the stories as they are, in their findings judged by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.judged import drawn, judgements, picked
from benchmarks.accuracy.measure import Case, Measure, share
from compliance import Article, Finding
from compliance.language.detect import story_language
from compliance.language.people import people
from compliance_plugins.consistency.headline_unsupported import headline_unsupported
from compliance_plugins.consistency.name_spelling import name_spelling
from compliance_plugins.consistency.name_unintroduced import name_unintroduced

STORIES = 400
LEAST, TIMES = 5, 3
FALSE = {"name-spelling": 1 / 300, "headline-unsupported": 1 / 300, "name-unintroduced": 1 / 50}
RULES = {"swapped": name_spelling, "headline": headline_unsupported, "unintroduced": name_unintroduced}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed story, and what was changed."""

    key: str
    article: Article
    change: str


def measures(corpora: Corpora) -> Iterator[Measure]:
    """Of each language the mutants of each kind, and the false alarms of each rule."""
    verdicts = judgements("names")
    for language, sources in (("en", (stories.bbc, stories.reuters)), ("es", (stories.spanish,))):
        told = [
            (key, article)
            for key, article in chain.from_iterable(source(corpora) for source in sources)
            if article.get(story_language) == language
        ]
        surnames = _surnames(told)
        for kind, change in CHANGES.items():
            yield _found(f"names/{language}-{kind}", kind, _mutants(told, surnames, change))
        for rule in RULES.values():
            cases = [
                case for key, article in told for case in _alarms(rule.check(article, rule.options()), key, article)
            ]
            wrong = [case for case in cases if verdicts.get(case.key) != "real"]
            short = rule.name.partition("/")[2]
            unjudged = sum(case.key not in verdicts for case in cases)
            note = f"{len(cases)} findings, {len(cases) - len(wrong)} of them real" + f", {unjudged} not judged" * bool(
                unjudged
            )
            figure = share(len(wrong), len(told))
            yield Measure(
                f"names/{language}-{short}-false", len(told), figure, FALSE[short], at_most=True, cases=wrong, note=note
            )


def _surnames(told: list[tuple[str, Article]]) -> list[str]:
    found = {
        person.surname
        for _, article in drawn(told, STORIES, lambda one: one[0])
        for person in article.get(people)
        if len(person.surname) >= LEAST and person.surname.isalpha() and person.mentions[0].full
    }
    return sorted(found)


Change = Callable[[str, Article, list[str]], Mutant | None]


def _mutants(told: list[tuple[str, Article]], surnames: list[str], change: Change) -> list[Mutant]:
    made = (change(key, article, surnames) for key, article in drawn(told, len(told), lambda one: one[0]))
    found: list[Mutant] = []
    for mutant in made:
        if mutant is not None:
            found.append(mutant)
        if len(found) == STORIES:
            break
    return found


def swapped(key: str, article: Article, _surnames: list[str]) -> Mutant | None:
    """Two letters changed over in one place of a surname."""
    for person in article.get(people):
        word, body = person.surname, _body(article)
        places = [match.span() for match in re.finditer(rf"\b{re.escape(word)}\b", body)]
        full = [mention for mention in person.mentions if mention.full]
        if len(places) < TIMES or len(word) < LEAST or not word.isalpha() or not full:
            continue
        pairs = [at for at in range(1, len(word) - 1) if word[at].lower() != word[at + 1].lower()]
        if not pairs:
            continue
        at = picked(pairs, key)
        start, end = picked(places, key + " place")
        became = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return _told_again(key, article, _headline(article), body[:start] + became + body[end:], f"{word} → {became}")
    return None


def headline(key: str, article: Article, surnames: list[str]) -> Mutant | None:
    """The surname in the headline somebody else's, where no other part of the name stands there."""
    title = _headline(article)
    if title.isupper():
        return None
    for person in article.get(people):
        match = re.search(rf"\b{re.escape(person.surname)}\b", title)
        other = picked(surnames, key)
        if match is None or not person.mentions[0].full or other in article.text or len(person.surname) < LEAST - 1:
            continue
        rest = {word for word in person.name.split() if word != person.surname}
        if not rest.isdisjoint(re.findall(r"[\w'’-]+", title)):
            continue
        became = title[: match.start()] + other + title[match.end() :]
        return _told_again(key, article, became, _body(article), f"{title} → {other}")
    return None


def unintroduced(key: str, article: Article, _surnames: list[str]) -> Mutant | None:
    """The first names cut wherever the story has them."""
    for person in article.get(people):
        word, body = person.surname, _body(article)
        titled = re.search(
            rf"(?:Mr|Mrs|Ms|Dr|presidente|ministr[oa]|alcalde|alcaldesa|señora?) {re.escape(word)}\b", body
        )
        first = person.name.partition(word)[0].strip()
        if titled is None or not first or not person.mentions[0].full or first in _headline(article):
            continue
        cut = body.replace(f"{first} {word}", word)
        if not re.search(rf"[A-ZÀ-Þ]\w+ {re.escape(word)}\b", re.sub(r"\b(?:Mr|Mrs|Ms|Dr)\b", "", cut)):
            return _told_again(key, article, _headline(article), cut, f"{first} {word} → {word}")
    return None


CHANGES: dict[str, Change] = {"swapped": swapped, "headline": headline, "unintroduced": unintroduced}


def _headline(article: Article) -> str:
    return article[article.headline] if article.headline is not None else ""


def _body(article: Article) -> str:
    return "\n".join(article[block] for block in article.body)


def _told_again(key: str, article: Article, title: str, body: str, change: str) -> Mutant:
    told = {"headline": title, "body": body.split("\n"), "language": article.get(story_language)}
    return Mutant(key, stories.story({name: value for name, value in told.items() if value}), change)


def _found(name: str, kind: str, made: list[Mutant]) -> Measure:
    rule = RULES[kind]
    cases = [
        Case(mutant.key, "missed", mutant.change)
        for mutant in made
        if not any(finding.variant != "figure" for finding in rule.check(mutant.article, rule.options()))
    ]
    return Measure(name, len(made), share(len(made) - len(cases), len(made)), cases=cases)


def _alarms(findings: Iterator[Finding], key: str, article: Article) -> Iterator[Case]:
    for finding in findings:
        if finding.variant == "figure":
            continue
        span = finding.span
        around = article.text[max(span.start - 80, 0) : span.start], article[span], article.text[span.end :][:80]
        yield Case(f"{key} {finding.rule} {span.start}:{span.end}", "false alarm", "{}⟦{}⟧{}".format(*around))
