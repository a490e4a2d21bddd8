"""Several formats from one run: each gets every outcome, and none runs far ahead of another.

A story is freed when the last of them has had it, so memory does not grow with the number of formats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import tee
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.renderers import Look, Renderer, Run
    from compliance.renderers.model import ErrorView, Seen


def together(run: Run, renderers: Sequence[tuple[Renderer, Look]]) -> Iterator[tuple[int, str]]:
    """The pieces of all formats as they come, each with the number of its format.

    :param run: its outcomes are read once; its look counts for nothing.
    """
    branches = [_Counted(branch) for branch in tee(run.outcomes, len(renderers))]
    pieces = {
        number: renderer.render(run._replace(outcomes=branch, look=look))
        for number, (branch, (renderer, look)) in enumerate(zip(branches, renderers, strict=True))
    }
    while pieces:
        behind = min(pieces, key=lambda number: branches[number].taken)
        piece = next(pieces[behind], None)
        if piece is None:
            del pieces[behind]
        else:
            yield behind, piece


class _Counted:
    """Passes outcomes on and counts them.

    :param outcomes: one branch of those of the run.
    """

    def __init__(self, outcomes: Iterable[Seen | ErrorView]) -> None:
        self._outcomes = iter(outcomes)
        self.taken = 0

    def __iter__(self) -> Iterator[Seen | ErrorView]:
        return self

    def __next__(self) -> Seen | ErrorView:
        self.taken += 1
        return next(self._outcomes)
