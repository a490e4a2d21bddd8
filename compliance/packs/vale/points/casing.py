"""Writes a text in the capitals of a title or of a sentence.

A title in the style of the Associated Press has small articles, conjunctions and prepositions of up to three letters;
in that of the Chicago Manual, small prepositions of any length. First and last word have a capital in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from compliance.record import Record

if TYPE_CHECKING:
    from compliance.packs.vale.search import Search

_SMALL = frozenset("a an and as at but by en for if in nor of on or per the to v v. via vs vs.".split())
_PREPOSITIONS = frozenset(
    "about above across after against along among around before between beyond concerning despite down during "
    "following from including into near over since through throughout towards under until upon with within "
    "without".split()
)
_TITLE_WORD = r"[\p{N}\p{L}]+[^\s\-/]*"
_SENTENCE_WORD = r"[\p{N}\p{L}*]+[^\s]*"
_NUMBERED = r"\d+\."
_ASIDE = "-–—"


class Casing(Record):
    """How a rule wants words written.

    :param kept: words with capitals of their own, the longest first: each as it is written and as a pattern.
    :param indicators: after a word that ends so, a sentence begins anew.
    :param prefix: a pattern of what stands before the text and is left as it is; empty for none.
    :param chicago: the style of the Chicago Manual, else that of the Associated Press.
    """

    kept: Sequence[Sequence[str]]
    indicators: Sequence[str] = ()
    prefix: str = ""
    chicago: bool = False


def title_case(text: str, casing: Casing, search: Search) -> str:
    """The text as a title."""
    prefix, text = _parted(text, casing, search)
    small = _SMALL | _PREPOSITIONS if casing.chicago else _SMALL
    out, reached = [], 0
    for match in search.all(_TITLE_WORD, text):
        word = match[0]
        kept = _kept(word.lower(), casing, search)
        if not kept and word.lower() in small and _inside(text, *match.span()):
            kept = word.lower()
        out += [text[reached : match.start()], kept or word[:1].title() + word[1:]]
        reached = match.end()
    return prefix + "".join(out) + text[reached:]


def _inside(text: str, start: int, end: int) -> bool:
    """Whether a word is neither first nor last, nor behind a colon or dash, nor the first part of a compound."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 1]
    if start == 0 or end == len(text) or before[-1] not in f" /{_ASIDE}":
        return False
    aside = before[:1] == ":" or before[:1] in _ASIDE
    return not aside and (after not in _ASIDE or not after or before[-1] in _ASIDE)


def sentence_case(text: str, casing: Casing, search: Search) -> str:
    """The text as a sentence: the first word with a capital, the others without unless they have their own."""
    prefix, text = _parted(text, casing, search)
    terms = "|".join(pattern for _, pattern in casing.kept)
    word = rf"(?i:\b(?:{terms})\b|{_SENTENCE_WORD})" if terms else _SENTENCE_WORD
    out: list[str] = []
    before, reached = "", 0
    for number, match in enumerate(search.all(word, text)):
        seen = match[0]
        wanted = _kept(seen, casing, search) or seen.lower()
        if wanted == seen.lower() and (number == 0 or _begins_anew(before, number - 1, casing, search)):
            wanted = wanted[:1].title() + wanted[1:]
        out += [text[reached : match.start()], wanted]
        before, reached = seen, match.end()
    return prefix + "".join(out) + text[reached:]


def _begins_anew(before: str, number: int, casing: Casing, search: Search) -> bool:
    if any(before.endswith(sign) and before != sign for sign in casing.indicators):
        return True
    return number == 0 and search.first(_NUMBERED, before) is not None


def _kept(word: str, casing: Casing, search: Search) -> str:
    """A word as its entry writes it; empty where it has none."""
    for term, pattern in casing.kept:
        if term.lower() == word.lower():
            return term
        if search.first(pattern, word):
            return word
    return ""


def _parted(text: str, casing: Casing, search: Search) -> tuple[str, str]:
    found = search.first(casing.prefix, text) if casing.prefix else None
    return (found[0], text.removeprefix(found[0])) if found else ("", text)
