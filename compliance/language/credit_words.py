"""The small words of credit lines and instructions, of all languages at once.

An agency writes its instructions in its own language whatever the story's: so no language is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from compliance.language.credit_phrases import Token, phrases, tokens
from compliance.language.locale import languages, locale_data
from compliance.lexicon import Entry, Lexicon, fold_word


@cache
def words(key: str) -> frozenset[str]:
    """The words of every language under one key of the locales' ``credits.toml``, folded."""
    return frozenset(fold_word(word) for tongue in languages() for word in locale_data(tongue, "credits").get(key, ()))


_PARTICLES = "& i zu al el bin ibn abu em van von der den da di du dos ter"


@cache
def links() -> frozenset[str]:
    """What may be written low inside a credit line."""
    return words("links") | frozenset(_PARTICLES.split())


def tells_source(caption: str) -> bool:
    """Whether a caption tells its reader, in words, that somebody supplied the picture."""
    folded = fold_word(caption)
    return any(form in folded for form in words("told"))


def names_giver(caption: str, name: str) -> bool:
    """Whether a caption calls the picture the giver's: *una imagen del Ayuntamiento*, *a Coast Guard photo*."""
    row = [token.key for token in tokens(caption)]
    if _gives(row, name):
        return True
    given = {token.key for token in tokens(name) if len(token.text) > 3} - links()
    pictures, owners = words("pictures"), words("owners")
    for index, key in enumerate(row):
        if key not in pictures:
            continue
        owned = index + 1 < len(row) and row[index + 1] in owners and given.intersection(row[index + 2 : index + 5])
        if owned or (index and row[index - 1] in given):
            return True
    return False


def _gives(row: Sequence[str], name: str) -> bool:
    """Whether a caption says that the giver gave: *Harbour Police released the video*."""
    last = [token.key for token in tokens(name) if token.text[0].isalnum()][-1:]
    verbs = words("gives")
    return bool(last) and any(
        key == last[0] and verbs.intersection(row[index + 1 : index + 4]) for index, key in enumerate(row)
    )


def follows_first_name(row: Sequence[Token], index: int) -> bool:
    """Whether a word of a name stands right behind a first name: *Jane Park* is nobody's park."""
    if not 1 <= index <= 2:
        return False
    from compliance.language.people_words import name_words

    return row[0].text.capitalize() in name_words(None).given


def stake_of(name: str, lexicon: Lexicon) -> Entry | None:
    """The entry that says why a provider has a stake in what the picture shows."""
    if "." in name and " " not in name:
        return None
    row = tokens(name)
    index = phrases(lexicon, "interested-parties")
    trade = not words("picture_trades").isdisjoint(token.key for token in row)
    for position in range(len(row)):
        found = index.at(row, position)
        if found is None:
            continue
        if found.entry.flag("capitals") and not (found.exact or name.isupper()):
            continue
        if found.entry.flag("surname") and found.last == len(row) and follows_first_name(row, position):
            continue
        if found.end - found.start <= 3 and not (found.exact or name[found.start : found.end].isupper()):
            continue
        if trade and found.entry.text("stake") == "company":
            continue  # it sells pictures of what others do
        return found.entry
    return None
