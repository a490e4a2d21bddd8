"""Decides whether the words around a date speak of something done or of something still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.language.dates_grammar import Grammar

PAST, UNKNOWN, FUTURE = -1, 0, 1
_REACH = 90
_HEAD = 16
_FAR = 260
"""How far back the verb of a long sentence is looked for, where nothing nearer tells."""
_MARKS = "(),:;\"“”«»‘'[]—–-"
_STOPS = frozenset(".?!")


class Governor(Record):
    """The word that places a date in time.

    :param direction: ``PAST`` or ``FUTURE``.
    :param word: the word, lower case.
    :param span: where it stands.
    :param strong: no helper word or preposition, which speak of past and future alike.
    :param before: it stands before the date.
    """

    direction: int
    word: str
    span: Span
    strong: bool
    before: bool


def direction(text: str, start: int, end: int, grammar: Grammar) -> tuple[int, bool]:
    """Whether the nearest word in a date's sentence that tells speaks of past or future, and whether it is strong."""
    following = _next_word(text, end)
    if following in grammar.words["future_helpers"] or following.endswith(grammar.phrases["certain_future_endings"]):
        return FUTURE, True  # it said that the centres on Monday will open
    if following in grammar.words["clitics"]:
        following = _next_word(text, end + 1 + len(following))
    if following in grammar.words["past_helpers"]:
        return PAST, True  # until Monday they had received three bids
    if _stands_fixed(text, start, grammar):
        return FUTURE, False
    scheduled = grammar.words["scheduled"]
    found = _before(_window(text, start, _REACH), grammar, scheduled)
    if found is not None and (found[2] or not _opens_sentence(text, start)):
        return found[0], found[2]
    weak, found = found, _after(text[end : end + _REACH], grammar)
    if found is not None and found[2]:
        return found[0], True
    if weak is None and start > _REACH:
        weak = _before(_window(text, start, _FAR), grammar, scheduled)
    return (weak[0], weak[2]) if weak is not None else (UNKNOWN, False)


def governor(text: str, start: int, end: int, grammar: Grammar) -> Governor | None:
    """The word nearest to a date, in its sentence, that places it in time: before it, else after it."""
    found = _find(text, start, end, grammar)
    if found is None:
        return None
    way, word, strong, before = found
    low, high = (max(0, start - _REACH), start) if before else (end, end + _REACH)
    part = text[low:high].lower()
    at = part.rfind(word) if before else part.find(word)
    return Governor(way, word, Span(low + at, low + at + len(word)), strong, before)


def governor_after(text: str, end: int, grammar: Grammar) -> int:
    """Whether what follows a date in its sentence speaks of the future or the past."""
    found = _after(text[end : end + _REACH], grammar)
    return found[0] if found is not None and found[2] else UNKNOWN


def _find(text: str, start: int, end: int, grammar: Grammar) -> tuple[int, str, bool, bool] | None:
    found = _before(_window(text, start, _REACH), grammar)
    if found is not None:
        return (*found, True)
    found = _after(text[end : end + _REACH], grammar)
    return (*found, False) if found is not None and found[2] else None


def _next_word(text: str, end: int) -> str:
    """The word right behind a date, lower case; none behind a sign."""
    if text[end : end + 1] != " ":
        return ""
    return text[end + 1 : end + 20].partition(" ")[0].lower()


def _stands_fixed(text: str, start: int, grammar: Grammar) -> bool:
    """Whether nothing but a preposition stands between a date and *is*: the vote is on Thursday."""
    near = text[max(0, start - 16) : start].lower().split()
    while near and near[-1] in grammar.words["on_day"]:
        near.pop()
    return len(near) > 1 and near[-1] in grammar.words["fixed"]


def _opens_sentence(text: str, start: int) -> bool:
    """Whether at most a few words of its sentence stand before a date: *But by Wednesday, the dollar climbed*."""
    head = text[max(0, start - _HEAD) : start]
    return start < _HEAD or "\n" in head or ". " in head


def _window(text: str, start: int, reach: int) -> str:
    """So much of what stands before a place, the word that its edge cuts left out."""
    return text[:start] if start <= reach else text[start - reach : start].partition(" ")[2]


def _before(part: str, grammar: Grammar, scheduled: frozenset[str] = frozenset()) -> tuple[int, str, bool] | None:
    """The nearest word in front of the date, in its sentence, that speaks for itself, else the nearest weak one.

    :param scheduled: verbs of the present that speak of a day to come, and end the search.
    """
    written = part.rpartition("\n\n")[2].split()
    tokens = [token.lower() for token in written]
    weak: tuple[int, str, bool] | None = None
    following = ""
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        word = token.strip(_MARKS)
        if word[-1:] in _STOPS or token[-1] == ";":
            core = word.rstrip(".?!")
            if token[-1] == ";" or (len(core) > 2 and "." not in core and token[-1] != ","):
                break
            word = core
        named = word in grammar.pairs and written[index + 2 : index + 3] and written[index + 2][0].isupper()
        way = _way(word, "" if named else following, grammar)  # its offer to Kelmore opens no verb
        if way == FUTURE or (way == PAST and not _no_past(tokens, index - 1, grammar)):
            return way, word, True
        weak = weak or _weak(word, grammar)
        if word in scheduled:
            break
        following = word
    return weak


def _after(part: str, grammar: Grammar) -> tuple[int, str, bool] | None:
    """The same behind the date."""
    tokens = part.partition("\n\n")[0].lower().split()
    weak: tuple[int, str, bool] | None = None
    for index, token in enumerate(tokens):
        bare = token.strip(_MARKS)
        word = bare.rstrip(".?!")
        following = tokens[index + 1].strip(_MARKS) if index + 1 < len(tokens) else ""
        way = _way(word, following, grammar)
        if way == FUTURE and following and _way(word, "", grammar) == PAST:
            way = PAST  # on Friday it agreed to sell: the date is that of the agreement
        if way == FUTURE or (way == PAST and not _no_past(tokens, index - 1, grammar)):
            return way, word, True
        weak = weak or _weak(word, grammar)
        if bare[-1:] in _STOPS or token[-1] == ";":
            break
    return weak


def _way(word: str, following: str, grammar: Grammar) -> int | None:
    """What a word says of the time of what it governs; ``None`` or 0 for nothing."""
    way = grammar.verbs.get(word)
    if way is None:
        if len(word) > 3:
            if word.endswith(grammar.future_endings):
                return FUTURE
            if word.endswith(grammar.past_endings):
                way = PAST
        pair = grammar.pairs.get(word)
        if pair is not None and following in pair:
            return FUTURE
    return way


def _weak(word: str, grammar: Grammar) -> tuple[int, str, bool] | None:
    way = grammar.weak_verbs.get(word)
    return (way, word, False) if way is not None else None


def _no_past(tokens: list[str], index: int, grammar: Grammar) -> bool:
    """Whether the word before, adverbs apart, makes a participle of what looks like a past: *to be held*."""
    previous = tokens[index].strip(_MARKS) if index >= 0 else ""
    if grammar.adverb_endings and previous.endswith(grammar.adverb_endings):
        previous = tokens[index - 1].strip(_MARKS) if index > 0 else ""
    return previous in grammar.words["not_past"]
