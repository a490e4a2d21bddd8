"""Holds what two sets of rules say of the same stories against each other, story by story.

Of a story nothing is kept but counts, and of each rule a few samples, always the same for the same stories: those
whose digests are the smallest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from typing import Any

from compliance.article import Span
from compliance.digests import digest
from compliance.finding import Finding, Kind, Severity
from compliance.policy import verdict
from compliance.record import Record
from compliance.renderers.counting import RANKS
from compliance.renderers.model import ErrorView, ReportView
from compliance.renderers.replay_model import Brief, Change, Moved, RuleChange, Sample, Summary

SAMPLES = 3
"""Samples of a rule's new findings, and as many of those that are gone."""
_LONGEST_MESSAGE, _LONGEST_WORDS = 240, 80
_VERDICTS = ("hold", "review", "publish")


class Told(Record):
    """What one side says of a story.

    :param findings: all of them.
    :param open: those that nobody let through.
    :param counted: those of the open ones that its verdict rests on.
    :param through: fingerprints of those that were let through: waived, or in the baseline.
    :param not_run: rules that had work to do and could not do it.
    """

    verdict: str
    findings: tuple[Brief, ...]
    open: tuple[Brief, ...]
    counted: tuple[Brief, ...]
    through: frozenset[str] = frozenset()
    not_run: tuple[str, ...] = ()


def told_by_view(view: ReportView, gate: str) -> Told:
    """What a checker says.

    :param gate: the severity from which findings count, ``never`` for none.
    """
    open_ = tuple(_brief(one._asdict()) for one in view.findings)
    let = tuple(_brief(one._asdict()) for one in (*view.baseline, *view.waived))
    others = tuple(_brief(one._asdict()) for one in view.observed)
    return Told(
        view.verdict,
        (*open_, *others, *let),
        open_,
        tuple(one for one in open_ if _counts(one, gate)),
        frozenset(one.fingerprint for one in let),
        tuple(one.rule for one in view.rules_skipped if one.undecided),
    )


def told_by_report(report: Mapping[str, Any], gate: str) -> Told:
    """What a report says that was written before.

    :param report: as :func:`compliance.reports.read_reports` gives it.
    :param gate: the one that is counted by now: a report does not say its own.
    """
    piles = {pile: tuple(map(_brief, report.get(pile, ()))) for pile in ("findings", "observed", *_THROUGH)}
    open_ = piles["findings"]
    stands = open_ if report["verdict"] != "publish" else ()
    return Told(
        str(report["verdict"]),
        tuple(one for pile in piles.values() for one in pile),
        open_,
        tuple(one for one in stands if _counts(one, gate)) or stands,
        frozenset(one.fingerprint for pile in _THROUGH for one in piles[pile]),
        tuple(str(one["rule"]) for one in report.get("rules_skipped", ()) if one.get("undecided")),
    )


_THROUGH = ("baseline", "waived")


def without(told: Told, through: Iterable[str], gate: str) -> Told:
    """What a side says of a story where more of its findings were let through.

    :param through: their fingerprints.
    """
    let = frozenset(through)
    kept = tuple(one for one in told.open if one.fingerprint not in let)
    if len(kept) == len(told.open) or told.verdict == "publish":
        return told
    counted = tuple(one for one in told.counted if one.fingerprint not in let)
    return told._replace(verdict=_verdict(kept, bool(told.not_run), gate), open=kept, counted=counted)


def _counts(one: Brief, gate: str) -> bool:
    """As :func:`compliance.renderers.counting.counts`; a severity that is not known here counts."""
    return RANKS.get(one.severity, 3) >= RANKS[gate] or one.rule.startswith("compliance/")


