"""What the languages know of names: first names, words that are no names, words that only open a sentence."""

from __future__ import annotations

from functools import cache

from compliance.language.locale import languages, locale_data
from compliance.record import Record


class NameWords(Record):
    """The words of one language, with the first names and organisations of all of them.

    :param openers: capitalised only where they open a sentence.
    :param not_names: a run of capitalised words that holds one is no person.
    :param surnames_too: of these, those that are surnames behind a first name, or behind a title and another name.
    :param nationalities: capitalised words for where somebody is from, or what they profess.
    :param given: first names.
    :param says: verbs of speech in the third person.
    """

    openers: frozenset[str]
    not_names: frozenset[str]
    surnames_too: frozenset[str]
    nationalities: frozenset[str]
    given: frozenset[str]
    says: frozenset[str]


@cache
def name_words(language: str | None) -> NameWords:
    """The words for a language; for one without data, what all languages have together."""
    known = [names for each in languages() if (names := locale_data(each, "people").get("names"))]
    own = locale_data(language or "", "people").get("names")

    def words(key: str, *, shared: bool) -> frozenset[str]:
        found: set[str] = set()
        for names in known if shared or own is None else (own,):
            listed = names[key]
            found.update(listed.split() if isinstance(listed, str) else listed)
        return frozenset(found)

    given = words("given", shared=True)
    return NameWords(
        words("openers", shared=False),
        words("not_names", shared=True) - given,
        words("surnames_too", shared=True),
        words("nationalities", shared=True) - given,
        given,
        words("says", shared=False),
    )


@cache
def capitalised():  # type: ignore[no-untyped-def]  # the bound method of a pattern
    """Finds words that may start with a capital, inner apostrophes, hyphens and full stops included."""
    import re

    # ranges that hold all capitals of the Latin, Greek and Cyrillic scripts, and some small letters
    return re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſƀ-ɏΆ-ΫЀ-ЯҊ-ӿḀ-ỿ][\w’'-]*(?:\.\w+)*").finditer
