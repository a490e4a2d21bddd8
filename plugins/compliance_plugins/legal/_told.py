"""Decides which suspect an act is told of where no name stands right before its verb: named behind *by* (``was burned
down by Roe``), by a pronoun behind the case (``charged after he beat …``), or by what he is (``The driver hid …``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance_plugins.legal._cases import Suspect, in_hand
from compliance_plugins.legal._frames import frame_words, word_after, word_before, words_in
from compliance_plugins.legal._named import named_in, sentence_before
from compliance_plugins.legal._whom import person_of

if TYPE_CHECKING:
    from compliance.scanner import Hit

_TO_AGENT = 4
"""Words between a passive and *by*, and between *by* and the name."""
_TO_PRONOUN, _DESCRIPTION = 8, 4
"""Words between a case and the pronoun of whoever it is against; of a description, its article counted."""

Known = Mapping[str, Suspect]


def by_agent(article: Article, sentence: Span, hit: Hit, known: Known) -> Suspect | None:
    """The suspect who is named as the one by whom something was done: ``robbed on Friday by Roe``."""
    text, by = article.text, frame_words(article, "agent-by")
    at = hit.end
    for word in text[hit.end : sentence.end].split()[: _TO_AGENT + 1]:
        at = text.index(word, at) + len(word)
        if word in by:
            break
        if not word.isalnum():
            return None
    else:
        return None
    place = next(named_in(article, Span(at, sentence.end)), None)
    if place is None:
        return None
    between = text[at : place[0]].replace(",", " ").split()
    plain = len(between) <= _TO_AGENT and all(word.isalnum() and word.islower() for word in between)
    return known.get(place[2].name) if plain else None


def after_case(article: Article, sentence: Span, hit: Hit, known: Known) -> Suspect | None:
    """The suspect whom a pronoun means that stands behind his case: ``a man was charged after he beat his son``; or no
    pronoun, where the verb needs none: ``was held after stabbing his son``.
    """
    text, start = article.text, hit.start
    if hit.entry.flag("after"):
        objects = (frame_words(article, kind) for kind in ("determiner", "one", "personal"))
        if not any(word_after(text, hit.end) in words for words in objects):
            return None
    elif word_before(text, start) not in frame_words(article, "self"):
        return None
    else:
        start = text[:start].rstrip().rindex(" ")
    for case in in_hand(article, sentence):
        if case.entry.flag("claim") or not case.end <= start:
            continue
        said = words_in(text[case.end : start])
        if len(said) > _TO_PRONOUN or any(named_in(article, Span(case.end, start))):
            continue
        if not hit.entry.flag("after") and said[-1:] and said[-1] not in frame_words(article, "cause"):
            continue
        return _against(article, sentence, case, known)
    return None


def _against(article: Article, sentence: Span, case: Hit, known: Known) -> Suspect | None:
    """Whom a case is against: named at it, else the only one whom the story suspects."""
    person = person_of(article, case)
    if person is not None:
        return known.get(person.name)
    nobody = next(named_in(article, Span(sentence.start, case.start)), None) is None
    one = next(iter(known.values()), None)
    return one if nobody and len(known) == 1 and one is not None and not one.cleared else None


def as_described(article: Article, sentence: Span, hit: Hit, known: Known) -> Suspect | None:
    """The only one whom the sentence before names, a suspect, where a noun for a person that may be nobody else opens
    the sentence: ``Roe, 39, was charged. The truck driver hid …``.
    """
    said = words_in(article.text[sentence.start : hit.start])
    if not 1 < len(said) <= _DESCRIPTION or said[0] not in frame_words(article, "definite"):
        return None
    noun, others = said[-1], frame_words(article, "others")
    if noun not in frame_words(article, "person") or noun in others:
        return None
    before = sentence_before(article, sentence)
    named = {place[2].name for place in named_in(article, before)}
    told = words_in(article[before])
    if len(named) != 1 or any(word.startswith(noun) for word in told) or not others.isdisjoint(told):
        return None
    suspect, told_case = known.get(named.pop()), any(in_hand(article, before))
    return suspect if suspect is not None and not suspect.cleared and told_case else None
