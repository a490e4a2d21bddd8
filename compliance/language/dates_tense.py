"""Decides whether the words around a date speak of something done or of something still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compliance.article import Span

if TYPE_CHECKING:
    from compliance.language.dates_grammar import Grammar

PAST, UNKNOWN, FUTURE = -1, 0, 1
_REACH = 90
_MARKS = "(),:;\"“”«»‘'[]—–-"
_STOPS = frozenset(".?!")


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
        if bare[-1:] in _STOPS or token[-1] == ";":
            core = bare.rstrip(".?!")
            if token[-1] == ";" or (len(core) > 2 and "." not in core):
                break
            bare = core
        words.append(bare)
    return words


def _sentence_after(part: str) -> list[str]:
    words: list[str] = []
    for token in part.partition("\n\n")[0].lower().split():
        bare = token.strip(_MARKS)
        words.append(bare.rstrip(".?!"))
        if bare[-1:] in _STOPS or token[-1] == ";":
            break
    return words


def _nearest(words: list[str], grammar: Grammar, backwards: bool) -> tuple[int, str, bool] | None:
    """The first word that speaks for itself, else the first weak one."""
    weak_future, weak_past = grammar.words["weak_future"], grammar.words["weak_past"]
    verbs, pairs, past, future = grammar.verbs, grammar.pairs, grammar.past_endings, grammar.future_endings
    weak: tuple[int, str, bool] | None = None
    for index, word in enumerate(words):
        way = verbs.get(word)
        if way is None:
            if word in pairs and _at(words, index - 1 if backwards else index + 1) in pairs[word]:
                return FUTURE, word, True
            if len(word) > 3:
                if word.endswith(future):
                    return FUTURE, word, True
                if word.endswith(past):
                    way = PAST
        if way == FUTURE:
            return FUTURE, word, True
        if way == PAST and not _is_no_past(words, index, grammar, 1 if backwards else -1):
            return PAST, word, True
        if weak is None and (word in weak_future or word in weak_past):
            weak = (FUTURE if word in weak_future else PAST), word, False
    return weak


def _is_no_past(words: list[str], index: int, grammar: Grammar, step: int) -> bool:
    """Whether the word before, adverbs apart, makes a participle of what looks like a past: *to be held*."""
    previous = _at(words, index + step)
    if grammar.adverb_endings and previous.endswith(grammar.adverb_endings):
        previous = _at(words, index + 2 * step)
    return previous in grammar.words["not_past"]


def _at(words: list[str], index: int) -> str:
    return words[index] if 0 <= index < len(words) else ""
