"""Decides where a story says that it takes words from another outlet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from compliance.article import BODY, Article, Span
from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.language.quotation_frames import frames
from compliance.language.quotations import quotations
from compliance.language.reports import quoted_around, sentence_at
from compliance.record import Record
from compliance.scanner import Hit

LISTS = ("state-media", "agencies", "outlets")
_BETWEEN, _SHORTEST = 34, 3
_CLOSING = ".;?!\n"


class Relay(Record):
    """A place where words are taken from an outlet; ``state`` where a state owns and directs it."""

    span: Span
    outlet: Hit
    state: bool


def relays(article: Article) -> Iterator[Relay]:
    """Every place where words are said to come from an outlet, in order; quoted words are not read."""
    language = article.get(story_language)
    outlets = _outlets(article)
    if not outlets:
        return
    before, after = article.hits("relay-before", language), article.hits("relay-after", language)
    told = _told(article) if _relay(language, "to") else {}
    ends = sorted(told)
    states = {hit.start for hit in article.hits("state-media")}
    for outlet in outlets:
        phrase = _phrase_before(article, before, outlet) or _phrase_after(article, after, outlet)
        if phrase is None and ends:
            phrase = _phrase_told(article, told, ends, outlet)
        if phrase is None or quoted_around(article, phrase.start, phrase.end):
            continue
        if outlet.entry.flag("common") and not _beside_media(article, outlet, language):
            continue
        yield Relay(
            _with_medium(article, phrase, language), outlet, outlet.start in states or outlet.entry.flag("state")
        )


def _outlets(article: Article) -> list[Hit]:
    """Where the body names an outlet that has words to take, each place once."""
    found: list[Hit] = []
    end = -1
    places = {(hit.start, -hit.end): hit for name in reversed(LISTS) for hit in article.hits(name)}
    for _, outlet in sorted(places.items()):
        block = article.block_at(outlet.start)
        if outlet.start < end or block is None or block.role not in BODY or _has_pictures_alone(article, outlet):
            continue
        found.append(outlet)
        end = outlet.end
    return found


def _has_pictures_alone(article: Article, outlet: Hit) -> bool:
    """Whether letters are those of a picture agency, which has no words to take: the EPA is another body here."""
    return outlet.entry.text("kind") == "picture" and article.text[outlet.start : outlet.end].isupper()


@cache
def _relay(language: str | None, name: str) -> tuple[str, ...]:
    return tuple(locale_data(language or "en", "quotations").get("relay", {}).get(name, ()))


def _told(article: Article) -> dict[int, int]:
    """Where each `dijo Ana Ruiz` beside a quotation ends, and where it begins."""
    return {
        found.speaker.end: found.cue.start
        for found in article.get(quotations)
        if found.speaker and found.cue and 0 <= found.speaker.start - found.cue.end <= 1
    }


def _phrase_told(article: Article, told: dict[int, int], ends: list[int], outlet: Hit) -> Span | None:
    """``dijo Ana Ruiz a la CNN``: the verb, who spoke, and to whom."""
    index = bisect_right(ends, outlet.start) - 1
    if index < 0:
        return None
    between = article.text[ends[index] : outlet.start]
    words = between.split()
    if len(between) > _BETWEEN or not 0 < len(words) <= 4 or any(sign in between for sign in ',.;:"“«\n'):
        return None
    to = _relay(article.get(story_language), "to")
    return Span(told[ends[index]], outlet.end) if words[0] in to else None


def _end(hit: Hit) -> int:
    return hit.end


def _phrase_before(article: Article, phrases: tuple[Hit, ...], outlet: Hit) -> Span | None:
    index = bisect_right(phrases, outlet.start, key=_end) - 1
    for hit in phrases[max(index, 0) : index + 1]:
        between = article.text[hit.end : outlet.start]
        if len(between) > _BETWEEN or any(sign in between for sign in ',.;:"“«\n') or len(between.split()) > 4:
            return None
        words = frames(article.get(story_language))
        if any(word in words.relatives or word in words.breaks for word in between.lower().split()):
            return None
        if article.text[outlet.end : outlet.end + 1] in ("-", "/", "'", "’") or _is_attribute(article, outlet, between):
            return None
        return Span(hit.start, outlet.end)
    return None


def _is_attribute(article: Article, outlet: Hit, between: str) -> bool:
    """``a former CNN presenter``: the outlet's name describes a person."""
    language = article.get(story_language)
    follower = article.text[outlet.end : outlet.end + 24].split(maxsplit=1)[:1]
    if not follower or article.text[outlet.end] != " " or not between.split():
        return False
    if follower[0][0].isupper() and _relay(language, "to"):
        return False  # "dijo a la BBC Ana Ruiz": who spoke comes behind
    words = frames(language)
    media = {noun.split()[0] for noun in _media(language)}
    first, next_word = between.split()[0].lower(), follower[0].lower().strip(".,;:")
    if first not in words.articles or next_word.endswith("day"):
        return False
    small = (media, words.articles, words.ends, words.phrase_ends, words.breaks, words.conjunctions)
    return not any(next_word in some for some in small)


