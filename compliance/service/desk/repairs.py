"""Writes one suggestion that an editor chose into the story's file."""

from __future__ import annotations

from compliance.fixes import apply
from compliance.service.workers.layout import Layout


def can_apply(layout: Layout, finding: int, suggestion: int) -> bool:
    """Whether every edit can be written as the file writes it.

    :param finding: its place in the report, from 0.
    :param suggestion: its place among the finding's, from 0.
    """
    return bool(layout.changes[finding][suggestion])


def applied(layout: Layout, finding: int, suggestion: int) -> str:
    """The file's text with the edits of a suggestion that :func:`can_apply`; parameters as there."""
    return apply(layout.source, sorted(layout.changes[finding][suggestion], key=lambda change: change.start))
