"""What is said of rules that get into each other's way, or of one that cannot do its work."""

from __future__ import annotations

from compliance.packs.compiled import CompiledRule
from compliance.record import Record


class Problem(Record):
    """Something that is wrong between rules.

    :param where: file, line and column.
    :param rule: the whole name of the rule that stands there.
    :param what: what is wrong, in a sentence.
    :param hint: what to do.
    """

    where: str
    rule: str
    what: str
    hint: str


def whole_name(rule: CompiledRule) -> str:
    """What a rule is called outside its pack."""
    return f"{rule.pack}/{rule.id}"
