"""Decides by which surnames a story calls people, and whether it has given their full names before.

Asked of every story, so it follows only those who are called by a title (``Mr Orme``, ``President Orme``) or whose
words are quoted, and looks quickly first: nearly always the surname's first place is a full name, and no other word
of the story is like it.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from compliance.article import BODY, NOT_PROSE, Span
from compliance.language.detect import story_language
from compliance.language.people_spelling import LEAST
from compliance.language.quotation_frames import cue_start, story_cues
from compliance.language.quotations import quotations
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.language.people_words import NameWords
    from compliance.scanner import Hit

TITLES = ("titles", "ranks")
_SHORTEST = 3
_REACH = 40
_INITIAL = 2


class Called(Record):
    """A surname by which the body calls somebody before it has the full name, or without one.

    :param word: the surname.
    :param span: the first place where it does, outside quotation marks.
    :param title: the title there; ``None`` where only a verb of saying stands beside it.
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


class Doubtful(Record):
    """What a quick look finds worth a closer one.

    :param alone: surnames whose first place in the body is no full name, each with that place.
    :param alike: surnames, each with a word that may be the same, spelt otherwise.
    """

    alone: tuple[tuple[str, int], ...]
    alike: tuple[tuple[str, str], ...]


_NOTHING = Doubtful((), ())


def doubtful(article: Article) -> Doubtful:
    """The surnames by which the body calls people and of which something may be wrong; none of most stories."""
    low = next((block.span.start for block in article.blocks if block.role in BODY), None)
    if low is None:
        return _NOTHING
    text = article.text
    alone, alike = [], []
    for word, place in _called(article, text, low).items():
        first = text.find(word, low)
        introduced = first != place and _behind_capital(text, first)
        if not introduced and first >= 0 and not word.isupper():
            alone.append((word, first))
        if (introduced or place >= 0) and len(word) >= LEAST:
            alike += [(word, other) for other in set(_near(text, word))]
    return Doubtful(tuple(alone), tuple(alike)) if alone or alike else _NOTHING


def _called(article: Article, text: str, low: int) -> dict[str, int]:
    """The words behind titles, and those that end the name of who is quoted; of the first the place."""
    found: dict[str, int] = {}
    scan, never = article.scan, _no_names(article.get(story_language))
    for group in TITLES:
        for at in scan.capitals_after(group):
            word = text[at : text.find(" ", at)]
            if word.isalpha():
                behind = at + len(word) + 1
                if text[behind : behind + 1].isupper():
                    # the first name, and the surname or another first name
                    word, at = _letters(text[behind : text.find(" ", behind)]), -1
            else:
                word = _letters(word)
            if word not in found and word not in never and len(word) >= _SHORTEST:
                found[word] = at
    for _, _, _, speaker, _, _, _, _ in article.get(quotations):
        if speaker is not None and speaker[0] >= low:
            start, end = speaker
            word = text[text.rfind(" ", start, end) + 1 or start : end]
            if (
                word[:1].isupper()
                and len(word) >= _SHORTEST
                and word not in found
                and word not in never
                and word.isalpha()
            ):
                found[word] = -1
    return found


@cache
def _no_names(language: str | None) -> frozenset[str]:
    from compliance.language.people_words import name_words

    words = name_words(language)
    return words.openers | words.not_names | words.nationalities


def _letters(word: str) -> str:
    """The letters at the start of a word."""
    end = next((at for at, sign in enumerate(word) if not sign.isalpha()), len(word))
    return word[:end]


def _behind_capital(text: str, at: int) -> bool:
    """Whether the word before a place has a capital."""
    if text[at - 1] != " ":
        return False
    before = text[max(at - _REACH, 0) : at - 1].rsplit(None, 1)[-1]
    return before[0].isupper() and (before[-1].isalnum() or len(before) == _INITIAL)


