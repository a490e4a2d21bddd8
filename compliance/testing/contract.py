"""What a rule and its cases file owe besides the stories: enough of them, names, messages, a manual page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from compliance.rule import Rule
from compliance.testing.cases import Cases, Story, firing, silent

MUST_SPEAK = 3
MUST_BE_SILENT = 5
HEADINGS = ("What it flags", "Why it matters", "Example", "Instead", "Limits", "Sources")


def problems(cases: Cases, rule: Rule, path: Path) -> Iterator[str]:
    """Everything in which the rule or its file falls short."""
    yield from _count(cases.collections() if rule.compare is not None else [(story,) for story in cases.stories])
    yield from _names(rule, path)
    yield from _messages(rule)
    lines = {line.rstrip() for line in rule.doc.split("\n")}
    missing = [f"## {heading}" for heading in HEADINGS if f"## {heading}" not in lines]
    if missing:
        yield f"its docstring lacks the headings {', '.join(missing)}"


def _count(groups: Sequence[Sequence[Story]]) -> Iterator[str]:
    if (speaks := firing(groups)) < MUST_SPEAK:
        yield f"stories in which it must speak: {speaks} of {MUST_SPEAK} (todo does not count)"
    if (near := silent(groups)) < MUST_BE_SILENT:
        yield f"near misses in which it must be silent: {near} of {MUST_BE_SILENT} (todo does not count)"


def _names(rule: Rule, path: Path) -> Iterator[str]:
    wanted = rule.name.partition("/")[2].replace("-", "_")
    if path.name != f"{wanted}.cases.md":
        yield f"its cases stand in {path.name}; the file's name is the rule's: {wanted}.cases.md"
    function = getattr(rule.check, "__name__", wanted)
    if function != wanted:
        yield f"its function is called {function}; the function's name is the rule's: {wanted}"


def _messages(rule: Rule) -> Iterator[str]:
    english = rule.messages["en"].keys() | {"why"}  # which the manual page says in English
    for language, messages in rule.messages.items():
        if extra := sorted(messages.keys() - english):
            yield f"messages in {language!r} that English lacks: {', '.join(extra)}"
        for key, text in messages.items():
            if not text.strip():
                yield f"the message {key!r} in {language!r} is empty"