def _brief(one: Mapping[str, Any]) -> Brief:
    return Brief(
        str(one["rule"]),
        str(one.get("kind", "review")),
        str(one.get("severity", "warning")),
        _cut(str(one.get("message", "")), _LONGEST_MESSAGE),
        _cut(" ".join(str(one.get("matched", "")).split()), _LONGEST_WORDS),
        int(one.get("line", 1)),
        str(one["fingerprint"]),
    )


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _verdict(findings: Iterable[Brief], undecided: bool, gate: str) -> str:
    told = [Finding(f.rule, Span(0, 0), kind=Kind(f.kind), severity=Severity(f.severity)) for f in findings]
    return verdict(told, undecided, None if gate == "never" else Severity(gate)).value


def change(file: str, item: int | None, before: Told, after: Told) -> Change | None:
    """What changes in a story; ``None`` where its verdict stays."""
    if before.verdict == after.verdict:
        return None
    old, new = ({(one.fingerprint, one.kind) for one in side.counted} for side in (before, after))
    added = tuple(one for one in after.counted if (one.fingerprint, one.kind) not in old)
    removed = tuple(one for one in before.counted if (one.fingerprint, one.kind) not in new)
    not_run = tuple(sorted({*before.not_run} ^ {*after.not_run}))
    return Change(file, item, before.verdict, after.verdict, added, removed, not_run)


class Replay:
    """Counts as the stories go by."""

    def __init__(self) -> None:
        self._moved: Counter[tuple[str, str]] = Counter()
        self._before: Counter[str] = Counter()
        self._after: Counter[str] = Counter()
        self._new = _Samples()
        self._gone = _Samples()
        self._errors: list[ErrorView] = []
        self.unmatched = 0

    def take(self, file: str, item: int | None, before: Told, after: Told) -> Change | None:
        """Count a story; what changes in it."""
        self._moved[before.verdict, after.verdict] += 1
        old, new = ({one.fingerprint for one in side.findings} for side in (before, after))
        self._before.update(one.rule for one in before.findings)
        self._after.update(one.rule for one in after.findings)
        for one in after.findings:
            if one.fingerprint not in old:
                self._new.take(Sample(file, item, one))
        for one in before.findings:
            if one.fingerprint not in new:
                self._gone.take(Sample(file, item, one))
        return change(file, item, before, after)

    def unread(self, error: ErrorView) -> None:
        """Count what could not be read, once."""
        if error.file not in {one.file for one in self._errors}:
            self._errors.append(error)

    def summary(self) -> Summary:
        """What it came to."""
        order = {name: n for n, name in enumerate(_VERDICTS)}
        moved = sorted(self._moved.items(), key=lambda row: [order.get(verdict, 9) for verdict in row[0]])
        return Summary(
            self._moved.total(),
            sum(n for (before, after), n in self._moved.items() if before != after),
            tuple(Moved(before, after, n) for (before, after), n in moved),
            tuple(self._rules()),
            self.unmatched,
            tuple(self._errors),
        )

    def _rules(self) -> Iterator[RuleChange]:
        for rule in sorted({*self._before, *self._after}):
            new, gone = self._new.of(rule), self._gone.of(rule)
            counted = self._before[rule], self._after[rule], self._new.counted[rule], self._gone.counted[rule]
            yield RuleChange(rule, *counted, new, gone)


class _Samples:
    """Keeps the few samples of each rule that have the smallest digests."""

    def __init__(self) -> None:
        self.counted: Counter[str] = Counter()
        self._kept: dict[str, list[tuple[str, Sample]]] = {}

    def take(self, sample: Sample) -> None:
        """Count a finding, and keep it where its digest is small."""
        rule = sample.finding.rule
        self.counted[rule] += 1
        name = f"{sample.file}\0{sample.item}\0{sample.finding.fingerprint}"
        kept = [*self._kept.get(rule, ()), (digest(name.encode("utf-8", "surrogatepass")), sample)]
        self._kept[rule] = nsmallest(SAMPLES, kept, key=lambda one: one[0])

    def of(self, rule: str) -> tuple[Sample, ...]:
        """The samples of a rule, in the order of the stories' names."""
        kept = [sample for _, sample in self._kept.get(rule, ())]
        return tuple(sorted(kept, key=lambda one: (one.file, one.item or 0, one.finding.line)))
