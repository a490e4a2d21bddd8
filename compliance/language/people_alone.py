"""Decides by which surnames a story calls people before it has given their full names."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from compliance.article import BODY, Span
from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.language.people_called import small_titles, unintroduced
from compliance.language.people_full import full_name, name_before, places, prose_end, title_before
from compliance.language.quotation_frames import cue_start, frames, story_cues
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.scanner import Hit

_KINDS = frozenset({"courtesy", "office", "academic", "police", "military", "navy"})
"""Of titles, those behind which a surname needs a first name; nobles and clergy have their own ways."""
_STYLES = frozenset({"courtesy", "noble"})
"""Behind one of these another title is part of how somebody is styled (Mr Justice Orme), and no first name is given."""
_REACH = 40


class Called(Record):
    """A surname by which the body calls somebody before it has the full name, or without one.

    :param word: the surname.
    :param span: the first place where it does, outside quotation marks.
    :param title: the first title before the surname alone, there or later; ``None`` where only verbs of saying stand
        beside it.
    :param speaks: somebody's words are given to the surname.
    :param times: how often it stands alone behind a title.
    :param full: where the full name comes later; ``None`` for nowhere.
    """

    word: str
    span: Span
    title: Hit | None
    speaks: bool
    times: int
    full: Span | None


def called_alone(article: Article) -> tuple[Called, ...]:
    """The surnames that the body uses alone before the story has the full name, by place.

    Those without a title are known for surnames only by the full name that comes later.
    """
    found = []
    for word, first in unintroduced(article):
        one = _followed(article, word, first)
        if one is not None:
            found.append(one)
    found.sort(key=_place)
    return tuple(found)


def _needs_name(article: Article, title: Hit) -> bool:
    """Whether a title is one behind which a surname needs a first name."""
    if title.entry.text("kind") not in _KINDS:
        return False
    if not (article.text[title.start].isupper() or small_titles(article.get(story_language))):
        return False
    before = title_before(article, title.start)
    return before is None or before.entry.text("kind") not in _STYLES


def _place(one: Called) -> int:
    return one.span.start


def _followed(article: Article, word: str, first: int) -> Called | None:
    """A surname with its full name looked for; ``None`` where that came before, or nobody is called so."""
    from compliance.language.reports import quoted_around

    span: Span | None = None
    title: Hit | None = None
    speaks, times, full = False, 0, None
    for at in places(article.text, word, 0, prose_end(article)):
        end = at + len(word)
        name = full_name(article, at, end)
        if name is not None:
            if span is None or _is_shown(article, at):
                return None
            full = full or _own(article, name, title)
        elif at >= first and not quoted_around(article, at, end) and not _is_shown(article, at):
            hit = title_before(article, at)
            if hit is not None and not _needs_name(article, hit):
                continue
            said = _speaks(article, at if hit is None else hit.start, end) and (
                hit is not None or not _named(article, at)
            )
            if span is None and (hit is not None or said):
                span = Span(at, end)
            title = title or hit
            speaks, times = speaks or said, times + (hit is not None)
    return Called(word, span, title, speaks, times, full) if span is not None else None


def _is_shown(article: Article, at: int) -> bool:
    """Whether a place is in a caption or the like, which stands nowhere in the order of the text."""
    block = article.block_at(at)
    return block is not None and block.role not in BODY


def _named(article: Article, at: int) -> bool:
    """Whether an article or a preposition stands before a name: that of a thing (``the Orme report``) or a place."""
    before = article.text[max(at - _REACH, 0) : at].split()
    language = article.get(story_language)
    places = locale_data(language or "", "people").get("headline", {}).get("before_places", ())
    return bool(before) and (before[-1].lower() in frames(language).articles or before[-1] in places)


def _own(article: Article, name: Span, title: Hit | None) -> Span | None:
    """A full name with its further first names; ``None`` where it is that of a relative, or of another sex."""
    first = name_before(article, name.start)
    whole = Span(first.start, name.end) if first is not None else name
    language = article.get(story_language) or ""
    before = article.text[max(whole.start - _REACH, 0) : whole.start].lower().rstrip(" ,")
    if before.endswith(tuple(locale_data(language, "people").get("titles", {}).get("relatives", ()))):
        return None
    return (
        None
        if title is not None and _is_of_other_sex(article[Span(title.start, title.end)], article[whole], language)
        else whole
    )


def _is_of_other_sex(title: str, name: str, language: str) -> bool:
    """Whether a title and a first name tell different sexes: Mr, and Michelle."""
    tables = locale_data(language, "quotations").get("reference", {})
    styled, first = title.lower().strip("."), name.split(maxsplit=1)[0].lower()
    return any(
        styled in tables.get(f"{one}_titles", ()) and first in tables.get(f"{other}_names", ())
        for one, other in (("his", "her"), ("her", "his"))
    )


def _speaks(article: Article, start: int, end: int) -> bool:
    """Whether a verb of saying stands beside a name."""
    cues = article.get(story_cues)
    index = bisect_left(cues, start, key=cue_start)
    before, behind = cues[max(index - 1, 0) : index], cues[index : index + 1]
    return any(cue.end == start - 1 for cue in before) or any(cue.start == end + 1 for cue in behind)
