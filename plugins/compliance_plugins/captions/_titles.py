"""Decides whether a caption ends on a rank or title whose name is missing, and finds the titles of a stretch."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.locale import locale_data
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.lexicon import Entry
    from compliance.scanner import Hit

_BREAKS = '.,;:!?)]”"»–—-|/'
_RANKS = frozenset({"military", "navy", "police", "clergy"})
_OFFICES = frozenset({"military", "navy", "police", "clergy", "office"})


class _Alone(Record):
    after: frozenset[str]
    modifiers: frozenset[str]
    lower_after: frozenset[str]


def title_at_end(article: Article, prose: Span, language: str) -> Span | None:
    """The titles at the end of a caption, where their name is missing.

    ``Gen.`` and ``Mr`` never end a sentence; ``President`` does unless a name would have to follow.
    """
    hit = _hit_at(article, prose.end, language)
    if hit is None or hit.start < prose.start:
        return None
    start = _run_start(article, hit, prose, language)
    if _is_abbreviation(article.text, hit, prose.end):
        certain = _abbreviation_is_title(article, hit, start, prose)
    else:
        certain = article.text[hit.end - 1] == article.text[prose.end - 1] and _needs_name(
            article, hit, start, prose, language
        )
    return Span(start, prose.end) if certain else None


def titles_in(article: Article, language: str, start: int, end: int) -> list[Hit]:
    """Ranks and titles in a stretch of the story, in order."""
    found: list[Hit] = []
    for group in ("ranks", "titles"):
        hits = article.hits(group, language)
        index = bisect_left(hits, start, key=lambda hit: hit.start)
        while index < len(hits) and hits[index].start < end:
            found.append(hits[index])
            index += 1
    found.sort(key=lambda hit: (hit.start, -hit.end))
    return found


def _hit_at(article: Article, end: int, language: str) -> Hit | None:
    """The longest rank or title that ends here, a full stop behind it apart."""
    best: Hit | None = None
    stop = end - 1 if article.text[end - 1] == "." else end
    for hit in titles_in(article, language, max(end - 40, 0), end):
        if hit.end in (stop, end) and (best is None or hit.start < best.start):
            best = hit
    return best


def _run_start(article: Article, last: Hit, prose: Span, language: str) -> int:
    """Where the titles that stand in a row before the end begin (Defence Minister Gen.)."""
    start = last.start
    for hit in reversed(titles_in(article, language, max(prose.start, start - 60), start)):
        if hit.end <= start and article.text[hit.end : start].strip(". ") == "":
            start = hit.start
    return start


def _is_abbreviation(text: str, hit: Hit, end: int) -> bool:
    phrase = hit.entry.phrase
    if phrase == hit.entry.canonical:
        return hit.entry.flag("needs_name") and text[hit.end : hit.end + 1] == "."
    return phrase.endswith(".") or hit.entry.text("kind") not in ("office", "role")


def _abbreviation_is_title(article: Article, hit: Hit, start: int, prose: Span) -> bool:
    """Not a letter after a name (Ana Ruiz, Prof.), a street (Ocean Dr.) or a place (Boulder, Col.)."""
    text = article.text
    if start == prose.start or not text[hit.start].isupper():
        return False
    if start < hit.start:
        return True
    before = text[prose.start : start].rstrip()
    if not before or before[-1] in "(/":
        return False
    if before[-1] == ",":
        place = prose.start + len(before) - 1
        is_rank = hit.entry.text("kind") in _RANKS
        return is_rank and not any(each.end == place for each in article.hits("places"))
    word = before.rpartition(" ")[2]
    plain = text[hit.end : hit.end + 1] != "." and " " not in hit.entry.phrase
    street = hit.entry.canonical.lower() == "doctor" or plain or len(hit.entry.phrase) < 3
    return not (street and word[:1].isupper())


def _needs_name(article: Article, hit: Hit, start: int, prose: Span, language: str) -> bool:
    """Whether a title written out cannot be the end: no article, nothing that lets it stand alone."""
    text, entry = article.text, hit.entry
    alone = _alone(language)
    capital = text[hit.start].isupper()
    before = _words_before(text, prose.start, start)
    while before and (before[-1].lower() in alone.modifiers or (before[-1][0].isupper() and before[-1][-1].isalnum())):
        before.pop()
    if not before or before[-1].endswith(("'s", "’s", "s'", "s’")):
        return False
    word = before[-1].lower()
    if word[-1] in _BREAKS:
        return word[-1] == "," and not before[-1][0].isupper() and capital and _is_office(entry)
    if capital and entry.flag("needs_name"):
        return True
    if word in alone.after or " ".join(before[-2:]).lower() in alone.after:
        return False
    if entry.flag("needs_name"):
        return True
    if not _is_office(entry):
        return False
    return (capital and bool(alone.lower_after)) or (word in alone.lower_after and _nationality_before(text, start))


def _is_office(entry: Entry) -> bool:
    return entry.text("kind") in _OFFICES and not entry.flag("common")


def _nationality_before(text: str, start: int) -> bool:
    """Whether the word before a lower-case title is a capitalised one, as nationalities are."""
    word = text[:start].rstrip().rpartition(" ")[2]
    return word[:1].isupper()


def _words_before(text: str, start: int, end: int) -> list[str]:
    return text[max(start, end - 120) : end].split()


@cache
def _alone(language: str) -> _Alone:
    data = locale_data(language, "captions")["ending"]
    return _Alone(
        frozenset(data["title_alone_after"]),
        frozenset(data["title_modifiers"]),
        frozenset(data["lower_title_after"]),
    )
