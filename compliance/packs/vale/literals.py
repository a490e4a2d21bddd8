"""Finds the words that any match of a pattern must hold, so that the pattern need not run where a story has none.

Only what is certain counts: what is optional, looked at without being read, or a choice of characters is passed over.
"""

from __future__ import annotations

import re

SHORTEST = 2
"""Characters that a word must have to be worth looking for."""
MOST = 24
"""Alternatives from which on nothing is told."""
Words = tuple[str, ...]
"""Of these, any match holds one; none where nothing is known."""
_TOKEN = re.compile(
    r"\\(?:x[0-9a-f]{2}|[pP]\{[^}]*\}|[pP].|.)|\[\^?\]?(?:\\.|\[:[^\]]*:\]|[^\]\\])*\]|\(\?P=\w+\)"
    r"|\(\?(?:<[=!]|P<\w+>|[=!>:]|\(\w+\)|[a-z-]+:)|\{\d+(?:,\d*)?\}[+?]?|[*+?][+?]?|.",
    re.DOTALL,
)
_OPTIONAL = re.compile(r"[*?]|\{0")
_REPEATS = re.compile(r"[*+?]|\{\d")
_LOOKING = ("(?=", "(?!", "(?<=", "(?<!")
_SIGNS = frozenset("^$.")


def required(pattern: str) -> Words:
    """Words without capitals of which any match of a pattern holds at least one; none where nothing is certain.

    :param pattern: as :func:`compliance.packs.vale.dialect.translate` writes it.
    """
    tokens = _TOKEN.findall(pattern)
    words, _ = _branches(tokens, 0)
    return words if words and min(map(len, words)) >= SHORTEST else ()


def _branches(tokens: list[str], at: int) -> tuple[Words, int]:
    """The words of a group's alternatives, and where it ends."""
    every: list[Words] = []
    while True:
        words, at = _sequence(tokens, at)
        every.append(words)
        if at >= len(tokens) or tokens[at] == ")":
            break
        at += 1
    if not all(every):
        return (), at
    joined = tuple(dict.fromkeys(word for words in every for word in words))
    return (joined if len(joined) <= MOST else ()), at


def _sequence(tokens: list[str], at: int) -> tuple[Words, int]:
    """The best words of one alternative, and where it ends."""
    best: Words = ()
    run = ""
    while at < len(tokens) and tokens[at] not in ("|", ")"):
        token, looking = tokens[at], False
        words: Words = ()
        at += 1
        if (token[0] == "(" and token[-1] != ")") or token.startswith("(?("):
            looking = token.startswith(_LOOKING)
            words, at = _branches(tokens, at)
            at += 1
        repeated = tokens[at] if at < len(tokens) and _REPEATS.match(tokens[at]) else ""
        at += bool(repeated)
        literal = _literal(token)
        if literal and not repeated:
            run += literal
            continue
        if literal and not _OPTIONAL.match(repeated):
            run += literal
        if literal != "" or repeated:
            best, run = _better(best, (run,)), ""
        if words and not looking and not _OPTIONAL.match(repeated):
            best = _better(best, words)
    return _better(best, (run,)), at


def _literal(token: str) -> str | None:
    """The character that a token stands for; empty for what reads none; ``None`` for anything else."""
    if len(token) == 1:
        return None if token in _SIGNS else token.casefold()
    if token in (r"\b", r"\B", r"\A", r"\Z", r"\G"):
        return ""
    if token[0] == "\\" and len(token) == 2 and not token[1].isalnum():
        return token[1]
    return None


def _better(one: Words, other: Words) -> Words:
    """Of two, the words that are found in fewer stories: the longer ones, the fewer."""

    def worth(words: Words) -> tuple[int, int]:
        return (min(map(len, words)), -len(words)) if words and all(words) else (0, 0)

    return max(one, other, key=worth)
