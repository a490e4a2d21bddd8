"""A story's dates against the calendar, its dateline, its pictures and each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.hookspecs import hookimpl

if TYPE_CHECKING:
    from compliance.rule import Rule


@hookimpl
def compliance_register_rules() -> Iterable[Rule]:
    """The rules of the topic."""
    from compliance_plugins.dates import (
        ambiguous,
        caption_mismatch,
        dateline_mismatch,
        dateline_missing,
        edition_mismatch,
        elapsed_mismatch,
        future_as_past,
        impossible,
        past_as_future,
        range_reversed,
        weekday_mismatch,
    )

    return (
        ambiguous.ambiguous,
        caption_mismatch.caption_mismatch,
        dateline_mismatch.dateline_mismatch,
        dateline_missing.dateline_missing,
        edition_mismatch.edition_mismatch,
        elapsed_mismatch.elapsed_mismatch,
        future_as_past.future_as_past,
        impossible.impossible,
        past_as_future.past_as_future,
        range_reversed.range_reversed,
        weekday_mismatch.weekday_mismatch,
    )
