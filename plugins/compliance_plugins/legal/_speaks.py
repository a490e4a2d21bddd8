"""Decides whether a story reports what somebody accused in it says."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.language.quotations import quotations
from compliance.language.reports import sentence_at
from compliance_plugins.legal._firms import called
from compliance_plugins.legal._frames import frame_words, words_in
from compliance_plugins.legal._named import named_in, sentence_behind

if TYPE_CHECKING:
    import re

    from compliance_plugins.legal._accused import Accused

_REACH = 40
"""The verb stands so many code points behind the name at most."""
_BEFORE = 24
"""*According to* stands so many code points before it at most."""
_CLOSES = '"”»'


def _is_told_of(article: Article, name: Span, one: Accused) -> bool:
    """Whether a verb behind a name is not its own: the staff of Ana Roe say that she …, a nurse said Roe told her …"""
    sentence = sentence_at(article, name.start)
    if one.claimed and sentence.start <= name.start < one.accusation.start < sentence.end:
        return True
    clause = article.text[sentence.start : name.start].rpartition(",")[2]
    return not frame_words(article, "claim").isdisjoint(words_in(clause))


def _firm_speaks(article: Article, one: Accused) -> bool:
    """Whether a firm says something by its name or as *the company*, or a story does *according to the company*."""
    verbs, according = frame_words(article, "speech"), frame_words(article, "according")
    sentence = sentence_at(article, one.accusation.start)
    for match in _any_of((one.name.split()[0], *called(article))).finditer(article.text):
        if one.claimed and sentence.start <= match.start() < sentence.end:
            continue
        behind = article.text[match.end() : match.end() + _REACH].partition(". ")[0]
        before = article.text[max(match.start() - _BEFORE, 0) : match.start()]
        if verbs.intersection(words_in(behind)[:3]) or according.intersection(words_in(before)[-2:]):
            return True
    return False


@lru_cache(maxsize=32)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    import re

    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


def _goes_on_speaking(article: Article, name: Span) -> bool:
    """Whether a quotation right behind a name, in its sentence or the next, is of somebody who has no name there: ``“I
    never touched it,” she said``, ``«No es verdad», dijo``.
    """
    behind = sentence_behind(article, sentence_at(article, name.start))
    reach = Span(name.end, max(name.end, behind.end))
    closed = max(article.text.rfind(sign, reach.start, reach.end) for sign in _CLOSES)
    if closed < 0 or next(named_in(article, reach), None) is not None:
        return False
    verbs, selves, adjuncts = (frame_words(article, kind) for kind in ("speech", "self", "adjunct"))
    first, second = (*words_in(article.text[closed + 1 : reach.end])[:2], "", "")[:2]
    if first in selves:
        return second in verbs
    return first in verbs and (second in selves | adjuncts or bool(adjuncts and not second))


def speaks(article: Article, one: Accused) -> bool:
    """Whether a story reports what somebody accused says."""
    if one.person is None:
        return _firm_speaks(article, one)
    verbs, text, mentions = frame_words(article, "speech"), article.text, one.person.mentions
    for mention in mentions:
        if _is_told_of(article, mention.span, one):
            continue
        following = text[mention.span.end : mention.span.end + _REACH].partition(". ")[0].split()[:3]
        if verbs.intersection(word.strip(".,:;") for word in following):
            return True
    if not one.claimed and any(_goes_on_speaking(article, mention.span) for mention in mentions):
        return True
    spoken = [quotation.speaker for quotation in article.get(quotations) if quotation.speaker is not None]
    return any(mention.span.overlaps(speaker) for mention in mentions for speaker in spoken)
