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


def joined(pages: Mapping[str, str]) -> str:
    """The page of a rule as which several rules of packs report.

    :param pages: their pages, by their ids, which are the rule's variants.
    """
    read = {name: _sections(text) for name, text in pages.items()}
    flagged = "\n".join(f"- `{name}`: {' '.join(parts[''].split())}" for name, parts in read.items())
    found = [f"Reports what {len(pages)} rules of packs find, each as a variant.", "## What it flags", flagged]
    for heading in ("Why it matters", "Example", "Instead"):
        told = list(dict.fromkeys(parts[heading].partition("\n\n")[0] for parts in read.values() if heading in parts))
        if told:
            found += [f"## {heading}", *told]
    sources = dict.fromkeys(line for parts in read.values() for line in parts.get("Sources", "").splitlines())
    return "\n\n".join([*found, *(["## Sources", "\n".join(sources)] if sources else [])])


def _sections(text: str) -> dict[str, str]:
    """The parts of a page by heading; what stands before the first has none."""
    parts = [part.partition("\n\n") for part in f"\n\n{text}".split("\n\n## ")]
    return {"": parts[0][2], **{heading: body for heading, _, body in parts[1:]}}


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
