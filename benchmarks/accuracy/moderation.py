"""How much hatred in readers' comments is found, and how much that is none is taken for it.

The functional tests of HateCheck (Röttger and others, 2021), each read as a comment: *recall* is the share of hateful
ones with a finding of ``moderation/hate``, *false* that of the others. *any* counts every rule of moderation: an insult
to one person or a coarse word is no hatred in that corpus, and is right to be found all the same. Each functionality
has its own row: ``_h`` are hateful, ``_nh`` are not. Then the same with the classifier of the extra, and the share of
news stories that moderation marks at all.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.measure import Case, Measure, share
from compliance import Checker
from compliance.config import Config
from compliance.plugins import load
from compliance.record import Record

CORPUS = "moderation-hatecheck-half"
CLASSIFIER = "profanity-check"
RECALL, FALSE, MARKED, AS_COMMENTS = 0.85, 0.05, 0.01, 0.03
_RULE = "moderation/hate"


class Judged(Record):
    """A comment of the corpus, checked.

    :param group: its functionality.
    :param rules: the rules that found something.
    """

    key: str
    group: str
    text: str
    hateful: bool
    rules: frozenset[str]


def measures(corpora: Corpora) -> Iterator[Measure]:
    """All rows of moderation."""
    judged = list(_judged(corpora, blocked=(CLASSIFIER,)))
    yield from rows("words", judged, (RECALL, FALSE))
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[one.group].append(one)
    for name, some in sorted(groups.items()):
        yield found(f"moderation/{name}", some, some[0].hateful)
    if find_spec("profanity_check") is None:
        yield Measure("moderation/classifier-recall", 0, None, note="the extra `classifier` is not installed")
    else:
        yield from rows("classifier", list(_judged(corpora)), (None, None))
    yield _marked(corpora)
    yield _as_comments(corpora)


def rows(name: str, judged: Iterable[Judged], targets: tuple[float | None, float | None]) -> Iterator[Measure]:
    """Recall and false alarms, of the rule for hatred and of any.

    :param targets: the least recall and the most false alarms.
    """
    parts = {hateful: [one for one in judged if one.hateful is hateful] for hateful in (True, False)}
    yield found(f"moderation/{name}-recall", parts[True], True, targets[0])
    yield found(f"moderation/{name}-false", parts[False], False, targets[1])
    for hateful, told in ((True, "recall"), (False, "false")):
        some = parts[hateful]
        yield Measure(f"moderation/{name}-any-{told}", len(some), share(sum(bool(o.rules) for o in some), len(some)))


def found(name: str, some: list[Judged], hateful: bool, target: float | None = None) -> Measure:
    """The share in which the rule for hatred found something, with those where it should not, or did not."""
    cases = [
        Case(one.key, "missed" if hateful else "false alarm", f"{one.group}: {one.text}")
        for one in some
        if (_RULE in one.rules) is not hateful
    ]
    figure = share(sum(_RULE in one.rules for one in some), len(some))
    return Measure(name, len(some), figure, target, not hateful, cases)


def _of_comments(blocked: tuple[str, ...] = ()) -> Checker:
    known = {plugin.name for plugin in load().plugins}
    registry = load(blocked=[name for name in blocked if name in known])
    return Checker(Config(select=("moderation/*",), story={"product": "comments"}), registry=registry)


def _judged(corpora: Corpora, blocked: tuple[str, ...] = ()) -> Iterator[Judged]:
    checker = _of_comments(blocked)
    for record in corpora.records(CORPUS):
        text, key = record["test_case"].strip(), f"{CORPUS}:{record['case_id']}"
        (report,) = checker.check_bytes(json.dumps({"body": text}).encode(), "comment.json", told="json")
        rules = frozenset(finding.rule for finding in report.findings)
        yield Judged(key, record["functionality"], text, record["label_gold"] == "hateful", rules)


def _marked(corpora: Corpora) -> Measure:
    """How many news stories have any finding of moderation."""
    cases = []
    total = 0
    for key, article in stories.bbc(corpora):
        total += 1
        some = [one for one in stories.checker().check(article).findings if one.rule.startswith("moderation/")]
        cases += [Case(key, one.rule, article[one.span]) for one in some[:1]]
    note = f"of {total:,} stories"
    return Measure("moderation/news-marked", total, share(len(cases), total), MARKED, True, cases, note)


def _as_comments(corpora: Corpora) -> Measure:
    """Of every fourth news story, read as if readers had written it, how many are taken for hateful: hardly one is."""
    checker = _of_comments((CLASSIFIER,))
    some = list(corpora.records("speed-bbc"))[::4]
    cases = []
    for number, record in enumerate(some):
        (report,) = checker.check_bytes(record["text"].encode(), "comment.txt", told="text")
        found = [one for one in report.findings if one.rule == _RULE]
        cases += [Case(f"speed-bbc:{4 * number}", one.rule, record["text"][slice(*one.span)]) for one in found[:1]]
    return Measure("moderation/news-as-comments", len(some), share(len(cases), len(some)), AS_COMMENTS, True, cases)
