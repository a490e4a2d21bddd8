"""Counts the syllables of a word, by its spelling.

A syllable is a run of vowels; which runs are none and which are two is data of the language:
``locales/<language>/syllables.toml``. Spelling does not tell everything, and some words
come out one too short or too long.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from compliance.language.locale import locale_data
from compliance.record import Record


class _Spelling(Record):
    """How a language spells its syllables.

    :param nucleus: what a syllable has one of.
    :param fewer: where there is one less than there are nuclei.
    :param more: where there is one more.
    """

    nucleus: re.Pattern[str]
    fewer: re.Pattern[str]
    more: re.Pattern[str]


@lru_cache(maxsize=20_000)
def syllables(word: str, language: str | None) -> int:
    """The number of syllables of a word, at least 1.

    :param language: whose spelling it is; with ``None`` or an unknown one, English.
    """
    small = word.lower().replace("’", "'")
    spelling = _spelling(language or "en")
    count = len(spelling.nucleus.findall(small))
    count += len(spelling.more.findall(small)) - len(spelling.fewer.findall(small))
    return max(count, 1)


@cache
def _spelling(language: str) -> _Spelling:
    data = locale_data(language, "syllables") or locale_data("en", "syllables")
    return _Spelling(*(re.compile("|".join(data[key]) or r"(?!)") for key in ("nucleus", "fewer", "more")))
