"""Decides which suspect is the subject of a verb: by name (``Roe, who robbed …``), or by a pronoun (``He shot …``)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance_plugins.legal._cases import Suspect
from compliance_plugins.legal._frames import frame_words, word_before, words_in
from compliance_plugins.legal._named import first_named, named_in, sentence_before

if TYPE_CHECKING:
    from compliance.scanner import Hit

_ASIDES = 90
"""Between a name and its verb stand so many code points of asides at most."""
_FIRST, _SECOND = 1, 12
"""Between a name and the second of its verbs stand so many words."""
_BACK = 3
"""A pronoun is followed back over so many sentences that open with one."""


def doer(article: Article, sentence: Span, hit: Hit, known: Mapping[str, Suspect]) -> Suspect | None:
    """The suspect who is said to have done it; ``None`` for anybody else."""
    text = article.text
    for _, end, person in named_in(article, Span(sentence.start, hit.start)):
        between = text[end : hit.start]
        if (suspect := known.get(person.name)) and (is_verb_of(article, between) or _goes_on(article, between)):
            return suspect
    opening = text[sentence.start : hit.start].strip()
    if opening.lower() in frame_words(article, "pronoun") or (not opening and hit.entry.flag("opens")):
        return _meant(article, sentence, known)
    return None


def is_verb_of(article: Article, between: str) -> bool:
    """Whether only asides, *who* and small words stand between a name and a verb: ``Roe, 41, who had robbed``."""
    who = frame_words(article, "who")
    if _is_aside(between, who):
        return True
    *asides, last = between.split(",")
    auxiliary = frame_words(article, "auxiliary")
    said = [word for word in last.lower().split() if word not in auxiliary]
    if said and " ".join(said) not in who and not (asides and _is_relative(article, said)):
        return False
    if not asides:
        return True
    return len(between) <= _ASIDES and not asides[0].strip() and all(map(_is_apposition, asides[1:]))


def _goes_on(article: Article, between: str) -> bool:
    """Whether a verb is its subject's second: ``Roe waited outside and stabbed …``, ``Roe la esperó y la mató``."""
    said, auxiliary = words_in(between), frame_words(article, "auxiliary")
    while said and said[-1] in auxiliary:
        said.pop()
    if not _FIRST < len(said) <= _SECOND or said[-1] not in frame_words(article, "and"):
        return False
    opening, comma, rest = between.removeprefix(", ").partition(", ")
    clause = rest if comma and any(map(str.isdigit, opening)) else between.removeprefix(", ")
    plain = not any(sign in clause for sign in ",.;:?!()") and between[0] in " ,"
    barred = (frame_words(article, kind) for kind in ("relative", "clause", "to-be"))
    return plain and all(words.isdisjoint(said) for words in barred)


def _is_relative(article: Article, said: list[str]) -> bool:
    """Whether words say who somebody is and go on with *who*: ``the fan who``."""
    one = frame_words(article, "one")
    return len(said) in (3, 4) and said[0] in one and said[-1] in frame_words(article, "relative")


def _is_apposition(aside: str) -> bool:
    """An age or a description (``41``, ``a nurse``, ``de 41 años``), no name of somebody else."""
    said = aside.split()
    return bool(said) and len(said) <= 9 and not said[0][0].isupper()


def _is_aside(between: str, who: frozenset[str]) -> bool:
    """Whether a clause of its own stands between a name and its verb: ``Roe, who has been charged, killed …``."""
    opens, closes = between[:2] == ", ", between[-2:] == ", "
    return opens and closes and between.strip(" ,").count(",") == 0 and word_before(between, len(between)) not in who


def _meant(article: Article, sentence: Span, known: Mapping[str, Suspect]) -> Suspect | None:
    """Whom a pronoun at the head of a sentence means: the suspect of whom the sentences before tell."""
    cued, before = sorted(known.values(), key=lambda one: one.cue.start), sentence
    for _ in range(_BACK):
        before = sentence_before(article, before)
        index = bisect_left(cued, before.start, key=lambda one: one.cue.start)
        if index < len(cued) and before.covers(cued[index].cue):
            return cued[index]
        named = first_named(article, before)
        if named is not None:
            return (
                known.get(named[2].name) if len({place[2].name for place in named_in(article, before)}) == 1 else None
            )
        opens = words_in(article[before])[:1]
        if not opens or opens[0] not in frame_words(article, "pronoun"):
            return None
    return None
