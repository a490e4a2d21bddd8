"""Makes patterns from the words and expressions of a rule, and searches with many of them at once.

A rule's tokens are alternatives of one pattern in Vale: the leftmost match counts, of two that begin together the
first listed, and no two overlap. Here each token is a pattern of its own, so that only those need be searched for that
a story can have; what is found is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from compliance.packs.vale.dialect import UntranslatableError, translate
from compliance.packs.vale.keys import WrongKeyError
from compliance.packs.vale.search import Search

if TYPE_CHECKING:
    import regex

    from compliance.packs.vale.scopes import View
    from compliance.packs.vale.vocabulary import House


def checked(key: str, pattern: str, options: str = "") -> tuple[str, str]:
    """A pattern translated and tried, and the options in force at its end.

    :param key: the rule's key that holds it.
    :raises WrongKeyError: it cannot be translated, or is no pattern.
    """
    import regex

    try:
        made, left = translate(pattern, options)
        regex.compile(made)
    except (UntranslatableError, regex.error, RecursionError, OverflowError) as error:
        raise WrongKeyError(key, f"the pattern {_short(pattern)} cannot be read: {error}") from None
    return made, left


def _short(pattern: str) -> str:
    return repr(pattern if len(pattern) <= 80 else f"{pattern[:79]}…")


def words(key: str, tokens: Iterable[str], house: House, *, nonword: bool, ignorecase: bool) -> list[str]:
    """A pattern for each token, with the bounds of words around it where they are wanted.

    :raises WrongKeyError: one is no pattern.
    """
    options = "im" if ignorecase else "m"
    found = []
    for token in tokens:
        if not token.strip():
            continue
        if house.template and not nonword:
            made, _ = checked(key, house.template.replace("%s", token), options)
        else:
            made, options = checked(key, token, options)
            made = f"(?:{made})" if nonword else rf"\b(?:{made})\b"
        found.append(made)
    return found


def exceptions(keys: Mapping[str, Any], house: House, *, vocab: bool = True) -> dict[str, str]:
    """What a rule leaves alone: a pattern for its own exceptions and those of the vocabulary, and one for phrases.

    :raises WrongKeyError: one is no pattern.
    """
    terms = list(keys.get("exceptions", []))
    if vocab and keys.get("vocab", True):
        terms += house.accepted
    if not terms:
        return {}
    made = [checked("exceptions", term, "m")[0] for term in sorted(terms, key=len, reverse=True)]
    found = {"except": rf"\b(?:{'|'.join(made)})\b"}
    phrases = [checked("exceptions", term, "i")[0] for term in terms if " " in term.strip() or r"\s" in term]
    if phrases:
        found["phrases"] = rf"\b(?:{'|'.join(phrases)})\b"
    return found


def excepted(made: Mapping[str, Any], search: Search, view: View, start: int, end: int) -> bool:
    """Whether a match is left alone: an exception stands in it, or it stands in a phrase that is one."""
    exception = made.get("except")
    if exception and search.first(exception, view.text[start:end].strip()):
        return True
    if "phrases" not in made:
        return False
    return any(phrase.start() <= start and end <= phrase.end() for phrase in search.all(made["phrases"], view.text))


def leftmost(
    patterns: Sequence[str], which: Iterable[int], text: str, search: Search
) -> Iterator[tuple[int, regex.Match[str]]]:
    """The matches of alternatives: leftmost first, the first listed of two that begin together, none overlapping.

    :param which: the numbers of the patterns that can match at all.
    """
    found: list[tuple[int, int, Any]] = []

    def seek(number: int, start: int) -> None:
        match = search.first(patterns[number], text, start) if start <= len(text) else None
        if match:
            heappush(found, (match.start(), number, match))

    for number in which:
        seek(number, 0)
    reached = 0
    while found:
        start, number, match = heappop(found)
        if start >= reached:
            yield number, match
            reached = max(match.end(), start + 1)
        seek(number, reached)
