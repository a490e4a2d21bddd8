"""Decides whether a preposition at the end closes its clause (the flat they were evicted from) or waits for a noun.

Asked only of captions without a full stop. Few of those end on a preposition, and most of the few were cut off, so a
preposition waits for a noun unless something says that it does not: a verb that has it for an adverb (looks on, takes
over), a passive that keeps it (was broken into), a relative clause (the town she comes from), or *to* behind a word
that leaves its place open (nowhere to live in).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from compliance.language.locale import locale_data
from compliance.record import Record

if TYPE_CHECKING:
    from compliance_plugins.captions._ending import Word

_OBJECT = 3
"""Words that may stand between a verb and its adverb (turns himself in, tips the ball over)."""
_PAUSES = (",", ":", "–", "—")


class _Stranding(Record):
    """What a language knows of prepositions at the end.

    :param possible: whether it has them there at all.
    :param nouns_before: words that make a noun of the preposition itself (un sobre, en contra).
    :param closing: for each preposition the verbs and words behind which it needs no noun.
    :param relatives: words that open a clause with a place left open in it.
    :param subjects: pronouns that open such a clause right behind a noun.
    :param clause_openers: behind these a pronoun opens a clause that has no place left open.
    :param leave_open: words before *to* and a verb that leave a place open.
    :param infinitive: the word before the verb.
    """

    possible: bool
    nouns_before: frozenset[str]
    closing: Mapping[str, frozenset[str]]
    relatives: frozenset[str]
    subjects: frozenset[str]
    clause_openers: frozenset[str]
    leave_open: frozenset[str]
    infinitive: str
    determiners: frozenset[str]
    prepositions: frozenset[str]


def closes_its_clause(words: Sequence[Word], language: str) -> bool:
    """Whether a sentence may well end on its last word, a preposition.

    :param words: the last words of the sentence, the preposition last.
    """
    data = _stranding(language)
    before = [word.text for word in words[:-1]]
    if before[-1].lower() in data.nouns_before:
        return True
    if not data.possible:
        return False
    clause = _clause(before)
    return _is_adverb(words[-1].text, clause, data) or _leaves_open(clause, data) or _is_relative(clause, data)


def _clause(words: list[str]) -> list[str]:
    """The words behind the last pause."""
    pause = max((index for index, word in enumerate(words) if word.endswith(_PAUSES)), default=-1)
    return words[pause + 1 :]


def _is_adverb(preposition: str, clause: list[str], data: _Stranding) -> bool:
    """Whether a verb near the end takes the preposition with it and needs no noun behind it."""
    closing = data.closing.get(preposition, frozenset())
    for word in reversed(clause[-_OBJECT - 1 :]):
        low = word.lower()
        if low in closing:
            return True
        if low in data.prepositions:
            return False
    return False


def _leaves_open(clause: list[str], data: _Stranding) -> bool:
    """Whether *to* and a verb stand behind a word that leaves a place open (hard to come by, a field to play on)."""
    low = [word.lower() for word in clause]
    if len(low) < 3 or low[-2] != data.infinitive:
        return False
    return low[-3] in data.leave_open or (low[0] in data.determiners and len(low) <= 6)


def _is_relative(clause: list[str], data: _Stranding) -> bool:
    """Whether a relative clause ends here, and not with a noun of its own."""
    low = [word.lower() for word in clause]
    if not clause or _ends_in_noun(clause, data):
        return False
    opened = any(word in data.relatives for word in low)
    opened = opened or any(
        word in data.subjects and low[index] not in data.clause_openers and low[index] not in data.prepositions
        for index, word in enumerate(low[1:])
    )
    return opened or _named_subject(clause, data)


def _ends_in_noun(clause: list[str], data: _Stranding) -> bool:
    """Whether the last word is plainly a noun: a name, a figure, or one of the first three after an article.

    Behind *that* and its like the article's noun comes first, and a verb behind it (that the four sisters come from).
    """
    last = clause[-1]
    if last[0].isupper() or last[0].isdigit() or last.endswith(")"):
        return True
    low = [word.lower() for word in clause]
    for back in range(2, min(4, len(low)) + 1):
        if low[-back] in data.determiners:
            return back == 2 or len(low) == back or low[-back - 1] not in data.relatives
    return False


def _named_subject(clause: list[str], data: _Stranding) -> bool:
    """Whether a name and its verb stand behind a noun with an article (the town Ana Ruiz comes from)."""
    if len(clause) < 4 or not clause[-1].endswith("s") or not clause[-2][0].isupper():
        return False
    return clause[0].lower() in data.determiners


@cache
def _stranding(language: str) -> _Stranding:
    data = locale_data(language, "captions")["ending"]
    endings = data["closing_endings"]
    closing = {
        preposition: frozenset(stem + ending for stem in stems.split() for ending in endings)
        for preposition, stems in data["closing"].items()
    }

    def words(key: str) -> frozenset[str]:
        return frozenset(data[key])

    return _Stranding(
        data["strands"],
        words("nouns_before"),
        closing,
        words("relatives"),
        words("subjects"),
        words("clause_openers"),
        words("leave_open"),
        data["infinitive"],
        words("determiners"),
        frozenset((*data["prepositions"], *data["particles"])),
    )