def _phrase_after(article: Article, phrases: tuple[Hit, ...], outlet: Hit) -> Span | None:
    """``Tass reported``: beside a quotation, before a clause, or where it closes what was said."""
    index = bisect_left(phrases, (outlet.end,))
    for hit in phrases[index : index + 1]:
        between = article.text[outlet.end : hit.start]
        if len(between) > _BETWEEN or any(sign in between for sign in ',.;:"“«\n') or len(between.split()) > 2:
            return None
        sentence = sentence_at(article, outlet.start)
        closes = _closes(article, sentence, outlet, hit)
        if hit.entry.canonical in _said(article):
            return Span(outlet.start, hit.end) if closes else None
        beside = any(quotation.span.overlaps(sentence) for quotation in article.get(quotations))
        if beside or closes or _before_clause(article, hit):
            return Span(outlet.start, hit.end)
    return None


def _said(article: Article) -> frozenset[str]:
    """Verbs that an outlet's own affairs take too: they count at the end of a sentence only."""
    return frozenset(_relay(article.get(story_language), "said"))


def _before_clause(article: Article, hit: Hit) -> bool:
    after = article.text[hit.end : hit.end + 16].split(maxsplit=1)[:1]
    return bool(after) and after[0].lower() in frames(article.get(story_language)).breaks


def _closes(article: Article, sentence: Span, outlet: Hit, hit: Hit) -> bool:
    """``The ships turned back, state agency Tass reported on Monday.``"""
    text, words = article.text, frames(article.get(story_language))
    comma = text.rfind(",", sentence.start, outlet.start)
    said = text[sentence.start : max(comma, sentence.start)].split()
    if len(said) < _SHORTEST or (said[0].lower() in words.intro and said[0].lower() not in words.articles):
        return False
    if len(text[comma + 1 : outlet.start].split()) > 4:
        return False
    after = text[hit.end : hit.end + 16].split(maxsplit=1)[:1]
    if text[hit.end : hit.end + 1] in _CLOSING or not after:
        return True
    following = after[0].lower().strip(".,")
    return following in words.phrase_ends or following in words.times


@cache
def _media(language: str | None) -> tuple[str, ...]:
    """The words for news media, in small letters, the longest first."""
    return tuple(sorted((noun.lower() for noun in _relay(language, "media")), key=len, reverse=True))


def _beside_media(article: Article, outlet: Hit, language: str | None) -> bool:
    around = article.text[max(outlet.start - 24, 0) : outlet.end + 24].lower()
    return any(noun in around for noun in _media(language))


def _with_medium(article: Article, phrase: Span, language: str | None) -> Span:
    """The phrase with the word for news that follows the name (``Tass news agency``)."""
    after = article.text[phrase.end : phrase.end + 30].lower()
    for noun in _media(language) if after[:1] == " " else ():
        if after.startswith(noun, 1) and not after[1 + len(noun) : 2 + len(noun)].isalnum():
            return Span(phrase.start, phrase.end + 1 + len(noun))
    return phrase
