"""What a rule asks of a field of the story's metadata."""

from __future__ import annotations

from compliance.article import Metadata
from compliance.errors import did_you_mean
from compliance.packs import schema
from compliance.packs.compile_parts import Parts, Problem
from compliance.packs.compile_patterns import compiled_pattern

BLOCK_FIELDS = ("headline", "standfirst", "byline", "dateline")
"""Fields of the front matter that are parts of the story too."""


def metadata(rule: schema.MetadataRule) -> Parts:
    """A field, and what it must be.

    :raises Problem: there is no such field, or the rule asks nothing of it.
    """
    known = [name for name in Metadata._fields if name not in ("extra", "teasers")]
    name, _, key = rule.field.partition(".")
    if (name not in known and name not in BLOCK_FIELDS and name not in ("extra", "teasers")) or (
        (name in ("extra", "teasers")) != bool(key)
    ):
        every = sorted({*known, *BLOCK_FIELDS})
        hint = did_you_mean(rule.field, every) or f"extra.{rule.field} for a key of the house's own"
        raise Problem(("field",), f"stories have no field {rule.field!r}", hint)
    if not (rule.required or rule.one_of or rule.pattern or rule.max_length is not None):
        raise Problem((), "the rule asks nothing of the field", "give it required, one_of, pattern or max_length")
    if rule.pattern is not None:
        compiled_pattern(rule.pattern, False, ("pattern",))
    asked = {
        "required": rule.required,
        "one_of": list(rule.one_of),
        "pattern": rule.pattern,
        "max_length": rule.max_length,
    }
    return Parts("metadata", _asked_of(rule), data={"field": rule.field, **asked})


def _asked_of(rule: schema.MetadataRule) -> str:
    """What the field must be, in a sentence."""
    wrong = []
    if rule.required:
        wrong.append("is missing")
    if rule.one_of:
        wrong.append(f"is none of {', '.join(f'*{one}*' for one in rule.one_of)}")
    if rule.max_length is not None:
        wrong.append(f"has more than {rule.max_length} characters")
    if rule.pattern is not None:
        wrong.append(f"is not written as `{rule.pattern}`")
    return f"A story whose `{rule.field}` {' or '.join(wrong)}."
