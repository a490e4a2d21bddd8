"""Decides which captions are of news pictures, which owe their reader a day and a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.credits import captions
from compliance.language.datelines import dateline
from compliance.language.locale import locale_data
from compliance_plugins.captions._marks import any_word

if TYPE_CHECKING:
    from compliance.article import Article

_FEWEST_WORDS = 6


def asked_of(article: Article, products: tuple[str, ...]) -> bool:
    """Whether the house asks it of the story's product; copy with an agency's dateline is a wire story."""
    product = article.metadata.product
    if product:
        return product in products
    if "wire" not in products:
        return False
    line = article.get(dateline)
    return line is not None and line.agency is not None


def news_captions(article: Article, language: str) -> Iterator[Span]:
    """The captions of news pictures: neither labelled file pictures, illustrations and portraits, nor bare labels."""
    for caption in article.get(captions):
        prose = Span(*caption.prose)
        if caption.file_picture or (caption.picture is not None and caption.picture.decorative):
            continue
        words = article[prose]
        if words.count(" ") + 1 >= _FEWEST_WORDS and not is_timeless(words, language):
            yield prose


def is_timeless(caption: str, language: str) -> bool:
    """Whether a caption is of a drawing, a portrait, a logo: nothing that happened on a day."""
    return picture_search(language, "timeless")(caption.lower()) is not None


@cache
def picture_words(language: str, key: str) -> tuple[str, ...]:
    """A list of a language's words for pictures."""
    return tuple(locale_data(language, "captions")["picture"][key])


@cache
def picture_search(language: str, key: str) -> Callable[[str], object]:
    """A search for any phrase of such a list, in lower case."""
    return any_word(picture_words(language, key))


def sentence_end(article: Article, prose: Span) -> Span:
    """The caption's last word: the place where something is missing."""
    start = max(article.text.rfind(" ", prose.start, prose.end) + 1, prose.start)
    return Span(start, prose.end)
