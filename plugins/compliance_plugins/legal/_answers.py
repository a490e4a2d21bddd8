"""Decides whether a story has an answer of somebody who is accused in it, or says that they were asked."""

from __future__ import annotations

from functools import cache, lru_cache
from re import escape, finditer
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.language.detect import story_language
from compliance.language.reports import sentence_at
from compliance_plugins.legal._firms import called
from compliance_plugins.legal._frames import frame_words, words_in, words_of
from compliance_plugins.legal._named import named_in
from compliance_plugins.legal._said import places, says

if TYPE_CHECKING:
    import re

    from compliance.lexicon import Lexicon
    from compliance_plugins.legal._accused import Accused

_LIST = "replies"
_SHORT = 3
"""A word as long tells nothing of a body."""
_BODY = 6
"""Behind *a spokesman for* so many words at most tell for whom."""


def settled(article: Article) -> bool:
    """Whether whoever is accused needs not be asked: a court has the case, or somebody denies it."""
    return says(article, _LIST, "denial", "ruling")


def answered(article: Article, one: Accused) -> bool:
    """Whether something in a story may be the answer of somebody accused: all that is not plainly another's."""
    return any(not _is_anothers(article, place, one) for place in places(article, _LIST, "answer"))


def _is_anothers(article: Article, place: Span, one: Accused) -> bool:
    """Whether another speaks: a body that does not answer for the accused, or somebody else who is named."""
    sentence = sentence_at(article, place.start)
    body = _spoken_for(article, place, sentence.end)
    subject = _subject(article, Span(sentence.start, place.start))
    said = {*words_in(article[subject]), *words_in(article[body]), *words_in(article[place])}
    last = words_in(article[Span(sentence.start, place.start)])[-2:]
    if said & _names(one) or not frame_words(article, "self").isdisjoint(last):
        return False
    if said & _words(article, "other"):
        return True
    if said & _words(article, "own"):
        return False
    if not all(_belongs(article, words, one) for words in (body, _body_named(article, subject))):
        return True
    named = [*named_in(article, subject), *named_in(article, body)]
    return not said & _words(article, "lawyer") and any(person.name != one.name for _, _, person in named)


def _subject(article: Article, before: Span) -> Span:
    """The words before a verb of saying, else all (``The council`` of *The council said it could not comment*)."""
    verbs = frame_words(article, "speech")
    for match in _word().finditer(article.text, before.start, before.end):
        if match[0].lower() in verbs:
            return Span(before.start, match.start())
    return before


def _body_named(article: Article, subject: Span) -> Span:
    """A name with an article in front that opens a clause: ``The General Medical Council``; empty for none."""
    text = article.text
    start = max(subject.start, text.rfind(",", subject.start, subject.end) + 1)
    found = list(_word().finditer(text, start, subject.end))
    capital = len(found) > 1 and text[found[1].start()].isupper()
    if not capital or found[0][0].lower() not in frame_words(article, "one"):
        return Span(subject.end, subject.end)
    return Span(found[1].start(), subject.end)


def _belongs(article: Article, body: Span, one: Accused) -> bool:
    """Whether whom somebody speaks for is told of beside the accused (her hospital), or by no more than a pronoun."""
    nouns = {word for word in words_in(article[body]) if len(word) > _SHORT}
    if not nouns:
        return True
    if one.person is None:
        if any(nouns.issuperset(words_in(again)[-1:]) for again in called(article)):
            return True
        starts = [match.start() for match in finditer(escape(one.name), article.text)]
    else:
        starts = [mention.span.start for mention in one.person.mentions]
    return any(not nouns.isdisjoint(words_of(article, sentence_at(article, start))) for start in starts)


def _spoken_for(article: Article, place: Span, end: int) -> Span:
    """The words that tell for whom somebody speaks: ``for the council`` behind ``a spokesman``."""
    told, behind = _words(article, "for"), Span(place.end, end)
    verbs, at = frame_words(article, "attribution"), behind.start
    begun = not told.isdisjoint(words_in(article[place])[-1:])  # lawyers for
    for count, word in enumerate(article[behind].split(), begun):
        bare = word.strip(".,;:").lower()
        if (count == 0 and bare not in told) or count > _BODY or bare in verbs:
            break
        at = article.text.index(word, at) + len(word)
    return Span(behind.start, at)


def _names(one: Accused) -> frozenset[str]:
    return frozenset(word for word in words_in(one.name) if len(word) > 2)


def _words(article: Article, kind: str) -> frozenset[str]:
    return _listed(article.lexicon, article.get(story_language), kind)


@cache
def _word() -> re.Pattern[str]:
    import re

    return re.compile(r"\w+")


@lru_cache(maxsize=32)
def _listed(lexicon: Lexicon, language: str | None, kind: str) -> frozenset[str]:
    return frozenset(entry.phrase for entry in lexicon.entries(_LIST, language) if entry.text("kind") == kind)
