"""Bounds the time that patterns of packs take on a story: each by itself, and all of them together.

One pattern that runs away is stopped soon; a hundred of them would still hold a story for minutes. So the patterns of
all packs draw on one allowance, which grows with the story, and those that come when it is used up do not run.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from compliance.errors import RuleTimeout

if TYPE_CHECKING:
    from compliance.article import Article

SECONDS = 1.0
"""What one pattern of a ``pack.yaml`` may take on a short story."""
VALE_SECONDS = 2.0
"""What the patterns of one Vale rule may take on a short story."""
STORY_SECONDS = 2.0
"""What the patterns of all packs may take on a short story, together."""
_A_SECOND = 1_000_000
"""So many code points more give a pattern a second more."""
_TOGETHER = 5
"""So many times that second all of them together: most of them run over little of a long story."""


class Budget:
    """What is left of the time for one story.

    :param length: of the story, in code points.
    """

    __slots__ = ("left", "more", "whole")

    def __init__(self, length: int = 0) -> None:
        self.more = length / _A_SECOND
        self.whole = self.left = STORY_SECONDS + _TOGETHER * self.more


def budget(article: Article) -> Budget:
    """The budget of a story, on which whatever runs patterns over it draws."""
    return Budget(len(article.text))


class Share:
    """The time of one pattern, or of the patterns of one rule, from the first search to ``end``.

    :param seconds: how long they may take on a short story.
    """

    __slots__ = ("_began", "_budget", "_most", "seconds", "together")

    def __init__(self, budget: Budget, seconds: float) -> None:
        self._budget, self._began = budget, 0.0
        own = seconds + budget.more
        self.together = budget.left < own
        self.seconds = budget.whole if self.together else own
        self._most = min(own, budget.left)

    def left(self) -> float:
        """The seconds that are left.

        :raises RuleTimeout: none is.
        """
        now = perf_counter()
        if not self._began:
            self._began = now
        left = self._began + self._most - now
        if left <= 0:
            raise self.over()
        return left

    def leave_out(self, seconds: float) -> None:
        """Do not count what was no search: a pattern is compiled for all stories, not for the one that came first."""
        if self._began:
            self._began += seconds

    def over(self) -> RuleTimeout:
        """What is raised where it took longer."""
        return RuleTimeout(round(self.seconds, 1), together=self.together)

    def end(self) -> None:
        """Take from the budget what was used."""
        if self._began:
            self._budget.left -= perf_counter() - self._began
