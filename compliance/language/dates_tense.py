"""Decides whether the words around a date speak of something done or of something still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compliance.article import Span

if TYPE_CHECKING:
    from compliance.language.dates_grammar import Grammar

PAST, UNKNOWN, FUTURE = -1, 0, 1
_REACH = 90
_MARKS = "(),:;\"“”«»‘'[]—–-"
_STOPS = (".", "?", "!", ";")


class Governor(NamedTuple):
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
    found = _find(text, start, end, grammar)
    return (found[0], found[2]) if found is not None else (UNKNOWN, False)


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
    found = _nearest(_sentence_after(text[end : end + _REACH]), grammar, False)
    return found[0] if found is not None and found[2] else UNKNOWN


def _find(text: str, start: int, end: int, grammar: Grammar) -> tuple[int, str, bool, bool] | None:
    left = _sentence_before(text[max(0, start - _REACH) : start])
    found = _nearest(left, grammar, True)
    if found is not None:
        return (*found, True)
    found = _nearest(_sentence_after(text[end : end + _REACH]), grammar, False)
    return (*found, False) if found is not None and found[2] else None


def _sentence_before(part: str) -> list[str]:
    """The words of the date's sentence that stand before it, lower case, the nearest first."""
    words: list[str] = []
    for token in reversed(part.rpartition("\n\n")[2].lower().split()):
        bare = token.strip(_MARKS)
        if bare.endswith(_STOPS) or token.endswith(";"):
            core = bare.rstrip(".?!;")
            if token.endswith(";") or (len(core) > 2 and "." not in core):
                break
            bare = core
        words.append(bare)
    return words


def _sentence_after(part: str) -> list[str]:
    words: list[str] = []
    for token in part.partition("\n\n")[0].lower().split():
        bare = token.strip(_MARKS)
        words.append(bare.rstrip(".?!;"))
        if bare.endswith(_STOPS) or token.endswith(";"):
            break
    return words


def _nearest(words: list[str], grammar: Grammar, backwards: bool) -> tuple[int, str, bool] | None:
    """The first word that speaks for itself, else the first weak one."""
    weak_future, weak_past = grammar.words["weak_future"], grammar.words["weak_past"]
    adverbs = grammar.adverb_endings
    weak: tuple[int, str, bool] | None = None
    last = len(words) - 1
    step = 1 if backwards else -1
    for index, word in enumerate(words):
        behind, ahead = index + step, index - step
        previous = words[behind] if 0 <= behind <= last else ""
        if adverbs and previous.endswith(adverbs) and 0 <= behind + step <= last:
            previous = words[behind + step]
        following = words[ahead] if 0 <= ahead <= last else ""
        way = direction_of(word, previous, following, grammar)
        if way:
            return way, word, True
        if weak is None and (word in weak_future or word in weak_past):
            weak = (FUTURE if word in weak_future else PAST), word, False
    return weak


def direction_of(word: str, previous: str, following: str, grammar: Grammar) -> int:
    """What a word says of the time of what it governs, its neighbours known; all in lower case."""
    words = grammar.words
    if word in words["timeless"]:
        return UNKNOWN
    if word in words["future"] or f"{word} {following}" in words["future_pairs"]:
        return FUTURE
    if word in words["past"]:
        return UNKNOWN if previous in words["not_past"] else PAST
    if len(word) > 3:
        if word.endswith(grammar.future_endings):
            return FUTURE
        if word.endswith(grammar.past_endings) and previous not in words["not_past"]:
            return PAST
        if word.endswith("'ll"):
            return FUTURE
    return UNKNOWN
