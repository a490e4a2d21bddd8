"""A rule's manual page, read from its docstring: its summary, its sections, and why the rule exists in a sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from compliance.renderers.words.phrases import in_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.rule import Rule


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The end of a sentence, Markdown's signs, its links; the gaps of a message; words that it sets apart."""
    return (
        re.compile(r"(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.)\s+(?=[A-Z“\"‘])"),
        re.compile(r"`+|\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)"),
        re.compile(r"\[([^\]]*)\]\([^)]*\)"),
        re.compile(r"\{\w+(?::\w+)?\}"),
        re.compile(r"(?P<sign>`+|(?<![\w*])\*(?=[^\s*]))(?P<words>[^`*“”\"\n]+?)(?P=sign)(?!\w)"),
    )


def summary(rule: Rule, language: str = "en") -> str:
    """What the rule does: the first line of its manual page, without markup.

    In another language what it says of a story, ``…`` for what differs: the pages are written in English.
    """
    line = plain(rule.doc.strip().partition("\n")[0].strip())
    known = in_language(line, language)
    said = rule.messages.get(language.partition("-")[0].lower(), {}).get("message")
    if known != line or not said or language == "en":
        return known
    return _patterns()[3].sub("…", said[:1].upper() + said[1:])


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
    """Markdown's signs taken off one line of text; words that they set apart stand in quotation marks."""
    _, markup, link, _, apart = _patterns()
    return markup.sub("", apart.sub(r"“\g<words>”", link.sub(r"\1", text)))
