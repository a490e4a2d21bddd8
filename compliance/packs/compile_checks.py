"""What each kind of rule looks for, taken from its form: phrases and patterns, and what else its check reads."""

from __future__ import annotations

from pathlib import Path

from compliance.packs import schema
from compliance.packs.compile_counts import length, occurrence, requirement
from compliance.packs.compile_metadata import metadata
from compliance.packs.compile_parts import Parts
from compliance.packs.compile_patterns import pattern_rule
from compliance.packs.compile_terms import consistency, substitution, term

FILE_KEYS = ("terms_file", "swap_file")


def parts(rule: schema.AnyRule, folder: Path) -> Parts:
    """The parts of a rule.

    :raises Problem: something in it is wrong.
    :raises PackError: a file beside the pack is.
    """
    match rule:
        case schema.TermRule():
            return term(rule, folder)
        case schema.SubstitutionRule():
            return substitution(rule, folder)
        case schema.ConsistencyRule():
            return consistency(rule)
        case schema.PatternRule():
            return pattern_rule(rule)
        case schema.RequirementRule():
            return requirement(rule, folder)
        case schema.OccurrenceRule():
            return occurrence(rule, folder)
        case schema.LengthRule():
            return length(rule)
        case schema.MetadataRule():
            return metadata(rule)
        case _:
            raise TypeError(rule)
