"""Marks of position put into captions of two people, and spoilt: one side for both, or the second person taken out."""

from __future__ import annotations

import re
from functools import cache

from compliance.language.people_words import name_words

_MARKS = re.compile(r"(?i) ?\((?:second |2nd |2-)?(?P<side>l|r|left|right|i|d|izq\.?|dcha\.?|izquierda|derecha)\)")
_PUT = {"en": ((" (L)", " (R)"), (" (left)", " (right)")), "es": ((" (i)", " (d)"), (" (izq.)", " (dcha.)"))}
_LIST = re.compile(r"(?i)from left|left to right|l-r\b|l to r\b|de izquierda a|i-d\b")
_NAME = r"[A-ZÁÉÍÓÚÑ][\w’'-]+(?: [A-ZÁÉÍÓÚÑ][\w’'-]+){1,2}"
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,5}$")


def placed(caption: str, language: str, form: int) -> str | None:
    """The caption with its two people placed: as it is where it places two, else with marks put behind two names that
    a small word joins; none where it has no such names, or more.

    :param form: which of the language's marks.
    """
    if _LIST.search(caption):
        return None
    marks = len(_MARKS.findall(caption))
    if marks:
        return caption if marks == 2 else None
    pairs = [match for match in _pair()(caption) if _is_person(match["one"]) and _is_person(match["two"])]
    if len(pairs) != 1 or len(people_named(caption)) != len(pairs[0].group("one", "two")):
        return None
    left, right = _PUT[language][form]
    first, second = pairs[0].end("one"), pairs[0].end("two")
    return caption[:first] + left + caption[first:second] + right + caption[second:]


def people_named(caption: str) -> list[str]:
    """The names of two or three words that begin with a first name."""
    return [match[0] for match in _name()(caption) if _is_person(match[0])]


def twice(caption: str) -> str | None:
    """The first mark in place of the second; none where they are of one side already."""
    first, second = _MARKS.finditer(caption)
    if first["side"][0].lower() == second["side"][0].lower():
        return None
    return caption[: second.start()] + first[0] + caption[second.end() :]


def alone(caption: str) -> str | None:
    """Without the second person, where nothing but *and* parts the two."""
    first, second = _MARKS.finditer(caption)
    between = caption[first.end() : second.start()]
    found = re.fullmatch(r",? (?:and|y|e) (?P<who>.+)", between)
    if found is None or not _PERSON.fullmatch(found["who"]) or not found["who"].split()[-1][0].isupper():
        return None
    return caption[: first.end()] + caption[second.end() :]


def _is_person(name: str) -> bool:
    return name.split()[0] in name_words(None).given


@cache
def _pair():  # type: ignore[no-untyped-def]  # the bound method of a pattern
    joined = rf"\b(?P<one>{_NAME})(?: and| with| y| e| con)(?: [\w-]+){{0,3}}? (?P<two>{_NAME})(?![\w(])"
    return re.compile(joined).finditer


@cache
def _name():  # type: ignore[no-untyped-def]  # the bound method of a pattern
    return re.compile(rf"\b{_NAME}").finditer
