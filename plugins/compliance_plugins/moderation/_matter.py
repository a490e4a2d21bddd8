"""Whether a sentence is coarse or sexual, or sells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from compliance_plugins.moderation._act import Act, act
from compliance_plugins.moderation._contacts import contact_in
from compliance_plugins.moderation._letters import any_of
from compliance_plugins.moderation._sentence import Sentence
from compliance_plugins.moderation._tags import Tag

_BEYOND = 120
"""Code points behind a sentence that offers something in which its link may stand."""
_FLOOD = 6
"""How often a word must stand in a row of its own to be a flood."""


def profanity(sentence: Sentence) -> Iterator[Act]:
    """Coarse words, whoever they are aimed at."""
    for word in sentence.tags.get("profanity", ()):
        if word.term.sure:
            yield act(sentence, "profanity", 0.8, "message", word)


def sexual(sentence: Sentence) -> Iterator[Act]:
    """Explicit words and advances."""
    for word in sentence.tags.get("advance", ()):
        if not sentence.negated(word) and not sentence.has("counter"):
            yield act(sentence, "sexual", 0.9, "advance", word)
    for word in sentence.tags.get("sexual", ()):
        if word.term.sure:
            yield act(sentence, "sexual", 0.8, "message", word)
        elif _is_ogled(sentence, word) or ("you" in sentence.tags and sentence.has("advance", "mine", "profanity")):
            yield act(sentence, "sexual", 0.6, "message", word)


def _is_ogled(sentence: Sentence, word: Tag) -> bool:
    """Whether a word for a part of the body follows one of those that people leer with (``menudas …``)."""
    return any(one.last + 1 == word.first for one in sentence.tags.get("leer", ()))


@cache
def _link() -> re.Pattern[str]:
    handle = r"|\b(?:telegram|whatsapp|instagram|snapchat|signal)\W{1,3}@\w{3,40}"
    return re.compile(
        r"(?i:https?://\S{1,500}|www\.\S{1,200}|\b[\w-]{2,63}\.(?:com|net|xyz|top|info|ru|biz|shop|ly|me)\b"
        + handle
        + ")"
    )


@cache
def _pay(currency: frozenset[str], period: frozenset[str]) -> re.Pattern[str]:
    """So much money in so much time."""
    amount = rf"[$£€] ?\d[\d.,]*k?|\d[\d.,]* ?(?:[$£€]|{any_of(currency)})"
    return re.compile(rf"(?:{amount}) (?:{any_of(period)})\b", re.IGNORECASE)


def _pays(sentence: Sentence, start: int, end: int) -> bool:
    parts, none = sentence.parts, frozenset[str]()
    return _pay(parts.get("currency", none), parts.get("period", none)).search(sentence.text, start, end) is not None


def spam(sentence: Sentence) -> Iterator[Act]:
    """What advertises, or floods."""
    start, end = sentence.words[0].start, sentence.words[-1].end
    pitches = sentence.tags.get("pitch", ())
    strong = any(not one.term.entry.flag("weak") for one in pitches)
    if pitches:
        beyond = min(end + _BEYOND, len(sentence.text))
        reach = _link().search(sentence.text, start, beyond) or contact_in(sentence.text, start, beyond, sentence.parts)
        several = len({one.term.words for one in pitches}) > 1 or (reach and _pays(sentence, start, end))
        if (reach and (strong or several)) or (several and strong):
            found = act(sentence, "spam", 0.9 if reach and several else 0.7, "message", *pitches)
            yield found
            return
    word, times = Counter(word.plain for word in sentence.words).most_common(1)[0]
    if times >= _FLOOD and times * 2 > len(sentence.words):
        yield Act("spam", start, end, 0.65, "flood", {"times": str(times), "word": word})
