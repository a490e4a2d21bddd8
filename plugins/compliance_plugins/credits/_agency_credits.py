"""Where a story tells its readers that an agency wrote it, and under which names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from re import Pattern, compile, escape
from typing import TYPE_CHECKING

from compliance.article import Article, Block, Role

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon

AGENCIES, LIST = "agencies", "agency-credits"
_LINE = 250
_NAME_ALONE = 40
_TOP, _BOTTOM = 2, 3
_CREDITS = (Role.BYLINE, Role.DATELINE, Role.SIGN_OFF)


def agencies_in(written: str, lexicon: Lexicon) -> dict[str, Pattern[str]]:
    """The agencies a record names, each with what finds its name in a text of small letters."""
    found: dict[str, Pattern[str]] = {}
    for part in _between().split(written):
        name = part.strip()
        if not name or words_of(lexicon, "generic").fullmatch(name.casefold()):
            continue
        entry = lexicon.find(AGENCIES, name)
        found[name] = _forms(lexicon, entry.canonical) if entry is not None else _any_of((name,))
    return found


@lru_cache(maxsize=64)
def _forms(lexicon: Lexicon, canonical: str) -> Pattern[str]:
    """What finds an agency, those that are part of it, and the one it is part of."""
    entries = lexicon.entries(AGENCIES)
    above = {entry.text("part_of") for entry in entries if entry.canonical == canonical} - {""}
    return _any_of(
        entry.phrase
        for entry in entries
        if entry.canonical == canonical or entry.text("part_of") == canonical or entry.canonical in above
    )


@lru_cache(maxsize=16)
def words_of(lexicon: Lexicon, kind: str) -> Pattern[str]:
    """What finds the words of one kind of the list, in a text of small letters."""
    return _any_of(entry.phrase for entry in lexicon.entries(LIST) if entry.text("kind") == kind)


def _any_of(phrases: Iterable[str]) -> Pattern[str]:
    longest = sorted({phrase.casefold() for phrase in phrases}, key=len, reverse=True)
    return compile("|".join(rf"(?<!\w){escape(phrase)}(?!\w)" for phrase in longest) or "(?!)")


@lru_cache(maxsize=1)
def _between() -> Pattern[str]:
    return compile(r"[/,;|&+]| and | y | e ")


def is_credited(article: Article, agencies: Mapping[str, Pattern[str]]) -> bool:
    """Whether the story tells its readers that an agency wrote it."""
    lexicon = article.lexicon
    credit = " | ".join([article.metadata.byline, *(article[block] for block in article.of_role(*_CREDITS))]).casefold()
    if words_of(lexicon, "generic").search(credit) or any(names.search(credit) for names in agencies.values()):
        return True
    for block in _edges(article):
        line = article[block].casefold()
        if words_of(lexicon, "line").search(line) or words_of(lexicon, "generic").fullmatch(line.strip(" .()")):
            return True
        if any(names.search(line) for names in agencies.values()) and (
            len(line) <= _NAME_ALONE or words_of(lexicon, "cue").search(line)
        ):
            return True
    return False


def _edges(article: Article) -> Iterator[Block]:
    """The short lines at the top and the end of the text, where a story says who wrote it."""
    blocks = article.of_role(Role.PARAGRAPH, Role.LIST, Role.NOTE, Role.STANDFIRST)
    for block in (*blocks[:_TOP], *blocks[max(_TOP, len(blocks) - _BOTTOM) :]):
        if block.end - block.start <= _LINE:
            yield block