def _near(text: str, word: str) -> list[str]:
    """What follows the first letter in words of about a word's length that begin or end like it.

    A text has few of any capital, and they are found far faster than words are.
    """
    initial, rest = word[0], word[1:]
    least, size, most = len(rest) - 1, len(rest), len(rest) + 2
    opening, ending = rest[:2], rest[-2:]
    near = []
    at = text.find(initial)
    while at >= 0:
        at += 1
        part = text[at : at + most]
        if (
            (part[:2] == opening or ending in part[least - 2 :])
            and part[:size] != rest
            and part[:least].isalpha()
            and not part.isalpha()
        ):
            near.append(initial + _letters(part))
        at = text.find(initial, at)
    return near


def called_alone(article: Article) -> tuple[Called, ...]:
    """The surnames that the body uses alone before the story has the full name, by place.

    Those without a title are known for surnames only by the full name that comes later.
    """
    found = []
    for word, first in article.get(doubtful).alone:
        one = _followed(article, word, first)
        if one is not None:
            found.append(one)
    found.sort(key=_place)
    return tuple(found)


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
            if span is None:
                return None
            full = full or name
        elif at >= first and not quoted_around(article, at, end):
            hit = title_before(article, at)
            said = _speaks(article, at if hit is None else hit.start, end)
            if span is None and (hit is not None or said):
                span, title = Span(at, end), hit
            speaks, times = speaks or said, times + (hit is not None)
    return Called(word, span, title, speaks, times, full) if span is not None else None


def _speaks(article: Article, start: int, end: int) -> bool:
    """Whether a verb of saying stands beside a name."""
    cues = article.get(story_cues)
    index = bisect_left(cues, start, key=cue_start)
    before, behind = cues[max(index - 1, 0) : index], cues[index : index + 1]
    return any(cue.end == start - 1 for cue in before) or any(cue.start == end + 1 for cue in behind)


def prose_end(article: Article) -> int:
    """Where what readers read ends in the story's text."""
    return next((block.start for block in article.blocks if block.role in NOT_PROSE), len(article.text))


def places(text: str, word: str, low: int, high: int) -> list[int]:
    """Where a word stands in a stretch, not as a part of another word or a double name."""
    found, at = [], text.find(word, low, high)
    while at >= 0:
        behind = at + len(word)
        before, after = text[at - 1 : at], text[behind : behind + 1]
        if not before.isalnum() and not after.isalnum() and before != "-" and after not in ("-", "&"):
            found.append(at)
        at = text.find(word, behind, high)
    return found


def title_before(article: Article, at: int) -> Hit | None:
    """The title that ends right before a place."""
    language = article.get(story_language)
    hits = (hit for group in TITLES for hit in article.hits(group, language))
    return next((hit for hit in hits if at - 2 <= hit.end < at), None)


def _words(article: Article) -> NameWords:
    from compliance.language.people_words import name_words

    return name_words(article.get(story_language))


def full_name(article: Article, start: int, end: int) -> Span | None:
    """The full name that a surname at a place is part of: with the first name before it, or behind as in Chinese."""
    first = name_before(article, start)
    if first is not None:
        return Span(first.start, end)
    text = article.text
    behind = text[end : end + _REACH].split()
    if text[end : end + 1] != " " or not behind:
        return None
    small = next((n for n, word in enumerate(behind) if word not in _particles(article)), 0)
    if behind[small][:1].isupper():
        return Span(start, text.index(behind[small], end) + len(behind[small].rstrip(".,;:")))
    return None


def _particles(article: Article) -> frozenset[str]:
    lexicon = article.lexicon
    return lexicon.phrases("name-particles") if "name-particles" in lexicon else frozenset()


def name_before(article: Article, start: int) -> Span | None:
    """The capitalised word, or initial, before a surname; ``None`` where that is a title or opens the sentence."""
    text, words = article.text, _words(article)
    before = text[max(start - _REACH, 0) : start]
    if before[-1:] not in (" ", "\xa0") or not before.strip():
        return None
    last = before.rsplit(maxsplit=1)[-1]
    if not last[0].isupper() or not (len(last) == _INITIAL or last[-1].isalnum()) or last in words.openers:
        return None
    place = Span(text.rfind(last, 0, start), start - 1)
    if last not in words.given and (last in words.nationalities or place.end in article.get(_title_ends)):
        return None
    return place


def _title_ends(article: Article) -> frozenset[int]:
    language = article.get(story_language)
    return frozenset(hit.end for group in TITLES for hit in article.hits(group, language))
