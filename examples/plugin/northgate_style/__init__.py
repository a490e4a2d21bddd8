"""The Northgate Herald's house rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance import hookimpl

if TYPE_CHECKING:
    from compliance import Rule


@hookimpl
def compliance_register_rules() -> Iterable[Rule]:
    """The rules; their modules are imported here, so that listing the plugin costs nothing."""
    from northgate_style.scale_missing import scale_missing

    return (scale_missing,)
