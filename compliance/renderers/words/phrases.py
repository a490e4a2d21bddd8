"""What was raised in English, said in the editor's language.

Errors and reasons are written once, in English, where they arise, so that a log and a bug report read alike
everywhere; what an editor sees of them is looked up here. ``{}`` stands for what differs, and is kept. What is in
no phrase book stays English.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

_BOOKS = ("es",)


def in_language(said: str, language: str) -> str:
    """A reason, an error's sentence or its hint, in a language (``es``, ``es-MX``)."""
    primary = language.partition("-")[0].lower()
    if primary not in _BOOKS or not said:
        return said
    for pattern, spoken in _book(primary):
        if match := pattern.fullmatch(said):
            return spoken.format(*match.groups())
    return said


@cache
def _book(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    phrases = import_module(f"{__package__}.phrases_{language}").PHRASES
    # those with fewer gaps first: they say more
    ordered = sorted(phrases, key=lambda pair: pair[0].count("{}"))
    return tuple((re.compile("(.+?)".join(map(re.escape, key.split("{}"))), re.DOTALL), to) for key, to in ordered)
