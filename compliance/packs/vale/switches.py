"""Decides whether a rule is on for a file, as the sections of a ``.vale.ini`` say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from compliance.packs.vale.settings import Part

Switches = Sequence[tuple[str, bool]]
"""Globs, each with what it says; the last that a file's name fits has the last word."""


def switches(parts: Sequence[Part], style: str, rule: str) -> list[tuple[str, bool]]:
    """What the sections say of a rule.

    A style that a later section leaves out of its ``BasedOnStyles`` is off for its files; what is said of the single
    rule goes before what is said of its style, in ``[*]`` too.

    :param rule: ``Style.Rule``.
    """
    ordered = sorted(parts, key=lambda part: part.glob != "*")
    styles = [(part.glob, style in part.styles) for part in ordered if part.styles is not None]
    rules = [(part.glob, on) for part in ordered for name, on in part.rules if name == rule]
    return styles + rules


def is_on(said: Switches, file: str) -> bool:
    """Whether a rule is on for a file.

    :param file: its name, as the story was read from.
    """
    on = False
    for glob, wanted in said:
        if _glob(glob).fullmatch(file.replace("\\", "/")):
            on = wanted
    return on


@lru_cache(maxsize=512)
def _glob(glob: str) -> re.Pattern[str]:
    """A glob as a pattern: ``*`` any characters, folders too, ``?`` one, ``{a,b}`` either, ``[a-z]`` one of these."""
    out, depth = [], 0
    for part in re.findall(r"\*+/?|\?|\[!?[^\]]+\]|\\.|.", glob, re.DOTALL):
        if part[0] == "*":
            out.append("(?:.*/)?" if part.endswith("/") and len(part) > 2 else ".*" + re.escape(part.strip("*")))
        elif part == "?":
            out.append(".")
        elif part[0] == "[" and len(part) > 1:
            out.append("[" + part[1:].replace("\\", r"\\").replace("!", "^", 1 if part[1] == "!" else 0))
        elif part in "{}":
            depth += 1 if part == "{" else -1
            out.append("(?:" if part == "{" else ")" if depth >= 0 else r"\}")
        elif part == "," and depth > 0:
            out.append("|")
        else:
            out.append(re.escape(part[-1]))
    try:
        return re.compile(rf"(?:.*/)?(?:{''.join(out)})", re.DOTALL)
    except re.error:
        return re.compile(re.escape(glob))
