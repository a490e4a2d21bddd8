"""Writes the manual page of a pack's rule, from what its author said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Said = str | Mapping[str, str]


def page(
    title: Said | None,
    message: Said,
    reason: Said | None,
    what: str,
    bad: Sequence[Any],
    good: Sequence[Any],
    sources: Iterable[str],
) -> str:
    """The page in Markdown, with the headings that every rule's page has.

    :param title: one sentence on what the rule does; its message, placeholders left open, where there is none.
    :param what: what is looked for, in a sentence or a list.
    """
    summary = _english(title) if title else re.sub(r"\{\w+(:\w+)?\}", "…", _english(message))
    parts = [_sentence(summary), "## What it flags", what]
    if reason:
        parts += ["## Why it matters", _english(reason)]
    parts += ["## Example", *(f"> {_shown(one)}" for one in bad[:3])]
    parts += ["## Instead", *(f"> {_shown(one)}" for one in good[:3])]
    named = list(dict.fromkeys(sources))
    if named:
        parts += ["## Sources", "\n".join(f"- {one}" for one in named)]
    return "\n\n".join(parts)


def _english(said: Said) -> str:
    return said if isinstance(said, str) else said.get("en") or next(iter(said.values()))


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _shown(example: Any) -> str:
    """An example in one line: its text, or the parts of a story."""
    if isinstance(example, str):
        return " ".join(example.split())
    return " · ".join(f"{key}: {_part(value)}" for key, value in example.items())


def _part(value: Any) -> str:
    if isinstance(value, list):
        return " / ".join(_part(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_part(one)}" for key, one in value.items())
    return " ".join(str(value).split())
