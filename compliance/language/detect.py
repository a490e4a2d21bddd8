"""Which language a story is in: declared, else told by its function words, else unknown.

A wrong language makes every later reading wrong, so where two languages are close the answer is *unknown*.
"""

from __future__ import annotations

from functools import cache

from compliance.article import NOT_PROSE, Article
from compliance.language.locale import languages, locale_data
from compliance.record import Record

SAMPLE = 800
"""Code points of prose that are looked at."""
FIRST_LOOK = 320
"""Code points that are enough where the leader has :data:`CERTAIN` times the weight of the next."""
CERTAIN = 3.0
SOME = 1.5
"""The weight without which no language leads."""
LOOKS = ((200, CERTAIN, 4 * SOME), (FIRST_LOOK, CERTAIN, SOME), (SAMPLE, 1.2, SOME))
"""How many code points are looked at, one look after the other until one tells, how many times the weight of the next
the leader must have, and how much of its own: of few words more is asked.
"""
OTHER_SCRIPT = 1.5
"""Bytes a code point from which on a text is written in another script than the known languages': its few Latin words
tell nothing."""
BLOCKS = 12
"""Blocks of prose that are looked at."""


def story_language(article: Article) -> str | None:
    """The story's language as an ISO 639-1 code without region, or ``None``."""
    declared = article.metadata.language
    if declared:
        return declared.replace("_", "-").partition("-")[0].lower()
    for size, margin, least in LOOKS:
        told = language_of(_sample(article, size), margin, least)
        if told is not None:
            return told
    return None


def _sample(article: Article, size: int) -> str:
    """So many code points of the story's prose, as far as its first blocks have them."""
    sample: list[str] = []
    length, text = 0, article.text
    for block in article.blocks:
        if block.role in NOT_PROSE:
            continue
        start, end = block.span
        part = text[start : min(end, start + size)]
        sample.append(part)
        length += len(part) + 1
        if length > size or len(sample) == BLOCKS:
            break
    return " ".join(sample)[:size]


def language_of(text: str, margin: float = 1.2, least: float = SOME) -> str | None:
    """The language that a text's function words tell.

    The leader needs some weight of its own and a clear distance to the next; for a handful of words one
    function word that no other language has is enough.

    :param margin: how many times the weight of the next the leader must have.
    :param least: how much weight of its own.
    """
    if not text.isascii() and len(text.encode(errors="replace")) > OTHER_SCRIPT * len(text):
        return None
    table = _table()
    words = text.lower().split()
    votes: dict[str, float] = {}
    ballots = "".join(filter(None, map(table.ballots.get, words)))
    for ballot in dict.fromkeys(ballots):
        times = ballots.count(ballot)
        for tongue, weight in table.weights[ballot]:
            votes[tongue] = votes.get(tongue, 0.0) + weight * times
    most = max(votes.values(), default=0.0)
    if most < 0.06 * len(words) or most < least:
        return None
    close = [tongue for tongue, weight in votes.items() if most < margin * weight]
    if len(close) == 1:
        return close[0]
    return _by_letters(text, close) if margin < CERTAIN else None


def words_between(text: str, one: str, other: str) -> tuple[int, int]:
    """How many words of a text are function words of one language and not of the other, and the other way round."""
    table = _table()
    sides = {}
    for ballot, weights in table.weights.items():
        tongues = {tongue for tongue, _ in weights}
        if (one in tongues) != (other in tongues):
            sides[ballot] = one in tongues
    ours = theirs = 0
    for word in text.lower().split():
        side = sides.get(table.ballots.get(word, ""))
        ours += side is True
        theirs += side is False
    return ours, theirs


def _by_letters(text: str, tongues: list[str]) -> str | None:
    """Of languages whose small words tell too little, the only one that writes all of a text's letters."""
    letters = {letter for letter in text.lower() if letter > "\x7f" and letter.isalpha()}
    if not letters:
        return None
    able = [tongue for tongue in tongues if letters <= set(locale_data(tongue, "language").get("letters", letters))]
    return able[0] if len(able) == 1 and "letters" in locale_data(able[0], "language") else None


class _Table(Record):
    """What function words tell.

    :param ballots: for each word its ballot, a character, since a string counts its own fastest; words that speak for
        the same languages share one.
    :param weights: for each ballot the languages, and how loudly it speaks for each: the more share it, the less.
    """

    ballots: dict[str, str]
    weights: dict[str, tuple[tuple[str, float], ...]]


@cache
def _table() -> _Table:
    priors: dict[str, float] = {}
    speakers: dict[str, list[str]] = {}
    for tongue in languages():
        data = locale_data(tongue, "language")
        priors[tongue] = data.get("prior", 1.0)
        for word in data.get("stop_words", ()):
            speakers.setdefault(word, []).append(tongue)
    marks: dict[tuple[str, ...], str] = {}
    ballots = {word: marks.setdefault(tuple(tongues), chr(len(marks) + 1)) for word, tongues in speakers.items()}
    weights = {
        mark: tuple((tongue, priors[tongue] * (1 + 1 / len(tongues))) for tongue in tongues)
        for tongues, mark in marks.items()
    }
    return _Table(ballots, weights)
