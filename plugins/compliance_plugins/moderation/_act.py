"""What moderation finds in a sentence, before a rule makes a finding of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from compliance.record import Record
from compliance_plugins.moderation._sentence import Sentence
from compliance_plugins.moderation._tags import Tag


class Act(Record):
    """An act of hatred, harassment and so on.

    :param kind: the rule's name behind the slash.
    :param start: first code point of the words that show it.
    :param score: how sure it is, 0 to 1.
    :param reason: the key of the rule's message that says why.
    :param data: further values for that message.
    """

    kind: str
    start: int
    end: int
    score: float
    reason: str
    data: Mapping[str, str] = MappingProxyType({})


_MISREAD = {"misspelt": 0.85, "joined": 0.95, "masked": 0.9}
"""What a reading is worth that rests on a word which may have been meant otherwise."""


def act(sentence: Sentence, kind: str, score: float, reason: str, *tags: Tag) -> Act:
    """An act that some words show; less sure where a word had to be guessed."""
    start, end = sentence.place(*tags)
    for tag in tags:
        for word in sentence.words[tag.first : tag.last + 1]:
            score *= _MISREAD.get(word.disguised, 1.0)
    return Act(kind, start, end, round(score, 2), reason)


def surest(acts: Iterable[Act]) -> Act | None:
    """The act to report of several of one kind in one sentence: the surest, else the first."""
    return max(acts, key=lambda one: (one.score, -one.start), default=None)
