"""The picture's credit line, and what may be done with the picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.hookspecs import hookimpl

if TYPE_CHECKING:
    from compliance.rule import Rule


@hookimpl
def compliance_register_rules() -> Iterable[Rule]:
    """The rules of the topic."""
    from compliance_plugins.credits import (
        agency_text_uncredited,
        conflict,
        disclosure_lost,
        instruction_published,
        interested_source,
        malformed,
        mandatory_credit_dropped,
        missing,
        restricted_picture,
        restriction_breached,
        unverified_source,
    )

    return (
        agency_text_uncredited.agency_text_uncredited,
        conflict.conflict,
        disclosure_lost.disclosure_lost,
        instruction_published.instruction_published,
        interested_source.interested_source,
        malformed.malformed,
        mandatory_credit_dropped.mandatory_credit_dropped,
        missing.missing,
        restricted_picture.restricted_picture,
        restriction_breached.restriction_breached,
        unverified_source.unverified_source,
    )
