"""Fills in a rule's message as Vale does: each ``%s`` in its own order, what is over left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PLACE = re.compile(r"%(?:\[(\d+)\])?([sdvq%])")


def filled(message: str, facts: Sequence[str]) -> str:
    """The message with the facts in it.

    ``%s`` takes the next fact, ``%[2]s`` the second one, ``%%`` is a per cent sign. A place that no fact is left
    for stays empty.
    """
    following = 0

    def fact(place: re.Match[str]) -> str:
        nonlocal following
        if place[2] == "%":
            return "%"
        number = int(place[1]) - 1 if place[1] else following
        following = number + 1
        found = facts[number] if 0 <= number < len(facts) else ""
        return f'"{found}"' if place[2] == "q" else found

    return " ".join(_PLACE.sub(fact, message).split())


def listed(words: Sequence[str]) -> str:
    """Words in quotation marks, the last one after *or*."""
    quoted = [f"'{word}'" for word in words]
    if len(quoted) < 3:
        return " or ".join(quoted)
    return f"{', '.join(quoted[:-1])}, or {quoted[-1]}"


def once_quoted(message: str) -> str:
    """The message without marks around the first place, where what comes in has marks of its own."""
    for place in ("'%s'", '"%s"'):
        if message.count(place) == 2:
            message = message.replace(place, "%s", 1)
    return message
