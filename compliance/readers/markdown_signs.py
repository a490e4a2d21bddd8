"""The signs of Markdown inside a line, as patterns, each compiled when it is first needed."""

from __future__ import annotations

import re
from functools import cache


@cache
def special() -> re.Pattern[str]:
    """What begins something: an escape, code, emphasis, a link, a tag, a reference, a line's end."""
    return re.compile(r"[\\`*_~\[\]<&\n]|!(?=\[)")


@cache
def reference() -> re.Pattern[str]:
    """A character reference."""
    return re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});")


@cache
def ticks() -> re.Pattern[str]:
    """A run of backticks."""
    return re.compile(r"`++")


@cache
def autolink() -> re.Pattern[str]:
    """An address in angle brackets."""
    return re.compile(r"<([a-zA-Z][a-zA-Z0-9+.\-]{1,31}:[^\s<>]*+|[\w.+\-]{1,64}@[\w.\-]{1,190})>")


@cache
def tag() -> re.Pattern[str]:
    """A tag of HTML."""
    return re.compile(r"""</?([a-zA-Z][a-zA-Z0-9\-]*+)(?:\s(?:[^<>"']++|"[^"<>]*+"|'[^'<>]*+')*+)?/?>""")


@cache
def destination() -> re.Pattern[str]:
    """Where a link leads, behind its brackets."""
    # brackets in an address may nest three deep; deeper ones are no link
    inner = r"[^\s()<>\\]|\\."
    address = rf"(?:{inner}|\((?:{inner}|\((?:{inner}){{0,200}}+\)){{0,200}}+\)){{0,2000}}+"
    return re.compile(
        rf"""\(\s*+(?:<([^<>\n]{{0,2000}}+)>|({address}))"""
        r"""(?:\s++(?:"((?:[^"\\]|\\.){0,1000}+)"|'((?:[^'\\]|\\.){0,1000}+)'|\(((?:[^()\\]|\\.){0,1000}+)\)))?\s*+\)""",
        re.DOTALL,
    )


@cache
def label() -> re.Pattern[str]:
    """The label of a reference in brackets."""
    return re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)


@cache
def title_special() -> re.Pattern[str]:
    """What is written otherwise than it is read in a link's title."""
    return re.compile(
        r"""\\[!-/:-@\[-`{-~]|&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});|[ \t]*+\n"""
    )


@cache
def backslash() -> re.Pattern[str]:
    """An escaped sign."""
    return re.compile(r"\\([!-/:-@\[-`{-~])")
