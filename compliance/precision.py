"""How often a rule is right, as far as editors have said so, and how sure that is.

The interval is Wilson's for a share (E. B. Wilson, "Probable inference, the law of succession, and statistical
inference", 1927), at 95 per cent: unlike the textbook's, it stays between 0 and 1 and says something for few cases.
"""

from __future__ import annotations

from math import sqrt

from compliance.record import Record

ENOUGH = 20
"""Findings of a rule that must be judged before its precision is more than a hint."""
_Z = 1.959964
"""The standard normal distribution's 97.5th percentile."""


class Judged(Record):
    """What editors said of a rule's findings, each finding counted once.

    :param accepted: findings that were right.
    :param dismissed: false alarms.
    """

    rule: str
    accepted: int = 0
    dismissed: int = 0

    @property
    def judged(self) -> int:
        """How many findings were judged."""
        return self.accepted + self.dismissed

    @property
    def precision(self) -> float | None:
        """The share that was right, from 0 to 1; ``None`` where none was judged."""
        return self.accepted / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the share lies with 95 per cent confidence; ``None`` where none was judged."""
        return wilson(self.accepted, self.judged) if self.judged else None

    @property
    def few(self) -> bool:
        """Whether too few were judged to go by."""
        return self.judged < ENOUGH


def wilson(right: int, of: int) -> tuple[float, float]:
    """Wilson's interval for a share, each end from 0 to 1.

    :param of: how many there were, at least one.
    """
    share, squared = right / of, _Z * _Z
    middle = share + squared / (2 * of)
    half = _Z * sqrt(share * (1 - share) / of + squared / (4 * of * of))
    whole = 1 + squared / of
    return max((middle - half) / whole, 0.0), min((middle + half) / whole, 1.0)
