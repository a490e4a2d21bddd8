"""What a story tells of people that is nobody's business: how to reach them, and their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.hookspecs import hookimpl

if TYPE_CHECKING:
    from compliance.rule import Rule


@hookimpl
def compliance_register_rules() -> Iterable[Rule]:
    """The rules of the topic."""
    from compliance_plugins.privacy import contact, identifier

    return (contact.contact, identifier.identifier)
