"""JSON, a line a story: ``{"report": …}`` as in ``--format json``, or ``{"error": …}`` for what was not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.renderers.json import dump, writer
from compliance.renderers.model import ErrorView

if TYPE_CHECKING:
    from compliance.renderers import Run


def render(run: Run) -> Iterator[str]:
    """A line for each story as soon as it is checked."""
    own = writer(run)
    for outcome in run.outcomes:
        if isinstance(outcome, ErrorView):
            yield f'{{"error":{dump(outcome)}}}\n'
        else:
            yield f'{{"report":{own.piece(outcome).text}}}\n'
