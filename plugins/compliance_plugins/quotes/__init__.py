"""Quotations: whose words they are, whether they are whole, and whether they are theirs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.hookspecs import hookimpl

if TYPE_CHECKING:
    from compliance.rule import Rule


@hookimpl
def compliance_register_rules() -> Iterable[Rule]:
    """The rules of the topic."""
    from compliance_plugins.quotes import (
        altered,
        ambiguous_speaker,
        anonymous_source,
        loaded_verb,
        mixed_marks,
        not_in_story,
        repeated,
        second_hand,
        unattributed,
        unclosed,
    )

    return (
        altered.altered,
        ambiguous_speaker.ambiguous_speaker,
        anonymous_source.anonymous_source,
        loaded_verb.loaded_verb,
        mixed_marks.mixed_marks,
        not_in_story.not_in_story,
        repeated.repeated,
        second_hand.second_hand,
        unattributed.unattributed,
        unclosed.unclosed,
    )
