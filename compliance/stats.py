"""Counts, rule by rule, how often it spoke and what editors said of that."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from typing import Any

from compliance.precision import ENOUGH, Judged
from compliance.renderers.stats_model import STATS_VERSION, RuleStats, Stats
from compliance.reports import PILES


class Fired:
    """Findings of reports, each counted once: a story may be in several reports."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, object, str]] = set()
        self._stories: set[tuple[str, object]] = set()
        self.rules: Counter[str] = Counter()

    @property
    def stories(self) -> int:
        """How many stories the reports are of."""
        return len(self._stories)

    def take(self, report: Mapping[str, Any]) -> None:
        """Count the findings of one story, whether they count for its verdict or not.

        :param report: as :func:`compliance.reports.read_reports` gives it.
        """
        file, item = os.path.normpath(report["file"]), report.get("item")
        self._stories.add((file, item))
        for pile in PILES:
            for finding in report.get(pile, ()):
                known = (file, item, finding["fingerprint"])
                if known not in self._seen:
                    self._seen.add(known)
                    self.rules[finding["rule"]] += 1


def stats(fired: Fired | None, judged: Mapping[str, Judged], alarms: Mapping[str, int] | None = None) -> Stats:
    """What is known of each rule that spoke or was judged, by its name.

    :param fired: ``None`` where no report was given.
    :param alarms: wrong alarms in the service's record; ``None`` where that was not asked.
    """
    names = {*(fired.rules if fired else ()), *judged, *(alarms or ())}
    rows = (_row(name, fired, judged.get(name, Judged(name)), alarms) for name in sorted(names))
    return Stats(STATS_VERSION, fired.stories if fired else None, ENOUGH, tuple(rows))


def _row(name: str, fired: Fired | None, judged: Judged, alarms: Mapping[str, int] | None) -> RuleStats:
    low, high = judged.interval or (None, None)
    return RuleStats(
        name,
        fired.rules[name] if fired else None,
        judged.accepted,
        judged.dismissed,
        _rounded(judged.precision),
        _rounded(low),
        _rounded(high),
        judged.few,
        alarms.get(name, 0) if alarms is not None else None,
    )


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
