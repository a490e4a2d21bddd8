"""What is said of rules' precision to the outside: the JSON form of ``compliance stats``; it only ever gains fields."""

from __future__ import annotations

from compliance.precision import Judged
from compliance.record import Record

STATS_VERSION = "1.0"


class RuleStats(Record):
    """One rule.

    :param fired: its findings in the reports given, each once; ``None`` without reports.
    :param accepted: findings that editors said were right.
    :param dismissed: findings that they said were false alarms.
    :param precision: the share of the judged that was right, from 0 to 1; ``None`` where none was judged.
    :param low: where that share lies with 95 per cent confidence: from here
    :param high: to here.
    :param few: too few were judged to go by.
    :param wrong_alarms: findings called wrong at the desk, in the service's record; ``None`` where that was not asked.
    """

    rule: str
    fired: int | None
    accepted: int
    dismissed: int
    precision: float | None
    low: float | None
    high: float | None
    few: bool
    wrong_alarms: int | None = None

    @property
    def judged(self) -> Judged:
        """What editors said."""
        return Judged(self.rule, self.accepted, self.dismissed)


class Stats(Record):
    """The whole of ``compliance stats --format json``.

    :param stories: that the reports are of; ``None`` without reports.
    :param enough: how many findings of a rule must be judged before its precision is more than a hint.
    """

    schema_version: str
    stories: int | None
    enough: int
    rules: tuple[RuleStats, ...]
