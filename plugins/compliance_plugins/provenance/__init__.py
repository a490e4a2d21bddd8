"""Where text and pictures come from, and whether somebody answers for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.hookspecs import hookimpl

if TYPE_CHECKING:
    from compliance.rule import Rule


@hookimpl
def compliance_register_rules() -> Iterable[Rule]:
    """The rules of the topic."""
    from compliance_plugins.provenance import ai_text_unreviewed

    return (ai_text_unreviewed.ai_text_unreviewed,)
