"""What must not be left in copy: desk words, broken characters, slips of the keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.hookspecs import hookimpl

if TYPE_CHECKING:
    from compliance.rule import Rule


@hookimpl
def compliance_register_rules() -> Iterable[Rule]:
    """The rules of the topic."""
    from compliance_plugins.copy import (
        brackets,
        desk_note,
        garbled,
        internal_link,
        invisible,
        machine_residue,
        placeholder,
        repeated,
        spacing,
        wrong_channel,
    )

    return (
        brackets.brackets,
        desk_note.desk_note,
        garbled.garbled,
        internal_link.internal_link,
        invisible.invisible,
        machine_residue.machine_residue,
        placeholder.placeholder,
        repeated.repeated,
        spacing.spacing,
        wrong_channel.wrong_channel,
    )
