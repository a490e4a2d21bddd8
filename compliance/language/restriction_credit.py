"""Reads which credit a restriction's words ask for."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.language.credit_names import is_person
from compliance.language.credit_phrases import Found, Token, phrases, tokens
from compliance.language.credit_words import words as words_of
from compliance.lexicon import Lexicon
from compliance.record import Record

LONGEST_CREDIT = 300
"""Quotation marks hold a credit of so many code points at most."""
LONGEST_UNMARKED = 9
"""Without a colon, so many words and signs at most are a credit; more are the next sentence."""
_DASHES = frozenset("-–—")


class Asked(Record):
    """The credit that must be shown; ``None`` where the clause names none."""

    text: str | None
    end: int
    last: int


def required_credit(text: str, words: Sequence[Token], match: Found, lexicon: Lexicon, any_case: bool) -> Asked:
    """The words behind ``MANDATORY CREDIT``, in quotation marks or up to the clause's end."""
    index = match.last
    colon = match.entry.flag("reads")
    dash = False
    while index < len(words) and (words[index].text in ":-–—*" or words[index].key in words_of("before_credit")):
        colon = colon or words[index].text == ":"
        dash = dash or words[index].text in _DASHES
        index += 1
    nothing = Asked(_credit_before(text, match, lexicon) if any_case else None, match.end, match.last)
    if index >= len(words):
        return nothing
    opening = words[index].text
    if opening in _PAIRS:
        stop = text.find(_PAIRS[opening], words[index].end, words[index].end + LONGEST_CREDIT)
        if stop > 0:
            return Asked(text[words[index].end : stop].strip(), stop + 1, _token_at(words, stop + 1))
        return nothing
    if (dash and not colon) or words[index].text in ".;,()/[]|*":
        return nothing
    asked = _until_clause_ends(text, words, index, lexicon, nothing)
    return asked if colon or asked.last - index <= LONGEST_UNMARKED else nothing


def _credit_before(text: str, match: Found, lexicon: Lexicon) -> str | None:
    """The credit line that instructions put before ``MANDATORY CREDIT``: an agency and a name joined by a slash."""
    low = max(0, match.start - LONGEST_CREDIT)
    stop_before = len(text[: match.start].rstrip(" ."))
    ends = [at + 1 for stop in (". ", ";", "\n") if (at := text.rfind(stop, low, stop_before)) >= 0]
    start = max(ends, default=low)
    before = text[start : match.start].strip(" .,*-–—([|")
    if "/" not in before:
        return None
    words = tokens(before)
    clauses, agencies = phrases(lexicon, "restrictions"), phrases(lexicon, "agencies")
    if len(words) > LONGEST_BEFORE or any(clauses.at(words, index) for index in range(len(words))):
        return None
    found = (agencies.at(words, index) for index in range(len(words)))
    if any(agency is not None and agency.exact for agency in found):
        return before
    return before if any(is_person(part.strip(), lexicon) for part in before.split("/")) else None


LONGEST_BEFORE = 20
"""So many words and signs at most are a credit."""


_PAIRS = {'"': '"', "“": "”", "«": "»", "'": "'", "‘": "’", "„": "“"}


def _until_clause_ends(text: str, words: Sequence[Token], first: int, lexicon: Lexicon, nothing: Asked) -> Asked:
    clauses = phrases(lexicon, "restrictions")
    codes = phrases(lexicon, "desk-codes")
    index = first
    while index < len(words):
        word = words[index]
        spaced = text[word.start - 1 : word.start].isspace() and text[word.end : word.end + 1].isspace()
        if word.text in ';()[]*|"' or (word.text in _DASHES and spaced):
            break
        if word.text == "." and _ends_sentence(text, words, index):
            break
        found = clauses.at(words, index) or codes.at(words, index)
        if found is not None and index > first and text[found.start : found.end].isupper():
            break
        if found is not None and index == first:
            return nothing
        index += 1
    if index == first:
        return nothing
    end = words[_before_nobody(words, first, index, lexicon) - 1].end
    asked = text[words[first].start : end].rstrip(" ,./-")
    # "required", "must be given": a credit has a capital, a figure or a handle
    if not asked or (asked.islower() and asked.replace(" ", "").isalpha()):
        return nothing
    return Asked(asked, words[first].start + len(asked), index)


def _before_nobody(words: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> int:
    """The end of a credit without the word behind it that only says how it came: ``COAST GUARD HANDOUT``."""
    shouted = last - first > 1 and words[last - 1].text.isupper() and words[last - 2].text.isalpha()
    entry = phrases(lexicon, "credit-nobody").whole(words[last - 1].text) if shouted else None
    return last - 1 if entry is not None and entry.text("marker") == "handout" else last


def _ends_sentence(text: str, words: Sequence[Token], index: int) -> bool:
    after = text[words[index].end : words[index].end + 1]
    if after and not after.isspace():
        return False
    return index == 0 or len(words[index - 1].text) > 1


def _token_at(words: Sequence[Token], offset: int) -> int:
    return next((k for k, word in enumerate(words) if word.start >= offset), len(words))
