"""What is known of a story beside its text: whether it is there, and whether it is true."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.hookspecs import hookimpl

if TYPE_CHECKING:
    from compliance.rule import Rule


@hookimpl
def compliance_register_rules() -> Iterable[Rule]:
    """The rules of the topic."""
    from compliance_plugins.metadata import language, required, sponsored_undisclosed

    return (
        language.language,
        required.required,
        sponsored_undisclosed.sponsored_undisclosed,
    )
