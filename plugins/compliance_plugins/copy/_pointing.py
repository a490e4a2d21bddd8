"""Whether words that can send a reader somewhere do so where they stand: told by what is before and behind them."""

from __future__ import annotations

from functools import cache
from re import Pattern, compile
from typing import TYPE_CHECKING

from compliance.language.locale import locale_data
from compliance.record import Record
from compliance_plugins.copy._standing import following

if TYPE_CHECKING:
    from compliance.article import Block
    from compliance.scanner import Hit

_CLAUSE = ".!?:;,(–—-|/>•…·"
_LONGEST = 4000


class _Words(Record):
    doers: frozenset[str]
    openers: frozenset[str]
    of: frozenset[str]
    documents: frozenset[str]


@cache
def _words(language: str) -> _Words:
    data = locale_data(language, "channels")
    return _Words(*(frozenset(data.get(key, ())) for key in ("doers", "openers", "of", "documents")))


def meant(text: str, block: Block, hit: Hit, language: str) -> int | None:
    """Where the words end that send the reader somewhere; ``None`` where they do not."""
    words = _words(language)
    entry, end = hit.entry, hit.end
    before = text[max(block.start, hit.start - 40) : hit.start]
    if entry.flag("opens") and not _opens_clause(before, words):
        return None
    if entry.flag("blocked") and _last_word(before) in words.doers:
        return None
    if entry.flag("figure"):
        page = _page().match(text, end, block.end)
        if page is None or following(text, page.end()) in words.of:
            return None
        if entry.flag("bare") and before.rstrip()[-1:] not in ("(", ",", ";", ":", "–", "—"):
            return None
        end = page.end()
    if entry.flag("document") and _names_document(text, block, words):
        return None
    goes_on = end < block.end and (text[end].isalnum() or text[end] in " \xa0")
    return None if entry.flag("ends") and goes_on else end


def _opens_clause(before: str, words: _Words) -> bool:
    bare = before.rstrip(" \n\xa0\"“«‘'*_[¡¿")
    return not bare or bare[-1] in _CLAUSE or _last_word(bare) in words.openers


def _last_word(before: str) -> str:
    bare = before.rstrip(" \n\xa0\"“«‘'")
    return bare.rpartition(" ")[2].strip("\"“«‘'").lower() if bare and bare[-1] not in _CLAUSE else ""


def _names_document(text: str, block: Block, words: _Words) -> bool:
    """Whether the paragraph speaks of something that has pages of its own."""
    part = text[block.start : min(block.end, block.start + _LONGEST)].lower()
    return not words.documents.isdisjoint(_word().findall(part))


@cache
def _page() -> Pattern[str]:
    return compile(r"\.?[ \xa0]?[A-Z]?\d{1,3}(?:[ \xa0]?(?:-|–|,|and|to|y|a|&)[ \xa0]?[A-Z]?\d{1,3})?\b(?![%.,]\d)")


@cache
def _word() -> Pattern[str]:
    return compile(r"[^\W\d_]+")
