"""Where a caption can be cut so that every reader misses what follows: behind a title, an article, a preposition …"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from benchmarks.accuracy.judged import picked

KINDS = ("rank", "title", "article", "preposition", "conjunction", "comma", "bracket")
_TITLES = {
    "en": "President|Prime Minister|Foreign Minister|Defence Minister|Defense Minister|Health Minister|Gen\\.|Lt\\."
    "|Col\\.|Sgt\\.|Capt\\.|Sen\\.|Rep\\.|Gov\\.|Mr|Mrs|Ms|Dr|Mr\\.|Mrs\\.|Ms\\.|Dr\\.|Senator|Governor|Mayor|Chancellor|Pope"
    "|Prince|Princess|Queen|King|Sir",
    "es": "[Pp]residente|[Pp]residenta|[Mm]inistro|[Mm]inistra|[Gg]eneral|[Cc]oronel|[Aa]lcalde|[Aa]lcaldesa|Sr\\."
    "|Sra\\.|Dr\\.|Dra\\.|don|doña|[Ss]enador|[Ss]enadora|[Gg]obernador|[Pp]apa|[Pp]ríncipe|[Rr]ey|[Rr]eina",
}
_RANKS = {
    "en": ("Gen.", "Lt. Col.", "Defence Minister Gen.", "Sgt.", "Capt.", "Sen.", "Rep.", "Gov.", "Mr", "Mrs", "Dr."),
    "es": ("el Gral.", "el Cnel.", "el Tte.", "el Sr.", "la Sra.", "el Dr.", "la Dra.", "el Excmo. Sr."),
}
"""Put in place of a name: what never stands alone."""
_LEADS = {"en": ("with", "by", "and", "from", "to", "of", "greets", "meets"), "es": ("con", "por", "y", "a", "saluda")}
_WORDS = {
    "article": {"en": "the|a|an", "es": "el|la|los|las|un|una|del|al"},
    "preposition": {
        "en": "of|with|from|at|to|for|into|during|in|on",
        "es": "de|en|con|por|para|sobre|entre|desde|hasta",
    },
    "conjunction": {"en": "and|or|but", "es": "y|o|pero|ni"},
}
_BEFORE = 5
"""Words that are left of a caption at least: fewer make a phrase that may stand alone."""


def cut(caption: str, language: str, kind: str, key: str) -> str | None:
    """The caption cut off in this manner; none where it has no such place.

    :param key: decides where, if it can be in several places.
    """
    spots = [at for at in _spots(caption, language, kind) if len(caption[:at].split()) >= _BEFORE]
    if not spots:
        return None
    left = caption[: picked(spots, f"{kind} {key}")]
    return f"{left}{picked(_RANKS[language], f'rank {key}')}" if kind == "rank" else left


def _spots(caption: str, language: str, kind: str) -> Iterator[int]:
    """Where the words end after which something must follow. Not where another sentence has only just begun, nor inside
    brackets.
    """
    if kind == "bracket":
        yield from _inside_brackets(caption)
        return
    for match in _finder(language, kind)(caption):
        if caption.count("(", 0, match.end()) > caption.count(")", 0, match.end()):
            continue
        sentence = re.split(r"[.!?:] ", caption[: match.end()])[-1]
        if len(sentence.split()) >= _BEFORE:
            yield match.end()


def _inside_brackets(caption: str) -> Iterator[int]:
    """Behind each word in brackets but the last; those of a credit are another matter."""
    for match in _bracket().finditer(caption):
        yield from (at for at in range(match.start(), match.end()) if caption[at] == " ")


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(r"(?i)\((?!photo|video|image|picture|file|foto|imagen|archiv|by|via)[^\W\d_]{3,} [^()/]+\)")


@cache
def _finder(language: str, kind: str) -> Callable[[str], Iterator[re.Match[str]]]:
    if kind == "comma":
        return re.compile(r",(?= \w)").finditer
    if kind == "rank":
        # before a name of two words, behind a word that leads to a person
        leads = "|".join(rf"(?<=\b{word} )" for word in _LEADS[language])
        return re.compile(rf"(?:{leads})(?=[A-ZÁÉÍÓÚÑ]\w+ [A-ZÁÉÍÓÚÑ]\w+)").finditer
    if kind == "title":
        # a small word or a comma before it, a name behind it
        return re.compile(rf"(?<=[^\W\d_] )\b(?:{_TITLES[language]})(?= [A-ZÁÉÍÓÚÑ]\w+)").finditer
    # in small letters, with a word behind them
    return re.compile(rf"(?<=\w )(?:{_WORDS[kind][language]})(?= \w)").finditer
