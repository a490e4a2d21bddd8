"""Decides whether a name in a credit line is a person's, a body's or an account's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from compliance.language.credit_phrases import Found, Token, phrases, tokens
from compliance.language.credit_words import follows_first_name, links
from compliance.language.credit_words import words as words_of
from compliance.lexicon import Lexicon, fold_word


@cache
def _person() -> re.Pattern[str]:
    sign = r"(?:[^\W_]|[.'’-])"
    return re.compile(rf"[^\W\d_]{sign}*(?:[\s_]+{sign}+){{1,4}}|(?:[^\W\d_]\.){{1,3}}[^\W\d_]{{3,}}")


def is_person(name: str, lexicon: Lexicon) -> bool:
    """Whether a name looks like a person's: two to five words, none of them a body's."""
    if not _person().fullmatch(name) or any(c.isdigit() for c in name) or _has_domain(name):
        return False
    words = tokens(name)
    linked = len(words[0].text) > 1 and words[0].key in links() and words[0].text[0].isupper()
    if (
        linked
        or any(word.key in words_of("body_links") for word in words)
        or _is_known(name, words, lexicon)
        or names_body(name, lexicon)
        or ("_" in name and name.isupper())
        or (_unspoken(words[0].text) and not name.isupper())
    ):
        return False
    return sum(any(map(str.isupper, word[:3])) for word in _word().findall(name)) >= 2


_VOWELS = frozenset("AEIOUY")


def _unspoken(word: str) -> bool:
    """Whether a word is initials of three letters or more without a vowel, a company's: ``MDV``."""
    return len(word) > 2 and word.isascii() and word.isalpha() and word.isupper() and not _VOWELS.intersection(word)


_LONGEST_NAME = 11
"""A longer word in low letters is rather a compound: a body's."""


def may_be_person(name: str, lexicon: Lexicon) -> bool:
    """Whether a name with one capital only, beside who published it, is a person's: ``Ana ruiz/AP``."""
    words = tokens(name)
    if not 2 <= len(words) <= 3 or not all(
        word.text.isalpha() and 2 < len(word.text) <= _LONGEST_NAME for word in words
    ):
        return False
    capitals = [word.text for word in words if word.text.istitle()]
    low = [word.key for word in words if word.text.islower()]
    if len(capitals) != 1 or len(capitals) + len(low) != len(words):
        return False
    from compliance.language.people_words import name_words

    ordinary = links() | words_of("low")
    unknown = capitals[0] not in name_words(None).not_names and not ordinary.intersection(low)
    return unknown and not _is_known(name, words, lexicon) and not names_body(name, lexicon)


def is_place(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is a known place's."""
    return any(phrases(lexicon, listed).whole(name) is not None for listed in ("places", "territories"))


def _is_known(name: str, words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a name is an outlet's, or a town's with its state: ``Aldermouth AZ``."""
    if phrases(lexicon, "outlets").whole(name) is not None:
        return True
    return len(words) == 2 and not words[0].text.isupper() and words[1].text in _states(lexicon)


@lru_cache(maxsize=8)
def _states(lexicon: Lexicon) -> frozenset[str]:
    """The two letters of each state."""
    return (
        frozenset(entry.text("state") for entry in lexicon.having("places", "state"))
        if "places" in lexicon
        else frozenset()
    )


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_][^\W_.]*")


def _has_domain(name: str) -> bool:
    bare = name.rstrip(".").replace(". ", " ")
    while bare[1:2] == "." and bare[0].isupper():
        bare = bare[2:]
    return "." in bare[3:]


def _capital(found: Found, name: str) -> bool:
    """Whether a word that counts with a capital only has one; the capitals of an acronym are all of its own."""
    return found.entry.phrase.islower() and name[found.start].isupper()


_LONG = 5
"""A platform's shorter name is somebody's initials too."""


def names_body(name: str, lexicon: Lexicon) -> bool:
    """Whether a word of a name says that it is a body, a party or a place."""
    words = tokens(name)
    for index in range(len(words)):
        for listed in ("organisation-words", "interested-parties", "territories", "platforms"):
            found = phrases(lexicon, listed).at(words, index)
            if found is None or (listed == "territories" and (index > 0 or len(words) == 2)):
                continue
            if listed == "platforms" and (not found.exact or found.end - found.start < _LONG):
                continue
            if _lacks_accents(found, name):
                continue
            if found.entry.flag("surname") and found.last == len(words) and follows_first_name(words, index):
                continue
            if not found.entry.flag("capitals") or found.exact or name.isupper() or _capital(found, name):
                return True
    return any(word.key.endswith(_body_endings()) for word in words)


@cache
def _body_endings() -> tuple[str, ...]:
    """How the compounds end that name bodies: ``Küstendienst``; more stands before it."""
    return tuple(sorted(words_of("body_endings")))


_SHORT = 3


def _lacks_accents(found: Found, name: str) -> bool:
    """Whether a short word is another's without its accents: *Bo* is no *Bộ*."""
    phrase = found.entry.phrase
    return len(phrase) <= _SHORT and not phrase.isascii() and name[found.start : found.end].lower() != phrase.lower()


def is_first_name(word: str) -> bool:
    """Whether a word is a first name in a language there is data for."""
    from compliance.language.people_words import name_words

    return word in name_words(None).given


def is_lone_name(name: str, lexicon: Lexicon, handle: bool) -> bool:
    """One word that is no body, no place: ``EFE/Mariscal``; also an account's, where contributors sign so."""
    letters = name.replace(" ", "", 2).replace("_", "") if handle else name
    letters = letters.rstrip("0123456789") if handle else letters
    if not 4 <= len(name) <= 18 or not letters.isalpha() or (name.isupper() and len(name) < 6):
        return False
    if not handle and fold_word(name).endswith(_body_endings()):
        return False
    if (not name[0].isupper() and not handle) or (" " in name and names_body(name, lexicon)):
        return False
    listed = ("organisation-words", "interested-parties", "territories", "platforms", "state-media")
    return not any(phrases(lexicon, one).whole(name) for one in listed)
