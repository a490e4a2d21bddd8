"""Decides where the subject starts behind a verb of saying that something else stands next to.

``dijo en rueda de prensa la consejera``, ``explicó ayer a los medios el portavoz``: languages that put the subject
last put where, when and to whom before it. Small words of the language tell the parts; nothing is read past the
clause.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from compliance.language.quotation_frames import Frames

_MOST = 16
# so long are an article and the word behind it
_TIME = 32
_INFINITIVES = ("ar", "er", "ir", "arse", "erse", "irse", "arle", "arles")


def past_asides(text: str, low: int, high: int, words: Frames) -> int | None:
    """Where the noun phrase starts behind what stands first; ``None`` where the clause ends without one.

    :param low: the word after the verb.
    """
    tokens = list(_clause(text, low, high, words))
    index = 0
    while index < len(tokens):
        lower = tokens[index][0].lower()
        if lower in words.adverbs or lower.endswith("mente"):
            index += 1
        elif lower in words.asides:
            index = _past_complement(tokens, index, words)
        elif _is_time(tokens, index, words):
            index = _past_time(tokens, index, words)
        else:
            return tokens[index].start()
    return None


def opens_with_time(text: str, low: int, high: int, words: Frames) -> bool:
    """Whether a stretch starts with a time: ``El pasado lunes, …``."""
    parts = text[low : min(high, low + _TIME)].split(maxsplit=2)
    return len(parts) > 1 and parts[0].lower() in words.articles and _tells_time(parts[1].rstrip(",.;:").lower(), words)


def _clause(text: str, low: int, high: int, words: Frames) -> Iterator[re.Match[str]]:
    """The words up to the first sign or the first word that opens another clause."""
    end = low
    for count, token in enumerate(_word().finditer(text, low, high)):
        if count == _MOST or text[end : token.start()].strip(" \u00a0") or token[0].lower() in words.relatives:
            return
        yield token
        end = token.end()


def _past_complement(tokens: list[re.Match[str]], index: int, words: Frames) -> int:
    """Past a preposition and the noun phrase that it governs (``en el Congreso de los Diputados``)."""
    opened = True
    index += 1
    while index < len(tokens):
        lower = tokens[index][0].lower()
        # an infinitive, and no name that ends like one (Twitter)
        if lower in words.asides or (tokens[index][0].endswith(_INFINITIVES) and tokens[index][0].islower()):
            opened = True
        elif lower in words.articles or lower in words.adverbs or _is_time(tokens, index, words):
            if not opened:
                return index
        elif not opened and _starts_anew(tokens, index, words):
            return index
        else:
            opened = False
        index += 1
    return index


def _starts_anew(tokens: list[re.Match[str]], index: int, words: Frames) -> bool:
    """Whether a word is no part of the name or noun before it: ``prensa Ríos``, ``DW Ingrid Sten``, ``Efe fuentes``."""
    before, word = tokens[index - 1][0], tokens[index][0]
    if not word[0].isupper():
        return before[0].isupper() and not word.endswith("mente")
    if word.isupper() and len(word) > 1:
        return False
    if before[0].islower():
        # "la agencia Norte", "el programa Alba": the noun's own name
        return before not in words.named or index < 2 or tokens[index - 2][0].lower() not in words.definite
    # behind an abbreviation one capital goes on with the outlet's name, two start a person's
    return before.isupper() and len(before) > 1 and index + 1 < len(tokens) and tokens[index + 1][0][0].isupper()


def _is_time(tokens: list[re.Match[str]], index: int, words: Frames) -> bool:
    """``este martes``, ``la semana pasada``, ``el 3 de mayo``."""
    if tokens[index][0].lower() not in words.articles:
        return False
    return index + 1 < len(tokens) and _tells_time(tokens[index + 1][0].lower(), words)


def _tells_time(after: str, words: Frames) -> bool:
    """Whether the word behind an article makes a time of it."""
    return after in words.times or after.isdigit() or after in words.time_adjectives


def _past_time(tokens: list[re.Match[str]], index: int, words: Frames) -> int:
    index += 2
    while index < len(tokens):
        lower = tokens[index][0].lower()
        if lower not in words.times and lower not in words.time_links and not lower.isdigit():
            break
        index += 1
    return index


@cache
def _word() -> re.Pattern[str]:
    import re

    return re.compile(r"\w+(?:[.'’-]\w+)*")
