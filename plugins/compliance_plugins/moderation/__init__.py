"""What readers write, and the same words in a story: hatred, threats, harassment, coarse words, spam."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.hookspecs import hookimpl

if TYPE_CHECKING:
    from compliance.rule import Rule


@hookimpl
def compliance_register_rules() -> Iterable[Rule]:
    """The rules of the topic."""
    from compliance_plugins.moderation import (
        doxxing,
        harassment,
        hate,
        profanity,
        self_harm,
        sexual,
        spam,
        threat,
    )

    return (
        doxxing.doxxing,
        harassment.harassment,
        hate.hate,
        profanity.profanity,
        self_harm.self_harm,
        sexual.sexual,
        spam.spam,
        threat.threat,
    )
