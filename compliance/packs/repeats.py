"""Tells how large a pattern becomes when it is compiled: what must repeat is written out so many times.

``(?:a{1000}){1000}`` is short to write and takes a second to compile; one level more never ends.
"""

from __future__ import annotations

import re

MOST = 50_000
"""Parts that a pattern may be written out to; an honest one has some hundred."""
_TOKEN = re.compile(
    r"(?P<group>\((?:\?[^()]*?[:=!>](?=.))?)|(?P<end>\))|(?:\{(?P<count>\d+)(?:,\d*)?\})"
    r"|(?P<space>\s)|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.",
    re.DOTALL,
)


def size(pattern: str) -> int:
    """How many parts a pattern has once everything that must repeat is written out."""
    sums, last = [0], 1
    for token in _TOKEN.finditer(pattern):
        if token["group"]:
            sums.append(0)
            last = 1
        elif token["end"] and len(sums) > 1:
            last = max(1, sums.pop())
            sums[-1] += last
        elif token["count"]:
            again = last * max(1, int(token["count"]))
            sums[-1] += again - last
            last = again
        elif not token["space"]:  # white space may be left out of a pattern, which a count then reaches over
            last = 1
            sums[-1] += 1
    return sum(sums)
