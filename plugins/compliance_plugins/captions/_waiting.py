"""Decides whether a caption without a full stop ends on a word that waits for the rest of its clause.

An auxiliary with a noun for its subject (the mayor of Karsholm has), or a relative behind a comma (the bridge, which).
A comparison, a question or a pronoun may leave an auxiliary alone (taller than her mother was, what it is): then the
sentence may well be whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from compliance.language.locale import locale_data
from compliance.record import Record

if TYPE_CHECKING:
    from compliance_plugins.captions._ending import Word

_NEAR, _TWICE, _FEWEST = 3, 2, 3
_MARKS = ",:;“”\"'’‘«»()"


class _Waiting(Record):
    """What a language knows of such words.

    :param auxiliaries: verbs that another verb, or what somebody is, follows.
    :param nouns_too: of these, those that are nouns behind an article (a will).
    :param left_alone_by: words in whose sentence an auxiliary may stand alone; :attr:`compares` twice.
    :param left_alone_behind: words right behind which it may.
    :param relatives: words that open a clause behind a comma; :attr:`heads` are words behind which they do without one.
    """

    auxiliaries: frozenset[str]
    nouns_too: frozenset[str]
    determiners: frozenset[str]
    left_alone_by: frozenset[str]
    left_alone_behind: frozenset[str]
    compares: frozenset[str]
    relatives: frozenset[str]
    heads: frozenset[str]


def may_wait(word: str, language: str) -> bool:
    """A quick look at the last word alone."""
    data = _waiting(language)
    return word in data.auxiliaries or word in data.relatives


def waits(words: Sequence[Word], language: str) -> bool:
    """Whether the last word waits for the rest of its clause.

    :param words: the last words of the sentence, in order.
    """
    data, last = _waiting(language), words[-1].text
    before = [word.text.lower().strip(_MARKS) for word in words[:-1]]
    if len(words) < _FEWEST or not before[-1]:
        return False
    if last in data.relatives:
        return words[-2].text.endswith(",") or before[-1] in data.heads
    if before[-1] in data.left_alone_behind or not data.left_alone_by.isdisjoint(before):
        return False
    if sum(word in data.compares for word in before) >= _TWICE:
        return False
    return last not in data.nouns_too or data.determiners.isdisjoint(before[-_NEAR:])


@cache
def _waiting(language: str) -> _Waiting:
    data = locale_data(language, "captions")["ending"]
    tables = {**data["waiting"], "determiners": data["determiners"]}
    return _Waiting(**{name: frozenset(tables[name]) for name in _Waiting._fields})
