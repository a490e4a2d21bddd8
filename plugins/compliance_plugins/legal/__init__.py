"""What the law asks of a story: who may be named, who is guilty, who was asked, and when it may go out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.hookspecs import hookimpl

if TYPE_CHECKING:
    from compliance.rule import Rule


@hookimpl
def compliance_register_rules() -> Iterable[Rule]:
    """The rules of the topic."""
    from compliance_plugins.legal import embargo, guilt_presumed, minor_identified, reply_missing, victim_identified

    return (
        embargo.embargo,
        guilt_presumed.guilt_presumed,
        minor_identified.minor_identified,
        reply_missing.reply_missing,
        victim_identified.victim_identified,
    )
