"""What rules look for that ask how often: what must be there, how many times, how long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from compliance.packs import schema
from compliance.packs.compile_parts import Parts, Problem, listing
from compliance.packs.compile_patterns import compiled_pattern, waits_for
from compliance.packs.compile_terms import all_terms, phrases_of
from compliance.packs.compiled import Pattern, Phrase
from compliance.record import Record


class _Found(Record):
    """What a rule says it looks for: phrases, or a pattern."""

    phrases: Sequence[Phrase] | None
    pattern: Pattern | None
    said: str


def _sought(form: Any, folder: Path, path: tuple[str, ...]) -> _Found:
    """Terms or a pattern, as they stand in a rule or in one of its tables."""
    terms = all_terms(form.terms, form.terms_file, folder)
    if bool(terms) == (form.pattern is not None):
        what = "there are terms and a pattern" if terms else "there is nothing to look for"
        raise Problem(path, what, "give it terms (or a terms_file), or a pattern: one of the two")
    if form.pattern is None:
        return _Found(phrases_of(terms), None, listing("any of", terms))
    return _Found(None, compiled_pattern(form.pattern, form.ignore_case, (*path, "pattern")), f"`{form.pattern}`")


def _groups(found: Mapping[str, _Found]) -> tuple[dict[str, Sequence[Phrase]], dict[str, Pattern]]:
    phrases = {name: one.phrases for name, one in found.items() if one.phrases is not None}
    return phrases, {name: one.pattern for name, one in found.items() if one.pattern is not None}


def requirement(rule: schema.RequirementRule, folder: Path) -> Parts:
    """What must be there, in the story or where something else is said.

    :raises Problem: something in the rule is wrong.
    """
    if rule.prominence == "subject" and rule.when is None:
        raise Problem(("prominence",), "a story is about nothing here", "say with `when` what it is about")
    forms = {"when": rule.when, "require": rule.require}
    found = {name: _sought(form, folder, (name,)) for name, form in forms.items() if form is not None}
    phrases, patterns = _groups(found)
    where = "the same paragraph" if rule.within == "block" else "the story"
    said = f"A story without {found['require'].said}"
    if "when" in found:
        told = "is about" if rule.prominence == "subject" else "says"
        said = f"Where a story {told} {found['when'].said} and {where} does not say {found['require'].said}"
    return Parts(
        "requirement",
        f"{said.rstrip('.')}.",
        phrases,
        patterns,
        waits_for("when", found["when"].pattern) if "when" in found else (),
        {
            "within": rule.within,
            "place": rule.place,
            "conditional": "when" in found,
            "subject": rule.prominence == "subject",
        },
        {name: form.case == "exact" for name, form in forms.items() if form is not None},
    )


def occurrence(rule: schema.OccurrenceRule, folder: Path) -> Parts:
    """What is counted, and how often it may or must be there.

    :raises Problem: something in the rule is wrong.
    """
    limits = _limits(rule.max, rule.min)
    found = _sought(rule, folder, ())
    phrases, patterns = _groups({"terms": found})
    most = [f"more than {rule.max} times"] if rule.max is not None else []
    least = [f"fewer than {rule.min} times"] if rule.min is not None else []
    return Parts(
        "occurrence",
        f"{' or '.join((*most, *least)).capitalize()} in a {rule.within}: {found.said}",
        phrases,
        patterns,
        waits_for("terms", found.pattern) if rule.min is None else (),
        {**limits, "within": rule.within},
    )


def _limits(most: int | None, least: int | None) -> dict[str, int | None]:
    if most is None and least is None:
        raise Problem(("max",), "the rule has no limit", "give it a max, a min, or both")
    if most is not None and least is not None and most < least:
        raise Problem(("max",), f"the max of {most} is below the min of {least}", "swap the two")
    return {"max": most, "min": least}


def length(rule: schema.LengthRule) -> Parts:
    """How long a part of the story may or must be.

    :raises Problem: something in the rule is wrong.
    """
    limits = _limits(rule.max, rule.min)
    bounds = " and ".join(f"{name} {value}" for name, value in limits.items() if value is not None)
    said = f"A {rule.of} of a length beyond {bounds} {rule.unit} (counted in each {rule.within})."
    return Parts("length", said, data={**limits, "unit": rule.unit, "within": rule.within})
