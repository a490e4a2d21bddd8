"""A rule's manual page, read from its docstring: its summary, its sections, and why the rule exists in a sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.rule import Rule


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The end of a sentence, Markdown's emphasis and code signs, its links."""
    return (
        re.compile(r"(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.)\s+(?=[A-Z“\"‘])"),
        re.compile(r"`+|\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)"),
        re.compile(r"\[([^\]]*)\]\([^)]*\)"),
    )


def summary(rule: Rule) -> str:
    """What the rule does: the first line of its manual page, without markup."""
    return plain(rule.doc.strip().partition("\n")[0].strip())


@cache
def sections(doc: str) -> Mapping[str, str]:
    """The page's sections by heading; what stands before the first has the empty heading."""
    found: dict[str, list[str]] = {"": []}
    heading = ""
    for line in doc.splitlines():
        if line.startswith("## "):
            heading = line[3:].strip()
            found[heading] = []
        else:
            found[heading].append(line)
    return {name: "\n".join(lines).strip() for name, lines in found.items()}


def why(rule: Rule, language: str = "en", variant: str | None = None) -> str:
    """Why the rule exists, in one sentence; empty where the rule does not say it in this language.

    :param variant: of the finding; its own reason is the message ``why_VARIANT``.
    """
    primary = language.partition("-")[0].lower()
    messages = rule.messages.get(primary, {})
    told = messages.get(f"why_{variant}") or messages.get("why")
    if told:
        return told
    if primary != "en":
        return ""
    paragraph = sections(rule.doc).get("Why it matters", "").partition("\n\n")[0]
    return _patterns()[0].split(plain(" ".join(paragraph.split())), maxsplit=1)[0]


def plain(text: str) -> str:
    """Markdown's signs taken off one line of text."""
    _, markup, link = _patterns()
    return markup.sub("", link.sub(r"\1", text))
