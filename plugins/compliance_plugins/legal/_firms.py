"""Decides which firm is named beside some words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.language.detect import story_language

if TYPE_CHECKING:
    import re

    from compliance.scanner import Hit

_FIRMS = "firm-words"


def firm_beside(article: Article, hit: Hit, *, before: bool) -> Span | None:
    """The firm named right before or behind some words; ``None`` where nothing tells that it is one."""
    text = article.text
    entries = article.lexicon.entries(_FIRMS, article.get(story_language))
    parts = {entry.phrase for entry in entries if entry.text("kind") == "name"}
    edge = _before_form(text, hit.start, parts) if before else hit.start
    again = called(article)
    at = hit.end + next((len(word) + 1 for word in again if text.startswith(f" {word} ", hit.end)), 0)
    run = _names(text, max(edge - 60, 0), edge, last=True) if before else _names(text, at, at + 60)
    if run is None:
        return None
    form = text[run.end : run.end + 8].lstrip(" ,").partition(" ")[0].strip(".,")
    if edge < hit.start or parts.intersection([*article[run].replace(".", "").split(), form]):
        return run
    known = " " in article[run] or text.count(article[run]) > 1
    return run if known and any(f"{phrase} " in article.scan.small for phrase in again) else None


def is_firm(article: Article, name: str) -> bool:
    """Whether a name has a part by which firms are told."""
    entries = article.lexicon.entries(_FIRMS, article.get(story_language))
    parts = {entry.phrase for entry in entries if entry.text("kind") == "name"}
    return not parts.isdisjoint(name.replace(".", "").split())


def called(article: Article) -> list[str]:
    """How a story calls a firm that it has named: ``the company``."""
    entries = article.lexicon.entries(_FIRMS, article.get(story_language))
    return [entry.phrase for entry in entries if entry.text("kind") == "called"]


def _before_form(text: str, end: int, parts: set[str]) -> int:
    """Where a name ends before the form of the firm that no capital marks: ``Northern Steel plc``."""
    written = text[max(end - 20, 0) : end].rstrip(" ,").rpartition(" ")[2]
    return text.rindex(written, 0, end) if written in parts and written.islower() else end


def _names(text: str, start: int, end: int, *, last: bool = False) -> Span | None:
    """The run of capitalised words at the edge of a stretch."""
    found = list(_run().finditer(text, start, min(end, len(text))))
    if not found:
        return None
    match = found[-1] if last else found[0]
    between = text[match.end() : end] if last else text[start : match.start()]
    return Span(*match.span()) if not between.strip(" ,") else None


@cache
def _run() -> re.Pattern[str]:
    import re

    return re.compile(r"[^\W\d_a-zß-ÿ]\w*(?:(?: & | de | y | and | )[^\W\d_a-zß-ÿ]\w*){0,4}")
