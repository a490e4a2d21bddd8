"""Captions: whole, dated, placed, each picture its own, and the people in it where it says they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.hookspecs import hookimpl

if TYPE_CHECKING:
    from compliance.rule import Rule


@hookimpl
def compliance_register_rules() -> Iterable[Rule]:
    """The rules of the topic."""
    from compliance_plugins.captions import (
        file_picture_unlabelled,
        missing,
        placeless,
        positions,
        repeated,
        stranger_named,
        truncated,
        undated,
    )

    return (
        truncated.truncated,
        undated.undated,
        placeless.placeless,
        positions.positions,
        file_picture_unlabelled.file_picture_unlabelled,
        repeated.repeated,
        stranger_named.stranger_named,
        missing.missing,
    )
