"""What an extension point finds."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.article import Span
from compliance.record import Record


class Alert(Record):
    """One place that a rule flags.

    :param match: the words there; empty for what concerns the story as a whole.
    :param facts: what the message's ``%s`` stand for, in order.
    :param offers: what may be written instead; ``None`` where the rule's action is to say it.
    :param chosen: the offers are in ``facts`` and have marks of quotation there.
    """

    span: Span
    match: str
    facts: Sequence[str]
    offers: Sequence[str] | None = None
    chosen: bool = False
