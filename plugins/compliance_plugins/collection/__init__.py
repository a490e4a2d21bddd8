"""What shows only where stories lie side by side, and what the house has withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.hookspecs import hookimpl

if TYPE_CHECKING:
    from compliance.rule import Rule


@hookimpl
def compliance_register_rules() -> Iterable[Rule]:
    """The rules of the topic."""
    from compliance_plugins.collection import (
        duplicate_story,
        name_conflict,
        picture_conflict,
        withdrawn,
    )

    return (
        duplicate_story.duplicate_story,
        name_conflict.name_conflict,
        picture_conflict.picture_conflict,
        withdrawn.withdrawn,
    )
