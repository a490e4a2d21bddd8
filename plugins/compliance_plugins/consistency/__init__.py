"""A story against itself: its figures, counted, measured and worked out more than once, and its people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.hookspecs import hookimpl

if TYPE_CHECKING:
    from compliance.rule import Rule


@hookimpl
def compliance_register_rules() -> Iterable[Rule]:
    """The rules of the topic."""
    from compliance_plugins.consistency import (
        acronym,
        age_mismatch,
        capitals,
        change_mismatch,
        conversion,
        figure_mismatch,
        headline_unsupported,
        name_spelling,
        name_unintroduced,
        scale_swapped,
        spelling_variant,
        sum_mismatch,
        teaser_mismatch,
    )

    return (
        acronym.acronym,
        age_mismatch.age_mismatch,
        capitals.capitals,
        change_mismatch.change_mismatch,
        conversion.conversion,
        figure_mismatch.figure_mismatch,
        headline_unsupported.headline_unsupported,
        name_spelling.name_spelling,
        name_unintroduced.name_unintroduced,
        scale_swapped.scale_swapped,
        spelling_variant.spelling_variant,
        sum_mismatch.sum_mismatch,
        teaser_mismatch.teaser_mismatch,
    )
