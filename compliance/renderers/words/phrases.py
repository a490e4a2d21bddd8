"""What was raised in English, said in the editor's language.

Errors and reasons are written once, in English, where they arise, so that a log and a bug report read alike
everywhere; what an editor sees of them is looked up here. ``{}`` stands for what differs, and is kept unless it is a
phrase itself. A sentence behind a place (``rules.x: …``) is found without it. What is in no phrase book stays English.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from compliance.record import Record

_BOOKS = ("es",)


class _Book(Record):
    """The phrases of a language.

    :param whole: those without gaps.
    :param gapped: the others, the parts around their gaps, the wordiest first: they say more.
    """

    whole: dict[str, str]
    gapped: tuple[tuple[list[str], str], ...]


def in_language(said: str, language: str) -> str:
    """A reason, an error's sentence or its hint, in a language (``es``, ``es-MX``)."""
    primary = language.partition("-")[0].lower()
    if primary not in _BOOKS or not said:
        return said
    return _spoken(said, _book(primary)) or said


def _spoken(said: str, book: _Book) -> str | None:
    if (whole := book.whole.get(said)) is not None:
        return whole
    for parts, spoken in book.gapped:
        if not (said.startswith(parts[0]) and said.endswith(parts[-1])):
            continue
        if match := re.fullmatch("(.+?)".join(map(re.escape, parts)), said, re.DOTALL):
            return spoken.format(*(_inner(one, book) for one in match.groups()))
    place, colon, rest = said.partition(": ")
    known = _spoken(rest, book) if colon and " " in rest else None
    return f"{place}: {known}" if known is not None else None


def _inner(said: str, book: _Book) -> str:
    """What stands in a gap; one word is a name or a value, and stays."""
    return book.whole.get(said, said) if " " in said else said


@cache
def _book(language: str) -> _Book:
    phrases: tuple[tuple[str, str], ...] = import_module(f"{__package__}.phrases_{language}").PHRASES
    gapped = [(key.split("{}"), spoken) for key, spoken in phrases if "{}" in key]
    gapped.sort(key=lambda pair: -sum(map(len, pair[0])))
    return _Book({key: spoken for key, spoken in phrases if "{}" not in key}, tuple(gapped))
