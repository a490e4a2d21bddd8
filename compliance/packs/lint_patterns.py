"""Which patterns of a rule match an empty text, or can run away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import thread_time
from typing import Any

from compliance.packs.compiled import CompiledRule, Pattern
from compliance.packs.lint_problem import Problem, whole_name
from compliance.packs.patterns import compiled

PROBE_SECONDS = 0.1
"""A pattern that takes longer on one of the probes is called slow; an honest one takes less than a thousandth."""
_TRIES = 20
_PROBE_LENGTH = 3_000
_MOST_PROBES = 24
_TOO_MUCH = "too much"


def patterns_of(rule: CompiledRule) -> Iterator[tuple[tuple[str, ...], Pattern]]:
    """The patterns of a rule, each with the keys under which it is written."""
    for group, pattern in rule.patterns.items():
        yield (group, "pattern") if group in ("when", "require") else ("pattern",), pattern
    if rule.check == "metadata" and rule.data["pattern"]:
        yield ("pattern",), Pattern(rule.data["pattern"])


def runaway(rule: CompiledRule, pattern: Pattern, where: str) -> Iterator[Problem]:
    """A pattern that takes too long on texts made of what it looks for, or that matches nothing at all."""
    ready = compiled(pattern.pattern, pattern.ignore_case)
    if rule.check != "metadata" and _in_time(ready.fullmatch, ""):
        what = "the pattern matches an empty text, which marks no place"
        yield Problem(where, whole_name(rule), what, "ask for at least one character: + instead of *")
    for probe in _probes(pattern.pattern):
        if _in_time(ready.search, probe) is _TOO_MUCH:
            shown = f"{len(probe):,} characters like {probe[:8]!r}"
            what = f"the pattern can run away: it takes over {PROBE_SECONDS} s on {shown}"
            yield Problem(where, whole_name(rule), what, "let no + or * repeat what holds one already, as (a+)+ does")
            return


def _in_time(match: Callable[..., Any], text: str) -> Any:
    """What a pattern says of a text; :data:`_TOO_MUCH` where it takes too long, or more memory than there is.

    A machine that was busy elsewhere meanwhile says nothing about the pattern: it is tried again.
    """
    for _ in range(_TRIES):
        began = thread_time()
        try:
            return match(text, timeout=PROBE_SECONDS)
        except TimeoutError:
            if thread_time() - began > PROBE_SECONDS / 2:
                return _TOO_MUCH
        except (MemoryError, RecursionError):
            return _TOO_MUCH
    return _TOO_MUCH


def _probes(pattern: str) -> Iterator[str]:
    """Long texts of one or two of the pattern's own characters, which break off at the end."""
    own = [char for char in dict.fromkeys(pattern) if char.isalnum() or char in " -.,'"]
    singles = [*own, "a", "1", " "][:_MOST_PROBES]
    for char in dict.fromkeys(singles):
        yield char * _PROBE_LENGTH + "\x00"
    for char in dict.fromkeys(own[:_MOST_PROBES]):
        yield f"{char} " * (_PROBE_LENGTH // 2) + "\x00"
        yield f"a{char}" * (_PROBE_LENGTH // 2) + "\x00"
