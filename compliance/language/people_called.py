"""Decides by which surnames a story calls people, and whether it has given their full names before.

Asked of every story, so it follows only those who are called by a title (``Mr Orme``, ``President Orme``) or stand
beside a verb of saying, and looks quickly first: nearly always the surname's first place is a full name, and no other
word of the story is like it.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from compliance.article import BODY, NOT_PROSE, Role, Span
from compliance.language.detect import story_language
from compliance.language.people_spelling import LEAST
from compliance.language.quotation_frames import cue_start, frames, story_cues
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.language.people_words import NameWords
    from compliance.scanner import Hit

TITLES = ("titles", "ranks")
_SHORTEST = 3
_REACH = 40
_INITIAL = 2
_SMALL_WORDS = 2


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
    text, low = article.text, _story_start(article)
    if low is None:
        return _NOTHING
    alone, alike = [], []
    for word, place in _called(article, text, low).items():
        first = text.find(word, low)
        if first >= 0 and not word.isupper() and _is_alone(text, word, first, titled=first == place):
            alone.append((word, first))
        if len(word) >= LEAST:
            alike += [(word, other) for other in set(_near(text, word))]
    return Doubtful(tuple(alone), tuple(alike)) if alone or alike else _NOTHING


def _is_alone(text: str, word: str, first: int, titled: bool) -> bool:
    """Whether a surname's first place seems no full name, though it has a title or a full name comes later."""
    if titled or _behind_capital(text, first):
        return titled
    at = text.find(word, first + 1)
    while at >= 0:
        if _behind_capital(text, at):
            return True
        at = text.find(word, at + 1)
    return False


def _story_start(article: Article) -> int | None:
    """Where the body starts, a first paragraph that only says the headline again left out."""
    headline = ""
    for block in article.blocks:
        if block.role is Role.HEADLINE:
            headline = article[block]
        elif block.role in BODY and not (headline and article.text.startswith(headline, block.span.start)):
            return block.span.start
    return None


def _called(article: Article, text: str, low: int) -> dict[str, int]:
    """The words behind titles, with their places, and those beside verbs of saying."""
    found: dict[str, int] = {}
    scan, never = article.scan, _no_names(article.get(story_language))
    for group in TITLES:
        for at in scan.capitals_after(group):
            _note(found, text, at, never, at)
    for verb, end, _, _, _, _ in article.get(story_cues):
        if text[end + 1 : end + 2].isupper():
            _note(found, text, end + 1, never)
        at = text.rfind(" ", low, verb - 1) + 1
        if text[at].isupper():
            word = text[at : verb - 1]
            if len(word) >= _SHORTEST and word not in found and word not in never and word.isalpha() and at > low:
                found[word] = -1
    return found


def _note(found: dict[str, int], text: str, at: int, never: frozenset[str], place: int = -1) -> None:
    """Takes down the word at a place, or the one behind it where both have capitals: a first name, and the surname."""
    word = text[at : text.find(" ", at)]
    if word.isalpha():
        behind = at + len(word) + 1
        if text[behind : behind + 1].isupper():
            word, place = _letters(text[behind : text.find(" ", behind)]), -1
    else:
        word = _letters(word)
    if word not in found and word not in never and len(word) >= _SHORTEST:
        found[word] = place


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
            if span is None or _is_shown(article, at):
                return None
            full = full or _whole(article, name)
        elif at >= first and not quoted_around(article, at, end) and not _is_shown(article, at):
            hit = title_before(article, at)
            said = _speaks(article, at if hit is None else hit.start, end) and (
                hit is not None or not _named(article, at)
            )
            if span is None and (hit is not None or said):
                span, title = Span(at, end), hit
            speaks, times = speaks or said, times + (hit is not None)
    return Called(word, span, title, speaks, times, full) if span is not None else None


def _is_shown(article: Article, at: int) -> bool:
    """Whether a place is in a caption or the like, which stands nowhere in the order of the text."""
    block = article.block_at(at)
    return block is not None and block.role not in BODY


def _named(article: Article, at: int) -> bool:
    """Whether an article stands before a name: a thing is named so (``the Orme report``)."""
    before = article.text[max(at - _REACH, 0) : at].split()
    return bool(before) and before[-1].lower() in frames(article.get(story_language)).articles


def _whole(article: Article, name: Span) -> Span:
    """A full name with its further first names."""
    first = name_before(article, name.start)
    return Span(first.start, name.end) if first is not None else name


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
    """The capitalised word, or initial, before a surname; ``None`` where that is a title or opens the sentence.

    Small words that belong to the surname (``Barend du Plessis``) are stepped over.
    """
    text, words, particles = article.text, _words(article), _particles(article)
    at = start
    for _ in range(_SMALL_WORDS + 1):
        before = text[max(at - _REACH, 0) : at]
        if before[-1:] not in (" ", "\xa0") or not before.strip():
            return None
        last = before.rsplit(maxsplit=1)[-1]
        at = text.rfind(last, 0, at)
        if last not in particles:
            break
    if not last[0].isupper() or not (len(last) == _INITIAL or last[-1].isalnum()) or last in words.openers:
        return None
    place = Span(at, at + len(last))
    if last not in words.given and (last in words.nationalities or place.end in article.get(_title_ends)):
        return None
    return place


def _title_ends(article: Article) -> frozenset[int]:
    language = article.get(story_language)
    return frozenset(hit.end for group in TITLES for hit in article.hits(group, language))
