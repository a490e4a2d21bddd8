"""What rules with a pattern look for, and what any match of it contains."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.packs import schema
from compliance.packs.compile_parts import Parts, Problem
from compliance.packs.compiled import Pattern
from compliance.packs.literals import literals
from compliance.packs.rates import worth_waiting
from compliance.packs.repeats import MOST, size


def pattern_rule(rule: schema.PatternRule) -> Parts:
    """A pattern, and what is written instead of what it matches.

    :raises Problem: one of the two is wrong.
    """
    pattern = compiled_pattern(rule.pattern, rule.ignore_case, ("pattern",))
    if rule.replace is not None:
        _refuse_template(rule.pattern, rule.replace)
    data = {"replace": rule.replace, "safety": rule.safety}
    said = f"What this pattern matches:\n\n    {rule.pattern}"
    return Parts("pattern", said, patterns={"match": pattern}, wakes=waits_for("match", pattern), data=data)


def _refuse_template(pattern: str, template: str) -> None:
    import regex

    anything = regex.compile(f"(?:{pattern})|").match("")
    try:
        if anything is not None:
            anything.expand(template)
    except (regex.error, IndexError) as error:
        raise Problem(("replace",), f"this is no replacement: {error}", "\\1 is the pattern's first group") from error


def compiled_pattern(pattern: str, ignore_case: bool, path: Sequence[str | int]) -> Pattern:
    """A pattern with the literals of which any match has one.

    :param path: the keys to it, from the rule.
    :raises Problem: it is none, or repeats its parts too often.
    """
    import regex

    if size(pattern) > MOST:
        what = f"the pattern repeats its parts over {MOST:,} times"
        raise Problem(path, what, "lower the counts in braces, those inside each other above all")
    try:
        regex.compile(pattern, regex.IGNORECASE if ignore_case else 0)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        raise Problem(path, f"this is no pattern: {error}", "patterns are those of Python's regex library") from error
    words, exact, ahead = literals(pattern, ignore_case)
    return Pattern(pattern, ignore_case, words, worth_waiting(words), exact, ahead)


def waits_for(group: str, pattern: Pattern | None) -> tuple[str, ...]:
    """A group that a rule waits for: one of phrases, or a pattern that cannot match without words we know."""
    return (group,) if pattern is None or pattern.awaited else ()
