"""Decides whether a preposition at the end closes its clause (the flat they were evicted from) or waits for a noun."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from compliance.language.locale import locale_data
from compliance.record import Record

if TYPE_CHECKING:
    from compliance_plugins.captions._ending import Word


class _Stranding(Record):
    possible: bool
    gap_words: frozenset[str]
    participle_ends: tuple[str, ...]
    participles: frozenset[str]
    shown: frozenset[str]
    past: frozenset[str]
    bare_verbs: frozenset[str]
    determiners: frozenset[str]
    particles: frozenset[str]
    prepositions: frozenset[str]


def closes_its_clause(words: Sequence[Word], language: str) -> bool:
    """Whether a sentence may well end on its last word, a preposition.

    :param words: the last words of the sentence, the preposition last.
    """
    data = _stranding(language)
    last, before = words[-1].text, words[-2].text
    low = before.lower()
    if low in data.bare_verbs:
        return True
    if not data.possible or low in data.prepositions:
        return False
    clause = words[:-1]
    for index in range(len(clause) - 1, -1, -1):
        if clause[index].text.endswith(","):
            clause = clause[index + 1 :]
            break
    if any(word.text.lower() in data.gap_words for word in clause):
        return True
    return _verb_waits(words, data) or (last in data.particles and not _noun_ends(words, data))


def _verb_waits(words: Sequence[Word], data: _Stranding) -> bool:
    """Whether the word before is a verb that takes the preposition with it (broken into, nowhere to live in)."""
    low = words[-2].text.lower()
    if low in data.shown:
        return len(words) > 2 and words[-3].text.lower() in data.past
    if low in data.participles or (low.endswith(data.participle_ends) and words[-2].text.islower()):
        return True
    return len(words) > 2 and (words[-3].text.lower() == "to" or _relative(words, data))


def _relative(words: Sequence[Word], data: _Stranding) -> bool:
    """Whether a name and its verb stand behind a noun with an article (the town Ana Ruiz comes from)."""
    if not words[-2].text.endswith("s") or not words[-3].text[0].isupper():
        return False
    return words[0].text.lower() in data.determiners


def _noun_ends(words: Sequence[Word], data: _Stranding) -> bool:
    """Whether the word before is plainly a noun: a name, a figure, or the first after an article."""
    before = words[-2].text
    if before[0].isupper() or before[0].isdigit() or before.endswith(")") or before.lower() in data.shown:
        return True
    return len(words) > 2 and words[-3].text.lower() in data.determiners


@cache
def _stranding(language: str) -> _Stranding:
    data = locale_data(language, "captions")["ending"]

    def words(key: str) -> frozenset[str]:
        return frozenset(data[key])

    return _Stranding(
        data["strands"],
        words("gap_words"),
        tuple(data["participle_ends"]),
        words("participles"),
        words("shown"),
        words("past"),
        words("bare_verbs"),
        words("determiners"),
        words("particles"),
        words("prepositions"),
    )
