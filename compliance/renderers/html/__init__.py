"""One HTML file that an editor can open: the stories with their marks, filters, charts; no network, no script.

The filters are style rules over the state of three lists, so the page's policy forbids all scripts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.renderers.html.page import Page

if TYPE_CHECKING:
    from compliance.renderers import Run


def render(run: Run) -> Iterator[str]:
    """The page, when all stories are checked."""
    page = Page(run)
    for outcome in run.outcomes:
        page.take(outcome)
        yield ""
    yield from page.pieces()
