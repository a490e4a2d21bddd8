"""One figure of the table, beside what it should be, with the cases that lower it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Case:
    """A place where the checker and the gold or the judge differ.

    :param key: corpus and item, as in ``speed-bbc:17``, and what else tells the place from others.
    :param what: ``missed``, ``wrong``, ``false alarm``, ``not judged`` …
    :param detail: what a reader must see to understand it: the words, what was expected, what came.
    """

    key: str
    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure.

    :param name: ``part/figure``, as ``--show`` takes it.
    :param count: how many things it was measured on.
    :param figure: a share, or a number a story; none where there was nothing to measure.
    :param target: what it should be; none where it is only told.
    :param at_most: the target is the most that it may be, not the least.
    :param cases: what lowers it.
    :param note: what a reader of the table must know, as ``12 not judged``.
    """

    name: str
    count: int
    figure: float | None
    target: float | None = None
    at_most: bool = False
    cases: Sequence[Case] = field(default=())
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; none without one or without a figure."""
        if self.figure is None or self.target is None:
            return None
        return self.figure <= self.target if self.at_most else self.figure >= self.target


def share(right: int, total: int) -> float | None:
    """The share of right ones; none of nothing."""
    return right / total if total else None
