"""Decides who is a person because a story says what they are beside their name, where nothing else tells it:
``the builder Zdenek Ribar``, ``a su jefe, Mihai Popa,``, ``Nurse Ilka Dorn``, ``Zdenek Ribar, a builder,``;
or what crime they did: ``Zdenek Ribar stabbed …``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.language.detect import story_language
from compliance.language.people import Mention, Person, names_in_story, people
from compliance_plugins.legal._firms import is_firm
from compliance_plugins.legal._frames import frame_words, word_before, words_in

if TYPE_CHECKING:
    from compliance.language.people_names import Name

_ACTS = ("crime-acts", "wrongful-acts")
_FULL = 2
"""A name in full has so many parts at least."""
_OPENS, _CLOSES = tuple("\"'“‘«"), tuple("\"'”’»")
_FAR, _APPOSED = 60, 4
"""Behind a name so many code points, and so many words of them, may say what somebody is."""


def introduced(article: Article) -> tuple[Person, ...]:
    """Whom the analysis of names left out, and a word for a person stands beside."""
    known = {mention.span for person in article.get(people) for mention in person.mentions}
    left = [name for name in article.get(names_in_story) if name.span not in known]
    found: dict[tuple[str, ...], Person] = {}
    for place, tokens in _nicknamed(article, left):
        found[tokens] = person_named(article, place, tokens, left)
    for name in left:
        start, tokens = _told(article, name)
        if len(tokens) >= _FULL and tokens not in found and not is_firm(article, article[name.span]):
            found[tokens] = person_named(article, Span(start, name.span.end), tokens, left)
    return tuple(found.values())


def _nicknamed(article: Article, names: Sequence[Name]) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Names with a nickname inside: ``Jonas “Pip” Ribar``."""
    for one, other in chain(pairwise(names), zip(names, names[2:], strict=False)):
        between = article.text[one.span.end : other.span.start]
        if between[:1] == between[-1:] == " " and between[1:2] in _OPENS and between[-2:-1] in _CLOSES:
            yield Span(one.span.start, other.span.end), (*one.tokens, *other.tokens)


def person_named(article: Article, place: Span, tokens: tuple[str, ...], names: Sequence[Name]) -> Person:
    """Somebody of this name, with every place where it stands in full or a surname of it alone.

    :param place: where it stands in full.
    :param names: the names that nobody else has.
    """
    mentions = {place: Mention(place, True, ()), **dict(_again(tokens, names))}
    return Person(article[place], tokens[-1], (), tuple(sorted(mentions.values())))


def _again(tokens: tuple[str, ...], names: Sequence[Name]) -> Iterator[tuple[Span, Mention]]:
    forms = {tokens, *((token,) for token in tokens[1:])}
    for one in names:
        if one.tokens in forms:
            yield one.span, Mention(one.span, len(one.tokens) > 1, one.titles)


def _told(article: Article, name: Name) -> tuple[int, tuple[str, ...]]:
    """Where a name begins that a word for a person introduces, and its parts; none where nothing does."""
    words, (first, *rest), text = frame_words(article, "person"), name.tokens, article.text
    if first.lower() in words and rest:  # its capital made the word part of the name
        return text.index(rest[0], name.span.start + len(first)), tuple(rest)
    before = word_before(text, name.span.start).rstrip(",")
    if before in words or before.removeprefix("ex").lstrip("-") in words or name.span.end in article.get(_acts):
        return name.span.start, name.tokens
    if _is_apposed(article, text[name.span.end : name.span.end + _FAR]):
        return name.span.start, name.tokens
    return name.span.start, ()


def _acts(article: Article) -> frozenset[int]:
    """The places right before a crime that somebody is said to have done."""
    language = article.get(story_language)
    return frozenset(hit.start - 1 for name in _ACTS for hit in article.hits(name, language))


def _is_apposed(article: Article, behind: str) -> bool:
    """Whether a name goes on with what somebody is: ``Zdenek Ribar, a retired builder, …``."""
    if not behind.startswith(", "):
        return False
    said = words_in(behind)[:_APPOSED]
    nouns = frame_words(article, "person") | frame_words(article, "noun")
    return bool(said) and said[0] in frame_words(article, "one") and any(word in nouns for word in said[1:])
