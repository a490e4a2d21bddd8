"""Decides which firm is named beside some words."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.language.detect import story_language
from compliance_plugins.legal._frames import frame_words

if TYPE_CHECKING:
    import re

    from compliance.lexicon import Lexicon
    from compliance.scanner import Hit

_FIRMS = "firm-words"
_FAR, _BETWEEN = 60, 5
"""The name stands so many code points away at most, and behind so many words that say what it is."""
_FORM = 20


def firm_beside(article: Article, hit: Hit, *, before: bool) -> Span | None:
    """The firm named right before or behind some words; ``None`` where nothing tells that it is one: a part of its
    name, a word for a firm before it (``the retailer Norwell``), or that the story calls it *the company*.
    """
    text, parts = article.text, _of_kind(article, "name")
    edge = _before_form(text, _subject_end(article, hit.start), parts) if before else hit.start
    again = called(article)
    at = hit.end + next((len(word) + 1 for word in again if text.startswith(f" {word} ", hit.end)), 0)
    run = _last_name(text, max(edge - _FAR, 0), edge) if before else _first_name(article, at)
    if run is None:
        return None
    form = text[run.end : run.end + 8].lstrip(" ,").partition(" ")[0].strip(".,")
    written = before and edge < len(text[: hit.start].rstrip()) and text[edge:].lstrip(" ,").split(" ")[0] in parts
    if written or parts.intersection([*article[run].replace(".", "").split(), form]) or _is_told(article, run):
        return run
    known = " " in article[run] or text.count(article[run]) > 1
    beside = before or not text[at : run.start].strip(" ,")
    return run if known and beside and any(f"{phrase} " in article.scan.small for phrase in again) else None


def is_firm(article: Article, name: str) -> bool:
    """Whether a name has a part by which firms are told."""
    return not _of_kind(article, "name").isdisjoint(name.replace(".", "").split())


def called(article: Article) -> tuple[str, ...]:
    """How a story calls a firm that it has named: ``the company``."""
    return _listed(article.lexicon, article.get(story_language), "called")


def _of_kind(article: Article, kind: str) -> frozenset[str]:
    return frozenset(_listed(article.lexicon, article.get(story_language), kind))


@lru_cache(maxsize=16)
def _listed(lexicon: Lexicon, language: str | None, kind: str) -> tuple[str, ...]:
    return tuple(entry.phrase for entry in lexicon.entries(_FIRMS, language) if entry.text("kind") == kind)


def _is_told(article: Article, run: Span) -> bool:
    """Whether a word for a firm stands before a name: ``the airline Norwell``, ``la empresa Norva``."""
    said = article.text[max(run.start - _FORM, 0) : run.start].rstrip(" ,").split()
    nouns = _of_kind(article, "noun")
    return any(" ".join(said[-count:]).lower() in nouns for count in (1, 2))


def _subject_end(article: Article, start: int) -> int:
    """Where the subject of a verb ends, before the small words that belong to the verb (``Norwell has been …``)."""
    small = frame_words(article, "auxiliary") | frame_words(article, "link")
    end = start
    while (word := article.text[max(end - _FORM, 0) : end].rstrip().rpartition(" ")[2]) in small and word:
        end = article.text.rindex(word, 0, end)
    return end


def _before_form(text: str, end: int, parts: frozenset[str]) -> int:
    """Where a name ends before the form of the firm that no capital marks: ``Northern Steel plc``."""
    written = text[max(end - _FORM, 0) : end].rstrip(" ,").rpartition(" ")[2]
    return text.rindex(written, 0, end) if written in parts and written.islower() else end


def _last_name(text: str, start: int, end: int) -> Span | None:
    """The run of capitalised words that ends a stretch."""
    found = list(_run().finditer(text, start, end))
    return Span(*found[-1].span()) if found and not text[found[-1].end() : end].strip(" ,") else None


def _first_name(article: Article, start: int) -> Span | None:
    """The run of capitalised words that opens a stretch, perhaps behind what it is (``la eléctrica Norva``)."""
    found = _run().search(article.text, start, min(start + _FAR, len(article.text)))
    if found is None:
        return None
    run = Span(*found.span())
    between = article.text[start : run.start]
    if not between.strip(" ,"):
        return run
    said = between.split()
    plain = len(said) <= _BETWEEN and not any(sign in between.rstrip(" ,") for sign in ",.;:()!?")
    return run if plain and _is_told(article, run) else None


@cache
def _run() -> re.Pattern[str]:
    import re

    return re.compile(r"[^\W\d_a-zß-ÿ]\w*(?:(?: & | del? (?:la |los |las )?| y | and | )[^\W\d_a-zß-ÿ]\w*){0,4}")
