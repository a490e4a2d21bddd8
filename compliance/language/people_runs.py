"""Gathers the runs of capitalised words of a story, and the titles and places that tell what they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

from compliance.language.detect import story_language
from compliance.language.people_words import NameWords, capitalised, name_words
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.lexicon import Lexicon
    from compliance.scanner import Hit

_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "at", "ul", "Al", "El"})


class Token(Record):
    """A capitalised word with its offsets."""

    start: int
    end: int
    text: str


class Surroundings(Record):
    """What the search for names needs of a story, gathered once."""

    text: str
    words: NameWords
    titles: tuple[Hit, ...]
    title_starts: list[int]
    places: tuple[Hit, ...]
    place_starts: list[int]
    particles: frozenset[str]
    countries: frozenset[str]
    never: frozenset[str]


def surroundings(article: Article) -> Surroundings:
    """The story's titles and places, in order, and the words of its language."""
    language = article.get(story_language)
    lexicon = article.lexicon
    words, countries = name_words(language), _phrases(lexicon, "territories")
    titles = _merged(article, ("ranks", "titles"), language)
    places = _merged(article, ("places", "agencies"), None)
    return Surroundings(
        article.text,
        words,
        titles,
        [hit.start for hit in titles],
        places,
        [hit.start for hit in places],
        _phrases(lexicon, "name-particles"),
        countries,
        _never(words, countries),
    )


def _merged(article: Article, groups: tuple[str, ...], language: str | None) -> tuple[Hit, ...]:
    hits = [hit for group in groups for hit in article.hits(group, language)]
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    return tuple(hits)


@cache
def _never(words: NameWords, countries: frozenset[str]) -> frozenset[str]:
    """Words that are no name where they stand alone."""
    return (words.openers | words.nationalities | words.not_names | countries) - words.given


@cache
def _phrases(lexicon: Lexicon, name: str) -> frozenset[str]:
    return lexicon.phrases(name) if name in lexicon else frozenset()


def runs_between(around: Surroundings, start: int, end: int) -> list[list[Token]]:
    """The runs of capitalised words in a stretch of the story: those that may be one name each."""
    text = around.text
    runs: list[list[Token]] = []
    run: list[Token] = []
    closed = True
    for match in capitalised()(text, start, end):
        token = _token(text, match.start(), match[0])
        if token is None:
            continue
        if closed or not _joined(around, run[-1], token):
            run = []
            runs.append(run)
        first, last, word = token
        closed = word[-2:] in ("'s", "’s")
        run.append(Token._make((first, last - 2, word[:-2])) if closed else token)
    return runs


def _token(text: str, start: int, word: str) -> Token | None:
    """The word with its Arabic article, without the signs behind it; ``None`` inside another word."""
    if not word[0].isupper():
        return None
    before = text[start - 1 : start]
    if before == "-" and text[start - 3 : start - 1] in _ARTICLES:
        start -= 3
        word = text[start : start + 3] + word
    elif before.isalnum() or (before in ("-", "’", "'", "_") and text[start - 2 : start - 1].isalnum()):
        return None
    word = word.rstrip("-’'_")
    return Token._make((start, start + len(word), word))


def _joined(around: Surroundings, one: Token, other: Token) -> bool:
    """Whether two capitalised words belong together: one space, an initial's stop, or particles between them."""
    if other.start - one.end > 14:
        return False
    gap = around.text[one.end : other.start]
    if gap in (" ", "\xa0", "\n"):
        return True
    if gap in (". ", ".\xa0", "."):
        return len(one.text) == 1 or (len(one.text) < 6 and _abbreviates_title(around, one, other))
    return gap[:1] == " " and gap[-1:] == " " and gap.strip() in around.particles


def _abbreviates_title(around: Surroundings, one: Token, other: Token) -> bool:
    """Whether the stop after a word is that of a title, which ends there (Gen. Orme) or goes on (Lt. Gen.)."""
    index = bisect_right(around.title_starts, one.start) - 1
    if index >= 0 and around.titles[index].end >= other.end:
        return True
    return title_ending(around, one.end) is not None


def title_ending(around: Surroundings, end: int) -> Hit | None:
    """The title whose last word ends here, its full stop apart."""
    index = bisect_left(around.title_starts, end) - 1
    while index >= 0 and around.titles[index].start > end - 40:
        if around.titles[index].end in (end, end + 1):
            return around.titles[index]
        index -= 1
    return None
